"""Rows out of single pages of a database, whatever became of the tree above them.

What is read here is a guess until its hash proves it; the caller drops what is not proved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from app.storage.raw_pages import RawPages

Value: TypeAlias = int | bytes | str | None
Row: TypeAlias = tuple[Value, ...]

TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_FIRST_HEADER = 100  # of page 1
_LARGEST = 64 * 1024 * 1024
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that could be read: its values, and whether it belongs to a table or to an index."""

    values: Row
    is_table: bool


class RawFaultError(ValueError):
    """The bytes are not what a cell looks like."""


def rows_of_page(pages: RawPages, number: int, page: bytes) -> Iterator[Found]:
    """Go through the rows of a page that holds any; a cell that cannot be read is left out."""
    start = _FIRST_HEADER if number == 1 else 0
    kind = page[start]
    if kind not in (TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR):
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    pointers = start + (12 if kind == INDEX_INTERIOR else 8)
    if pointers + 2 * count > pages.usable:
        return
    for place in range(pointers, pointers + 2 * count, 2):
        at = int.from_bytes(page[place : place + 2], "big")
        try:
            yield Found(_values(_payload(pages, page, at, kind)), kind == TABLE_LEAF)
        except (RawFaultError, IndexError, UnicodeDecodeError):
            continue


def _payload(pages: RawPages, page: bytes, at: int, kind: int) -> bytes:
    """Put a cell's bytes together, from its page and the pages that it runs over to."""
    if kind == INDEX_INTERIOR:
        at += 4
    size, at = _number(page, at)
    if kind == TABLE_LEAF:
        _, at = _number(page, at)
    if not 0 < size <= _LARGEST:
        raise RawFaultError
    usable = pages.usable
    most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return _whole(page[at : at + size], size)
    least = (usable - 12) * 32 // 255 - 23
    local = least + (size - least) % (usable - 4)
    local = local if local <= most else least
    parts = [page[at : at + local]]
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    left = size - local
    while left > 0:
        more = pages.page(following)
        if more is None:
            raise RawFaultError
        parts.append(more[4 : 4 + min(left, usable - 4)])
        left -= usable - 4
        following = int.from_bytes(more[:4], "big")
    return _whole(b"".join(parts), size)


def _whole(payload: bytes, size: int) -> bytes:
    if len(payload) != size:
        raise RawFaultError
    return payload


def _values(payload: bytes) -> Row:
    length, at = _number(payload, 0)
    types: list[int] = []
    while at < length:
        kind, at = _number(payload, at)
        types.append(kind)
    if at != length:
        raise RawFaultError
    values: list[Value] = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise RawFaultError
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS:
        size = _INTEGERS[kind]
        return int.from_bytes(payload[at : at + size], "big", signed=True), at + size
    if kind < 12:
        raise RawFaultError  # a fraction, or a type that is not in use: no row of ours has one
    size = (kind - 12) // 2
    data = _whole(payload[at : at + size], size)
    return (data if kind % 2 == 0 else data.decode()), at + size


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of one to nine bytes, as SQLite writes sizes."""
    value = 0
    for count, byte in enumerate(islice(data, at, at + 9)):
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise RawFaultError
