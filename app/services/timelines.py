"""What happened to a party, from its inspections, papers and cases; one query a kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.base import Record
from app.models.case import Case, CaseStep
from app.models.document import Document, Service
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.reinspection import Outcome, ReceivedPaper, Reinspection
from app.rules.licences import licence_state
from app.storage.joined import family
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day, short_day
from app.values.enums import DocumentState, Handling, HazardLevel, HazardState, InspectionState, OutcomeResult, StepKind
from app.values.facts_inspection import OPEN_STATES
from app.values.rows_enterprise import LicenceRow, Moment, PartyHazardRow, TimelineEntry, VisitRow
from app.values.state_labels import CASE_STATES

_TOLD_STEPS = frozenset({StepKind.FILING, StepKind.NOTICE, StepKind.DECISION, StepKind.NO_PENALTY, StepKind.CLOSING})
_YUAN = 100


@dataclass(frozen=True, slots=True)
class PartyFile:
    """The tabs of a party's drawer."""

    licences: tuple[LicenceRow, ...]
    visits: tuple[VisitRow, ...]
    hazards: tuple[PartyHazardRow, ...]
    timeline: tuple[TimelineEntry, ...]


def open_party_file(uow: UnitOfWork, party: Enterprise, *, today: date) -> PartyFile:
    """Load everything that the drawer tells of a party."""
    members = family(uow, [party.id])
    visits = _load(uow, Inspection, Inspection.enterprise_id, members)
    hazards = _load(uow, Hazard, Hazard.enterprise_id, members)
    entries = [*_visit_entries(visits, hazards), *_paper_entries(uow, visits), *_case_entries(uow, visits)]
    return PartyFile(
        licences=_licences(party, today=today),
        visits=tuple(_visit(row, hazards) for row in sorted(visits, key=_begun, reverse=True)),
        hazards=tuple(
            sorted((_hazard(row) for row in hazards), key=lambda row: (not row.is_open, row.deadline or today))
        ),
        timeline=tuple(sorted(entries, key=lambda entry: entry.on, reverse=True)),
    )


def _begun(row: Inspection) -> tuple[bool, Any]:
    return row.started_at is None, row.started_at or row.updated_at


def _licences(party: Enterprise, *, today: date) -> tuple[LicenceRow, ...]:
    rows = []
    for one in party.licences or ():
        last = date.fromisoformat(one["valid_to"]) if one.get("valid_to") else None
        rows.append(
            LicenceRow(one.get("name") or "", one.get("number") or "", last, licence_state(last, today=today).value)
        )
    for name, number, last in (
        (f"安全生产标准化{party.standardisation_grade or ''}", "", party.standardisation_to),
        ("安全生产责任保险", party.insurance or "", party.insurance_to),
    ):
        if last is not None:
            rows.append(LicenceRow(name, number, last, licence_state(last, today=today).value))
    return tuple(sorted(rows, key=lambda row: (row.valid_to is None, row.valid_to or today)))


def _visit(row: Inspection, hazards: Sequence[Hazard]) -> VisitRow:
    own = [one for one in hazards if one.inspection_id == row.id and _counts(one)]
    return VisitRow(row.id, row.category, row.state, row.started_at, len(own), sum(_is_open(one) for one in own))


def _hazard(row: Hazard) -> PartyHazardRow:
    return PartyHazardRow(
        row.id, row.inspection_id, row.fact, row.place or "", row.level, row.state, row.deadline, _is_open(row)
    )


def _counts(row: Hazard) -> bool:
    return row.handling is not Handling.ADVICE and row.state is not HazardState.VOID


def _is_open(row: Hazard) -> bool:
    return row.state in OPEN_STATES and row.handling is not Handling.ADVICE


def _visit_entries(visits: Iterable[Inspection], hazards: Sequence[Hazard]) -> Iterable[TimelineEntry]:
    for row in visits:
        if row.started_at is None or row.state is InspectionState.VOID:
            continue
        category = f"{row.category.value}检查" if row.category is not None else "检查"
        standing = "　进行中" if row.state is InspectionState.DRAFT else ""
        yield TimelineEntry(civil_day(row.started_at), Moment.VISIT, f"{category}{standing}", row.matter or "", row.id)
        if found := [one for one in hazards if one.inspection_id == row.id and _counts(one)]:
            levels = Counter(one.level for one in found)
            detail = f"一般 {levels[HazardLevel.ORDINARY]}，重大 {levels[HazardLevel.MAJOR]}"
            yield TimelineEntry(civil_day(row.started_at), Moment.HAZARDS, f"发现隐患 {len(found)} 项", detail, row.id)
        if row.state is InspectionState.CLOSED and (row.closing or {}).get("day"):
            day = date.fromisoformat(row.closing["day"])
            yield TimelineEntry(day, Moment.CLOSED, "检查闭环", row.closing.get("ground") or "", row.id)


def _paper_entries(uow: UnitOfWork, visits: Iterable[Inspection]) -> Iterable[TimelineEntry]:
    ids = [row.id for row in visits]
    served = _served(uow, ids)
    for row in _load(uow, Document, Document.inspection_id, ids):
        if row.issued_on is None or row.state is DocumentState.DRAFT:
            continue
        on = served.get(row.id)
        detail = f"{row.number or ''}{f'　{short_day(on)}送达' if on is not None else ''}"
        yield TimelineEntry(row.issued_on, Moment.DOCUMENT, row.title, detail, row.inspection_id)
    for paper in _load(uow, ReceivedPaper, ReceivedPaper.inspection_id, ids):
        standing = "已办理" if paper.handled_on else "待办理"
        yield TimelineEntry(
            paper.received_on,
            Moment.PAPER,
            f"收到{paper.paper_kind.value}",
            f"{len(paper.hazard_ids)} 项，{standing}",
            paper.inspection_id,
        )
    yield from _reinspection_entries(uow, ids)


def _served(uow: UnitOfWork, inspection_ids: Sequence[UUID]) -> dict[UUID, date]:
    found: dict[UUID, date] = {}
    for row in _load(uow, Service, Service.inspection_id, inspection_ids):
        if row.served_at is not None:
            found.update((document_id, civil_day(row.served_at)) for document_id in row.document_ids)
    return found


def _reinspection_entries(uow: UnitOfWork, inspection_ids: Sequence[UUID]) -> Iterable[TimelineEntry]:
    rows = [
        row
        for row in _load(uow, Reinspection, Reinspection.inspection_id, inspection_ids)
        if row.started_at is not None
    ]
    results = Counter(
        (row.reinspection_id, row.result)
        for row in _load(uow, Outcome, Outcome.reinspection_id, [row.id for row in rows])
    )
    for row in rows:
        done, not_done = results[row.id, OutcomeResult.DONE], results[row.id, OutcomeResult.NOT_DONE]
        if row.started_at is not None:
            detail = f"已整改 {done} 项，未整改 {not_done} 项"
            on = civil_day(row.started_at)
            yield TimelineEntry(on, Moment.REINSPECTION, f"第 {row.round_no} 次复查", detail, row.inspection_id)


def _case_entries(uow: UnitOfWork, visits: Iterable[Inspection]) -> Iterable[TimelineEntry]:
    cases = {row.id: row for row in _load(uow, Case, Case.inspection_id, [row.id for row in visits])}
    for step in _load(uow, CaseStep, CaseStep.case_id, cases):
        case = cases[step.case_id]
        if step.on is None or step.step not in _TOLD_STEPS:
            continue
        fine = f"　罚款 {step.amount_cents // _YUAN:,} 元" if step.amount_cents else ""
        title = f"行政处罚　{step.step.value}"
        detail = f"{case.cause or case.title}{fine}　现为{CASE_STATES[case.state]}"
        yield TimelineEntry(step.on, Moment.CASE, title, detail, case.inspection_id)


def _load(uow: UnitOfWork, kind: type[Record], column: Any, ids: Iterable[UUID]) -> list[Any]:
    """Load the records of a kind that belong to some others."""
    found: list[Any] = []
    for chunk in chunks(ids):
        found += uow.session.scalars(select(kind).where(column.in_(chunk), kind.deleted.is_(False)))
    return found
