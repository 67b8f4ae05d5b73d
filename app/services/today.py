"""今日: what is to be done, where to go on, whether the data is safe, and the way through the towns."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import func, select

from app.models.authority import Authority
from app.models.enterprise import Enterprise
from app.models.inspection import Finding, Inspection
from app.rules.worklist import WorkItem, counts_by_kind
from app.services.desk import Desk
from app.services.library import LibraryService
from app.services.numbering import paused_numbers
from app.services.printing import PrintJob, can_send, page_pictures, send
from app.services.workload import Workload, load_workload
from app.storage.copies import known_copies, last_copy, reach, written_since
from app.storage.joined import kept_name
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day, from_ms
from app.values.enums import FindingResult, InspectionState
from app.values.errors import UserError
from app.values.hlc import hlc_ms
from app.values.rows_document import PrintOutcome
from app.values.rows_today import ResumeCard, RouteStop, SafetyCard, TodayRow, TodayView
from app.values.work import WorkKind

BACKUP_OLD_DAYS = 7
ON_THE_WAY = frozenset({WorkKind.OVERDUE, WorkKind.RECHECK, WorkKind.FAILED, WorkKind.UNFINISHED})
RECHECKS = frozenset({WorkKind.OVERDUE, WorkKind.RECHECK})
NO_TOWN = "未填镇街"


class TodayService:
    """Show the day."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def today(self, on: date | None = None) -> TodayView:
        """Show the work list, most urgent first, and the three cards beside it; `on` may be a day to come."""
        today = on or self._desk.today()
        with self._desk.read() as uow:
            load = load_workload(uow, library=self._library.current(uow), today=today)
            rows = tuple(_row(item, load) for item in load.items)
            return TodayView(
                today=today,
                authority=uow.session.scalar(select(Authority.name).where(Authority.deleted.is_(False)).limit(1)) or "",
                rows=rows,
                counts={kind.value: count for kind, count in counts_by_kind(load.items).items()},
                resume=self._resume(uow),
                safety=_safety(uow, today=today),
                route=route(rows),
                paused=paused_numbers(uow, year=today.year),
            )

    def print_list(self) -> PrintOutcome:
        """Print the list of the day: through the system where it takes PDF, else as pages for the window."""
        from app.reports import day_list  # few starts print, and every start shows the day

        pdf = day_list.render(self.today())
        if can_send():
            return PrintOutcome((), job=send(PrintJob(pdf, day_list.TITLE)))
        return PrintOutcome((), pages=page_pictures(pdf))

    def _resume(self, uow: UnitOfWork) -> ResumeCard | None:
        query = (
            select(Inspection, kept_name())
            .join(Enterprise, Enterprise.id == Inspection.enterprise_id)
            .where(
                Inspection.state == InspectionState.DRAFT,
                Inspection.started_at.is_not(None),
                Inspection.deleted.is_(False),
            )
            .order_by(Inspection.updated_hlc.desc())
            .limit(1)
        )
        found = uow.session.execute(query).first()
        if found is None:
            return None
        inspection, name = found
        judged = (
            select(func.count())
            .select_from(Finding)
            .where(
                Finding.inspection_id == inspection.id,
                Finding.result.is_not(None),
                Finding.result != FindingResult.PENDING,
                Finding.deleted.is_(False),
            )
        )
        return ResumeCard(inspection.id, name, done=uow.session.scalar(judged) or 0, total=self._asked(uow, inspection))

    def _asked(self, uow: UnitOfWork, inspection: Inspection) -> int:
        on = civil_day(inspection.started_at) if inspection.started_at is not None else self._desk.today()
        try:
            sections = self._library.of_inspection(uow, inspection).walk(tuple(inspection.checklists or ()), on)
        except UserError:
            return 0  # a list that this machine does not hold: the card then shows no bar
        return sum(len(section.items) for section in sections)


def route(rows: Sequence[TodayRow]) -> tuple[RouteStop, ...]:
    """Gather by town the enterprises that have to be visited, the town with most of them first."""
    visits = sorted((row for row in rows if row.kind in ON_THE_WAY), key=lambda row: row.town)
    stops = []
    for town, members in groupby(visits, key=lambda row: row.town):
        listed = list(members)
        again = {row.enterprise_id for row in listed if row.kind in RECHECKS}
        stops.append(RouteStop(town or NO_TOWN, tuple(dict.fromkeys(row.enterprise for row in listed)), len(again)))
    return tuple(sorted(stops, key=lambda stop: (-len(stop.enterprises), stop.town)))


def _row(item: WorkItem, load: Workload) -> TodayRow:
    whose = load.whose[item.target]
    return TodayRow(
        kind=item.kind,
        enterprise=item.enterprise_name,
        enterprise_id=whose.enterprise_id,
        detail=item.detail,
        due=item.due,
        left=item.left.text,
        urgency=item.left.urgency,
        town=whose.town,
        action=item.action,
        target=item.target,
        case_id=load.leads.get(item.target),
    )


def _safety(uow: UnitOfWork, *, today: date) -> SafetyCard:
    backup = last_copy(uow)
    days = None if backup is None else (today - civil_day(backup.at)).days
    return SafetyCard(
        saved_at=_saved_at(uow),
        backup_at=None if backup is None else backup.at,
        backup_days=days,
        is_backup_old=days is None or days >= BACKUP_OLD_DAYS,
        is_backup_missing=backup is not None and not backup.is_there,
        is_only_here=_is_only_here(uow),
    )


def _is_only_here(uow: UnitOfWork) -> bool:
    """Tell whether the disk of the store is the only one that holds some of what was written here."""
    elsewhere = tuple(copy for copy in known_copies(uow.session) if copy.is_elsewhere)
    return written_since(uow, reach(elsewhere)) > 0


def _saved_at(uow: UnitOfWork) -> datetime | None:
    """Tell when this machine wrote last."""
    device = uow.devices.current().id
    query = "SELECT hlc FROM revision WHERE device = ? ORDER BY seq DESC LIMIT 1"
    hlc = uow.connection.exec_driver_sql(query, (device.bytes,)).scalar()
    return None if hlc is None else from_ms(hlc_ms(str(hlc)))
