"""Look at a foreign file from outside, before SQLite sees it: is it one plain file with the head of a package?"""

import os
import stat
import struct
from dataclasses import dataclass
from pathlib import Path

from app.storage.package_schema import APPLICATION_ID, PAGE_SIZE
from app.storage.reader.limits import Limits
from app.storage.reader.refused import Refused
from app.values.package import PACKAGE_FORMAT
from app.values.refusal import RefusalCode

HEAD_BYTES = 100
MAGIC = b"SQLite format 3\x00"
SIDE_SUFFIXES = ("-journal", "-wal", "-shm")
_ROLLBACK = b"\x01\x01"
_FIXED = bytes((0, 64, 32, 32))  # no reserved bytes; the fractions that the format fixes
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _Head:
    """The numbers in the first hundred bytes that matter to us."""

    page_count: int
    application_id: int
    user_version: int


def open_plain(file: Path, *, limits: Limits) -> int:
    """Open a file for reading where it is one plain file of a bearable size, and give its handle."""
    if not stat.S_ISREG(os.lstat(file).st_mode):
        raise Refused(RefusalCode.NOT_A_FILE)
    handle = os.open(file, _OPEN_FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Refused(RefusalCode.NOT_A_FILE)
        if found.st_size == 0:
            raise Refused(RefusalCode.EMPTY)
        if found.st_size > limits.file:
            raise Refused(RefusalCode.TOO_LARGE)
    except BaseException:
        os.close(handle)
        raise
    return handle


def refuse_side_files(file: Path) -> None:
    """Refuse a file beside which lies what SQLite would play back into it."""
    for suffix in SIDE_SUFFIXES:
        if os.path.lexists(f"{file}{suffix}"):
            raise Refused(RefusalCode.SIDE_FILE, f"{file.name}{suffix}")


def check_head(head: bytes, *, size: int | None) -> None:
    """Refuse what is no package, a database in use, and, where its size is told, one that is cut off."""
    found = _read_head(head)
    if head[18:20] != _ROLLBACK:
        raise Refused(RefusalCode.LIVE_DATABASE)
    if found.application_id != APPLICATION_ID or found.user_version < 1:
        raise Refused(RefusalCode.NOT_A_PACKAGE)
    if found.user_version > PACKAGE_FORMAT:
        raise Refused(RefusalCode.NEWER_PROGRAM)
    if size is not None and found.page_count * PAGE_SIZE != size:
        raise Refused(RefusalCode.TRUNCATED)


def _read_head(head: bytes) -> _Head:
    """Read the head of a database with our page size; anything else is no package."""
    if len(head) < HEAD_BYTES or not head.startswith(MAGIC):
        raise Refused(RefusalCode.NOT_A_PACKAGE)
    (page_size,) = struct.unpack_from(">H", head, 16)
    numbers = struct.unpack_from(">14I", head, 28)
    page_count, schema_format, auto_vacuum, encoding = numbers[0], numbers[4], numbers[6], numbers[7]
    if page_size != PAGE_SIZE or head[18:20] not in (_ROLLBACK, b"\x02\x02") or head[20:24] != _FIXED:
        raise Refused(RefusalCode.NOT_A_PACKAGE)
    if schema_format != 4 or auto_vacuum or encoding != 1:
        raise Refused(RefusalCode.NOT_A_PACKAGE)
    return _Head(page_count, application_id=numbers[10], user_version=numbers[8])


def mend_size(file: Path) -> None:
    """Bring a private copy of a cut-off file to whole pages, and its head to their number."""
    pages = -(-file.stat().st_size // PAGE_SIZE)
    with file.open("r+b") as opened:
        opened.truncate(pages * PAGE_SIZE)
        opened.seek(24)
        change_counter = opened.read(4)
        opened.seek(28)
        opened.write(pages.to_bytes(4, "big"))
        # The number of pages counts only where the head says for which change it was written.
        opened.seek(92)
        opened.write(change_counter)
