"""Verified copies of the store. Nothing else copies a database."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from app.storage.engine import connect, use_key
from app.storage.faults import told_in_words
from app.storage.keys import put_key_beside
from app.storage.schema import require_known_schema
from app.storage.space import FreeSpace, free_space, require_room
from app.storage.store import Store
from app.storage.verify import broken_links, chain_ends, false_blobs, false_revisions, page_faults, sizes
from app.storage.whole_file import SIDE_FILES, remove, sync_folder
from app.values.days import CIVIL_ZONE
from app.values.errors import CancelledError, RefusedFileError, UserError

_CHOOSE = "请选择由“备份”写出的文件，加密的要和同名的 .key 文件放在一起。"
STEP_PAGES = 1024  # 16 MB between two looks at `cancelled`

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A copy that was read back: where it is, what it holds and how far each device's chain reaches in it."""

    file: Path
    size: int
    revisions: int
    blobs: int
    chains: dict[UUID, int]


def never() -> bool:
    """Say that nobody asked to stop."""
    return False


def back_up(
    store: Store,
    *,
    file: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled = never,
) -> BackupReport:
    """Write a verified copy of the open store to the file, or to the folder of backups."""
    with store.read():  # while somebody reads, no other file can take the place of the database
        return back_up_file(
            store.paths.database,
            folder=store.paths.backups,
            at=store.means.clock.now(),
            file=file,
            key=store.means.key,
            free=store.means.free,
            progress=progress,
            cancelled=cancelled,
        )


def back_up_file(
    database: Path,
    *,
    folder: Path,
    at: datetime,
    file: Path | None = None,
    key: bytes | None = None,
    free: FreeSpace = free_space,
    progress: Progress | None = None,
    cancelled: Cancelled = never,
) -> BackupReport:
    """Write a verified copy of the database; an older copy of that name stays until the new one is proved good."""
    target = file or folder / f"ancha-{at.astimezone(CIVIL_ZONE):%Y%m%d-%H%M%S}.db"
    if target.absolute() == database.absolute():
        raise UserError("备份不能写在正在使用的数据文件上。", hint="请换一个文件名。")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"无法写入 {target.parent}。", hint="请检查权限或换一个位置。") from error
    with told_in_words(target), part_of(target) as part:
        require_room(part.parent, size=database.stat().st_size // 2, free=free)
        watch = _Watch(progress, cancelled)
        copy_database(database, part, key=key, watch=watch)
        report = _prove(part, original=database, key=key, watch=watch)
        if key is not None:
            put_key_beside(database, target)
        part.replace(target)
        sync_folder(target.parent)
    return BackupReport(target, target.stat().st_size, report.revisions, report.blobs, report.chains)


class _Watch:
    """Tell how far the copying and then the reading back has come, and stop when the person asks."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._pages = 0

    def copied(self, _status: int, remaining: int, total: int) -> None:
        """Note pages that were copied: the first half of the work."""
        self._pages = total
        self._tell(total - remaining)

    def read_back(self, done: int, total: int) -> None:
        """Note rows that were read back: the second half."""
        self._tell(self._pages + self._pages * done // max(total, 1))

    def _tell(self, done: int) -> None:
        if self._cancelled():
            raise CancelledError
        if self._progress is not None:
            self._progress(done, 2 * self._pages)


def verify_copy(file: Path, *, key: bytes | None = None) -> BackupReport:
    """Read a copy whole and refuse it where it is damaged, changed, or of a newer version."""
    _refuse_what_is_no_copy(file, key=key)
    with told_in_words(file):
        connection = open_copy(file, key=key)
        try:
            if require_known_schema(connection, name=file.name) is None:
                raise RefusedFileError(f"{file.name} 是空文件，不是备份。", hint="请换一份备份。")
            refuse_faults(connection, file=file)
            revisions, blobs = sizes(connection)
            return BackupReport(file, file.stat().st_size, revisions, blobs, chain_ends(connection))
        finally:
            connection.close()


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Name the file that is written before it takes the place of the target; half of one is not left behind."""
    part = target.with_name(target.name + ".part")
    try:
        yield part
    except OSError as error:
        raise UserError(f"无法写入 {target}。", hint="请检查文件夹、权限和磁盘空间，或者换一个位置。") from error
    finally:
        remove(part)


def copy_database(source: Path, part: Path, *, key: bytes | None, watch: "_Watch | None" = None) -> None:
    """Copy one moment of a database, open or not, into a single file that is on the disk when this returns."""
    for suffix in ("", *SIDE_FILES):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    reading = open_copy(source, key=key) if _is_at_rest(source, key=key) else connect(source, key=key)
    writing = dbapi2.connect(str(part), isolation_level=None)
    try:
        use_key(writing, key)
        # Held to one moment: else each commit in the window would start the copying anew, perhaps for ever.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchall()
        reading.backup(writing, pages=STEP_PAGES, progress=None if watch is None else watch.copied)
        reading.execute("COMMIT")
        writing.execute("PRAGMA journal_mode = DELETE").fetchall()  # readable from a medium that is write-protected
    finally:
        writing.close()
        reading.close()
    flush_file(part)


def flush_file(file: Path) -> None:
    """Bring the file to the disk, and let it be read from there and not from what the system remembers of it."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):  # some file systems of sticks know no such advice
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _prove(part: Path, *, original: Path, key: bytes | None, watch: _Watch) -> BackupReport:
    copy = open_copy(part, key=key)
    try:
        refuse_faults(copy, file=original, seen=watch.read_back)
        revisions, blobs = sizes(copy)
        return BackupReport(part, part.stat().st_size, revisions, blobs, chain_ends(copy))
    finally:
        copy.close()


def refuse_faults(connection: Any, *, file: Path, seen: Progress = lambda _done, _total: None) -> None:
    """Read every page, revision, link and blob, and refuse the file where one is not what was written."""
    pages = page_faults(connection, is_thorough=False)
    if pages:
        raise RefusedFileError(f"{file.name} 已损坏：{pages[0]}。", hint="请换一份备份。")
    revisions, blobs = sizes(connection)
    total = revisions + blobs
    checks = (
        ("修订记录", false_revisions(connection, seen=lambda done: seen(done, total))),
        ("修订链", broken_links(connection)),
        ("照片或文书", false_blobs(connection, seen=lambda done: seen(revisions + done, total))),
    )
    seen(total, total)
    for what, faults in checks:
        if faults:
            raise RefusedFileError(f"{file.name} 中的{what}与指纹不符（{faults[0]}）。", hint="请换一份备份。")


def _refuse_what_is_no_copy(file: Path, *, key: bytes | None) -> None:
    if not file.is_file():
        raise UserError(f"找不到备份 {file}。", hint="请核对路径。")
    if key is None and not is_single_file(file):
        raise RefusedFileError(f"{file.name} 不是安查的备份，或者是旁边缺 .key 文件的加密备份。", hint=_CHOOSE)


def _is_at_rest(file: Path, *, key: bytes | None) -> bool:
    """Say whether the database is a copy that is whole by itself.

    SQLite is asked and not the first bytes: those of an encrypted file say nothing, and closing a file that this
    program has open as a database would take away the locks by which other programs know of it.
    """
    connection = dbapi2.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        use_key(connection, key)
        return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete")
    finally:
        connection.close()


def is_single_file(file: Path) -> bool:
    """Say whether the file is a database that is whole without a journal beside it."""
    with file.open("rb") as opened:
        header = opened.read(20)
    return header.startswith(b"SQLite format 3\x00") and header[18:20] == b"\x01\x01"


def open_copy(file: Path, *, key: bytes | None) -> Any:
    """Open a copy for reading only; nothing beside it is looked at, nothing in it can change."""
    connection = dbapi2.connect(
        f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )
    use_key(connection, key)
    return connection
