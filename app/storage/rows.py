"""The current rows, heads and conflicts, made from what the revisions of a record say."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete

from app.models.base import Record, fields_of, laid_values, row_values
from app.models.types import instant, uuid_bytes
from app.rules.merge import MergedRecord, merge_record
from app.storage.log import Log, chunks
from app.storage.upcast import Upcasters
from app.values.hlc import hlc_ms
from app.values.revision import Revision

Kinds = Mapping[str, type[Record]]


class Rows:
    """Write current rows from revisions."""

    def __init__(self, connection: Connection, *, kinds: Kinds, upcasters: Upcasters) -> None:
        self._connection = connection
        self._kinds = kinds
        self._upcasters = upcasters

    def recompute(self, entity_ids: Iterable[UUID]) -> None:
        """Make the rows, heads and conflicts of these records anew from their counted revisions."""
        log = Log(self._connection)
        for chunk in chunks(sorted(set(entity_ids))):
            counted = log.counted_of(chunk)
            self._forget("head", chunk)
            self._forget("conflict", chunk)
            self._write([self.merged(revisions) for revisions in counted.values()])
            self._remove([entity_id for entity_id in chunk if entity_id not in counted])

    def write_new(self, records: Iterable[Collection[Revision]]) -> None:
        """Make the rows of records that this store did not know, each from all of its revisions."""
        for chunk in chunks(records):
            self._write([self.merged(revisions) for revisions in chunk])

    def merged(self, revisions: Collection[Revision]) -> tuple[MergedRecord, str]:
        """Return what the revisions of one record say in today's words, and the latest clock among them."""
        record = merge_record(self._upcasters.read_all(revisions))
        return record, max(revision.hlc for revision in revisions)

    def check(self, record: MergedRecord) -> None:
        """Refuse a record of which no row can be made."""
        record_class = self._kinds.get(record.kind)
        if record_class is not None:
            laid_values(record_class, record.fields)

    def read(self, revisions: Iterable[Revision]) -> list[Revision]:
        """Show each of the revisions in today's words."""
        return self._upcasters.read_all(revisions)

    def clear(self) -> None:
        """Empty every business table, and the heads and conflicts."""
        for record_class in self._kinds.values():
            self._connection.execute(delete(table_of(record_class)))
        for name in ("head", "conflict", "waiting"):
            self._connection.exec_driver_sql(f"DELETE FROM {name}")

    def set_heads(self, heads: Iterable[tuple[str, str]]) -> None:
        """Note heads as pairs of record and revision."""
        values = [(uuid_bytes(entity_id), bytes.fromhex(rev_id)) for entity_id, rev_id in heads]
        if values:
            self._connection.exec_driver_sql("INSERT INTO head (entity_id, rev_id) VALUES (?, ?)", values)

    def drop_heads(self, entity_ids: Iterable[UUID]) -> None:
        """Forget the heads of these records."""
        self._forget("head", entity_ids)

    def _write(self, merged: list[tuple[MergedRecord, str]]) -> None:
        by_kind: dict[str, list[tuple[Any, ...]]] = {}
        for record, hlc in merged:
            record_class = self._kinds.get(record.kind)
            if record_class is not None:
                by_kind.setdefault(record.kind, []).append(_laid_row(record_class, record, hlc=hlc))
        for kind, rows in by_kind.items():
            self._connection.exec_driver_sql(_upsert(self._kinds[kind]), rows)
        self.set_heads((record.entity_id, rev_id) for record, _ in merged for rev_id in record.heads)
        conflicts = [
            (uuid_bytes(record.entity_id), conflict.field, record.kind)
            for record, _ in merged
            for conflict in record.conflicts
        ]
        if conflicts:
            self._connection.exec_driver_sql(
                "INSERT INTO conflict (entity_id, field, kind) VALUES (?, ?, ?)", conflicts
            )

    def _remove(self, entity_ids: list[UUID]) -> None:
        if not entity_ids:
            return
        for record_class in self._kinds.values():
            table = table_of(record_class)
            self._connection.execute(delete(table).where(table.c.id.in_(entity_ids)))

    def _forget(self, name: str, entity_ids: Iterable[UUID]) -> None:
        values = [(entity_id.bytes,) for entity_id in entity_ids]
        if values:
            self._connection.exec_driver_sql(f"DELETE FROM {name} WHERE entity_id = ?", values)


def table_of(record_class: type[Record]) -> Table:
    """Return the table of a kind."""
    table = record_class.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{record_class.__name__} has no table of its own")
    return table


def values_of(record_class: type[Record], record: MergedRecord, *, hlc: str) -> dict[str, Any]:
    """Return the row that a merged record makes."""
    return {
        "id": UUID(record.entity_id),
        **row_values(record_class, record.fields),
        "deleted": record.deleted,
        "conflicts": len(record.conflicts),
        "updated_hlc": hlc,
        "updated_at": instant(hlc_ms(hlc)),
    }


def _laid_row(record_class: type[Record], record: MergedRecord, *, hlc: str) -> tuple[Any, ...]:
    """Return the row as it lies in the database, in the order of `_upsert`."""
    laid = laid_values(record_class, record.fields)
    return (uuid_bytes(record.entity_id), *laid, int(record.deleted), len(record.conflicts), hlc, hlc_ms(hlc))


@cache
def _upsert(record_class: type[Record]) -> str:
    names = [field.key for field in fields_of(record_class)]
    columns = ["id", *names, "extra", "deleted", "conflicts", "updated_hlc", "updated_at"]
    quoted = [f'"{name}"' for name in columns]
    written = ", ".join(f"{name} = excluded.{name}" for name in quoted[1:])
    return (
        f'INSERT INTO "{table_of(record_class).name}" ({", ".join(quoted)}) VALUES ({", ".join("?" * len(columns))})'
        f" ON CONFLICT (id) DO UPDATE SET {written}"
    )
