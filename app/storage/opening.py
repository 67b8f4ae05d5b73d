"""Open the store: made when it is not there, upgraded when it is older, refused when it is newer or not ours."""

import os
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from app.storage.backup import back_up_file
from app.storage.device import Devices, Ground
from app.storage.encrypting import has_leftovers, require_key, sweep
from app.storage.engine import make_engine, use_key
from app.storage.faults import told_in_words
from app.storage.leftovers import clear_leftovers
from app.storage.migrate import upgrade
from app.storage.rebuild import rebuild_rows
from app.storage.rows import Rows
from app.storage.schema import HEAD, require_known_schema
from app.storage.store import Means, Store, StorePaths, take_lock
from app.storage.whole_file import SIDE_FILES
from app.values.errors import RefusedFileError

_MAGIC = b"SQLite format 3\x00"


def open_store(paths: StorePaths, *, means: Means | None = None) -> Store:
    """Open the store under the paths; a store that is not there is made empty first."""
    means = means or Means()
    with told_in_words(paths.database):
        _tidy(paths)
        keep_to_user(paths)
        means = replace(means, key=require_key(paths.database, key=means.key))
        version = inspect_file(paths.database, key=means.key)
        if version != HEAD:
            _bring_up(paths, means=means, version=version)
        return Store(make_engine(paths.database, key=means.key), paths=paths, means=means)


def inspect_file(database: Path, *, key: bytes | None = None) -> str | None:
    """Return the version of the file, None where there is no store; a file that is not ours is refused."""
    if not database.exists() or database.stat().st_size == 0:
        return None
    if database.is_symlink() or not database.is_file():
        raise RefusedFileError(f"{database.name} 不是普通文件。", hint="请把数据放在普通文件夹中。")
    if key is None:
        with database.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise RefusedFileError(f"{database.name} 不是安查的数据，或已损坏。", hint="请用备份恢复。")
    connection = dbapi2.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        use_key(connection, key)
        connection.execute("PRAGMA query_only = ON")
        return require_known_schema(connection, name=database.name)
    finally:
        connection.close()


def _tidy(paths: StorePaths) -> None:
    """Finish what a kill interrupted, unless another program is at it just now."""
    clear_leftovers(paths.database.parent)
    if not has_leftovers(paths.database):
        return
    lock = FileLock(str(paths.lock), thread_local=False)
    with suppress(Timeout), lock.acquire(timeout=0):
        sweep(paths.database)


def keep_to_user(paths: StorePaths) -> None:
    """Take away what others were once allowed to do with the files of the store."""
    if os.name == "nt":
        return  # there the access list of the profile's folder decides
    database = paths.database
    beside = [database.with_name(database.name + suffix) for suffix in ("", *SIDE_FILES)]
    for place, mode in (*((file, 0o600) for file in beside), (paths.backups, 0o700)):
        with suppress(OSError):  # not there, or a disk that knows no rights
            if stat.S_IMODE(place.stat().st_mode) & 0o077:
                place.chmod(mode)


def _bring_up(paths: StorePaths, *, means: Means, version: str | None) -> None:
    """Make the tables, or upgrade them after a verified backup; only the program that may write does so."""
    lock = FileLock(str(paths.lock), thread_local=False)
    take_lock(lock)
    try:
        if version is None:
            upgrade(paths.database, key=means.key, then=lambda connection: _give_identity(connection, means))
        else:
            back_up_file(paths.database, folder=paths.backups, at=means.clock.now(), key=means.key)
            upgrade(paths.database, key=means.key, then=lambda connection: _rebuild(connection, means))
    finally:
        lock.release()


def _give_identity(connection: Connection, means: Means) -> None:
    with Session(connection, join_transaction_mode="rollback_only") as session:
        Devices(session).renew(means.ids.new(), machine=means.machine(), at=means.clock.now(), ground=Ground.SET_UP)


def _rebuild(connection: Connection, means: Means) -> None:
    rebuild_rows(connection, rows=Rows(connection, kinds=means.kinds, upcasters=means.upcasters))
