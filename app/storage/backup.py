"""Verified copies of the store, and the way back from one. Nothing else copies a database."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

from filelock import FileLock
from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from app.storage.device import Devices, Ground
from app.storage.engine import connect, use_key
from app.storage.faults import told_in_words
from app.storage.migrate import upgrade
from app.storage.rebuild import rebuild_rows
from app.storage.rows import Rows
from app.storage.schema import require_known_schema
from app.storage.space import FreeSpace, free_space, require_room
from app.storage.store import Means, Store, StorePaths, take_lock
from app.storage.verify import broken_links, chain_ends, false_blobs, false_revisions, page_faults, sizes
from app.values.errors import RefusedFileError, UserError

STEP_PAGES = 1024  # 16 MB between two looks at `cancelled`
SAMPLE = 2_000
_CHINA = timezone(timedelta(hours=8))

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A copy that was read back: where it is, what it holds and how far each device's chain reaches in it."""

    file: Path
    size: int
    revisions: int
    blobs: int
    chains: dict[UUID, int]


def back_up(store: Store, *, file: Path | None = None, progress: Progress | None = None) -> BackupReport:
    """Write a verified copy of the open store to the file, or to the folder of backups."""
    return back_up_file(
        store.paths.database,
        folder=store.paths.backups,
        at=store.means.clock.now(),
        file=file,
        key=store.means.key,
        free=store.means.free,
        progress=progress,
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
) -> BackupReport:
    """Write a verified copy of the database; an older copy of that name stays until the new one is proved good."""
    target = file or folder / f"ancha-{at.astimezone(_CHINA):%Y%m%d-%H%M%S}.db"
    if target.absolute() == database.absolute():
        raise UserError("备份不能写在正在使用的数据文件上。", hint="请换一个文件名。")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"无法写入 {target.parent}。", hint="请检查权限或换一个位置。") from error
    with told_in_words(target), _part_of(target) as part:
        require_room(part.parent, size=database.stat().st_size // 2, free=free)
        _copy(database, part, key=key, progress=progress)
        report = _prove(part, original=database, key=key)
        part.replace(target)
        _sync_folder(target.parent)
    return BackupReport(target, target.stat().st_size, report.revisions, report.blobs, report.chains)


def verify_copy(file: Path, *, key: bytes | None = None) -> BackupReport:
    """Read a copy whole and refuse it where it is damaged, changed, or of a newer version."""
    _refuse_what_is_no_copy(file, key=key)
    with told_in_words(file):
        connection = _open_copy(file, key=key)
        try:
            if require_known_schema(connection, name=file.name) is None:
                raise RefusedFileError(f"{file.name} 是空文件，不是备份。", hint="请换一份备份。")
            _refuse_faults(connection, file=file, every_revision=1, every_blob=1)
            revisions, blobs = sizes(connection)
            return BackupReport(file, file.stat().st_size, revisions, blobs, chain_ends(connection))
        finally:
            connection.close()


def restore(file: Path, *, into: StorePaths, means: Means | None = None) -> BackupReport:
    """Put a verified copy in the place of the store, under a new identity, with numbering paused.

    What stood there before is kept among the backups.
    """
    means = means or Means()
    report = verify_copy(file, key=means.key)
    lock = FileLock(str(into.lock), thread_local=False)
    take_lock(lock)
    try:
        with told_in_words(into.database), _part_of(into.database) as part:
            require_room(part.parent, size=file.stat().st_size // 2, free=means.free)
            _copy(file, part, key=means.key)
            _give_new_identity(part, means=means)
            _set_aside(into, means=means)
            part.replace(into.database)
            _sync_folder(into.database.parent)
    finally:
        lock.release()
    return report


@contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """Name the file that is written before it takes the place of the target; half of one is not left behind."""
    part = target.with_name(target.name + ".part")
    try:
        yield part
    except OSError as error:
        raise UserError(f"无法写入 {target}。", hint="请检查文件夹、权限和磁盘空间，或者换一个位置。") from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                part.with_name(part.name + suffix).unlink(missing_ok=True)


def _copy(source: Path, part: Path, *, key: bytes | None, progress: Progress | None = None) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    reading = _open_copy(source, key=key) if _is_single_file(source) else connect(source, key=key)
    writing = dbapi2.connect(str(part), isolation_level=None)
    try:
        use_key(writing, key)
        reading.backup(writing, pages=STEP_PAGES, progress=_reporter(progress))
        writing.execute("PRAGMA journal_mode = DELETE").fetchall()  # readable from a medium that is write-protected
    finally:
        writing.close()
        reading.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _reporter(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda _status, remaining, total: progress(total - remaining, total)


def _prove(part: Path, *, original: Path, key: bytes | None) -> BackupReport:
    copy = _open_copy(part, key=key)
    try:
        revisions, blobs = sizes(copy)
        _refuse_faults(
            copy, file=original, every_revision=max(1, revisions // SAMPLE), every_blob=max(1, blobs // SAMPLE)
        )
        return BackupReport(part, part.stat().st_size, revisions, blobs, chain_ends(copy))
    finally:
        copy.close()


def _refuse_faults(connection: Any, *, file: Path, every_revision: int, every_blob: int) -> None:
    pages = page_faults(connection, is_thorough=False)
    if pages:
        raise RefusedFileError(f"{file.name} 已损坏：{pages[0]}。", hint="请换一份备份。")
    checks = (
        ("修订记录", false_revisions(connection, every=every_revision)),
        ("修订链", broken_links(connection)),
        ("照片或文书", false_blobs(connection, every=every_blob)),
    )
    for what, faults in checks:
        if faults:
            raise RefusedFileError(f"{file.name} 中的{what}与指纹不符（{faults[0]}）。", hint="请换一份备份。")


def _refuse_what_is_no_copy(file: Path, *, key: bytes | None) -> None:
    if not file.is_file():
        raise UserError(f"找不到备份 {file}。", hint="请核对路径。")
    if key is None and not _is_single_file(file):
        raise RefusedFileError(f"{file.name} 不是安查的备份。", hint="请选择由“备份”写出的文件。")


def _is_single_file(file: Path) -> bool:
    """Say whether the file is a database that is whole without a journal beside it."""
    with file.open("rb") as opened:
        header = opened.read(20)
    return header.startswith(b"SQLite format 3\x00") and header[18:20] == b"\x01\x01"


def _open_copy(file: Path, *, key: bytes | None) -> Any:
    connection = dbapi2.connect(
        f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )
    use_key(connection, key)
    return connection


def _give_new_identity(part: Path, *, means: Means) -> None:
    def then(connection: Connection) -> None:
        with Session(connection, join_transaction_mode="rollback_only") as session:
            Devices(session).renew(
                means.ids.new(), machine=means.machine(), at=means.clock.now(), ground=Ground.RESTORED
            )
        rebuild_rows(connection, rows=Rows(connection, kinds=means.kinds, upcasters=means.upcasters))

    upgrade(part, key=means.key, then=then)


def _set_aside(into: StorePaths, *, means: Means) -> None:
    """Keep the store that is about to be replaced: as a verified copy, or as it lies where it is damaged."""
    if not into.database.exists():
        return
    stamp = f"{means.clock.now().astimezone(_CHINA):%Y%m%d-%H%M%S}"
    into.backups.mkdir(parents=True, exist_ok=True)
    aside = into.backups / f"replaced-{stamp}.db"
    beside = [into.database.with_name(into.database.name + suffix) for suffix in ("-wal", "-shm")]
    try:
        back_up_file(into.database, folder=into.backups, at=means.clock.now(), file=aside, key=means.key)
    except RefusedFileError:
        for path, suffix in ((into.database, ""), *zip(beside, ("-wal", "-shm"), strict=True)):
            if path.exists():
                path.replace(aside.with_name(aside.name + suffix))
        return
    if any(path.exists() and path.stat().st_size for path in beside):
        raise UserError("另一个程序正在读取数据，没有恢复。", hint="请关闭安查的所有窗口后再试。")


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no handle of a folder to flush
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
