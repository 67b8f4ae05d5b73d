"""Which counted revisions a package is to hold."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from app.models.base import Record, fields_of
from app.models.types import uuid_text
from app.rules.package_content import Gathering, PackageContent, gather
from app.storage.log import COUNTED, chunks
from app.storage.rows import Kinds, table_of
from app.storage.unit_of_work import UnitOfWork
from app.values.days import CIVIL_ZONE, to_ms
from app.values.errors import UserError
from app.values.hlc import next_hlc
from app.values.package import SENT_BACK, Selection, SelectionKind
from app.values.revision import Revision

_HANDED = "SELECT 1 FROM handed_over WHERE handed_over.rev_id = revision.rev_id AND handed_over.recipient = ?"
# Only a body in which some key ends so can name an original or a private text; the rest need not be read as JSON.
_NAMING = "instr(body, '_blob\"') OR instr(body, '_blobs\"') OR instr(body, '_sealed\"')"


def choose(uow: UnitOfWork, selection: Selection, *, recipient: str, kinds: Kinds) -> PackageContent:
    """Find the revisions that the selection asks for, with all that makes them complete."""
    if selection.kind is SelectionKind.ALL:
        return everything(uow)
    found = content_of(uow, start_of(uow, selection, recipient=recipient, kinds=kinds))
    if not found.rev_ids:
        raise UserError("没有要移交的内容，没有写数据包。", hint="请换一个范围，或者选“全部”。")
    return found


def everything(uow: UnitOfWork) -> PackageContent:
    """Take all that counts, which is complete in itself."""
    found = Gathering()
    rows = uow.connection.exec_driver_sql(
        f"SELECT rev_id, kind, entity_id, schema, needs, CASE WHEN {_NAMING} THEN body END"
        f" FROM revision WHERE {COUNTED}"
    )
    for rev_id, kind, entity_id, schema, needs, body in rows:
        found.take(rev_id.hex(), kind=kind, entity_id=uuid_text(entity_id))
        found.raise_to(schema=schema, needs=needs)
        if body is not None:
            found.name_in(kind, body)
    return found.content()


def unhanded_records(uow: UnitOfWork, *, recipient: str) -> set[str]:
    """List the records of which something counts that no package brought to the recipient."""
    return _records(uow, f"NOT EXISTS ({_HANDED})", (recipient,))


def content_of(uow: UnitOfWork, records: set[str]) -> PackageContent:
    """Take these records whole, with all that they refer to."""
    return gather(records, look=lambda ids: _look(uow, ids))


def start_of(uow: UnitOfWork, selection: Selection, *, recipient: str, kinds: Kinds) -> set[str]:
    """List the records that a selection asks for, before what makes them complete is added."""
    if selection.kind is SelectionKind.ALL:
        return _records(uow, "1", ())
    if selection.kind is SelectionKind.LAST:
        return unhanded_records(uow, recipient=recipient)
    if selection.kind is SelectionKind.DAYS:
        return _of_days(uow, selection)
    if selection.kind in SENT_BACK:
        people = ("authority", "officer")
        return _of_kinds(uow, (*people, "enterprise") if selection.kind is SelectionKind.LEDGER else people)
    return _of_inspections(uow, selection.inspection_ids, kinds=kinds)


def _of_kinds(uow: UnitOfWork, kinds: Iterable[str]) -> set[str]:
    """List all records of the kinds."""
    return {record for kind in kinds for record in _records(uow, "kind = ?", (kind,))}


def _of_days(uow: UnitOfWork, selection: Selection) -> set[str]:
    """List the records that somebody changed on one of the days."""
    conditions, values = [], []
    if selection.first_day is not None:
        conditions.append("hlc >= ?")
        values.append(_dawn(selection.first_day))
    if selection.last_day is not None:
        conditions.append("hlc < ?")
        values.append(_dawn(selection.last_day + timedelta(days=1)))
    return _records(uow, " AND ".join(conditions) or "1", tuple(values))


def _dawn(day: date) -> str:
    """Give the clock of a revision that is written as the day begins."""
    return next_hlc(to_ms(datetime.combine(day, time(), CIVIL_ZONE)), ())


def _of_inspections(uow: UnitOfWork, inspection_ids: Iterable[UUID], *, kinds: Kinds) -> set[str]:
    """List the inspections and all that hangs on them: hazards, photographs, papers, re-inspections, cases."""
    wanted = set(inspection_ids)
    unknown = wanted - uow.log.recorded_among(wanted)
    if unknown:
        raise UserError(f"没有这次检查：{min(unknown)}。", hint="请用 ancha list inspections 核对编号。")
    found: set[UUID] = set()
    while wanted:
        found |= wanted
        wanted = {record for cls in kinds.values() for record in _referring(uow, cls, wanted)} - found
    return {str(entity_id) for entity_id in found}


def _referring(uow: UnitOfWork, record_class: type[Record], wanted: Iterable[UUID]) -> set[UUID]:
    """List the records of one kind that refer to one of those wanted."""
    table = table_of(record_class).name
    found: set[UUID] = set()
    for chunk in chunks(wanted):
        marks = ", ".join("?" * len(chunk))
        for field in fields_of(record_class):
            if field.key.endswith("_id"):
                query = f'SELECT id FROM {table} WHERE "{field.key}" IN ({marks})'
                values: tuple[object, ...] = tuple(item.bytes for item in chunk)
            elif field.key.endswith("_ids"):
                query = f'SELECT {table}.id FROM {table}, json_each({table}."{field.key}") WHERE value IN ({marks})'
                values = tuple(str(item) for item in chunk)
            else:
                continue
            found.update(UUID(bytes=row[0]) for row in uow.connection.exec_driver_sql(query, values))
    return found


def _records(uow: UnitOfWork, condition: str, values: tuple[object, ...]) -> set[str]:
    query = f"SELECT DISTINCT entity_id FROM revision WHERE {COUNTED} AND {condition}"
    return {uuid_text(row[0]) for row in uow.connection.exec_driver_sql(query, values)}


def _look(uow: UnitOfWork, entity_ids: set[str]) -> Iterable[Revision]:
    for revisions in uow.log.counted_of(map(UUID, entity_ids)).values():
        yield from revisions
