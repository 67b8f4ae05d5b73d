"""案件: what comes next, and the ten stations."""

from datetime import date
from typing import Any

import pytest

from app.rules.case_next import StationStatus, next_step, stations
from app.rules.case_steps import allowed
from app.values.enums import Procedure
from app.values.enums import StepKind as K
from app.values.facts_case import CaseFact, StepFact
from tests.rules.make import make_case, make_step

DAY = date(2026, 12, 8)
SERVED = make_step(K.NOTICE, DAY, served_on=DAY, amount_cents=100)
UNSERVED = make_step(K.NOTICE, DAY, amount_cents=100)
LEAD = make_step(K.LEAD, DAY)
FILING = make_step(K.FILING, DAY)
DECISION = make_step(K.DECISION, DAY, amount_cents=100)
SERVICE = make_step(K.SERVICE, DAY)
PAYMENT = make_step(K.PAYMENT, DAY, amount_cents=100)
HEARING = make_step(K.HEARING, DAY)
HEARING_NOTICE = make_step(K.HEARING_NOTICE, DAY, served_on=DAY)


def case(*steps: StepFact, **changes: Any) -> CaseFact:
    return make_case(*steps, **({"defence_end": None, "fine_cents": None} | changes))


@pytest.mark.parametrize(
    ("steps", "changes", "words", "first"),
    [
        ((LEAD,), {}, "审查线索", K.FILING),
        ((LEAD, FILING), {}, "告知当事人", K.NOTICE),
        ((LEAD, FILING), {"needs_hearing_notice": True}, "告知当事人", K.HEARING_NOTICE),
        ((FILING, UNSERVED), {}, "没有送达", K.NOTICE),
        ((FILING, SERVED), {"needs_hearing_notice": True}, "听证告知书", K.HEARING_NOTICE),
        ((FILING, SERVED), {"defence_end": DAY}, "陈述申辩期满", K.DEFENCE),
        ((FILING, HEARING_NOTICE), {"defence_end": DAY}, "听证申请期满", K.DEFENCE),
        ((FILING, SERVED), {}, "作出处罚决定", K.DECISION),
        ((FILING, SERVED), {"defence_end": DAY, "is_defence_waived": True}, "作出处罚决定", K.DECISION),
        ((FILING, HEARING_NOTICE, HEARING), {}, "送法制审核", K.LEGAL_REVIEW),
        ((FILING, SERVED, DECISION), {}, "送达决定书", K.SERVICE),
        ((FILING, SERVED, DECISION, SERVICE), {}, "缴纳罚款", K.PAYMENT),
        ((FILING, SERVED, DECISION, SERVICE, PAYMENT), {"is_rectified": True}, "办理结案", K.CLOSING),
        ((FILING, make_step(K.WITHDRAWAL, DAY)), {}, "办理结案", K.CLOSING),
        ((FILING, make_step(K.NO_PENALTY, DAY)), {}, "送达决定书", K.SERVICE),
        ((FILING, SERVED, DECISION, SERVICE, PAYMENT, make_step(K.CLOSING, DAY)), {}, "归档", K.ARCHIVING),
    ],
)
def test_next_step_says_what_and_by_which_step(
    steps: tuple[StepFact, ...], changes: dict[str, Any], words: str, first: K
) -> None:
    coming = next_step(case(*steps, **changes), today=DAY)
    assert words in coming.sentence
    assert coming.kinds[0] is first


@pytest.mark.parametrize(
    "steps",
    [(LEAD,), (LEAD, FILING), (FILING, SERVED), (FILING, SERVED, DECISION), (FILING, SERVED, DECISION, SERVICE)],
)
def test_what_is_proposed_first_is_allowed(steps: tuple[StepFact, ...]) -> None:
    fact = case(*steps)
    assert next_step(fact, today=DAY).kinds[0] in allowed(fact)


def test_a_penalty_that_is_performed_waits_for_the_hazards() -> None:
    coming = next_step(case(FILING, SERVED, DECISION, SERVICE, PAYMENT, is_rectified=False), today=DAY)
    assert "销号后办理结案" in coming.sentence
    assert coming.kinds == ()


def test_what_is_paid_in_part_says_how_much() -> None:
    part = make_step(K.PAYMENT, DAY, amount_cents=4000)
    decision = make_step(K.DECISION, DAY, amount_cents=10_000)
    coming = next_step(case(FILING, SERVED, decision, SERVICE, part), today=DAY)
    assert coming.note == "应缴 100 元，已缴 40 元。"


def test_on_the_spot_there_is_neither_filing_nor_notice() -> None:
    fact = case(LEAD, procedure=Procedure.SUMMARY)
    assert next_step(fact, today=DAY).kinds[0] is K.DECISION
    assert [one.name for one in stations(fact) if one.status is StationStatus.NOT_NEEDED] == [
        "立案",
        "调查取证",
        "告知",
        "申辩听证",
        "法制审核",
        "集体讨论",
    ]


def test_an_ended_lead_says_why() -> None:
    coming = next_step(case(LEAD, ended_by_law="不予立案：已由他处立案"), today=DAY)
    assert "他处立案" in coming.sentence
    assert coming.kinds == ()


def marks(*steps: StepFact, **changes: Any) -> dict[str, StationStatus]:
    return {one.name: one.status for one in stations(case(*steps, **changes))}


def test_stations_show_done_current_left_out_and_later() -> None:
    found = marks(LEAD, FILING, SERVED)
    assert (found["线索"], found["立案"], found["告知"]) == (StationStatus.DONE,) * 3
    assert found["调查取证"] is StationStatus.NOT_NEEDED
    assert found["申辩听证"] is StationStatus.CURRENT
    assert found["决定"] is StationStatus.LATER


def test_a_station_that_is_begun_and_not_over_is_the_current_one() -> None:
    assert marks(LEAD, FILING, UNSERVED)["告知"] is StationStatus.CURRENT
    assert marks(LEAD, FILING, SERVED, DECISION, SERVICE)["送达执行"] is StationStatus.CURRENT
    assert marks(LEAD, FILING, SERVED, DECISION, SERVICE, PAYMENT)["结案"] is StationStatus.CURRENT


def test_a_closed_case_has_no_current_station() -> None:
    closed = marks(LEAD, FILING, SERVED, DECISION, SERVICE, PAYMENT, make_step(K.CLOSING, DAY))
    assert StationStatus.CURRENT not in closed.values()
