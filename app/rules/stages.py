"""三部曲: which of the four stages of an inspection is done, under way, still to come, or not needed."""

from dataclasses import dataclass
from enum import StrEnum

from app.rules.case_progress import is_finished
from app.values.enums import Handling, HazardState, InspectionState, OutcomeNext, Stage
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts


class StageStatus(StrEnum):
    """How a stage stands."""

    DONE = "done"
    CURRENT = "current"
    LATER = "later"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class StageMark:
    """One arrow of the stage bar."""

    stage: Stage
    status: StageStatus
    note: str


_NEVER_REINSPECTED = frozenset({HazardState.TRANSFERRED, HazardState.VOID})


def stage_bar(loop: LoopFacts) -> tuple[StageMark, ...]:
    """Mark the four stages; penalty and re-inspection may run side by side."""
    if loop.inspection.state is InspectionState.DRAFT:
        later = (Stage.PENALTY, Stage.REINSPECTION, Stage.CLOSED)
        first = StageMark(Stage.DIAGNOSIS, StageStatus.CURRENT, "检查中")
        return (first, *(StageMark(stage, StageStatus.LATER, "") for stage in later))
    middle = (_penalty(loop), _reinspection(loop))
    diagnosis = StageMark(Stage.DIAGNOSIS, StageStatus.DONE, f"发现隐患 {len(_counted(loop))} 项")
    return (diagnosis, *middle, _closed(loop, middle))


def stage_of(loop: LoopFacts) -> Stage:
    """Name the stage in which an inspection stands: the first that is under way, or the end."""
    return next((mark.stage for mark in stage_bar(loop) if mark.status is StageStatus.CURRENT), Stage.CLOSED)


def _counted(loop: LoopFacts) -> tuple[HazardFact, ...]:
    return tuple(one for one in loop.hazards if not one.is_advice and one.state is not HazardState.VOID)


def _penalty(loop: LoopFacts) -> StageMark:
    if loop.cases:
        left = sum(1 for case in loop.cases if not is_finished(case))
        if left:
            return StageMark(Stage.PENALTY, StageStatus.CURRENT, f"案件 {left} 件未办结")
        return StageMark(Stage.PENALTY, StageStatus.DONE, f"案件 {len(loop.cases)} 件已办结")
    if _awaits_case(loop):
        return StageMark(Stage.PENALTY, StageStatus.CURRENT, "待立案")
    return StageMark(Stage.PENALTY, StageStatus.NOT_NEEDED, "无需处罚")


def _awaits_case(loop: LoopFacts) -> bool:
    sent = {
        outcome.hazard_id
        for reinspection in loop.reinspections
        for outcome in reinspection.outcomes
        if outcome.next_step is OutcomeNext.CASE
    }
    return any(one.handling is Handling.CASE or one.id in sent for one in _counted(loop))


def _reinspection(loop: LoopFacts) -> StageMark:
    asked = [one for one in _counted(loop) if one.state not in _NEVER_REINSPECTED]
    asked = [one for one in asked if not (one.handling is Handling.ON_THE_SPOT and one.state is HazardState.PASSED)]
    if not asked:
        return StageMark(Stage.REINSPECTION, StageStatus.NOT_NEEDED, "无需复查")
    left = sum(1 for one in asked if one.is_open)
    if left:
        return StageMark(Stage.REINSPECTION, StageStatus.CURRENT, f"{left} 项未销号")
    return StageMark(Stage.REINSPECTION, StageStatus.DONE, f"{len(asked)} 项已整改")


def _closed(loop: LoopFacts, middle: tuple[StageMark, ...]) -> StageMark:
    if loop.inspection.state in {InspectionState.CLOSED, InspectionState.VOID}:
        note = "已闭环" if loop.inspection.state is InspectionState.CLOSED else "已作废"
        return StageMark(Stage.CLOSED, StageStatus.DONE, note)
    if any(mark.status is StageStatus.CURRENT for mark in middle):
        return StageMark(Stage.CLOSED, StageStatus.LATER, "")
    return StageMark(Stage.CLOSED, StageStatus.CURRENT, "可以办理闭环")
