"""Encrypt a store that exists, or lay it open again: a proved copy takes its place, so that a kill leaves old or new.

The key file is written before the copy takes its place and taken away after: the database says by its first bytes
whether it is encrypted, and what lies beside it never decides.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.storage.engine import use_key
from app.storage.faults import told_in_words
from app.storage.keys import key_file_of, read_key_file, remove_key_file
from app.storage.leftovers import overwrite
from app.storage.look_file import place
from app.storage.space import FreeSpace, free_space, require_room
from app.storage.transcribe import Cancelled, Progress, source_is_read, transcribed
from app.storage.verify import broken_links, false_blobs, false_revisions, page_faults
from app.storage.whole_file import SIDE_FILES, remove, sync_folder, written_whole
from app.values.errors import LockedStoreError, RefusedFileError, UserError

PLAIN_MAGIC = b"SQLite format 3\x00"
OLD_SUFFIX = ".old"


def is_encrypted(database: Path) -> bool:
    """Tell by the first bytes whether a database that is there is encrypted; its key file says that it is ours."""
    try:
        with database.open("rb") as file:
            start = file.read(len(PLAIN_MAGIC))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise UserError(f"数据文件打不开：{database}。", hint="请检查权限。") from error
    return len(start) == len(PLAIN_MAGIC) and start != PLAIN_MAGIC and read_key_file(database) is not None


def require_key(database: Path, *, key: bytes | None) -> bytes | None:
    """Give the key that the file is to be opened with: none for a plain one; without it an encrypted one is locked."""
    if not is_encrypted(database):
        return None if is_plain(database) else key
    if key is None:
        raise LockedStoreError(
            "资料已加密，需要口令才能打开。",
            hint="请在窗口中输入口令，命令行用 --passphrase-file 文件 或环境变量 ANCHA_PASSPHRASE_FILE。",
        )
    return key


def change_key(
    database: Path,
    *,
    key_from: bytes | None,
    key_to: bytes | None,
    free: FreeSpace = free_space,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Put a proved copy under the other key in the place of the closed database, which nobody else may have open."""
    with told_in_words(database), written_whole(_draft_of(database)) as part:
        require_room(database.parent, size=database.stat().st_size // 2, free=free)
        with transcribed(database, part, key_from=key_from, key_to=key_to, progress=progress, cancelled=cancelled):
            prove_all(part, key=key_to)
    draft, old = _draft_of(database), _old_of(database)
    try:
        _refuse_side_files(database)
        old.unlink(missing_ok=True)
        with suppress(OSError):  # a disk that knows no second name of a file: then the old bytes are only let go
            os.link(database, old)
        draft.replace(database)
        sync_folder(database.parent)
    finally:
        draft.unlink(missing_ok=True)
    with suppress(OSError):  # the next start tries again
        overwrite(old)
        overwrite(place(database))


def has_leftovers(database: Path) -> bool:
    """Tell whether an exchange of the file left something behind."""
    draft = _draft_of(database)
    beside = (draft, draft.with_name(draft.name + ".part"), _old_of(database))
    return any(file.exists() for file in beside) or (key_file_of(database).exists() and is_plain(database))


def sweep(database: Path) -> None:
    """Overwrite and delete what a killed exchange of the file left behind; nobody has the database open."""
    remove(_draft_of(database).with_name(_draft_of(database).name + ".part"))
    _draft_of(database).unlink(missing_ok=True)
    overwrite(_old_of(database))
    if is_plain(database):
        remove_key_file(database)


def plain_copies(database: Path, *, folder: Path) -> tuple[Path, ...]:
    """List the copies among the backups that anyone can read."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(file for file in folder.iterdir() if file != database and is_plain(file)))


def copies_of_key(folder: Path, *, key_id: str) -> tuple[Path, ...]:
    """List the copies among the backups whose key file holds this key."""
    if not folder.is_dir():
        return ()
    found = []
    for file in sorted(folder.iterdir()):
        if not key_file_of(file).is_file():
            continue
        with suppress(UserError):
            kept = read_key_file(file)
            if kept is not None and kept.key_id == key_id:
                found.append(file)
    return tuple(found)


def prove_all(part: Path, *, key: bytes | None) -> None:
    """Read a fresh copy whole: its pages, its revisions, its chains, its photographs and papers."""
    connection = _open_copy(part, key=key)
    try:
        checks: tuple[Callable[[], list[str]], ...] = (
            lambda: page_faults(connection, is_thorough=False),
            lambda: false_revisions(connection),
            lambda: broken_links(connection),
            lambda: false_blobs(connection),
        )
        for check in checks:
            faults = check()
            if faults:
                raise RefusedFileError(
                    f"副本没有通过核对（{faults[0]}），原有资料没有改变。", hint="请运行 ancha check 检查资料。"
                )
    finally:
        connection.close()


def _open_copy(file: Path, *, key: bytes | None) -> Any:
    connection = dbapi2.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    use_key(connection, key)
    return connection


def _refuse_side_files(database: Path) -> None:
    for suffix in SIDE_FILES:
        beside = database.with_name(database.name + suffix)
        if beside.exists() and beside.stat().st_size:
            raise source_is_read()


def is_plain(database: Path) -> bool:
    """Tell by the first bytes whether a file that is there is a database that anyone can read."""
    try:
        with database.open("rb") as file:
            return file.read(len(PLAIN_MAGIC)) == PLAIN_MAGIC
    except OSError:
        return False


def _draft_of(database: Path) -> Path:
    return database.with_name(database.name + ".new")


def _old_of(database: Path) -> Path:
    return database.with_name(database.name + OLD_SUFFIX)
