"""Outcomes of a re-inspection while it is open: one for each hazard, checked before it is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.reinspection import Outcome, Reinspection
from app.rules.hazard_states import time_runs
from app.services.reinspection_items import next_choices, waiting_hazards, why_not_failed
from app.services.reinspection_refusal import not_waiting
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import OutcomeNext, OutcomeResult
from app.values.errors import UserError
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts
from app.values.fields_reinspection import OutcomeFields


def typing_key(reinspection_id: UUID, hazard_id: UUID) -> str:
    """Name the draft of what is typed about one hazard."""
    return f"outcome:{reinspection_id}:{hazard_id}"


def load_reinspection(uow: UnitOfWork, reinspection_id: UUID) -> Reinspection:
    """Load a re-inspection, or say in words that it is not here."""
    found = uow.session.get(Reinspection, reinspection_id)
    if found is None or found.deleted:
        raise UserError("本机没有这次复查。", hint="请从复查列表重新进入。")
    return found


def load_open(uow: UnitOfWork, reinspection_id: UUID) -> Reinspection:
    """Load a re-inspection that may still be written in."""
    found = load_reinspection(uow, reinspection_id)
    if found.is_ended:
        raise UserError("本次复查已经结束，结论不能再改。", hint="情况有变化的，请再复查一次。")
    return found


def outcomes_of(uow: UnitOfWork, reinspection_id: UUID) -> Sequence[Outcome]:
    """Load the outcomes of a re-inspection."""
    query = select(Outcome).where(Outcome.reinspection_id == reinspection_id, Outcome.deleted.is_(False))
    return uow.session.scalars(query.order_by(Outcome.id)).all()


def outcome_for(uow: UnitOfWork, reinspection: Reinspection, hazard: HazardFact) -> Outcome:
    """Give the outcome of the hazard; one that is looked at only now gets its own."""
    mine = [one for one in outcomes_of(uow, reinspection.id) if one.hazard_id == hazard.id]
    if mine:
        return mine[0]
    outcome = Outcome(reinspection_id=reinspection.id, hazard_id=hazard.id)
    uow.add(outcome)
    return outcome


def waiting_hazard(loop: LoopFacts, hazard_id: UUID) -> HazardFact:
    """Find a hazard that may be looked at again."""
    found = next((one for one in waiting_hazards(loop) if one.id == hazard_id), None)
    if found is None:
        raise not_waiting(loop, hazard_id)
    return found


def checked_outcome(fields: OutcomeFields, hazard: HazardFact, loop: LoopFacts, *, on: date) -> OutcomeFields:
    """Refuse an outcome that the rules do not allow; fill in the case that follows by default.

    While the time runs nothing follows 未整改: it is not overdue.
    """
    if fields.result is not OutcomeResult.NOT_DONE:
        return replace(fields, next_step=None, next_reason="", extension_id=None, new_deadline=None)
    if why := why_not_failed(hazard, loop, on=on):
        raise UserError(why, hint="可以将该项移出本次复查。")
    if time_runs(hazard, on):
        return replace(fields, next_step=None, next_reason="", extension_id=None, new_deadline=None)
    step = fields.next_step or OutcomeNext.CASE
    checked = replace(fields, next_step=step, extension_id=None)
    if step is OutcomeNext.EXTENSION:
        return _extended(checked, hazard, loop)
    if step is OutcomeNext.NEW_ORDER:
        return _ordered_again(checked, hazard, on=on)
    return replace(checked, next_reason="", new_deadline=None)


def _extended(fields: OutcomeFields, hazard: HazardFact, loop: LoopFacts) -> OutcomeFields:
    choice = next(one for one in next_choices(hazard, loop) if one.step is OutcomeNext.EXTENSION)
    if choice.why_not:
        raise UserError(f"{choice.why_not}，不能给予新期限。", hint="请移交立案，或说明理由再次责令整改。")
    return replace(fields, extension_id=choice.extension_id, next_reason="", new_deadline=None)


def _ordered_again(fields: OutcomeFields, hazard: HazardFact, *, on: date) -> OutcomeFields:
    """The reason may still be missing while it is typed; the opinion and the end ask for it."""
    if fields.new_deadline is not None and fields.new_deadline <= on:
        raise UserError(f"新期限不晚于复查日期（第{hazard.order_no}项）。", hint="请核对新期限。")
    return fields


def note_outcome(outcome: Outcome, fields: OutcomeFields) -> None:
    """Write what was judged into the record."""
    outcome.result = fields.result
    outcome.seen = fields.seen.strip() or None
    outcome.next_step = fields.next_step
    outcome.next_reason = fields.next_reason.strip() or None
    outcome.extension_id = fields.extension_id
    outcome.new_deadline = fields.new_deadline
