"""Read the rows of a package's tables, each value of its one type; or, from a damaged file, what is whole of them."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.storage.reader.foreign_database import SQLITE_FAULTS, fault
from app.storage.reader.limits import Limits
from app.storage.reader.refused import Refused
from app.storage.reader.wire import Row
from app.values.canonical import GREATEST_INTEGER
from app.values.refusal import RefusalCode

HASH_BYTES = 32
UUID_BYTES = 16
_LARGEST_TEXT = 1024 * 1024

Check = Callable[[tuple[Any, ...], Limits], Row]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table and how a row of it is checked."""

    name: str
    columns: str
    check: Check


@dataclass(slots=True)
class TableReader:
    """Read tables row by row; with `salvage` what cannot be read is counted instead of refused."""

    connection: sqlite3.Connection
    limits: Limits
    salvage: bool = False
    faults: dict[str, int] = field(default_factory=dict)

    def rows(self, table: Table) -> Iterator[tuple[int, Row]]:
        """Give each row with its place in the table."""
        places: set[int] = set()
        for found in self._found(table):
            place, *values = found
            if len(places) >= self.limits.rows:
                raise Refused(RefusalCode.TOO_MANY, table.name)
            if place in places:
                # Two ways lead to one row, which no whole file has.
                if not self.salvage:
                    raise Refused(RefusalCode.DAMAGED, table.name)
                self._note(table)
                continue
            places.add(place)
            try:
                yield place, table.check(tuple(values), self.limits)
            except Refused:
                if not self.salvage:
                    raise
                self._note(table)

    def _found(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """Give the rows to which SQLite finds the way; in a salvage, those before the first fault."""
        try:
            yield from self.connection.execute(f"SELECT rowid, {table.columns} FROM {table.name}")
        except SQLITE_FAULTS as error:
            found = fault(error)
            if not self.salvage or found.code is RefusalCode.TOO_SLOW:
                raise found from None
            self._note(table)

    def _note(self, table: Table) -> None:
        self.faults[table.name] = self.faults.get(table.name, 0) + 1


def _meta(values: tuple[Any, ...], _limits: Limits) -> Row:
    key, value = values
    return _text(key, "meta"), _text(value, "meta")


def _revision(values: tuple[Any, ...], limits: Limits) -> Row:
    rev_id, data = values
    if type(data) is bytes and len(data) > limits.revision:
        raise Refused(RefusalCode.VALUE_TOO_LONG, "revision")
    return _bytes(rev_id, HASH_BYTES, "revision"), _bytes(data, None, "revision")


def _stub(values: tuple[Any, ...], _limits: Limits) -> Row:
    device, seq, rev_id, prev = values
    return (
        _bytes(device, UUID_BYTES, "stub"),
        str(_number(seq, "stub")).encode(),
        _bytes(rev_id, HASH_BYTES, "stub"),
        b"" if prev is None else _bytes(prev, HASH_BYTES, "stub"),
    )


def _blob(values: tuple[Any, ...], limits: Limits) -> Row:
    sha256, size = values
    if _number(size, "blob") > limits.blob:
        raise Refused(RefusalCode.VALUE_TOO_LONG, "blob")
    return _bytes(sha256, HASH_BYTES, "blob"), str(size).encode()


def _private(values: tuple[Any, ...], _limits: Limits) -> Row:
    sha256, salt, value = values
    return _bytes(sha256, HASH_BYTES, "private"), _bytes(salt, None, "private"), _text(value, "private")


def _bytes(value: object, length: int | None, table: str) -> bytes:
    if type(value) is not bytes or (length is not None and len(value) != length):
        raise Refused(RefusalCode.WRONG_TYPE, table)
    return value


def _number(value: object, table: str) -> int:
    if type(value) is not int or not 0 <= value <= GREATEST_INTEGER:
        raise Refused(RefusalCode.WRONG_TYPE, table)
    return value


def _text(value: object, table: str) -> bytes:
    if type(value) is not str:
        raise Refused(RefusalCode.WRONG_TYPE, table)
    if len(value) > _LARGEST_TEXT:
        raise Refused(RefusalCode.VALUE_TOO_LONG, table)
    return value.encode()


META_ROWS = Table("meta", "key, value", _meta)
REVISION_ROWS = Table("revision", "rev_id, bytes", _revision)
STUB_ROWS = Table("stub", "device, seq, rev_id, prev", _stub)
BLOB_ROWS = Table("blob", "sha256, size", _blob)
PRIVATE_ROWS = Table("private", "sha256, salt, value", _private)
