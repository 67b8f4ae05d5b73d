"""The items of a re-inspection: which hazards wait, how far each is, what may follow where it was not rectified."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.photo import Photo
from app.models.reinspection import Outcome
from app.rules import hazard_states
from app.rules.deadlines import time_left
from app.rules.hazard_states import HazardEvent
from app.rules.stages import stage_bar
from app.services.reinspection_due import NO_DAY, REPORTS, WAITING
from app.storage.unit_of_work import UnitOfWork
from app.values.annotation import marks_from_json
from app.values.enums import DocumentForm, ExtensionState, HazardState, OutcomeNext, PhotoRole, PhotoSource
from app.values.facts_document import DocumentFact
from app.values.facts_inspection import HazardChange, HazardFact
from app.values.facts_loop import LoopFacts
from app.values.rows_loop import StageRow
from app.values.rows_reinspection import NextChoice, PairPhoto, ReinspectedRow, ReportedPaper

ORDERS = (DocumentForm.RECTIFICATION_ORDER, DocumentForm.ONSITE_MEASURES)
Photos = Mapping[UUID, Sequence[Photo]]


def waiting_hazards(loop: LoopFacts) -> tuple[HazardFact, ...]:
    """Give the hazards that a re-inspection may look at, in the order of the order that they stand on."""
    with_case = {one for fact in loop.cases for one in fact.hazard_ids}
    found = [
        one for one in loop.hazards if not one.is_advice and (one.state in WAITING or _goes_by_case(one, with_case))
    ]
    numbers = item_numbers(loop)
    return tuple(sorted(found, key=lambda one: (numbers[one.id], one.order_no)))


def _goes_by_case(one: HazardFact, with_case: Iterable[UUID]) -> bool:
    """A hazard that went straight to a case has its correction demanded there."""
    return one.state is HazardState.FOUND and one.id in with_case


def item_numbers(loop: LoopFacts) -> Mapping[UUID, int]:
    """Give each hazard the number that it has on its order, else its own."""
    numbers = {one.id: one.order_no for one in loop.hazards}
    for order in reversed(loop.issued(*ORDERS)):
        numbers.update({hazard: at for at, hazard in enumerate(order.hazard_ids, start=1)})
    return numbers


def followed_order(loop: LoopFacts, hazard_ids: Iterable[UUID]) -> DocumentFact | None:
    """Name the issued order that these hazards stand on: the last one that names any of them."""
    wanted = set(hazard_ids)
    orders = [one for one in loop.issued(*ORDERS) if wanted & set(one.hazard_ids)]
    rectification = [one for one in orders if one.form is DocumentForm.RECTIFICATION_ORDER]
    return next(reversed(rectification or orders), None)


def reported_days(loop: LoopFacts) -> Mapping[UUID, date]:
    """Tell for each hazard the last day on which the enterprise reported it as rectified."""
    days: dict[UUID, date] = {}
    for paper in loop.papers:
        if paper.paper_kind in REPORTS:
            days.update(dict.fromkeys(paper.hazard_ids, paper.reported_on or paper.received_on))
    return days


def report_rows(loop: LoopFacts) -> tuple[ReportedPaper, ...]:
    """List what the enterprise handed in, the latest first."""
    return tuple(
        ReportedPaper(one.id, one.paper_kind, one.received_on, len(one.hazard_ids)) for one in reversed(loop.papers)
    )


def change_of(
    hazard: HazardFact, loop: LoopFacts, *, on: date, officers: int, case_id: UUID | None = None
) -> HazardChange:
    """Join what the rules judge a change of this hazard by."""
    extension = next(
        (one for one in reversed(loop.extensions) if hazard.id in one.hazard_ids and _is_granted(one.state)), None
    )
    return HazardChange(
        on=on,
        hazard=hazard,
        officer_count=officers,
        reported_on=reported_days(loop).get(hazard.id),
        extension=extension,
        case_id=case_id,
    )


def why_not_failed(hazard: HazardFact, loop: LoopFacts, *, on: date) -> str:
    """Tell why 未整改 cannot be said of the hazard on this day, or nothing."""
    state = HazardState.ORDERED if hazard.state is HazardState.FOUND else hazard.state
    refusal = hazard_states.TABLE.refusal(state, HazardEvent.FAIL, change_of(hazard, loop, on=on, officers=2))
    return "" if refusal is None else refusal.message


def next_choices(hazard: HazardFact, loop: LoopFacts) -> tuple[NextChoice, ...]:
    """Say what may follow 未整改 once the time is over: a case, an approved extension, a new order with a reason."""
    granted = [one for one in loop.extensions if hazard.id in one.hazard_ids and _is_granted(one.state)]
    in_time = next((one for one in reversed(granted) if one.is_in_time), None)
    asked = any(hazard.id in one.hazard_ids for one in loop.extensions)
    if in_time is not None:
        extension = NextChoice(OutcomeNext.EXTENSION, "", in_time.id, in_time.new_deadline)
    else:
        extension = NextChoice(OutcomeNext.EXTENSION, "没有期限届满前批准的延期" if asked else "无到期前提出的延期申请")
    return NextChoice(OutcomeNext.CASE), extension, NextChoice(OutcomeNext.NEW_ORDER)


def _is_granted(state: ExtensionState) -> bool:
    return state is ExtensionState.APPROVED


def load_photos(uow: UnitOfWork, inspection_id: UUID) -> Photos:
    """Load the photographs of the hazards of an inspection in the order of their strips, by one query."""
    query = (
        select(Photo)
        .where(Photo.inspection_id == inspection_id, Photo.hazard_id.is_not(None), Photo.deleted.is_(False))
        .order_by(Photo.order_no, Photo.added_at, Photo.id)
    )
    found: dict[UUID, list[Photo]] = defaultdict(list)
    for photo in uow.session.scalars(query):
        if photo.hazard_id is not None:
            found[photo.hazard_id].append(photo)
    return found


def item_row(
    outcome: Outcome, hazard: HazardFact, loop: LoopFacts, *, place: str, number: int, photos: Sequence[Photo], on: date
) -> ReinspectedRow:
    """Show one item: what was ordered, its photographs on both sides, and the outcome so far."""
    left = NO_DAY if hazard.deadline is None else time_left(hazard.deadline, on)
    own = [one for one in photos if one.source is PhotoSource.OFFICER]
    return ReinspectedRow(
        hazard_id=hazard.id,
        outcome_id=outcome.id,
        number=number,
        fact=hazard.fact,
        demand=hazard.demand,
        place=place,
        level=hazard.level,
        state=hazard.state,
        deadline=hazard.deadline,
        is_at_once=hazard.is_at_once,
        left=left.text,
        urgency=left.urgency,
        result=outcome.result,
        seen=outcome.seen or "",
        next_step=outcome.next_step,
        next_reason=outcome.next_reason or "",
        new_deadline=outcome.new_deadline,
        why_not_failed="" if outcome.result is not None else why_not_failed(hazard, loop, on=on),
        choices=() if hazard_states.time_runs(hazard, on) else next_choices(hazard, loop),
        before=tuple(_photo(one) for one in own if one.role is PhotoRole.BEFORE),
        after=tuple(_photo(one) for one in own if one.role is PhotoRole.AFTER and one.outcome_id == outcome.id),
        provided=tuple(_photo(one) for one in photos if one.source is PhotoSource.ENTERPRISE),
    )


def _photo(row: Photo) -> PairPhoto:
    return PairPhoto(
        id=row.id,
        view=row.view,
        source=row.source,
        taken_by=row.taken_by or "",
        taken=row.taken_text or "",
        added_at=row.added_at,
        marks=marks_from_json(row.annotations),
    )


def stage_rows(loop: LoopFacts) -> tuple[StageRow, ...]:
    """Mark the four stages as pages show them."""
    return tuple(StageRow(mark.stage, mark.status, mark.note) for mark in stage_bar(loop))
