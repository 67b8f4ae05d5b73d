"""Every pair of state and event of a hazard: what it leads to, or that it is refused."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.hazard_states import HazardEvent as E
from app.rules.hazard_states import allowed, apply
from app.rules.transitions import TransitionRefusedError
from app.values.enums import ExtensionState, Handling, OutcomeResult
from app.values.enums import HazardState as S
from app.values.facts_inspection import HazardChange
from tests.rules import make as m

NEVER = None
# Written once more by hand, not read from the table: state → event → state after it.
RUNNING = {
    E.EXTEND: S.EXTENDED,
    E.REPORT: S.DUE,
    E.EXPIRE: S.DUE,
    E.PASS: S.PASSED,
    E.FAIL: S.FAILED,
    E.SUPERVISE: S.SUPERVISED,
    E.TRANSFER: S.TRANSFERRED,
    E.WITHDRAW: S.FOUND,
    E.VOID: S.VOID,
}
EXPECTED: dict[S, dict[E, S]] = {
    S.FOUND: {
        E.ORDER: S.ORDERED,
        E.FIX_AT_ONCE: S.IMMEDIATE,
        E.SUSPEND: S.SUSPENDED,
        E.PASS: S.PASSED,
        E.FILE_CASE: S.FOUND,
        E.SUPERVISE: S.SUPERVISED,
        E.TRANSFER: S.TRANSFERRED,
        E.VOID: S.VOID,
    },
    S.IMMEDIATE: {
        E.CONFIRM_FIX: S.PASSED,
        E.ORDER: S.ORDERED,
        E.SUSPEND: S.SUSPENDED,
        E.FILE_CASE: S.IMMEDIATE,
        E.TRANSFER: S.TRANSFERRED,
        E.VOID: S.VOID,
    },
    S.ORDERED: RUNNING | {E.SUSPEND: S.SUSPENDED, E.FILE_CASE: S.ORDERED},
    S.EXTENDED: RUNNING | {E.SUSPEND: S.SUSPENDED, E.FILE_CASE: S.EXTENDED},
    S.SUSPENDED: RUNNING | {E.ORDER: S.SUSPENDED, E.EXTEND: S.SUSPENDED, E.FILE_CASE: S.SUSPENDED},
    S.DUE: {
        E.EXTEND: S.EXTENDED,
        E.SUSPEND: S.SUSPENDED,
        E.WITHDRAW: S.FOUND,
        E.PASS: S.PASSED,
        E.FAIL: S.FAILED,
        E.FILE_CASE: S.DUE,
        E.SUPERVISE: S.SUPERVISED,
        E.TRANSFER: S.TRANSFERRED,
        E.VOID: S.VOID,
    },
    S.FAILED: {
        E.EXTEND: S.EXTENDED,
        E.SUSPEND: S.SUSPENDED,
        E.REPORT: S.FAILED,
        E.PASS: S.PASSED,
        E.FAIL: S.FAILED,
        E.ORDER_AGAIN: S.ORDERED,
        E.FILE_CASE: S.FAILED,
        E.SUPERVISE: S.SUPERVISED,
        E.TRANSFER: S.TRANSFERRED,
        E.VOID: S.VOID,
    },
    S.SUPERVISED: {
        E.ORDER: S.SUPERVISED,
        E.SUSPEND: S.SUPERVISED,
        E.EXTEND: S.SUPERVISED,
        E.REPORT: S.SUPERVISED,
        E.PASS: S.SUPERVISED,
        E.FAIL: S.SUPERVISED,
        E.FILE_CASE: S.SUPERVISED,
        E.RELEASE: S.PASSED,
        E.TRANSFER: S.TRANSFERRED,
        E.VOID: S.VOID,
    },
    S.PASSED: {},
    S.TRANSFERRED: {},
    S.VOID: {},
}
PAIRS = [(state, event) for state in S for event in E]


def willing() -> HazardChange:
    """An act that satisfies every guard."""
    return m.make_change(
        on=date(2026, 12, 2),
        hazard=m.make_major(after_photos=1, transfer_to="区消防救援大队"),
        reason="经核查记录有误",
        order_issued_on=m.CHECK_DAY,
        reported_on=date(2026, 11, 30),
        extension=m.make_extension(),
        case_id=UUID(int=600),
        outcome=OutcomeResult.DONE,
        supervising_body="区安委会",
        released_by="区安委会主任",
        has_treatment_plan=True,
    )


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_apply_leads_where_the_trade_says_and_refuses_the_rest(state: S, event: E) -> None:
    expected = EXPECTED[state].get(event)

    if expected is not None:
        assert apply(state, event, willing()) is expected
        return
    with pytest.raises(TransitionRefusedError) as refused:
        apply(state, event, willing())
    assert event.value in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("state", list(S))
def test_allowed_names_the_events_of_the_state(state: S) -> None:
    assert allowed(state) == frozenset(EXPECTED[state])


@pytest.mark.parametrize("event", list(E))
def test_advice_never_leaves_found(event: E) -> None:
    facts = replace(willing(), hazard=m.make_hazard(handling=Handling.ADVICE))

    with pytest.raises(TransitionRefusedError, match="建议不是隐患"):
        apply(S.FOUND, event, facts)


REFUSED = [
    (S.FOUND, E.ORDER, {"order_issued_on": None}, "尚未签发"),
    (S.IMMEDIATE, E.CONFIRM_FIX, {"hazard": m.make_hazard()}, "整改后照片"),
    (S.FOUND, E.SUSPEND, {"order_issued_on": None}, "尚未签发"),
    (S.FOUND, E.PASS, {"case_id": None}, "没有对应的案件"),
    (S.ORDERED, E.EXTEND, {"extension": None}, "延期没有批准"),
    (S.ORDERED, E.EXTEND, {"extension": m.make_extension(state=ExtensionState.APPLIED)}, "延期没有批准"),
    (S.ORDERED, E.EXTEND, {"extension": m.make_extension(hazard_ids=())}, "不含本项"),
    (S.DUE, E.EXTEND, {"extension": m.make_extension(applied_on=date(2026, 12, 2))}, "期限届满前"),
    (S.DUE, E.EXTEND, {"extension": m.make_extension(applied_on=None)}, "期限届满前"),
    (S.ORDERED, E.EXTEND, {"extension": m.make_extension(new_deadline=None)}, "没有写明新期限"),
    (S.ORDERED, E.EXTEND, {"extension": m.make_extension(new_deadline=m.DEADLINE)}, "不晚于原期限"),
    (S.ORDERED, E.REPORT, {"reported_on": None}, "没有登记企业报告"),
    (S.ORDERED, E.EXPIRE, {"on": m.DEADLINE}, "含当日"),
    (S.ORDERED, E.EXPIRE, {"hazard": m.make_hazard(deadline=None)}, "没有整改期限"),
    (S.DUE, E.PASS, {"officer_count": 1}, "不足两人"),
    (S.ORDERED, E.FAIL, {"hazard": m.make_hazard(deadline=None), "reported_on": None}, "没有整改期限"),
    (S.FAILED, E.ORDER_AGAIN, {"reason": " "}, "没有写明理由"),
    (S.FAILED, E.ORDER_AGAIN, {"order_issued_on": None}, "尚未签发"),
    (S.FAILED, E.FILE_CASE, {"case_id": None}, "没有对应的案件"),
    (S.ORDERED, E.SUPERVISE, {"hazard": m.make_hazard()}, "不是重大事故隐患"),
    (S.ORDERED, E.SUPERVISE, {"supervising_body": ""}, "督办单位"),
    (S.SUPERVISED, E.RELEASE, {"outcome": OutcomeResult.NOT_DONE}, "没有确认整改完成"),
    (S.SUPERVISED, E.RELEASE, {"has_treatment_plan": False}, "五落实"),
    (S.SUPERVISED, E.RELEASE, {"released_by": ""}, "销号批准人"),
    (S.ORDERED, E.TRANSFER, {"hazard": m.make_hazard()}, "接收移送的单位"),
    (S.ORDERED, E.VOID, {"reason": ""}, "没有写明理由"),
    (S.ORDERED, E.WITHDRAW, {"reason": " "}, "没有写明理由"),
    (S.ORDERED, E.VOID, {"officer_count": 1}, "不足两人"),
]


@pytest.mark.parametrize(("state", "event", "changes", "words"), REFUSED)
def test_apply_refuses_when_a_guard_is_not_met(state: S, event: E, changes: dict[str, object], words: str) -> None:
    facts = replace(willing(), **changes)  # type: ignore[arg-type]

    with pytest.raises(TransitionRefusedError, match=words) as refused:
        apply(state, event, facts)

    assert refused.value.hint.endswith("。")


def test_fail_is_allowed_on_the_day_after_the_deadline_without_a_report() -> None:
    facts = replace(willing(), on=date(2026, 12, 2), reported_on=None)

    assert apply(S.ORDERED, E.FAIL, facts) is S.FAILED


@pytest.mark.parametrize(
    ("state", "after"),
    [(S.DUE, S.ORDERED), (S.ORDERED, S.ORDERED), (S.EXTENDED, S.EXTENDED), (S.SUSPENDED, S.SUSPENDED)],
)
@pytest.mark.parametrize("day", [date(2026, 11, 28), m.DEADLINE])
@pytest.mark.parametrize("reported_on", [date(2026, 11, 27), None], ids=["reported", "unasked"])
def test_a_visit_before_the_deadline_leaves_its_time_running_whoever_asked_for_it(
    state: S, after: S, day: date, reported_on: date | None
) -> None:
    facts = replace(willing(), on=day, reported_on=reported_on)

    assert apply(state, E.FAIL, facts) is after


def test_an_item_at_once_may_fail_on_the_day_of_its_order() -> None:
    hazard = m.make_hazard(is_at_once=True, deadline=m.CHECK_DAY)
    facts = replace(willing(), on=m.CHECK_DAY, hazard=hazard, reported_on=None)

    assert apply(S.ORDERED, E.FAIL, facts) is S.FAILED


@pytest.mark.parametrize("state", [S.DUE, S.EXTENDED])
def test_danger_seen_after_the_deadline_or_during_an_extension_can_be_met_by_measures(state: S) -> None:
    assert apply(state, E.SUSPEND, willing()) is S.SUSPENDED


def test_what_a_voided_order_asked_for_can_be_ordered_again() -> None:
    withdrawn = apply(S.ORDERED, E.WITHDRAW, replace(willing(), reason="文书有笔误，送达前作废重开"))

    assert apply(withdrawn, E.ORDER, willing()) is S.ORDERED


@given(st.lists(st.sampled_from(E), max_size=12))
def test_no_way_through_the_table_leads_out_of_a_closed_state(events: list[E]) -> None:
    state = S.FOUND
    for event in events:
        if event in allowed(state):
            state = apply(state, event, willing())
        if state in {S.PASSED, S.TRANSFERRED, S.VOID}:
            assert allowed(state) == frozenset()
