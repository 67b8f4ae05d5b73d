"""Facts of re-inspections with their outcomes, and of the papers that enterprises hand in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select

from app.models.photo import Photo
from app.models.reinspection import Outcome, ReceivedPaper, Reinspection
from app.services.facts_people import officers_by_id, signing_fact
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import PhotoRole, PhotoSource
from app.values.facts import OfficerFact
from app.values.facts_inspection import OutcomeFact, ReceivedPaperFact, ReinspectionFact


def reinspection_facts(uow: UnitOfWork, inspection_id: UUID) -> tuple[ReinspectionFact, ...]:
    """Load the re-inspections of one inspection, the first round first."""
    return reinspections_by_inspection(uow, [inspection_id]).get(inspection_id, ())


def reinspections_by_inspection(
    uow: UnitOfWork, inspection_ids: Iterable[UUID]
) -> dict[UUID, tuple[ReinspectionFact, ...]]:
    """Load the re-inspections of these inspections, with outcomes, by four queries a chunk."""
    found: dict[UUID, list[ReinspectionFact]] = defaultdict(list)
    for chunk in chunks(dict.fromkeys(inspection_ids)):
        query = (
            select(Reinspection)
            .where(Reinspection.inspection_id.in_(chunk), Reinspection.deleted.is_(False))
            .order_by(Reinspection.round_no, Reinspection.started_at, Reinspection.id)
        )
        rows = uow.session.scalars(query).all()
        outcomes = _outcomes(uow, [row.id for row in rows], inspection_ids=chunk)
        officers = officers_by_id(uow, (one for row in rows for one in row.officer_ids))
        for row in rows:
            fact = reinspection_fact(row, outcomes=outcomes.get(row.id, ()), officers=officers)
            found[row.inspection_id].append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


def reinspection_fact(
    row: Reinspection, *, outcomes: Sequence[OutcomeFact], officers: Mapping[UUID, OfficerFact]
) -> ReinspectionFact:
    """Tell of a re-inspection what rules ask."""
    return ReinspectionFact(
        id=row.id,
        officers=tuple(officers[one] for one in row.officer_ids if one in officers),
        manner=row.manner,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcomes=tuple(outcomes),
        signing=signing_fact(row.party_signature, signer=row.party, reason=row.party_reason, witness=row.witness),
        is_ended=row.is_ended,
    )


def _outcomes(
    uow: UnitOfWork, reinspection_ids: Iterable[UUID], *, inspection_ids: Sequence[UUID]
) -> dict[UUID, list[OutcomeFact]]:
    photos = _after_photos(uow, inspection_ids)
    found: dict[UUID, list[OutcomeFact]] = defaultdict(list)
    for chunk in chunks(reinspection_ids):
        query = select(Outcome).where(Outcome.reinspection_id.in_(chunk), Outcome.deleted.is_(False))
        for row in uow.session.scalars(query.order_by(Outcome.id)):
            found[row.reinspection_id].append(
                OutcomeFact(
                    hazard_id=row.hazard_id,
                    result=row.result,
                    seen=row.seen or "",
                    next_step=row.next_step,
                    next_reason=row.next_reason or "",
                    new_deadline=row.new_deadline,
                    after_photos=photos[row.id],
                )
            )
    return found


def _after_photos(uow: UnitOfWork, inspection_ids: Sequence[UUID]) -> Counter[UUID]:
    query = (
        select(Photo.outcome_id, func.count())
        .where(
            Photo.inspection_id.in_(inspection_ids),
            Photo.outcome_id.is_not(None),
            Photo.role == PhotoRole.AFTER,
            Photo.source == PhotoSource.OFFICER,
            Photo.deleted.is_(False),
        )
        .group_by(Photo.outcome_id)
    )
    counts: Counter[UUID] = Counter()
    for outcome_id, count in uow.session.execute(query):
        if outcome_id is not None:
            counts[outcome_id] = count
    return counts


def received_paper_facts(uow: UnitOfWork, inspection_id: UUID) -> tuple[ReceivedPaperFact, ...]:
    """Load the papers that the enterprise handed in after one inspection."""
    return received_papers_by_inspection(uow, [inspection_id]).get(inspection_id, ())


def received_papers_by_inspection(
    uow: UnitOfWork, inspection_ids: Iterable[UUID]
) -> dict[UUID, tuple[ReceivedPaperFact, ...]]:
    """Load the papers handed in after these inspections, the earliest first."""
    found: dict[UUID, list[ReceivedPaperFact]] = defaultdict(list)
    for chunk in chunks(dict.fromkeys(inspection_ids)):
        query = (
            select(ReceivedPaper)
            .where(ReceivedPaper.inspection_id.in_(chunk), ReceivedPaper.deleted.is_(False))
            .order_by(ReceivedPaper.received_on, ReceivedPaper.id)
        )
        for row in uow.session.scalars(query):
            if row.inspection_id is not None:
                found[row.inspection_id].append(received_paper_fact(row))
    return {key: tuple(facts) for key, facts in found.items()}


def received_paper_fact(row: ReceivedPaper) -> ReceivedPaperFact:
    """Tell of a received paper what rules ask."""
    return ReceivedPaperFact(
        id=row.id,
        paper_kind=row.paper_kind,
        received_on=row.received_on,
        hazard_ids=tuple(row.hazard_ids),
        reported_on=row.reported_on,
        handled_on=row.handled_on,
    )
