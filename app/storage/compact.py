"""Compacting: the store written anew without its empty pages, proved, and exchanged for the old file in one step.

Killed at any moment there is the old file or the new one. The identity of the device, and with it the chain, stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.storage.backup import Cancelled, Progress, flush_file, never, part_of, refuse_faults
from app.storage.engine import PAGE_SIZE, connect
from app.storage.faults import StoreBusyError, told_in_words
from app.storage.search_index import rebuild_index
from app.storage.space import RESERVE, require_room
from app.storage.store import Store
from app.storage.whole_file import SIDE_FILES, sync_folder
from app.values.errors import CancelledError, RefusedFileError
from app.values.rows_safekeeping import Compacted, CompactPreview

_LOOK_EVERY = 1_000  # steps of SQLite's machine between two looks at `cancelled`
_AS_IT_WAS = "已取消，资料和原来一样。"


def preview_compact(store: Store) -> CompactPreview:
    """Tell how large the store is and how much of it is empty pages."""
    with store.read() as uow:
        pages = uow.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        empty = uow.connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
    folder = store.paths.database.parent
    size = int(pages) * PAGE_SIZE
    return CompactPreview(size, int(empty) * PAGE_SIZE, size + RESERVE, store.means.free(folder))


def compact(store: Store, *, progress: Progress | None = None, cancelled: Cancelled = never) -> Compacted:
    """Write the store anew without its empty pages; readers wait, and the old file stays until the new is proved."""
    database, key = store.paths.database, store.means.key
    before = preview_compact(store).size
    require_room(database.parent, size=before // 2, free=store.means.free)

    def work() -> None:
        with told_in_words(database), part_of(database) as part:
            _write_anew(database, part, key=key, progress=progress, cancelled=cancelled)
            _prove(part, original=database, key=key)
            _fold_up(database, key=key)
            part.replace(database)
            sync_folder(database.parent)

    store.exchange(work, key=key)
    return Compacted(before, database.stat().st_size)


def _write_anew(
    database: Path, part: Path, *, key: bytes | None, progress: Progress | None, cancelled: Cancelled
) -> None:
    for suffix in ("", *SIDE_FILES):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    reading = connect(database, key=key)
    try:
        if key is not None:
            reading.execute(f"PRAGMA cipher_default_page_size = {PAGE_SIZE}").fetchall()
        with _watched(reading, part, whole=database.stat().st_size, progress=progress, cancelled=cancelled):
            reading.execute("VACUUM INTO ?", (str(part),))
    finally:
        reading.close()
    writing = connect(part, key=key)
    try:
        rebuild_index(writing)  # rows may bear other rowids now
        writing.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        writing.close()
    flush_file(part)


@contextmanager
def _watched(
    connection: Any, part: Path, *, whole: int, progress: Progress | None, cancelled: Cancelled
) -> Iterator[None]:
    """Tell how large the new file is by now, and interrupt the writing when the person asks."""
    asked = False

    def look() -> int:
        nonlocal asked
        asked = asked or cancelled()
        if progress is not None and part.exists():
            progress(min(part.stat().st_size, whole), whole)
        return int(asked)

    if look():
        raise CancelledError(_AS_IT_WAS)
    connection.set_progress_handler(look, _LOOK_EVERY)
    try:
        yield
    except dbapi2.OperationalError:
        if asked:
            raise CancelledError(_AS_IT_WAS) from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
    if progress is not None:
        progress(whole, whole)


def _prove(part: Path, *, original: Path, key: bytes | None) -> None:
    """Refuse a new file that lacks a row of the old one, or in which a hash is wrong."""
    new, old = connect(part, key=key), connect(original, key=key)
    try:
        refuse_faults(new, file=original)
        if _counts(new) != _counts(old):
            raise RefusedFileError("压缩后的文件与原文件的条数不同，没有替换。", hint="请运行检查，并联系技术人员。")
        new.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        new.close()
        old.close()


def _counts(connection: Any) -> dict[str, int]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    names = [row[0] for row in connection.execute(query) if "_search" not in row[0]]
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def _fold_up(database: Path, *, key: bytes | None) -> None:
    """Bring the old file's journal into it, so that none is left beside the new file; nobody else may have it open."""
    old = connect(database, key=key)
    try:
        (mode,) = old.execute("PRAGMA journal_mode = DELETE").fetchone()
    except dbapi2.OperationalError:
        mode = "wal"
    finally:
        old.close()
    if mode != "delete":
        raise StoreBusyError("另一个程序正在读取数据，没有压缩。", hint="请关闭安查的其他窗口和命令后再试。")
