from dataclasses import replace
from datetime import date

import pytest

from app.rules.document_states import DocumentEvent as E
from app.rules.document_states import allowed, apply, is_editable
from app.rules.transitions import TransitionRefusedError
from app.values.enums import DocumentState as S
from app.values.facts_document import DocumentChange, Proof, ServiceFact
from tests.rules import make as m

EXPECTED: dict[S, dict[E, S]] = {
    S.DRAFT: {E.ISSUE: S.ISSUED, E.VOID: S.VOID},
    S.ISSUED: {E.SIGN: S.SIGNED, E.SERVE: S.SERVED, E.ARCHIVE: S.ARCHIVED, E.REVOKE: S.REVOKED, E.VOID: S.VOID},
    S.SIGNED: {E.SERVE: S.SERVED, E.ARCHIVE: S.ARCHIVED, E.REVOKE: S.REVOKED, E.VOID: S.VOID},
    S.SERVED: {E.ARCHIVE: S.ARCHIVED, E.REVOKE: S.REVOKED},
    S.ARCHIVED: {E.REVOKE: S.REVOKED},
    S.REVOKED: {},
    S.VOID: {},
}


def willing(state: S = S.ISSUED) -> DocumentChange:
    """An act that satisfies every guard."""
    return DocumentChange(
        on=m.CHECK_DAY,
        document=m.make_order(state=state, signing=m.SIGNED),
        reason="当事人名称有误",
        service=ServiceFact(m.at(m.CHECK_DAY, 12), "王芳", m.SIGNED),
        revoking_number="（渝铜）应急撤〔2026〕1号",
    )


@pytest.mark.parametrize(("state", "event"), [(state, event) for state in S for event in E])
def test_apply_leads_where_the_table_says_and_refuses_the_rest(state: S, event: E) -> None:
    expected = EXPECTED[state].get(event)

    if expected is None:
        with pytest.raises(TransitionRefusedError):
            apply(state, event, willing(state))
    else:
        assert apply(state, event, willing(state)) is expected


@pytest.mark.parametrize("state", list(S))
def test_allowed_names_the_events_of_the_state(state: S) -> None:
    assert allowed(state) == frozenset(EXPECTED[state])


REFUSED = [
    (S.DRAFT, E.ISSUE, {"red_rules": ("R-OFFICERS",)}, "R-OFFICERS"),
    (S.DRAFT, E.ISSUE, {"document": m.make_order(issued_on=None)}, "没有日期"),
    (S.ISSUED, E.SIGN, {"document": m.make_order()}, "没有记录签收情况"),
    (S.ISSUED, E.SIGN, {"document": m.make_order(signing=replace(m.REFUSED, witness=None))}, "见证人"),
    (S.ISSUED, E.SERVE, {"service": None}, "没有送达记录"),
    (S.ISSUED, E.SERVE, {"service": ServiceFact(m.at(m.CHECK_DAY, 12), "王芳")}, "没有送达凭证"),
    (S.ISSUED, E.ARCHIVE, {"proof_needed": Proof.SERVED}, "送达或签收的凭证"),
    (S.ISSUED, E.REVOKE, {"reason": ""}, "没有写明理由"),
    (S.SERVED, E.REVOKE, {"revoking_number": ""}, "撤销决定书"),
    (S.ISSUED, E.VOID, {"reason": " "}, "没有写明理由"),
    (S.SIGNED, E.VOID, {"document": m.make_order(served_on=date(2026, 11, 17))}, "已经送达"),
]


@pytest.mark.parametrize(("state", "event", "changes", "words"), REFUSED)
def test_apply_refuses_when_a_guard_is_not_met(state: S, event: E, changes: dict[str, object], words: str) -> None:
    with pytest.raises(TransitionRefusedError, match=words):
        apply(state, event, replace(willing(state), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("signing", "proof"), [(m.REFUSED, False), (m.SIGNED, False), (None, True)])
def test_serve_is_allowed_by_signature_by_witness_or_by_proof(signing: object, proof: bool) -> None:
    service = ServiceFact(m.at(m.CHECK_DAY, 12), "王芳", has_proof=proof)
    if signing is not None:
        service = replace(service, signing=signing)  # type: ignore[arg-type]

    assert apply(S.ISSUED, E.SERVE, replace(willing(), service=service)) is S.SERVED


@pytest.mark.parametrize(("reason", "settled"), [("不认可检查结果", True), (" ", False)])
def test_a_recording_stands_for_the_witness_of_a_refusal_but_not_for_its_reason(reason: str, settled: bool) -> None:
    signing = replace(m.REFUSED, witness=None, reason=reason)
    facts = replace(willing(), document=m.make_order(signing=signing, recording="示—01，9时08分至11时42分"))

    if settled:
        assert apply(S.ISSUED, E.SIGN, facts) is S.SIGNED
        return
    with pytest.raises(TransitionRefusedError, match="未写明原因"):
        apply(S.ISSUED, E.SIGN, facts)


def test_sign_settles_a_refusal_with_reason_and_witness() -> None:
    facts = replace(willing(), document=m.make_order(signing=m.REFUSED))

    assert apply(S.ISSUED, E.SIGN, facts) is S.SIGNED


@pytest.mark.parametrize(
    ("state", "proof"), [(S.SIGNED, Proof.SIGNED), (S.SERVED, Proof.SIGNED), (S.SERVED, Proof.SERVED)]
)
def test_archive_is_allowed_with_the_proof_that_the_profile_asks(state: S, proof: Proof) -> None:
    assert apply(state, E.ARCHIVE, replace(willing(state), proof_needed=proof)) is S.ARCHIVED


def test_only_a_draft_is_edited() -> None:
    assert [state for state in S if is_editable(state)] == [S.DRAFT]
