"""What an issued document moves: the states of its hazards and of its inspection, by the rules."""

from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules import hazard_states, inspection_states
from app.rules.hazard_states import HazardEvent
from app.rules.inspection_states import InspectionChange, InspectionEvent
from app.services.paper_building.ground import PaperGround
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentForm, Handling, HazardState, OutcomeResult
from app.values.facts_inspection import HazardChange, HazardFact


def move(uow: UnitOfWork, ground: PaperGround) -> None:
    """Move what the paper moves."""
    mover = {
        DocumentForm.RECTIFICATION_ORDER: _move_by_order,
        DocumentForm.ONSITE_MEASURES: _move_by_measures,
        DocumentForm.INSPECTION_RECORD: _move_by_record,
        DocumentForm.REINSPECTION_OPINION: _move_by_opinion,
    }.get(ground.document.form)
    if mover is not None:
        mover(uow, ground)


def _move_by_order(uow: UnitOfWork, ground: PaperGround) -> None:
    """Set every line to 限期整改 and the inspection to 已责令整改; 立即 gets the day of the order as its last day."""
    for line in ground.facts.lines:
        again = line.state is HazardState.FAILED
        change = HazardChange(
            on=ground.day,
            hazard=line,
            order_issued_on=ground.day,
            reason=ground.facts.document.new_order_reason,
        )
        hazard = uow.session.get_one(Hazard, line.id)
        hazard.state = hazard_states.apply(line.state, HazardEvent.ORDER_AGAIN if again else HazardEvent.ORDER, change)
        if again:
            # The day of the new order; the overdue fact stands in the outcome of the re-inspection.
            hazard.deadline, hazard.is_at_once = line.deadline, line.is_at_once
        if line.is_at_once:
            hazard.deadline = ground.day
    _order_inspection(uow, ground)


def _move_by_measures(uow: UnitOfWork, ground: PaperGround) -> None:
    """Set every line to 现场处理中, or, where nothing is suspended, to be removed at once."""
    document = ground.document
    is_suspended = ground.facts.document.suspends
    document.fields = {**(document.fields or {}), "suspends": is_suspended}
    for line in ground.facts.lines:
        change = HazardChange(on=ground.day, hazard=line, order_issued_on=ground.day)
        hazard = uow.session.get_one(Hazard, line.id)
        if is_suspended:
            hazard.state = hazard_states.apply(line.state, HazardEvent.SUSPEND, change)
            continue
        if line.state in {HazardState.FOUND, HazardState.IMMEDIATE}:
            hazard.state = hazard_states.apply(line.state, HazardEvent.ORDER, change)
            hazard.is_at_once, hazard.deadline = True, ground.day
    _order_inspection(uow, ground)


def _order_inspection(uow: UnitOfWork, ground: PaperGround) -> None:
    inspection = uow.session.get_one(Inspection, ground.loop.inspection.id)
    facts = InspectionChange(on=ground.day, inspection=ground.loop.inspection, issued_orders=1)
    inspection.state = inspection_states.apply(inspection.state, InspectionEvent.ORDER, facts)


def _move_by_record(uow: UnitOfWork, ground: PaperGround) -> None:
    """Confirm what was put right before the officers left."""
    for line in ground.facts.lines:
        if line.handling is not Handling.ON_THE_SPOT:
            continue
        change = HazardChange(on=ground.day, hazard=line)
        state = line.state
        if state is HazardState.FOUND:
            state = hazard_states.apply(state, HazardEvent.FIX_AT_ONCE, change)
        if state is HazardState.IMMEDIATE:
            _close(uow, ground, line, hazard_states.apply(state, HazardEvent.CONFIRM_FIX, change), "当场整改")


def _move_by_opinion(uow: UnitOfWork, ground: PaperGround) -> None:
    """Let each outcome count where the end of the re-inspection has not counted it already."""
    again = ground.facts.reinspection
    outcomes = {} if again is None else {one.hazard_id: one.result for one in again.outcomes}
    reported = {hazard: paper.reported_on for paper in ground.loop.papers for hazard in paper.hazard_ids}
    for line in ground.facts.lines:
        result = outcomes.get(line.id)
        change = HazardChange(
            on=ground.day,
            hazard=line,
            officer_count=len(ground.facts.officers),
            outcome=result,
            reported_on=reported.get(line.id),
        )
        if result is OutcomeResult.DONE and line.state is not HazardState.PASSED:
            _close(uow, ground, line, hazard_states.apply(line.state, HazardEvent.PASS, change), "复查合格")
        if result is OutcomeResult.NOT_DONE and line.state is not HazardState.FAILED:
            _fail(uow, line, change)


def _fail(uow: UnitOfWork, line: HazardFact, change: HazardChange) -> None:
    """An item whose time still runs is not overdue: the opinion says so and its state stays."""
    if hazard_states.TABLE.refusal(line.state, HazardEvent.FAIL, change) is None:
        hazard = uow.session.get_one(Hazard, line.id)
        hazard.state = hazard_states.apply(line.state, HazardEvent.FAIL, change)


def _close(uow: UnitOfWork, ground: PaperGround, line: HazardFact, state: HazardState, why: str) -> None:
    hazard = uow.session.get_one(Hazard, line.id)
    hazard.state = state
    if state is HazardState.PASSED:
        by = "、".join(one.name for one in ground.facts.officers)
        hazard.closing = {
            "day": ground.day.isoformat(),
            "by": by,
            "ground": why,
            "document_id": str(ground.document.id),
        }
