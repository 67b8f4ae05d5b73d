"""Steps of a case: order, guards and states (行政处罚法; practice A3, A4, A14)."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.case_steps import NEEDS, allowed, check_step
from app.rules.transitions import TransitionRefusedError
from app.values.enums import NoPenaltyGround, Procedure
from app.values.enums import StepKind as K
from app.values.facts_case import CaseFact, StepFact
from tests.rules.make import make_case, make_step

FILED = make_step(K.FILING, date(2026, 12, 3))
NOTICE = make_step(K.NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 8), amount_cents=2_000_000)
HEARING_NOTICE = make_step(K.HEARING_NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 8), amount_cents=2_000_000)
HEARING = make_step(K.HEARING, date(2026, 12, 18))
DECISION = make_step(K.DECISION, date(2026, 12, 20), amount_cents=2_000_000)
SERVED = make_step(K.SERVICE, date(2026, 12, 21))
PAID = make_step(K.PAYMENT, date(2026, 12, 28), amount_cents=2_000_000)


def empty(**changes: object) -> CaseFact:
    """A case without steps."""
    return replace(make_case(), **({"steps": ()} | changes))  # type: ignore[arg-type]


def refuse(case: CaseFact, step: StepFact, words: str) -> None:
    with pytest.raises(TransitionRefusedError, match=words) as refused:
        check_step(case, step)
    assert step.step.value in refused.value.message
    assert refused.value.hint.endswith("。")


def test_every_step_kind_has_its_place() -> None:
    assert set(NEEDS) == set(K)


def test_a_whole_ordinary_case_passes_step_by_step() -> None:
    steps = (FILED, make_step(K.INVESTIGATION, date(2026, 12, 5)), NOTICE, DECISION, SERVED, PAID)
    closing = make_step(K.CLOSING, date(2026, 12, 30))
    for count, step in enumerate((*steps, closing)):
        case = empty(steps=(*steps, closing)[:count], is_rectified=True)
        assert step.step in allowed(case)
        check_step(case, step)


def test_a_new_case_begins_with_a_lead_or_filing() -> None:
    assert allowed(empty()) == {K.LEAD, K.FILING}


def test_a_summary_case_begins_with_its_decision_and_knows_no_filing() -> None:
    case = empty(procedure=Procedure.SUMMARY)

    assert allowed(case) == {K.LEAD, K.DECISION, K.NO_PENALTY, K.TRANSFER}
    check_step(case, make_step(K.DECISION, date(2026, 11, 16), amount_cents=100_000))
    refuse(case, FILED, "简易程序没有这一步")


def test_a_decided_case_allows_neither_a_second_decision_nor_withdrawal() -> None:
    case = make_case(FILED, NOTICE, DECISION)

    assert not {K.DECISION, K.NO_PENALTY, K.WITHDRAWAL, K.DEFENCE} & allowed(case)
    assert {K.SERVICE, K.PAYMENT, K.NOTICE} <= allowed(case)


def test_a_closed_case_is_only_archived() -> None:
    case = make_case(FILED, NOTICE, DECISION, SERVED, PAID, make_step(K.CLOSING, date(2026, 12, 30)))

    assert allowed(case) == {K.ARCHIVING}


def test_a_case_without_penalty_is_served_and_closed() -> None:
    ended = make_step(K.NO_PENALTY, date(2026, 12, 10), ground=NoPenaltyGround.SLIGHT, reason="当日改正")

    assert allowed(make_case(FILED, ended)) == {K.SERVICE, K.TRANSFER, K.CLOSING}


@pytest.mark.parametrize(
    ("case", "step", "words"),
    [
        (empty(), NOTICE, "还没有办理“立案”"),
        (make_case(FILED), FILED, "已经办理"),
        (make_case(FILED), make_step(K.NOTICE, None), "没有填写日期"),
        (make_case(FILED), make_step(K.NOTICE, date(2026, 12, 2)), "早于它的前一步"),
        (empty(), make_step(K.FILING, date(2026, 12, 3), officer_count=1), "第四十二条"),
        (make_case(FILED), DECISION, "还没有办理“告知或听证告知”"),
        (make_case(FILED, make_step(K.NOTICE, date(2026, 12, 8))), DECISION, "没有送达"),
        (
            make_case(FILED, make_step(K.NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 25))),
            DECISION,
            "早于告知书送达日期",
        ),
        (make_case(FILED, NOTICE, needs_hearing_notice=True), DECISION, "第六十三条"),
        (make_case(FILED, NOTICE, defence_end=date(2026, 12, 20)), DECISION, "第六十二条"),
        (make_case(FILED, HEARING_NOTICE, HEARING), DECISION, "第五十八条第一款第二项"),
        (
            make_case(FILED, HEARING_NOTICE, HEARING, make_step(K.LEGAL_REVIEW, date(2026, 12, 19), is_passed=False)),
            DECISION,
            "没有通过法制审核",
        ),
        (
            make_case(FILED, HEARING_NOTICE, make_step(K.LEGAL_REVIEW, date(2026, 12, 17)), HEARING),
            DECISION,
            "没有通过法制审核",
        ),
        (
            make_case(FILED, HEARING_NOTICE, HEARING),
            make_step(K.LEGAL_REVIEW, date(2026, 12, 17)),
            "早于听证日期",
        ),
        (
            make_case(FILED, NOTICE),
            make_step(K.DECISION, date(2026, 12, 20), amount_cents=2_000_001),
            "高于告知的金额",
        ),
        (make_case(FILED, NOTICE, decide_by=date(2026, 12, 19)), DECISION, "超过办案期限"),
        (make_case(FILED), make_step(K.NO_PENALTY, date(2026, 12, 10)), "第三十三条"),
        (
            make_case(FILED),
            make_step(K.NO_PENALTY, date(2026, 12, 10), ground=NoPenaltyGround.SLIGHT),
            "没有写明不予处罚的事实",
        ),
        (make_case(FILED), make_step(K.WITHDRAWAL, date(2026, 12, 10)), "没有写明理由"),
        (make_case(FILED, NOTICE, DECISION), make_step(K.PAYMENT, date(2026, 12, 28)), "没有填写金额"),
        (
            make_case(FILED, NOTICE, DECISION, SERVED, is_rectified=True),
            make_step(K.CLOSING, date(2026, 12, 30)),
            "没有履行完毕",
        ),
        (
            make_case(FILED, NOTICE, DECISION, SERVED, PAID, is_rectified=False),
            make_step(K.CLOSING, date(2026, 12, 30)),
            "没有全部整改销号",
        ),
        (make_case(FILED, NOTICE, DECISION, SERVED), make_step(K.COURT_APPLICATION, date(2027, 3, 1)), "催告"),
    ],
)
def test_check_step_refuses_what_the_law_does_not_allow(case: CaseFact, step: StepFact, words: str) -> None:
    refuse(case, step, words)


@pytest.mark.parametrize(
    ("case", "step"),
    [
        (make_case(FILED, NOTICE, defence_end=date(2026, 12, 20), is_defence_waived=True), DECISION),
        (
            make_case(FILED, make_step(K.NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 20))),
            DECISION,
        ),
        (
            make_case(FILED, NOTICE, make_step(K.DEFENCE, date(2026, 12, 9)), defence_end=date(2026, 12, 20)),
            DECISION,
        ),
        (make_case(FILED, HEARING_NOTICE, HEARING, make_step(K.LEGAL_REVIEW, date(2026, 12, 18))), DECISION),
        (
            make_case(FILED, NOTICE, decide_by=date(2026, 12, 19)),
            make_step(K.DECISION, date(2026, 12, 20), amount_cents=2_000_000, reason="超期，负责人同意"),
        ),
        (make_case(FILED, NOTICE), make_step(K.DECISION, date(2026, 12, 20), amount_cents=1_000_000)),
        (
            make_case(FILED),
            make_step(K.NO_PENALTY, date(2026, 12, 10), ground=NoPenaltyGround.TIME_BARRED),
        ),
        (
            make_case(FILED, NOTICE, DECISION, ended_by_law="法院裁定终结执行", is_rectified=True),
            make_step(K.CLOSING, date(2027, 6, 1)),
        ),
    ],
)
def test_check_step_allows_what_the_law_allows(case: CaseFact, step: StepFact) -> None:
    check_step(case, step)


def test_a_defence_lets_the_time_for_a_hearing_run_and_a_hearing_or_a_waiver_ends_it() -> None:
    defended = make_case(
        FILED,
        HEARING_NOTICE,
        make_step(K.DEFENCE, date(2026, 12, 10)),
        needs_hearing_notice=True,
        defence_end=date(2026, 12, 21),
    )

    refuse(defended, DECISION, "要求听证的期限未满")
    check_step(replace(defended, is_defence_waived=True), DECISION)


def test_a_hearing_notice_that_was_not_served_offers_no_hearing() -> None:
    case = make_case(FILED, replace(HEARING_NOTICE, served_on=None), NOTICE, needs_hearing_notice=True)

    refuse(case, DECISION, "没有送达听证告知书")
