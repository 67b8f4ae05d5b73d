"""Rows of the 企业台账, loaded by three queries however many are asked for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnClause, bindparam, func, literal_column, select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.licences import worst_state
from app.storage.joined import family
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import Handling, InspectionCategory, InspectionState
from app.values.facts_inspection import OPEN_STATES
from app.values.rows_enterprise import EnterpriseRow

Visit = tuple[datetime | None, InspectionCategory | None]
LINE: ColumnClause[int] = literal_column("enterprise.rowid")
# A record has three times as many columns, and a page of them is read with each key that is typed.
SHOWN: tuple[Any, ...] = (
    Enterprise.id,
    Enterprise.name,
    Enterprise.party_kind,
    Enterprise.uscc,
    Enterprise.operator,
    Enterprise.sectors,
    Enterprise.town,
    Enterprise.address,
    Enterprise.risk,
    Enterprise.production_state,
    Enterprise.licences,
    Enterprise.standardisation_to,
    Enterprise.insurance_to,
)


def is_open_hazard() -> tuple[Any, ...]:
    """Tell in SQL what `HazardFact.is_open` tells of one hazard."""
    return (
        Hazard.deleted.is_(False),
        Hazard.state.in_(sorted(OPEN_STATES)),
        Hazard.handling.is_distinct_from(Handling.ADVICE),
    )


# Written once, since they are asked with each key that is typed.
_ROWS = select(LINE, *SHOWN).where(LINE.in_(bindparam("lines", expanding=True)), Enterprise.deleted.is_(False))
_VISITS = (
    select(Inspection.enterprise_id, func.max(Inspection.started_at), Inspection.category)
    .where(
        Inspection.enterprise_id.in_(bindparam("parties", expanding=True)),
        Inspection.deleted.is_(False),
        Inspection.state != InspectionState.VOID,
        Inspection.started_at.is_not(None),
    )
    .group_by(Inspection.enterprise_id)
)
_OPEN = (
    select(Hazard.enterprise_id, func.count())
    .where(Hazard.enterprise_id.in_(bindparam("parties", expanding=True)), *is_open_hazard())
    .group_by(Hazard.enterprise_id)
)


def load_rows(uow: UnitOfWork, lines: Sequence[int], *, today: date) -> list[EnterpriseRow]:
    """Load the rows of some lines in their order; a line that is gone is left out."""
    found: dict[int, Any] = {}
    for chunk in chunks(lines):
        found.update((row[0], row) for row in uow.session.execute(_ROWS, {"lines": chunk}))
    ids = [row.id for row in found.values()]
    visits, hazards = last_visits(uow, ids), open_hazards(uow, ids)
    return [
        _row(line, found[line], visits.get(found[line].id, (None, None)), hazards.get(found[line].id, 0), today)
        for line in lines
        if line in found
    ]


def last_visits(uow: UnitOfWork, enterprise_ids: Sequence[UUID]) -> dict[UUID, Visit]:
    """Tell when each party was visited last, and in which category."""
    found: dict[UUID, Visit] = {}
    stands_for = family(uow, enterprise_ids)
    for chunk in chunks(stands_for):
        for party, started, category in uow.session.execute(_VISITS, {"parties": chunk}):
            before = found.get(stands_for[party], (None, None))[0]
            if before is None or (started is not None and before < started):
                found[stands_for[party]] = (started, category)
    return found


def open_hazards(uow: UnitOfWork, enterprise_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Count the hazards of each party on which somebody still has to act."""
    found: dict[UUID, int] = {}
    stands_for = family(uow, enterprise_ids)
    for chunk in chunks(stands_for):
        for party, count in uow.session.execute(_OPEN, {"parties": chunk}):
            found[stands_for[party]] = found.get(stands_for[party], 0) + count
    return found


def licence_days(row: Any) -> list[date | None]:
    """List the last days of a party's papers."""
    days: list[date | None] = [
        date.fromisoformat(one["valid_to"]) if one.get("valid_to") else None for one in row.licences or ()
    ]
    return [*days, *(day for day in (row.standardisation_to, row.insurance_to) if day is not None)]


def _row(line: int, row: Any, visit: Visit, hazards: int, today: date) -> EnterpriseRow:
    days = licence_days(row)
    return EnterpriseRow(
        line=line,
        id=row.id,
        name=row.name,
        party_kind=row.party_kind,
        uscc=row.uscc or "",
        operator=row.operator or "",
        sectors=tuple(row.sectors or ()),
        town=row.town or "",
        address=row.address or "",
        risk=row.risk,
        production_state=row.production_state,
        licence_state=worst_state(days, today=today),
        next_licence_day=min((day for day in days if day is not None), default=None),
        last_visit=visit[0],
        last_category=visit[1],
        open_hazards=hazards,
    )
