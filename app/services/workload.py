"""What waits to be done, loaded by queries that look at open records only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, exists, or_, select

from app.models.base import Record
from app.models.case import Case
from app.models.document import Document, DocumentCopy
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.reinspection import ReceivedPaper
from app.rules.library import NotInForceError, UnknownRefError
from app.rules.periods import PeriodRule
from app.rules.worklist import WorkFacts, WorkItem, worklist
from app.services.facts_document import document_fact
from app.services.facts_hazard import hazard_fact
from app.services.facts_inspection import inspection_fact
from app.services.facts_reinspection import received_paper_fact
from app.services.library_view import LibraryView
from app.storage.joined import kept_name
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import (
    ApprovalMode,
    CaseState,
    CopyKind,
    DocumentState,
    HazardState,
    InspectionCategory,
    InspectionState,
    PaperKind,
    SealState,
)
from app.values.facts_inspection import InspectionFact
from app.values.facts_loop import WorkDocument, WorkHazard, WorkPaper
from app.values.rows_ledger import DeadlineLine
from app.values.work import WorkKind

WAITING = (
    HazardState.ORDERED,
    HazardState.EXTENDED,
    HazardState.SUSPENDED,
    HazardState.DUE,
    HazardState.SUPERVISED,
)
REPORTS = (PaperKind.RECTIFICATION_REPORT, PaperKind.REINSPECTION_REQUEST)
WITH_A_DAY = frozenset(
    {WorkKind.OVERDUE, WorkKind.FAILED, WorkKind.RECHECK, WorkKind.FILE_NO_CODE, WorkKind.PHONE_APPROVAL}
)
ALL_DAYS = (date.max - date(2000, 1, 1)).days
NO_CODE_RULE = "no_code_filing_3wd"
LATE_APPROVAL_RULE = "late_approval"  # no period by law (令375 17(2) says 及时); an authority may set its own
RECHECK_RULE = "recheck_10d"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose record an item of work is about."""

    enterprise_id: UUID
    enterprise: str
    town: str


@dataclass(frozen=True, slots=True)
class Workload:
    """The items of work, most urgent first; whose they are by the record that they point to; leads by inspection."""

    items: tuple[WorkItem, ...]
    whose: Mapping[UUID, Whose]
    leads: Mapping[UUID, UUID]


def load_workload(uow: UnitOfWork, *, library: LibraryView, today: date, soon_days: int = 3) -> Workload:
    """List what waits: open hazards near or past their day, papers to print or seal, papers that came, checks begun."""
    whose: dict[UUID, Whose] = {}
    reported = _reported_days(uow)
    facts = WorkFacts(
        today=today,
        calendar=library.calendar(),
        filing_rule=library.period(NO_CODE_RULE, today),
        recheck_days=library.period(RECHECK_RULE, today).n,
        approval_rule=_period_if_set(library, LATE_APPROVAL_RULE, today),
        soon_days=soon_days,
        hazards=_hazards(uow, reported, until=_until(today, soon_days), whose=whose),
        inspections=_inspections(uow, whose),
        documents=_documents(uow, whose),
        papers=_papers(uow, whose),
    )
    return Workload(worklist(facts), whose, _leads(uow))


def deadline_lines(uow: UnitOfWork, *, library: LibraryView, today: date) -> tuple[DeadlineLine, ...]:
    """List every day by which something has to be done, the nearest first."""
    load = load_workload(uow, library=library, today=today, soon_days=ALL_DAYS)
    dated = [(item.due, item) for item in load.items if item.due is not None and item.kind in WITH_A_DAY]
    records = _records(uow, [item.target for _, item in dated])
    return tuple(
        DeadlineLine(
            id=item.target,
            number=getattr(records[item.target], "number", None),
            state=getattr(records[item.target], "state", None),
            updated=records[item.target].updated_at,
            conflicts=records[item.target].conflicts,
            kind=item.kind,
            enterprise=item.enterprise_name,
            detail=item.detail,
            due=due,
            days_left=(due - today).days,
        )
        for due, item in sorted(dated, key=lambda pair: pair[0])
    )


def _period_if_set(library: LibraryView, name: str, on: date) -> PeriodRule | None:
    try:
        return library.period(name, on)
    except (UnknownRefError, NotInForceError):
        return None


def _until(today: date, soon_days: int) -> date:
    return date.max if soon_days >= ALL_DAYS else today + timedelta(days=soon_days)


def _reported_days(uow: UnitOfWork) -> dict[UUID, date]:
    """Tell for each hazard the day on which a report or a request for re-inspection came last and still waits."""
    query = (
        select(ReceivedPaper.hazard_ids, ReceivedPaper.received_on)
        .join(Inspection, Inspection.id == ReceivedPaper.inspection_id)
        .where(
            ReceivedPaper.paper_kind.in_(REPORTS),
            ReceivedPaper.deleted.is_(False),
            Inspection.state.not_in((InspectionState.CLOSED, InspectionState.VOID)),
        )
        .order_by(ReceivedPaper.received_on)
    )
    days: dict[UUID, date] = {}
    for hazard_ids, received_on in uow.session.execute(query):
        days.update(dict.fromkeys(hazard_ids, received_on))
    return days


def _hazards(
    uow: UnitOfWork, reported: Mapping[UUID, date], *, until: date, whose: dict[UUID, Whose]
) -> tuple[WorkHazard, ...]:
    near = and_(Hazard.state.in_(WAITING), Hazard.deadline <= until)
    found: dict[UUID, tuple[Hazard, str, str | None]] = {}
    for condition in (near, Hazard.state == HazardState.FAILED, *(Hazard.id.in_(chunk) for chunk in chunks(reported))):
        query = (
            select(Hazard, kept_name(), Enterprise.town)
            .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
            .where(condition, Hazard.deleted.is_(False))
        )
        found.update((row.id, (row, name, town)) for row, name, town in uow.session.execute(query))
    for hazard_id in _in_a_case(uow, [row.id for row, _, _ in found.values() if row.state is HazardState.FAILED]):
        del found[hazard_id]
    whose.update((row.inspection_id, Whose(row.enterprise_id, name, town or "")) for row, name, town in found.values())
    return tuple(
        WorkHazard(hazard_fact(row, photos={}), row.inspection_id, name, reported.get(row.id))
        for row, name, _ in found.values()
    )


def _in_a_case(uow: UnitOfWork, failed: Collection[UUID]) -> set[UUID]:
    """Tell which of the hazards that failed a re-inspection are the matter of a case already."""
    if not failed:
        return set()
    query = select(Case.hazard_ids).where(Case.state.not_in((CaseState.LEAD, CaseState.VOID)), Case.deleted.is_(False))
    taken = {hazard_id for (hazard_ids,) in uow.session.execute(query) for hazard_id in hazard_ids}
    return taken.intersection(failed)


def _leads(uow: UnitOfWork) -> dict[UUID, UUID]:
    """Tell which lead waits to be filed, by the inspection that it came from."""
    query = select(Case.inspection_id, Case.id).where(Case.state == CaseState.LEAD, Case.deleted.is_(False))
    return {found: case_id for found, case_id in uow.session.execute(query.order_by(Case.id.desc())) if found}


def _inspections(uow: UnitOfWork, whose: dict[UUID, Whose]) -> tuple[InspectionFact, ...]:
    unfiled = and_(
        or_(Inspection.law_code.is_(None), Inspection.law_code == ""),
        Inspection.no_code_filed.is_(None),
        Inspection.started_at.is_not(None),
    )
    phoned = and_(Inspection.scheme_mode == ApprovalMode.PHONE, Inspection.scheme_paper_done.is_(None))
    unreported = and_(
        Inspection.category == InspectionCategory.IMMEDIATE,
        Inspection.started_at.is_not(None),
        or_(Inspection.scheme_approved_by.is_(None), Inspection.scheme_approved_at.is_(None)),
    )
    waiting = or_(Inspection.state == InspectionState.DRAFT, unfiled, phoned, unreported)
    query = (
        select(Inspection, kept_name(), Enterprise.town)
        .join(Enterprise, Enterprise.id == Inspection.enterprise_id)
        .where(waiting, Inspection.deleted.is_(False))
    )
    found = [(row, name, town) for row, name, town in uow.session.execute(query)]
    whose.update((row.id, Whose(row.enterprise_id, name, town or "")) for row, name, town in found)
    return tuple(inspection_fact(row, enterprise_name=name, officers={}) for row, name, _ in found)


def _documents(uow: UnitOfWork, whose: dict[UUID, Whose]) -> tuple[WorkDocument, ...]:
    issued = (DocumentState.ISSUED, DocumentState.SIGNED, DocumentState.SERVED)
    printed = exists().where(DocumentCopy.document_id == Document.id, DocumentCopy.copy_kind == CopyKind.PRINTED)
    unsealed = and_(Document.seal == SealState.AT_OFFICE, Document.sealed_on.is_(None))
    query = (
        select(Document, kept_name(), Enterprise.town, printed)
        .join(Enterprise, Enterprise.id == Document.enterprise_id)
        .where(
            or_(and_(Document.state == DocumentState.ISSUED, ~printed), and_(Document.state.in_(issued), unsealed)),
            Document.deleted.is_(False),
        )
    )
    found = [(row, name, town, done) for row, name, town, done in uow.session.execute(query)]
    whose.update((row.id, Whose(row.enterprise_id, name, town or "")) for row, name, town, _ in found)
    return tuple(WorkDocument(document_fact(row), name, bool(done)) for row, name, _, done in found)


def _papers(uow: UnitOfWork, whose: dict[UUID, Whose]) -> tuple[WorkPaper, ...]:
    query = (
        select(ReceivedPaper, kept_name(), Enterprise.town)
        .join(Enterprise, Enterprise.id == ReceivedPaper.enterprise_id)
        .where(ReceivedPaper.handled_on.is_(None), ReceivedPaper.deleted.is_(False))
    )
    found = [(row, name, town) for row, name, town in uow.session.execute(query)]
    whose.update((row.id, Whose(row.enterprise_id, name, town or "")) for row, name, town in found)
    return tuple(WorkPaper(received_paper_fact(row), name) for row, name, _ in found)


def _records(uow: UnitOfWork, ids: Iterable[UUID]) -> dict[UUID, Record]:
    wanted = list(dict.fromkeys(ids))
    found: dict[UUID, Record] = {}
    kinds: tuple[type[Record], ...] = (Inspection, Document, ReceivedPaper)
    for record_class in kinds:
        for chunk in chunks(wanted):
            query = select(record_class).where(record_class.id.in_(chunk))
            found.update((row.id, row) for row in uow.session.scalars(query))
    return found
