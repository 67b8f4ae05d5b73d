"""The register of received papers as its page shows it, by a fixed number of queries."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.enterprise import Enterprise
from app.models.hazard import Extension, Hazard
from app.models.inspection import Inspection
from app.models.reinspection import ReceivedPaper
from app.rules.deadlines import TimeLeft, time_left
from app.rules.library import NotInForceError, UnknownRefError
from app.services.facts_hazard import extension_fact
from app.services.library_view import LibraryView
from app.services.reinspection_due import RECHECK_RULE
from app.storage.joined import kept_name
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import Handling, HazardState, PaperKind
from app.values.facts_inspection import OPEN_STATES
from app.values.rows_received_paper import ExtensionRow, MatchInspection, MatchItem, PaperRow, PaperView
from app.values.work import Urgency

# Which period each kind of paper starts; the days are data of the library.
CLOCKS = {
    PaperKind.RECTIFICATION_REPORT: RECHECK_RULE,
    PaperKind.REINSPECTION_REQUEST: RECHECK_RULE,
    PaperKind.EXTENSION_REQUEST: "extension_answer_5d",
}
NO_CLOCK = TimeLeft(0, Urgency.LATER, "")
MATCHED_STATES = tuple(state for state in HazardState if state in OPEN_STATES)


def paper_rows(
    uow: UnitOfWork, *, library: LibraryView, today: date, is_waiting: bool, text: str
) -> tuple[PaperRow, ...]:
    """List the papers: what waits first, the nearest day on top, then what was dealt with, the latest first."""
    query = (
        select(ReceivedPaper, kept_name())
        .outerjoin(Enterprise, Enterprise.id == ReceivedPaper.enterprise_id)
        .where(ReceivedPaper.deleted.is_(False))
    )
    if is_waiting:
        query = query.where(ReceivedPaper.handled_on.is_(None))
    if text.strip():
        query = query.where(Enterprise.name.contains(text.strip(), autoescape=True))
    days = _days(library, today)
    rows = [_row(row, name or "", days=days, today=today) for row, name in uow.session.execute(query)]
    return tuple(sorted(rows, key=_order))


def _order(row: PaperRow) -> tuple[bool, int, str]:
    is_done = row.handled_on is not None
    day = row.due or row.received_on
    return is_done, -row.received_on.toordinal() if is_done else day.toordinal(), str(row.id)


def _days(library: LibraryView, today: date) -> dict[PaperKind, int]:
    days: dict[PaperKind, int] = {}
    for kind, rule in CLOCKS.items():
        try:
            days[kind] = library.period(rule, today).n
        except (NotInForceError, UnknownRefError):
            continue  # an office's library may leave a clock out: the paper then shows none
    return days


def _row(row: ReceivedPaper, name: str, *, days: dict[PaperKind, int], today: date) -> PaperRow:
    count = days.get(row.paper_kind)
    due = None if count is None else date.fromordinal(row.received_on.toordinal() + count)
    left = NO_CLOCK if due is None or row.handled_on is not None else time_left(due, today)
    return PaperRow(
        id=row.id,
        paper_kind=row.paper_kind,
        enterprise=name,
        enterprise_id=row.enterprise_id,
        inspection_id=row.inspection_id,
        received_on=row.received_on,
        reported_on=row.reported_on,
        items=len(row.hazard_ids),
        scans=len(row.scan_blobs or ()),
        summary=row.summary or "",
        due=due,
        left=left.text,
        urgency=left.urgency,
        handled_on=row.handled_on,
        handled_note=row.handled_note or "",
    )


def paper_view(uow: UnitOfWork, row: ReceivedPaper, *, library: LibraryView, today: date) -> PaperView:
    """Show one paper whole."""
    enterprise = uow.session.get(Enterprise, row.enterprise_id)
    hazards = {one.id: one for one in uow.session.scalars(select(Hazard).where(Hazard.id.in_(row.hazard_ids)))}
    asked = select(Extension).where(Extension.paper_id == row.id, Extension.deleted.is_(False))
    name = "" if enterprise is None else enterprise.name
    return PaperView(
        row=_row(row, name, days=_days(library, today), today=today),
        items=tuple(_item(hazards[one]) for one in row.hazard_ids if one in hazards),
        extensions=tuple(_extension(one) for one in uow.session.scalars(asked.order_by(Extension.old_deadline))),
        received_by=row.received_by or "",
        handed_in_by=row.handed_in_by or "",
        copies=row.copies,
        sheets=row.sheets,
        requested_deadline=row.requested_deadline,
        scan_blobs=tuple(row.scan_blobs or ()),
    )


def _item(row: Hazard) -> MatchItem:
    return MatchItem(row.id, row.order_no, row.fact, row.level, row.state, row.deadline)


def _extension(row: Extension) -> ExtensionRow:
    fact = extension_fact(row)
    return ExtensionRow(
        id=row.id,
        hazard_ids=fact.hazard_ids,
        applied_on=fact.applied_on,
        old_deadline=fact.old_deadline,
        new_deadline=fact.new_deadline,
        grounds=fact.grounds,
        state=fact.state,
        approved_by=fact.approved_by,
        answered_on=fact.answered_on,
        answer=row.answer or "",
        is_in_time=fact.is_in_time,
    )


def match_inspections(uow: UnitOfWork, text: str, *, only: UUID | None, limit: int) -> tuple[MatchInspection, ...]:
    """Find inspections with open hazards by a part of the enterprise's name or by their own id."""
    open_ones = select(Hazard.inspection_id).where(Hazard.state.in_(MATCHED_STATES), Hazard.deleted.is_(False))
    query = (
        select(Inspection.id, Inspection.started_at, Enterprise.name)
        .join(Enterprise, Enterprise.id == Inspection.enterprise_id)
        .where(Inspection.id.in_(open_ones), Inspection.deleted.is_(False))
        .where(Enterprise.name.contains(text.strip(), autoescape=True))
        .order_by(Inspection.started_at.desc())
        .limit(limit)
    )
    if only is not None:
        query = query.where(Inspection.id == only)
    found = [(key, at, name) for key, at, name in uow.session.execute(query)]
    items = _open_items(uow, [key for key, _, _ in found])
    return tuple(
        MatchInspection(key, name, None if at is None else civil_day(at), items.get(key, ())) for key, at, name in found
    )


def _open_items(uow: UnitOfWork, inspection_ids: Iterable[UUID]) -> dict[UUID, Sequence[MatchItem]]:
    query = (
        select(Hazard)
        .where(
            Hazard.inspection_id.in_(list(inspection_ids)),
            Hazard.state.in_(MATCHED_STATES),
            Hazard.handling.is_distinct_from(Handling.ADVICE),
            Hazard.deleted.is_(False),
        )
        .order_by(Hazard.inspection_id, Hazard.order_no)
    )
    found: dict[UUID, list[MatchItem]] = {}
    for row in uow.session.scalars(query):
        found.setdefault(row.inspection_id, []).append(_item(row))
    return {key: tuple(rows) for key, rows in found.items()}
