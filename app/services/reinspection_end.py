"""The end of a re-inspection: what was judged becomes the states of the hazards, and what failed becomes a lead."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from app.models.hazard import Hazard
from app.models.reinspection import Outcome, Reinspection
from app.rules import hazard_states
from app.rules.hazard_states import HazardEvent
from app.services.case_opening import open_lead
from app.services.reinspection_items import change_of, item_numbers
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import HazardState, OutcomeNext, OutcomeResult
from app.values.errors import UserError
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts


def apply_outcomes(
    uow: UnitOfWork, reinspection: Reinspection, outcomes: Sequence[Outcome], loop: LoopFacts, *, on: date
) -> UUID | None:
    """Let every outcome count; the answer is the lead that was made of what goes to a case, if there is one."""
    hazards = {one.id: one for one in loop.hazards}
    numbers = item_numbers(loop)
    for outcome in outcomes:
        hazard = hazards[outcome.hazard_id]
        try:
            _apply(uow, reinspection, outcome, hazard, loop, on=on)
        except UserError as error:
            raise UserError(f"第{numbers[hazard.id]}项：{error.message}", hint=error.hint) from error
    failed = [one.hazard_id for one in outcomes if _goes_to_case(one, hazards[one.hazard_id], on=on)]
    return _lead(uow, reinspection, [hazards[one] for one in failed], loop, on=on)


def _goes_to_case(outcome: Outcome, hazard: HazardFact, *, on: date) -> bool:
    if hazard_states.time_runs(hazard, on):
        return False
    return outcome.result is OutcomeResult.NOT_DONE and outcome.next_step in {None, OutcomeNext.CASE}


def _apply(
    uow: UnitOfWork, reinspection: Reinspection, outcome: Outcome, fact: HazardFact, loop: LoopFacts, *, on: date
) -> None:
    row = uow.session.get_one(Hazard, fact.id)
    case_id = next((one.id for one in loop.cases if fact.id in one.hazard_ids), None)
    change = change_of(fact, loop, on=on, officers=len(reinspection.officer_ids), case_id=case_id)
    if outcome.result is OutcomeResult.DONE:
        row.state = hazard_states.apply(fact.state, HazardEvent.PASS, change)
        if row.state is HazardState.PASSED:
            row.closing = {
                "day": on.isoformat(),
                "by": _names(reinspection, loop),
                "ground": "复查合格",
                "reinspection_id": str(reinspection.id),
            }
        return
    state = hazard_states.apply(_judged_state(fact), HazardEvent.FAIL, change)
    if outcome.next_step is OutcomeNext.EXTENSION:
        state = hazard_states.apply(state, HazardEvent.EXTEND, change)
        row.deadline = change.extension.new_deadline if change.extension is not None else row.deadline
    row.state = state if fact.state is not HazardState.FOUND else fact.state


def _judged_state(fact: HazardFact) -> HazardState:
    """What went straight to a case has no order of its own: its failing is judged as that of an ordered hazard."""
    return HazardState.ORDERED if fact.state is HazardState.FOUND else fact.state


def _names(reinspection: Reinspection, loop: LoopFacts) -> str:
    found = next((one for one in loop.reinspections if one.id == reinspection.id), None)
    return "" if found is None else "、".join(one.name for one in found.officers)


def _lead(
    uow: UnitOfWork, reinspection: Reinspection, failed: Sequence[HazardFact], loop: LoopFacts, *, on: date
) -> UUID | None:
    """Make one lead of what is the matter of no case yet."""
    taken = {one for case in loop.cases if not case.ended_by_law for one in case.hazard_ids}
    new = [one for one in failed if one.id not in taken]
    if not new:
        return None
    numbers: Mapping[UUID, int] = item_numbers(loop)
    items = "、".join(str(numbers[one.id]) for one in new)
    text = f"复查发现第{items}项逾期未整改。"
    return open_lead(uow, loop, new, on=on, officer_ids=reinspection.officer_ids, text=text)
