"""整改复查: begin, judge item by item, end; nothing of it changes a hazard before its end."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.reinspection import Outcome, ReceivedPaper, Reinspection
from app.rules import inspection_states
from app.rules.inspection_states import InspectionChange, InspectionEvent
from app.services.desk import Desk
from app.services.facts_inspection import load_inspection
from app.services.facts_loop import loop_facts
from app.services.library import LibraryService
from app.services.reinspection_begin import (
    chosen_hazards,
    day_of,
    new_reinspection,
    open_reinspection,
    refuse_majors_off_site,
    refuse_second,
    refuse_wrong_time,
    start_view,
)
from app.services.reinspection_due import REPORTS, due_rows
from app.services.reinspection_end import apply_outcomes
from app.services.reinspection_judging import (
    checked_outcome,
    load_open,
    load_reinspection,
    note_outcome,
    outcome_for,
    outcomes_of,
    typing_key,
    waiting_hazard,
)
from app.services.reinspection_view import reinspection_view
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import OutcomeNext, ReinspectionManner
from app.values.errors import UserError
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_reinspection import DueRow, DueScope, ReinspectionStart, ReinspectionView


class ReinspectionService:
    """Carry out re-inspections."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def due(self, scope: DueScope = DueScope.ALL) -> tuple[DueRow, ...]:
        """List the inspections that wait for a re-inspection, the most urgent first."""
        with self._desk.read() as uow:
            return due_rows(uow, library=self._library.current(uow), today=self._desk.today(), scope=scope)

    def start(self, inspection_id: UUID) -> ReinspectionStart:
        """Tell what is asked before a re-inspection begins: items, officers, what the enterprise handed in."""
        with self._desk.read() as uow:
            return start_view(uow, inspection_id, today=self._desk.today())

    def opened(self, record_id: UUID) -> UUID | None:
        """Tell which re-inspection is meant: by its own id, or by that of an inspection with one still open."""
        with self._desk.read() as uow:
            if uow.session.get(Reinspection, record_id) is not None:
                return record_id
            return open_reinspection(uow, record_id)

    def view(self, reinspection_id: UUID) -> ReinspectionView:
        """Show a re-inspection with its items, both sides of each comparison, and where the loop stands."""
        with self._desk.read() as uow:
            return reinspection_view(uow, load_reinspection(uow, reinspection_id), today=self._desk.today())

    def show(self, record_id: UUID) -> ReinspectionView | ReinspectionStart:
        """Show the re-inspection that is meant; where none is open, what is asked before one begins.

        Where nothing waits any more the last one is shown.
        """
        meant = self.opened(record_id)
        if meant is not None:
            return self.view(meant)
        asked = self.start(record_id)
        return asked if asked.items or asked.last_id is None else self.view(asked.last_id)

    def keep_typing(self, reinspection_id: UUID, hazard_id: UUID, *, seen: str, next_reason: str = "") -> None:
        """Keep what is being typed, so that a power cut loses the last second at most; `judge` makes it a revision."""
        with self._desk.write() as uow:
            load_open(uow, reinspection_id)
            texts = {"seen": seen, "next_reason": next_reason}
            uow.drafts.save(typing_key(reinspection_id, hazard_id), texts, entity_id=reinspection_id)
            uow.commit()

    def begin(
        self,
        inspection_id: UUID,
        officer_ids: Iterable[UUID],
        at: datetime,
        *,
        manner: ReinspectionManner = ReinspectionManner.ON_SITE,
        hazard_ids: Iterable[UUID] | None = None,
    ) -> UUID:
        """Begin a re-inspection of these hazards, or of all that are due."""
        with self._desk.write() as uow:
            inspection = load_inspection(uow, inspection_id)
            loop = loop_facts(uow, inspection_id)
            refuse_second(uow, inspection_id)
            refuse_wrong_time(loop, at=at, now=self._desk.now())
            chosen = chosen_hazards(loop, hazard_ids, on=civil_day(at))
            refuse_majors_off_site(chosen, manner)
            change = InspectionChange(on=civil_day(at), inspection=loop.inspection)
            inspection.state = inspection_states.apply(inspection.state, InspectionEvent.REINSPECT, change)
            reinspection = new_reinspection(
                loop, chosen, officer_ids=officer_ids, at=at, manner=manner, place=inspection.place
            )
            uow.add(reinspection)
            uow.add_all(Outcome(reinspection_id=reinspection.id, hazard_id=one.id) for one in chosen)
            uow.commit()
            return reinspection.id

    def judge(self, reinspection_id: UUID, hazard_id: UUID, fields: OutcomeFields) -> UUID:
        """Write the outcome of one hazard down; what failed goes to a case unless something else is chosen."""
        with self._desk.write() as uow:
            reinspection = load_open(uow, reinspection_id)
            loop = loop_facts(uow, reinspection.inspection_id)
            hazard = waiting_hazard(loop, hazard_id)
            checked = checked_outcome(fields, hazard, loop, on=day_of(reinspection, self._desk.today()))
            outcome = outcome_for(uow, reinspection, hazard)
            note_outcome(outcome, checked)
            uow.drafts.drop(typing_key(reinspection_id, hazard_id))
            uow.commit()
            return outcome.id

    def take_in(self, reinspection_id: UUID, hazard_id: UUID) -> UUID:
        """Take one more hazard that waits into the re-inspection."""
        with self._desk.write() as uow:
            reinspection = load_open(uow, reinspection_id)
            hazard = waiting_hazard(loop_facts(uow, reinspection.inspection_id), hazard_id)
            refuse_majors_off_site([hazard], reinspection.manner)
            outcome = outcome_for(uow, reinspection, hazard)
            uow.commit()
            return outcome.id

    def leave_out(self, reinspection_id: UUID, hazard_id: UUID) -> None:
        """Take a hazard that is not looked at this time out of the re-inspection."""
        with self._desk.write() as uow:
            reinspection = load_open(uow, reinspection_id)
            outcomes = outcomes_of(uow, reinspection.id)
            mine = [one for one in outcomes if one.hazard_id == hazard_id]
            if mine and len(outcomes) == 1:
                raise UserError("本次复查只有这一项，不能移出。", hint="不再复查的，请撤销本次复查。")
            for outcome in mine:
                uow.delete(outcome)
            uow.commit()

    def update(self, reinspection_id: UUID, **changes: Any) -> None:
        """Change what stands on the head: officers, manner, the person met on site, how the paper was answered."""
        unknown = changes.keys() - _HEAD
        if unknown:
            raise TypeError(f"no field of a re-inspection: {', '.join(sorted(unknown))}")
        with self._desk.write() as uow:
            reinspection = load_open(uow, reinspection_id)
            if "manner" in changes:
                hazards = {one.id: one for one in loop_facts(uow, reinspection.inspection_id).hazards}
                mine = [hazards[one.hazard_id] for one in outcomes_of(uow, reinspection.id)]
                refuse_majors_off_site(mine, changes["manner"])
            for name, value in changes.items():
                setattr(reinspection, name, value)
            uow.commit()

    def end(self, reinspection_id: UUID, at: datetime | None = None) -> UUID | None:
        """End the re-inspection: states move by the rules; the answer is the lead made of what failed, if any."""
        with self._desk.write() as uow:
            reinspection = load_open(uow, reinspection_id)
            moment = at or self._desk.now()
            if reinspection.started_at is not None and moment < reinspection.started_at:
                raise UserError("复查结束时间早于开始时间。", hint="请核对时间。")
            outcomes = outcomes_of(uow, reinspection.id)
            _refuse_unfinished(outcomes)
            loop = loop_facts(uow, reinspection.inspection_id)
            on = day_of(reinspection, civil_day(moment))
            lead = apply_outcomes(uow, reinspection, outcomes, loop, on=on)
            reinspection.ended_at = moment
            reinspection.is_ended = True
            _handle_reports(uow, reinspection, {one.hazard_id for one in outcomes}, on=on)
            uow.commit()
            return lead

    def cancel(self, reinspection_id: UUID, reason: str) -> None:
        """Take back a re-inspection that was begun by mistake; its outcomes go with it."""
        if not reason.strip():
            raise UserError("没有写明撤销复查的理由。", hint="请填写理由。")
        with self._desk.write(reason=reason.strip()) as uow:
            reinspection = load_open(uow, reinspection_id)
            for outcome in outcomes_of(uow, reinspection.id):
                uow.delete(outcome)
            uow.delete(reinspection)
            uow.commit()


_HEAD = frozenset({"officer_ids", "manner", "place", "party", "party_signature", "party_reason", "witness", "note"})


def _refuse_unfinished(outcomes: Sequence[Outcome]) -> None:
    waiting = sum(1 for one in outcomes if one.result is None)
    if waiting:
        raise UserError(f"还有 {waiting} 项没有复查结论。", hint="请逐项选择已整改或未整改，或移出本次复查。")
    unexplained = [one for one in outcomes if one.next_step is OutcomeNext.NEW_ORDER and not one.next_reason]
    if unexplained:
        raise UserError("选择再次责令整改，没有写明理由。", hint="请由负责人写明理由，或改为移交立案。")


def _handle_reports(uow: UnitOfWork, reinspection: Reinspection, hazard_ids: set[UUID], *, on: date) -> None:
    """Note that reports and requests about nothing but these hazards are answered by the re-inspection."""
    query = select(ReceivedPaper).where(
        ReceivedPaper.inspection_id == reinspection.inspection_id,
        ReceivedPaper.paper_kind.in_(REPORTS),
        ReceivedPaper.handled_on.is_(None),
        ReceivedPaper.deleted.is_(False),
    )
    for paper in uow.session.scalars(query):
        if set(paper.hazard_ids) <= hazard_ids and paper.received_on <= on:
            paper.handled_on = on
            paper.handled_note = f"第{reinspection.round_no}次复查"
