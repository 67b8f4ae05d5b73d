from datetime import date
from typing import Any

import pytest

from app.rules.stages import StageStatus, stage_bar, stage_of
from app.values.enums import Handling, HazardState, InspectionState, OutcomeNext, OutcomeResult, Stage, StepKind
from app.values.facts_loop import LoopFacts
from tests.rules import make as m

DONE, CURRENT, LATER, NONE = StageStatus.DONE, StageStatus.CURRENT, StageStatus.LATER, StageStatus.NOT_NEEDED
PAID = m.make_case(
    m.make_step(StepKind.DECISION, date(2026, 12, 20), amount_cents=100),
    m.make_step(StepKind.PAYMENT, date(2026, 12, 22), amount_cents=100),
)


def loop(*hazards: Any, state: InspectionState = InspectionState.ENDED, **changes: Any) -> LoopFacts:
    return LoopFacts(m.make_inspection(state=state), hazards=hazards, **changes)


def failed_to_case() -> Any:
    outcome = m.make_outcome(result=OutcomeResult.NOT_DONE, next_step=OutcomeNext.CASE)
    return (m.make_reinspection(outcome),)


CASES = {
    "walking": (loop(m.make_hazard(), state=InspectionState.DRAFT), (CURRENT, LATER, LATER, LATER)),
    "nothing found": (loop(), (DONE, NONE, NONE, CURRENT)),
    "only advice": (loop(m.make_hazard(handling=Handling.ADVICE)), (DONE, NONE, NONE, CURRENT)),
    "fixed on the spot": (
        loop(m.make_hazard(handling=Handling.ON_THE_SPOT, state=HazardState.PASSED)),
        (DONE, NONE, NONE, CURRENT),
    ),
    "transferred": (loop(m.make_hazard(state=HazardState.TRANSFERRED)), (DONE, NONE, NONE, CURRENT)),
    "ordered": (loop(m.make_hazard(state=HazardState.ORDERED)), (DONE, NONE, CURRENT, LATER)),
    "rectified": (loop(m.make_hazard(state=HazardState.PASSED)), (DONE, NONE, DONE, CURRENT)),
    "to be filed": (loop(m.make_hazard(handling=Handling.CASE)), (DONE, CURRENT, CURRENT, LATER)),
    "failed and sent to a case": (
        loop(m.make_hazard(state=HazardState.FAILED), reinspections=failed_to_case()),
        (DONE, CURRENT, CURRENT, LATER),
    ),
    "case open, hazard rectified": (
        loop(m.make_hazard(state=HazardState.PASSED), cases=(m.make_case(),)),
        (DONE, CURRENT, DONE, LATER),
    ),
    "case paid, hazard open": (
        loop(m.make_hazard(state=HazardState.DUE), cases=(PAID,)),
        (DONE, DONE, CURRENT, LATER),
    ),
    "all done": (loop(m.make_hazard(state=HazardState.PASSED), cases=(PAID,)), (DONE, DONE, DONE, CURRENT)),
    "closed": (
        loop(m.make_hazard(state=HazardState.PASSED), cases=(PAID,), state=InspectionState.CLOSED),
        (DONE, DONE, DONE, DONE),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_stage_bar_marks_the_four_stages(name: str) -> None:
    facts, expected = CASES[name]

    bar = stage_bar(facts)

    assert [mark.stage for mark in bar] == list(Stage)
    assert tuple(mark.status for mark in bar) == expected


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("walking", Stage.DIAGNOSIS),
        ("ordered", Stage.REINSPECTION),
        ("to be filed", Stage.PENALTY),
        ("case paid, hazard open", Stage.REINSPECTION),
        ("all done", Stage.CLOSED),
        ("closed", Stage.CLOSED),
    ],
)
def test_stage_of_names_the_first_stage_under_way(name: str, stage: Stage) -> None:
    assert stage_of(CASES[name][0]) is stage


def test_stage_bar_notes_what_is_left() -> None:
    facts = loop(m.make_hazard(1, state=HazardState.ORDERED), m.make_hazard(2, state=HazardState.PASSED))

    assert [mark.note for mark in stage_bar(facts)] == ["发现隐患 2 项", "无需处罚", "1 项未销号", ""]


@pytest.mark.parametrize(("state", "note"), [(InspectionState.CLOSED, "已闭环"), (InspectionState.VOID, "已作废")])
def test_stage_bar_ends_with_how_the_check_ended(state: InspectionState, note: str) -> None:
    last = stage_bar(loop(state=state))[-1]

    assert (last.status, last.note) == (DONE, note)
