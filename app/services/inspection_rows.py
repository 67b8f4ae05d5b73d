"""Rows of the list of inspections, loaded by four queries however many are asked for."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnClause, func, literal_column, select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Finding, Inspection
from app.services.enterprise_rows import is_open_hazard
from app.services.facts_people import officers_by_id
from app.storage.joined import kept_name
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import Handling, HazardLevel, HazardState
from app.values.rows_inspection import InspectionRow

LINE: ColumnClause[int] = literal_column("inspection.rowid")


def load_rows(uow: UnitOfWork, lines: Sequence[int]) -> list[InspectionRow]:
    """Load the rows of some lines in their order; a line that is gone is left out."""
    found: dict[int, tuple[Inspection, str, str]] = {}
    for chunk in chunks(lines):
        query = (
            select(LINE, Inspection, kept_name(), Enterprise.town)
            .outerjoin(Enterprise, Enterprise.id == Inspection.enterprise_id)
            .where(LINE.in_(chunk), Inspection.deleted.is_(False))
        )
        found.update((line, (row, name or "", town or "")) for line, row, name, town in uow.session.execute(query))
    ids = [row.id for row, _, _ in found.values()]
    officers = officers_by_id(uow, (one for row, _, _ in found.values() for one in row.officer_ids))
    judged, hazards, opened = _judged(uow, ids), _hazards(uow, ids), _open(uow, ids)
    rows = []
    for line in lines:
        if line in found:
            row, name, town = found[line]
            major = hazards[row.id, HazardLevel.MAJOR]
            rows.append(
                InspectionRow(
                    line=line,
                    id=row.id,
                    enterprise_id=row.enterprise_id,
                    enterprise=name,
                    town=town,
                    category=row.category,
                    state=row.state,
                    started_at=row.started_at,
                    ended_at=row.ended_at,
                    officers=tuple(officers[one].name for one in row.officer_ids if one in officers),
                    judged=judged[row.id],
                    hazards=major + hazards[row.id, HazardLevel.ORDINARY],
                    major=major,
                    open_hazards=opened[row.id],
                    is_typed_in=bool(row.is_typed_in),
                )
            )
    return rows


def _judged(uow: UnitOfWork, ids: Sequence[UUID]) -> Counter[UUID]:
    counts: Counter[UUID] = Counter()
    for chunk in chunks(ids):
        query = (
            select(Finding.inspection_id, func.count())
            .where(Finding.inspection_id.in_(chunk), Finding.result.is_not(None), Finding.deleted.is_(False))
            .group_by(Finding.inspection_id)
        )
        for inspection_id, count in uow.session.execute(query):
            counts[inspection_id] = count
    return counts


def _hazards(uow: UnitOfWork, ids: Sequence[UUID]) -> Counter[tuple[UUID, HazardLevel]]:
    counts: Counter[tuple[UUID, HazardLevel]] = Counter()
    for chunk in chunks(ids):
        query = (
            select(Hazard.inspection_id, Hazard.level, func.count())
            .where(
                Hazard.inspection_id.in_(chunk),
                Hazard.deleted.is_(False),
                Hazard.state != HazardState.VOID,
                Hazard.handling.is_distinct_from(Handling.ADVICE),
            )
            .group_by(Hazard.inspection_id, Hazard.level)
        )
        for inspection_id, level, count in uow.session.execute(query):
            counts[inspection_id, level] = count
    return counts


def _open(uow: UnitOfWork, ids: Sequence[UUID]) -> Counter[UUID]:
    counts: Counter[UUID] = Counter()
    for chunk in chunks(ids):
        query = (
            select(Hazard.inspection_id, func.count())
            .where(Hazard.inspection_id.in_(chunk), *is_open_hazard())
            .group_by(Hazard.inspection_id)
        )
        for inspection_id, count in uow.session.execute(query):
            counts[inspection_id] = count
    return counts
