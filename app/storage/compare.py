"""Whether the current rows are what the log says, found without writing anything."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.models.types import thaw
from app.rules.counting import link_of, settle
from app.storage.log import Log, chunks
from app.storage.rows import Kinds, Rows, table_of, values_of
from app.storage.upcast import Upcasters


def row_faults(connection: Connection, *, kinds: Kinds, upcasters: Upcasters) -> list[str]:
    """List the records whose row, heads or conflicts are not what the log says, and revisions wrongly waiting."""
    log = Log(connection)
    links = {revision.rev_id: link_of(revision) for revision in log.every_live()}
    waiting = settle(links)
    faults = sorted(waiting.items() ^ log.waiting().items())
    if faults:
        return [rev_id for rev_id, _ in faults]
    records = sorted({UUID(link.entity_id) for rev_id, link in links.items() if rev_id not in waiting})
    rows = Rows(connection, kinds=kinds, upcasters=upcasters)
    wrong = [fault for chunk in chunks(records) for fault in _chunk_faults(connection, chunk, rows=rows, kinds=kinds)]
    return wrong + _stray_rows(connection, set(records), kinds=kinds)


def _chunk_faults(connection: Connection, chunk: list[UUID], *, rows: Rows, kinds: Kinds) -> list[str]:
    log = Log(connection)
    heads, conflicts = log.heads(chunk), log.conflicts(chunk)
    faults: list[str] = []
    expected: dict[str, dict[UUID, dict[str, Any]]] = {}
    for entity_id, revisions in log.counted_of(chunk).items():
        record, hlc = rows.merged(revisions)
        stored_heads = tuple(rev_id for rev_id, _ in heads.get(entity_id, ()))
        fields = {conflict.field for conflict in record.conflicts}
        if stored_heads != record.heads or conflicts.get(entity_id, set()) != fields:
            faults.append(str(entity_id))
        if record.kind in kinds:
            values = values_of(kinds[record.kind], record, hlc=hlc)
            expected.setdefault(record.kind, {})[entity_id] = values
    for kind, values_by_id in expected.items():
        stored = _stored_rows(connection, kinds, kind, values_by_id)
        faults += [
            str(entity_id) for entity_id, values in values_by_id.items() if stored.get(entity_id) != thaw(values)
        ]
    return faults


def _stored_rows(connection: Connection, kinds: Kinds, kind: str, ids: Iterable[UUID]) -> dict[UUID, Any]:
    table = table_of(kinds[kind])
    columns = [column for column in table.columns if not column.info.get("local")]
    found = connection.execute(select(*columns).where(table.c.id.in_(list(ids))))
    return {row.id: thaw(dict(row._mapping)) for row in found}


def _stray_rows(connection: Connection, records: set[UUID], *, kinds: Kinds) -> list[str]:
    stray: list[str] = []
    for record_class in kinds.values():
        ids = connection.execute(select(table_of(record_class).c.id)).scalars()
        stray += [str(entity_id) for entity_id in ids if entity_id not in records]
    return stray
