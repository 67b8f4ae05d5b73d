"""Which inspections wait for a re-inspection: one row each, by a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.reinspection import ReceivedPaper, Reinspection
from app.rules.deadlines import TimeLeft, recheck_due, time_left
from app.services.library_view import LibraryView
from app.storage.joined import kept_name
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import Handling, HazardLevel, HazardState, PaperKind
from app.values.rows_reinspection import DueRow, DueScope
from app.values.work import Urgency

# What a re-inspection may look at; what was put right on the spot is confirmed in the check itself.
WAITING = (
    HazardState.ORDERED,
    HazardState.EXTENDED,
    HazardState.SUSPENDED,
    HazardState.DUE,
    HazardState.FAILED,
    HazardState.SUPERVISED,
)
REPORTS = (PaperKind.RECTIFICATION_REPORT, PaperKind.REINSPECTION_REQUEST)
RECHECK_RULE = "recheck_10d"
NO_DAY = TimeLeft(0, Urgency.LATER, "未定期限")
_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}


@dataclass(frozen=True, slots=True)
class _Waiting:
    inspection_id: UUID
    enterprise: str
    town: str
    checked_on: date | None
    items: int
    majors: int
    deadline: date | None


def due_rows(uow: UnitOfWork, *, library: LibraryView, today: date, scope: DueScope) -> tuple[DueRow, ...]:
    """List the inspections with hazards that wait for a re-inspection, the most urgent first."""
    days = library.period(RECHECK_RULE, today).n
    reported = _reported(uow)
    rounds = _rounds(uow)
    rows = [
        _row(one, reported=reported.get(one.inspection_id), rounds=rounds, days=days, today=today)
        for one in _waiting(uow)
    ]
    return tuple(sorted((row for row in rows if _is_in(row, scope)), key=_rank))


def is_due(*, deadline: date | None, reported_on: date | None, state: HazardState, today: date) -> bool:
    """Tell whether a hazard is to be looked at now: its day came, it was reported, or it failed before."""
    came = deadline is not None and deadline <= today
    return came or reported_on is not None or state is HazardState.FAILED


def _waiting(uow: UnitOfWork) -> Sequence[_Waiting]:
    majors = func.sum(case((Hazard.level == HazardLevel.MAJOR, 1), else_=0))
    query = (
        select(
            Inspection.id,
            kept_name(),
            Enterprise.town,
            Inspection.started_at,
            func.count(),
            majors,
            func.min(Hazard.deadline),
        )
        .select_from(Hazard)
        .join(Inspection, Inspection.id == Hazard.inspection_id)
        .outerjoin(Enterprise, Enterprise.id == Inspection.enterprise_id)
        .where(Hazard.state.in_(WAITING), Hazard.deleted.is_(False), Inspection.deleted.is_(False))
        .where(Hazard.handling.is_distinct_from(Handling.ADVICE))
        .group_by(Inspection.id)
    )
    return [
        _Waiting(key, name or "", town or "", None if at is None else civil_day(at), items, major or 0, deadline)
        for key, name, town, at, items, major, deadline in uow.session.execute(query)
    ]


def _reported(uow: UnitOfWork) -> Mapping[UUID, date]:
    """Tell for each inspection the first report or request that nobody has handled yet."""
    query = (
        select(ReceivedPaper.inspection_id, func.min(ReceivedPaper.received_on))
        .where(
            ReceivedPaper.inspection_id.is_not(None),
            ReceivedPaper.paper_kind.in_(REPORTS),
            ReceivedPaper.handled_on.is_(None),
            ReceivedPaper.deleted.is_(False),
        )
        .group_by(ReceivedPaper.inspection_id)
    )
    return {key: day for key, day in uow.session.execute(query) if key is not None}


def _rounds(uow: UnitOfWork) -> Mapping[UUID, tuple[int, UUID | None]]:
    """Count the re-inspections of each inspection, and name the one that is still open."""
    query = select(Reinspection.inspection_id, Reinspection.id, Reinspection.is_ended).where(
        Reinspection.deleted.is_(False)
    )
    found: dict[UUID, tuple[int, UUID | None]] = {}
    for inspection_id, key, is_ended in uow.session.execute(query):
        count, open_id = found.get(inspection_id, (0, None))
        found[inspection_id] = (count + 1, open_id if is_ended else key)
    return found


def _row(
    one: _Waiting,
    *,
    reported: date | None,
    rounds: Mapping[UUID, tuple[int, UUID | None]],
    days: int,
    today: date,
) -> DueRow:
    count, open_id = rounds.get(one.inspection_id, (0, None))
    last = recheck_due(reported_on=reported, deadline=one.deadline, days=days)
    left = NO_DAY if one.deadline is None else time_left(one.deadline, today)
    has_come = one.deadline is not None and one.deadline <= today
    return DueRow(
        inspection_id=one.inspection_id,
        enterprise=one.enterprise,
        town=one.town,
        checked_on=one.checked_on,
        items=one.items,
        majors=one.majors,
        deadline=one.deadline,
        reported_on=reported,
        due=None if last is None else last.due,
        left=left.text,
        urgency=left.urgency,
        is_due=has_come or reported is not None or open_id is not None,
        is_late=one.deadline is not None and one.deadline < today,
        rounds=count,
        open_id=open_id,
    )


def _is_in(row: DueRow, scope: DueScope) -> bool:
    return {DueScope.DUE: row.is_due, DueScope.LATE: row.is_late, DueScope.ALL: True}[scope]


def _rank(row: DueRow) -> tuple[int, date, str, str]:
    return _RANK[Urgency(row.urgency)], row.deadline or date.max, row.enterprise, str(row.inspection_id)
