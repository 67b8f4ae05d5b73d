"""Salvage: all that is still whole in a damaged store, proved by its hashes, in a new file that can be restored.

Pages are read one by one, so that a fault costs what lies on its page and not the rest of the table. Nothing comes
back on trust: a revision, a photograph or a private text whose hash is not that of what it says is left behind.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.models.log import WRITTEN_HERE
from app.storage.backup import Cancelled, Progress, flush_file, never, part_of, refuse_faults, sync_folder
from app.storage.device import Devices, Ground
from app.storage.engine import connect
from app.storage.faults import told_in_words
from app.storage.keys import read_key_file, write_key_file
from app.storage.migrate import upgrade
from app.storage.private import seal_of
from app.storage.raw_pages import RawPages
from app.storage.raw_rows import Found, Row, rows_of_page
from app.storage.rebuild import blobs_in_use, blobs_named, rebuild_rows
from app.storage.revisions import COLUMNS, read_row_anew
from app.storage.rows import Rows
from app.storage.space import require_room
from app.storage.store import Means
from app.storage.verify import is_true_revision
from app.values.canonical import sha256_hex
from app.values.errors import CancelledError, RefusedFileError, UserError
from app.values.revision import RevisionRefusedError
from app.values.rows_safekeeping import SalvageReport

LOOK_EVERY = 64
_STATES = ("applied", "undone")


def salvage(
    damaged: Path,
    target: Path,
    *,
    means: Means | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled = never,
) -> SalvageReport:
    """Write what is whole in the damaged store to a new file; the damaged one is only read."""
    means = means or Means()
    _refuse_wrong_files(damaged, target)
    with told_in_words(target), part_of(target) as part, RawPages(damaged, key=means.key) as pages:
        require_room(part.parent, size=damaged.stat().st_size // 2, free=means.free)
        catch = _Catch()

        def fill(connection: Connection) -> None:
            _give_identity(connection, means)
            catch.fill(connection, pages, progress=progress, cancelled=cancelled)
            rebuild_rows(connection, rows=Rows(connection, kinds=means.kinds, upcasters=means.upcasters))
            catch.missing_blobs = len(blobs_named(connection) - blobs_in_use(connection))

        upgrade(part, key=means.key, then=fill)
        report = _close(part, target=target, catch=catch, key=means.key)
        kept = read_key_file(damaged)
        if means.key is not None and kept is not None:
            write_key_file(target, kept)
        part.replace(target)
        sync_folder(target.parent)
    return report


class _Catch:
    """Put each row that proves itself into the new store, and count those that do not."""

    def __init__(self) -> None:
        self.bad_revisions = 0
        self.bad_blobs = 0
        self.unreadable = 0
        self.missing_blobs = 0

    def fill(self, connection: Connection, pages: RawPages, *, progress: Progress | None, cancelled: Cancelled) -> None:
        """Go through all pages once."""
        for number in pages.numbers():
            if number % LOOK_EVERY == 1:
                if cancelled():
                    raise CancelledError
                if progress is not None:
                    progress(number, pages.count)
            page = pages.page(number)
            if page is None or not any(page):
                self.unreadable += 1
                continue
            for found in rows_of_page(pages, number, page):
                self._take(connection, found)
        _settle_receipts(connection)

    def _take(self, connection: Connection, found: Found) -> None:
        for is_table, looks, take in (
            (True, _looks_like_revision, self._take_revision),
            (True, _looks_like_blob, self._take_blob),
            (True, _looks_like_private, _take_private),
            (False, _looks_like_receipt, _take_receipt),
            (True, _looks_like_import, _take_import),
            (True, _looks_like_range, _take_range),
            (False, _looks_like_serial, _take_serial),
            (True, _looks_like_setting, _take_setting),
        ):
            if found.is_table is is_table and looks(found.values):
                take(connection, found.values)
                return

    def _take_revision(self, connection: Connection, row: Row) -> None:
        if not _is_whole_revision(row):
            self.bad_revisions += 1
            return
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO revision ({COLUMNS}) VALUES ({', '.join('?' * 15)})", tuple(row)
        )

    def _take_blob(self, connection: Connection, row: Row) -> None:
        sha256, size, data = row
        if not (isinstance(data, bytes) and isinstance(sha256, bytes)):
            return
        if size != len(data) or sha256_hex(data) != sha256.hex():
            self.bad_blobs += 1
            return
        connection.exec_driver_sql("INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)", tuple(row))


def _looks_like_revision(row: Row) -> bool:
    return len(row) == 15 and _is_hash(row[0]) and isinstance(row[14], str)


def _is_whole_revision(row: Row) -> bool:
    try:
        read_row_anew(row).check()
    except (RevisionRefusedError, ValueError, TypeError, AttributeError):
        return False
    return is_true_revision(row)


def _looks_like_blob(row: Row) -> bool:
    return len(row) == 3 and _is_hash(row[0]) and type(row[1]) is int and isinstance(row[2], bytes)


def _looks_like_private(row: Row) -> bool:
    return len(row) == 3 and _is_hash(row[0]) and _is_uuid(row[1]) and isinstance(row[2], str)


def _take_private(connection: Connection, row: Row) -> None:
    seal, salt, text = row
    if (
        isinstance(seal, bytes)
        and isinstance(salt, bytes)
        and isinstance(text, str)
        and seal_of(salt, text) == seal.hex()
    ):
        connection.exec_driver_sql("INSERT OR IGNORE INTO private (sha256, salt, value) VALUES (?, ?, ?)", tuple(row))


def _looks_like_receipt(row: Row) -> bool:
    return len(row) == 2 and _is_hash(row[0]) and _is_uuid(row[1])


def _take_receipt(connection: Connection, row: Row) -> None:
    connection.exec_driver_sql("INSERT OR IGNORE INTO receipt (rev_id, import_id) VALUES (?, ?)", tuple(row))


def _looks_like_import(row: Row) -> bool:
    return len(row) == 6 and _is_uuid(row[0]) and _is_hash(row[2]) and row[5] in _STATES and _is_json(row[4])


def _take_import(connection: Connection, row: Row) -> None:
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO import (id, file, file_sha256, at, counts, state) VALUES (?, ?, ?, ?, ?, ?)", tuple(row)
    )


def _looks_like_range(row: Row) -> bool:
    if len(row) != 4 or not isinstance(row[0], str) or row[3] not in (0, 1):
        return False
    first, last = row[1], row[2]
    return type(first) is int and type(last) is int and 1 <= first <= last


def _take_range(connection: Connection, row: Row) -> None:
    connection.exec_driver_sql(
        'INSERT OR IGNORE INTO number_range ("key", first, last, is_locked) VALUES (?, ?, ?, 1)', tuple(row[:3])
    )


def _looks_like_serial(row: Row) -> bool:
    return len(row) == 4 and isinstance(row[0], str) and all(type(one) is int for one in row[1:]) and row[3] in (0, 1)


def _take_serial(connection: Connection, row: Row) -> None:
    connection.exec_driver_sql(
        'INSERT OR IGNORE INTO serial ("key", year, serial, is_void) VALUES (?, ?, ?, ?)', tuple(row)
    )


def _looks_like_setting(row: Row) -> bool:
    return len(row) == 2 and isinstance(row[0], str) and _is_json(row[1])


def _take_setting(connection: Connection, row: Row) -> None:
    connection.exec_driver_sql('INSERT OR IGNORE INTO setting ("key", value) VALUES (?, ?)', tuple(row))


def _is_hash(value: object) -> bool:
    return isinstance(value, bytes) and len(value) == 32


def _is_uuid(value: object) -> bool:
    return isinstance(value, bytes) and len(value) == 16


def _is_json(value: object) -> bool:
    try:
        json.loads(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def _settle_receipts(connection: Connection) -> None:
    """Let what has lost its receipt, or the import that it names, count as written here: rather shown than lost."""
    connection.exec_driver_sql("DELETE FROM receipt WHERE rev_id NOT IN (SELECT rev_id FROM revision)")
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO receipt (rev_id, import_id) SELECT rev_id, ? FROM revision WHERE NOT EXISTS"
        " (SELECT 1 FROM receipt WHERE receipt.rev_id = revision.rev_id"
        " AND (receipt.import_id = ? OR receipt.import_id IN (SELECT id FROM import)))",
        (WRITTEN_HERE.bytes, WRITTEN_HERE.bytes),
    )


def _give_identity(connection: Connection, means: Means) -> None:
    with Session(connection, join_transaction_mode="rollback_only") as session:
        now = means.clock.now()
        Devices(session).renew(means.ids.new(), machine=means.machine(), at=now, ground=Ground.RESTORED)


def _close(part: Path, *, target: Path, catch: _Catch, key: bytes | None) -> SalvageReport:
    """Prove the new file, and list what the old one must have held besides."""
    connection = connect(part, key=key)
    try:
        refuse_faults(connection, file=target)
        count = _counter(connection)
        missing_blobs = catch.missing_blobs
        waiting = count("waiting")
        report = SalvageReport(
            file=target,
            revisions=count("revision"),
            blobs=count("blob"),
            bad_revisions=catch.bad_revisions,
            bad_blobs=catch.bad_blobs,
            waiting=waiting,
            missing_blobs=missing_blobs,
            unreadable_pages=catch.unreadable,
            missing=tuple(_missing(connection, waiting=waiting, missing_blobs=missing_blobs)),
        )
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        connection.close()
    flush_file(part)
    if not report.revisions and not report.blobs:
        raise RefusedFileError(f"{target.name} 没有写出：原文件里没有能读出的记录。", hint="请改用备份恢复。")
    return report


def _counter(connection: Any) -> Callable[[str], int]:
    return lambda table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _missing(connection: Any, *, waiting: int, missing_blobs: int) -> Iterator[str]:
    """Say what is known to be missing: links of the chains, what other revisions build on, named bytes."""
    query = "SELECT device, max(seq), count(DISTINCT seq) FROM (SELECT device, seq FROM revision) GROUP BY device"
    for device, last, held in connection.execute(query):
        if last > held:
            yield f"设备 {UUID(bytes=device)} 的 {last} 条修订中有 {last - held} 条没有读出。"
    if waiting:
        yield f"{waiting} 条修订读出了，但它们的前文或所引记录没有读出，暂不计入。"
    if missing_blobs:
        yield f"{missing_blobs} 个照片或文书文件没有读出，记录还在。"


def _refuse_wrong_files(damaged: Path, target: Path) -> None:
    if not damaged.is_file():
        raise UserError(f"找不到 {damaged}。", hint="请核对路径。")
    if target.exists():
        raise UserError(f"{target} 已经存在。", hint="请换一个文件名，抢救不会覆盖任何文件。")
    if not target.parent.is_dir():
        raise UserError(f"没有文件夹 {target.parent}。", hint="请先建好文件夹，或者换一个位置。")
