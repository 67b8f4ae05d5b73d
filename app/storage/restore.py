"""The way back from a verified copy: it takes the place of the store, under a new identity."""

from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.storage.backup import BackupReport, back_up_file, copy_database, flush_file, part_of, verify_copy
from app.storage.device import Devices, Ground
from app.storage.faults import told_in_words
from app.storage.keys import read_key_file, write_key_file
from app.storage.migrate import upgrade
from app.storage.rebuild import rebuild_rows
from app.storage.rows import Rows
from app.storage.space import require_room
from app.storage.store import Means, StorePaths, take_lock
from app.storage.transcribe import transcribed
from app.storage.whole_file import sync_folder
from app.values.days import CIVIL_ZONE
from app.values.errors import RefusedFileError, UserError

REPLACED = "replaced-"  # begins the name of a store that a restore replaced


def restore(file: Path, *, into: StorePaths, means: Means | None = None, copy_key: bytes | None = None) -> BackupReport:
    """Put a verified copy in the place of the store, under a new identity, with numbering paused.

    What stood there before is kept among the backups. A store that is encrypted stays so under its own key, and an
    encrypted copy makes an encrypted store.
    """
    means = means or Means()
    report = verify_copy(file, key=copy_key)
    key = means.key or copy_key
    lock = FileLock(str(into.lock), thread_local=False)
    take_lock(lock)
    try:
        with told_in_words(into.database), part_of(into.database) as part:
            require_room(part.parent, size=file.stat().st_size // 2, free=means.free)
            _copy(file, part, key_from=copy_key, key_to=key)
            _give_new_identity(part, means=means, key=key)
            _set_aside(into, means=means)
            if means.key is None and copy_key is not None:
                _take_key(file, into.database)
            part.replace(into.database)
            sync_folder(into.database.parent)
    finally:
        lock.release()
    return report


def _copy(file: Path, part: Path, *, key_from: bytes | None, key_to: bytes | None) -> None:
    if key_from == key_to:
        copy_database(file, part, key=key_to)
        return
    with transcribed(file, part, key_from=key_from, key_to=key_to, is_copy=True):
        pass
    flush_file(part)


def _take_key(copy: Path, database: Path) -> None:
    """Lay the key file of the copy beside the database before the copy takes its place."""
    kept = read_key_file(copy)
    if kept is None:
        raise UserError(f"{copy.name} 旁边没有密钥文件，没有恢复。", hint="请把备份和同名的 .key 文件放在一起。")
    write_key_file(database, kept)


def _give_new_identity(part: Path, *, means: Means, key: bytes | None) -> None:
    def then(connection: Connection) -> None:
        with Session(connection, join_transaction_mode="rollback_only") as session:
            Devices(session).renew(
                means.ids.new(), machine=means.machine(), at=means.clock.now(), ground=Ground.RESTORED
            )
        rebuild_rows(connection, rows=Rows(connection, kinds=means.kinds, upcasters=means.upcasters))

    upgrade(part, key=key, then=then)


def _set_aside(into: StorePaths, *, means: Means) -> None:
    """Keep the store that is about to be replaced: as a verified copy, or as it lies where it is damaged."""
    if not into.database.exists():
        return
    stamp = f"{means.clock.now().astimezone(CIVIL_ZONE):%Y%m%d-%H%M%S}"
    into.backups.mkdir(parents=True, exist_ok=True)
    aside = into.backups / f"{REPLACED}{stamp}.db"
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
