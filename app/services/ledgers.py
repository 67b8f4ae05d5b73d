"""The ledgers: every record of a kind as a row, by a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.models.base import Record
from app.models.case import Case, CaseStep
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.photo import Photo
from app.models.reinspection import Outcome, Reinspection
from app.rules.stages import stage_of
from app.services.facts_loop import loops_by_id
from app.storage.joined import kept_name
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import HazardState, OutcomeResult, PhotoRole, StepKind
from app.values.facts_inspection import HazardFact
from app.values.rows_ledger import (
    CaseLine,
    DocumentLine,
    EnterpriseLine,
    HazardLine,
    InspectionLine,
    ReinspectionLine,
)

YUAN = 100


def enterprise_lines(uow: UnitOfWork, *, only: UUID | None = None) -> tuple[EnterpriseLine, ...]:
    """List the parties by name."""
    query = select(Enterprise).where(*_wanted(Enterprise, only)).order_by(Enterprise.name, Enterprise.id)
    if only is None:
        query = query.where(Enterprise.joined_into_id.is_(None))
    return tuple(
        EnterpriseLine(
            **_common(row, number=row.other_code, state=row.production_state),
            name=row.name,
            party_kind=row.party_kind,
            uscc=row.uscc,
            town=row.town,
            sectors=tuple(row.sectors or ()),
        )
        for row in uow.session.scalars(query)
    )


def inspection_lines(uow: UnitOfWork, *, only: UUID | None = None) -> tuple[InspectionLine, ...]:
    """List the inspections, the earliest first."""
    query = (
        select(Inspection, kept_name())
        .outerjoin(Enterprise, Enterprise.id == Inspection.enterprise_id)
        .where(*_wanted(Inspection, only))
        .order_by(Inspection.started_at.is_(None), Inspection.started_at, Inspection.id)
    )
    found = [(row, name) for row, name in uow.session.execute(query)]
    loops = loops_by_id(uow, (row.id for row, _ in found))
    return tuple(
        _inspection(row, name or "", loops[row.id].hazards, stage_of(loops[row.id]))
        for row, name in found
        if row.id in loops
    )


def _inspection(row: Inspection, name: str, hazards: Iterable[HazardFact], stage: str) -> InspectionLine:
    counted = [one for one in hazards if not one.is_advice and one.state is not HazardState.VOID]
    return InspectionLine(
        **_common(row, number=row.task_no, state=row.state),
        enterprise=name,
        enterprise_id=row.enterprise_id,
        category=row.category,
        started=row.started_at,
        ended=row.ended_at,
        stage=stage,
        hazards=len(counted),
        open=sum(1 for one in counted if one.is_open),
        typed_in=bool(row.is_typed_in),
    )


def hazard_lines(uow: UnitOfWork, *, only: UUID | None = None) -> tuple[HazardLine, ...]:
    """List the hazards by inspection and number."""
    photos = _photo_counts(uow)
    query = (
        select(Hazard, kept_name())
        .outerjoin(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(*_wanted(Hazard, only))
        .order_by(Hazard.inspection_id, Hazard.order_no, Hazard.id)
    )
    return tuple(_hazard(row, name or "", photos) for row, name in uow.session.execute(query))


def _hazard(row: Hazard, name: str, photos: Counter[tuple[UUID, PhotoRole]]) -> HazardLine:
    return HazardLine(
        **_common(row, number=None, state=row.state),
        inspection_id=row.inspection_id,
        enterprise=name,
        order_no=row.order_no,
        item=row.item_no,
        fact=row.fact,
        demand=row.demand,
        violations=tuple(row.violations or ()),
        level=row.level,
        handling=row.handling,
        place=row.place,
        deadline=row.deadline,
        at_once=row.is_at_once,
        photos=sum(photos[row.id, role] for role in PhotoRole if role is not PhotoRole.AFTER),
        photos_after=photos[row.id, PhotoRole.AFTER],
    )


def _photo_counts(uow: UnitOfWork) -> Counter[tuple[UUID, PhotoRole]]:
    query = (
        select(Photo.hazard_id, Photo.role, func.count())
        .where(Photo.hazard_id.is_not(None), Photo.deleted.is_(False))
        .group_by(Photo.hazard_id, Photo.role)
    )
    counts: Counter[tuple[UUID, PhotoRole]] = Counter()
    for hazard_id, role, count in uow.session.execute(query):
        if hazard_id is not None:
            counts[hazard_id, role] = count
    return counts


def document_lines(uow: UnitOfWork, *, only: UUID | None = None) -> tuple[DocumentLine, ...]:
    """List the documents in the order in which they were begun."""
    query = (
        select(Document, kept_name())
        .outerjoin(Enterprise, Enterprise.id == Document.enterprise_id)
        .where(*_wanted(Document, only))
        .order_by(Document.issued_on.is_(None), Document.issued_on, Document.id)
    )
    return tuple(
        DocumentLine(
            **_common(row, number=row.number, state=row.state),
            form=row.form,
            title=row.title,
            inspection_id=row.inspection_id,
            case_id=row.case_id,
            enterprise=name or "",
            issued=row.issued_on,
            content_sha256=row.content_blob,
            file_sha256=row.file_blob,
        )
        for row, name in uow.session.execute(query)
    )


def case_lines(uow: UnitOfWork, *, only: UUID | None = None) -> tuple[CaseLine, ...]:
    """List the cases with the days of their filing and decision."""
    steps = _steps_of_cases(uow)
    query = select(Case).where(*_wanted(Case, only)).order_by(Case.id)
    lines = []
    for row in uow.session.scalars(query):
        decided = steps[row.id].get(StepKind.DECISION)
        lines.append(
            CaseLine(
                **_common(row, number=row.number, state=row.state),
                title=row.title,
                party=row.party_name,
                procedure=row.procedure,
                filed=_day(steps[row.id].get(StepKind.FILING)),
                decided=_day(decided),
                fine_yuan=None if decided is None or decided.amount_cents is None else decided.amount_cents // YUAN,
            )
        )
    return tuple(lines)


def _steps_of_cases(uow: UnitOfWork) -> defaultdict[UUID, dict[StepKind, CaseStep]]:
    wanted = (StepKind.FILING, StepKind.DECISION)
    query = (
        select(CaseStep)
        .where(CaseStep.step.in_(wanted), CaseStep.deleted.is_(False))
        .order_by(CaseStep.order_no, CaseStep.id)
    )
    found: defaultdict[UUID, dict[StepKind, CaseStep]] = defaultdict(dict)
    for step in uow.session.scalars(query):
        found[step.case_id][step.step] = step
    return found


def _day(step: CaseStep | None) -> date | None:
    return None if step is None else step.on


def reinspection_lines(uow: UnitOfWork, *, only: UUID | None = None) -> tuple[ReinspectionLine, ...]:
    """List the re-inspections, the earliest first."""
    results = _results(uow)
    query = (
        select(Reinspection, kept_name())
        .join(Inspection, Inspection.id == Reinspection.inspection_id)
        .outerjoin(Enterprise, Enterprise.id == Inspection.enterprise_id)
        .where(*_wanted(Reinspection, only))
        .order_by(Reinspection.started_at.is_(None), Reinspection.started_at, Reinspection.id)
    )
    return tuple(
        ReinspectionLine(
            **_common(row, number=None, state="ended" if row.is_ended else "open"),
            inspection_id=row.inspection_id,
            enterprise=name or "",
            round=row.round_no,
            manner=row.manner,
            started=row.started_at,
            ended=row.ended_at,
            done=results[row.id, OutcomeResult.DONE],
            not_done=results[row.id, OutcomeResult.NOT_DONE],
        )
        for row, name in uow.session.execute(query)
    )


def _results(uow: UnitOfWork) -> Counter[tuple[UUID, OutcomeResult]]:
    query = (
        select(Outcome.reinspection_id, Outcome.result, func.count())
        .where(Outcome.result.is_not(None), Outcome.deleted.is_(False))
        .group_by(Outcome.reinspection_id, Outcome.result)
    )
    counts: Counter[tuple[UUID, OutcomeResult]] = Counter()
    for reinspection_id, result, count in uow.session.execute(query):
        if result is not None:
            counts[reinspection_id, result] = count
    return counts


def _wanted(record_class: type[Record], only: UUID | None) -> list[ColumnElement[bool]]:
    """Leave deleted records out of a list; one that is asked for by its id is shown even so."""
    return [record_class.deleted.is_(False)] if only is None else [record_class.id == only]


def _common(row: Any, *, number: str | None, state: str | None) -> dict[str, Any]:
    return {"id": row.id, "number": number, "state": state, "updated": row.updated_at, "conflicts": row.conflicts}
