"""Any record by its number or id: ledgers, one record whole, who changed it, and changes with a reason."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Officer
from app.models.base import Record, fields_of
from app.models.case import Case
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.models.kinds import business_kinds
from app.models.types import thaw
from app.services import ledgers
from app.services.desk import Desk
from app.services.library import LibraryService
from app.services.private_fields import seals_in_words, told
from app.services.record_edits import edit_record
from app.services.workload import deadline_lines
from app.storage.unit_of_work import UnitOfWork
from app.values.days import from_ms
from app.values.docnumber import DocumentNumberError
from app.values.docnumber import parse as parse_number
from app.values.errors import UserError
from app.values.hlc import hlc_ms
from app.values.private_text import NOT_SHOWN
from app.values.revision import Revision
from app.values.rows_ledger import HistoryLine, LedgerRow, RecordView

Lines = Callable[..., Sequence[LedgerRow]]
LINES: Mapping[str, Lines] = {
    "enterprise": ledgers.enterprise_lines,
    "inspection": ledgers.inspection_lines,
    "hazard": ledgers.hazard_lines,
    "document": ledgers.document_lines,
    "case": ledgers.case_lines,
    "reinspection": ledgers.reinspection_lines,
}
_NUMBERED = (
    (Document, Document.number),
    (Case, Case.number),
    (Inspection, Inspection.task_no),
    (Enterprise, Enterprise.uscc),
    (Enterprise, Enterprise.other_code),
    (Officer, Officer.certificate),
)


class RecordService:
    """Look records up and show them as they are and as they became so."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def list(self, kind: str) -> Sequence[LedgerRow]:
        """List every record of a kind."""
        with self._desk.read() as uow:
            return LINES[kind](uow)

    def deadlines(self) -> Sequence[LedgerRow]:
        """List every day by which something has to be done, the nearest first."""
        with self._desk.read() as uow:
            return deadline_lines(uow, library=self._library.current(uow), today=self._desk.today())

    def find(self, reference: str) -> tuple[str, UUID]:
        """Tell kind and id of the record that a number or an id names."""
        with self._desk.read() as uow:
            found = find_record(uow, reference)
            return found.kind, found.id

    def inspection_id(self, reference: str) -> UUID:
        """Tell which inspection is meant: by its own number or id, or by that of one of its papers or hazards."""
        with self._desk.read() as uow:
            found = find_record(uow, reference)
            meant = found.id if isinstance(found, Inspection) else getattr(found, "inspection_id", None)
        if meant is None:
            raise UserError(f"“{reference}”不属于任何一次检查。", hint="请用检查的编号，或者该次检查的文书文号。")
        return UUID(str(meant))

    def show(self, reference: str, *, tells_private: bool = False) -> tuple[RecordView, LedgerRow | None]:
        """Show one record whole, and its row of the ledger where there is one; private texts only if asked for."""
        with self._desk.read() as uow:
            found = find_record(uow, reference)
            lines = LINES[found.kind](uow, only=found.id) if found.kind in LINES else ()
            line = next(iter(lines), None)
            return _view(uow, found, line, tells_private=tells_private), line

    def edit(self, reference: str, changes: Mapping[str, str], *, reason: str) -> bool:
        """Change fields of a record as a person would in the window, and tell whether anything changed by it."""
        kind, record_id = self.find(reference)
        before = self._revisions(record_id)
        edit_record(self._desk, kind=kind, record_id=record_id, typed=changes, reason=reason)
        return self._revisions(record_id) != before

    def _revisions(self, record_id: UUID) -> int:
        with self._desk.read() as uow:
            return len(uow.log.history(record_id))

    def history(self, reference: str, *, tells_private: bool = False) -> tuple[HistoryLine, ...]:
        """Tell who changed the record, when and why, the first change first."""
        with self._desk.read() as uow:
            found = find_record(uow, reference)
            revisions = uow.log.history(found.id)
            names = _actor_names(uow, revisions)
            say = _private_words(uow, tells_private=tells_private)
            return tuple(_history_line(revision, names, say) for revision in revisions)


def find_record(uow: UnitOfWork, reference: str) -> Record:
    """Load the record that a number or an id names; none, or several under one number, is refused."""
    typed = reference.strip()
    found = _by_id(uow, typed) if _as_id(typed) else _by_number(uow, typed)
    if not found:
        raise UserError(f"没有找到“{typed}”。", hint="请核对编号，或用 ancha list 查看有哪些记录。")
    if len(found) > 1:
        ids = "、".join(str(record.id) for record in found)
        raise UserError(f"“{typed}”有 {len(found)} 条记录：{ids}。", hint="请改用其中一条的 id。")
    return found[0]


def _as_id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _by_id(uow: UnitOfWork, typed: str) -> Sequence[Record]:
    record_id = UUID(typed)
    history = uow.log.history(record_id)
    kinds = business_kinds()
    if not history or history[0].kind not in kinds:
        return ()
    found = uow.session.get(kinds[history[0].kind], record_id)
    return () if found is None else (found,)


def _by_number(uow: UnitOfWork, typed: str) -> Sequence[Record]:
    try:
        texts = {typed, parse_number(typed).text}
    except DocumentNumberError:
        texts = {typed, typed.upper()}
    found: dict[UUID, Record] = {}
    for record_class, column in _NUMBERED:
        query = select(record_class).where(column.in_(texts), record_class.deleted.is_(False))
        found.update((row.id, row) for row in uow.session.scalars(query))
    return tuple(found.values())


def _private_words(uow: UnitOfWork, *, tells_private: bool) -> Callable[[str], str]:
    return partial(told, uow) if tells_private else lambda _seal: NOT_SHOWN


def _view(uow: UnitOfWork, row: Record, line: LedgerRow | None, *, tells_private: bool) -> RecordView:
    own = {field.key: thaw(getattr(row, field.key)) for field in fields_of(type(row))}
    return RecordView(
        id=row.id,
        number=line.number if line is not None else getattr(row, "number", None),
        state=getattr(row, "state", None),
        updated=row.updated_at,
        conflicts=row.conflicts,
        kind=row.kind,
        deleted=row.deleted,
        fields=seals_in_words({**own, **thaw(row.extra or {})}, _private_words(uow, tells_private=tells_private)),
        conflict_fields=sorted(uow.log.conflicts([row.id]).get(row.id, ())),
    )


def _actor_names(uow: UnitOfWork, revisions: Sequence[Revision]) -> Mapping[str, str]:
    ids = {UUID(revision.actor) for revision in revisions if revision.actor}
    query = select(Officer.id, Officer.name).where(Officer.id.in_(ids))
    return {str(officer_id): name for officer_id, name in uow.session.execute(query)}


def _history_line(revision: Revision, names: Mapping[str, str], say: Callable[[str], str]) -> HistoryLine:
    body: Mapping[str, Any] = revision.body
    return HistoryLine(
        rev_id=revision.rev_id,
        at=from_ms(hlc_ms(revision.hlc)),
        actor=names.get(revision.actor or ""),
        actor_id=UUID(revision.actor) if revision.actor else None,
        device=UUID(revision.device),
        reason=revision.reason,
        deleted=revision.deleted,
        changed=seals_in_words({key: thaw(body[key]) for key in revision.changed}, say),
    )
