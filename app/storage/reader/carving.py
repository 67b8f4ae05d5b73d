"""Find rows on the pages of a damaged package where the way to them is lost: page by page, without SQLite.

Only what carries its own hash is looked for, revisions and originals, so that nothing false is found.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from app.storage.package_schema import PAGE_SIZE

_TABLE_LEAF = 13
_LEAF_HEAD = 8
_OVERFLOW = PAGE_SIZE - 4
_MOST_LOCAL = PAGE_SIZE - 35
_LEAST_LOCAL = (PAGE_SIZE - 12) * 32 // 255 - 23
_HASH_BYTES = 32
_HASH_TYPE = 12 + 2 * _HASH_BYTES
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}


class _NoRowError(ValueError):
    """What stands there is no row of the kind that is looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that carries a hash: an original where it has a size, else a revision; and where it lies."""

    sha: bytes
    size: int | None
    page: int
    at: int
    payload: int
    skipped: int


class Carver:
    """Look through the pages of a file."""

    def __init__(self, file: BinaryIO, *, most: int) -> None:
        self._file = file
        self._most = most
        self._pages = file.seek(0, SEEK_END) // PAGE_SIZE

    def rows(self) -> Iterator[Found]:
        """Give every row of a revision or an original whose beginning can be read."""
        for number in range(2, self._pages + 1):
            page = self._page(number)
            if page[0] == _TABLE_LEAF:
                yield from _rows_of(page, number=number, most=self._most)

    def content(self, found: Found) -> bytes | None:
        """Give the bytes of a row; None where a page on the way to their end is lost."""
        page, local = self._page(found.page), _local(found.payload)
        parts, left = [page[found.at : found.at + local]], found.payload - local
        link = page[found.at + local : found.at + local + 4]
        while left > 0:
            number = int.from_bytes(link, "big")
            if not 2 <= number <= self._pages:
                return None
            page = self._page(number)
            link = page[:4]
            parts.append(page[4 : 4 + min(left, _OVERFLOW)])
            left -= _OVERFLOW
        return b"".join(parts)[found.skipped :]

    def _page(self, number: int) -> bytes:
        self._file.seek((number - 1) * PAGE_SIZE)
        return self._file.read(PAGE_SIZE)


def _rows_of(page: bytes, *, number: int, most: int) -> Iterator[Found]:
    (cells,) = struct.unpack_from(">H", page, 3)
    for cell in range(min(cells, (PAGE_SIZE - _LEAF_HEAD) // 2)):
        (at,) = struct.unpack_from(">H", page, _LEAF_HEAD + 2 * cell)
        try:
            yield _row(page, at, number=number, most=most)
        except (IndexError, _NoRowError):
            continue  # the row would end beyond its page, or is none


def _row(page: bytes, at: int, *, number: int, most: int) -> Found:
    payload, at = _number(page, at)
    _, at = _number(page, at)
    if not 0 < payload <= most or at + _local(payload) > PAGE_SIZE:
        raise _NoRowError
    head, place = _number(page, at)
    end, types = at + head, []
    while place < end:
        kind, place = _number(page, place)
        types.append(kind)
    if place != end or len(types) not in (2, 3) or types[0] != _HASH_TYPE or types[-1] < 12 or types[-1] % 2:
        raise _NoRowError
    skipped, size, length = head + _HASH_BYTES, None, (types[-1] - 12) // 2
    if len(types) == 3:
        skipped, size = skipped + _INTEGER_BYTES.get(types[1], PAGE_SIZE), length
    if skipped + length != payload:
        raise _NoRowError
    return Found(page[end : end + _HASH_BYTES], size, number, at, payload, skipped)


def _number(page: bytes, at: int) -> tuple[int, int]:
    """Read a number of one to nine bytes, and where the next thing begins."""
    value = 0
    for count in range(8):
        byte = page[at + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    return value << 8 | page[at + 8], at + 9


def _local(payload: int) -> int:
    """Say how much of a row stands on its own page."""
    if payload <= _MOST_LOCAL:
        return payload
    kept = _LEAST_LOCAL + (payload - _LEAST_LOCAL) % _OVERFLOW
    return kept if kept <= _MOST_LOCAL else _LEAST_LOCAL
