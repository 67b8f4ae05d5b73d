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
from app.storage.backup import Cancelled, Progress, flush_file, never, part_of, refuse_faults
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
from app.storage.whole_file import sync_folder
from app.values.canonical import sha256_hex
from app.values.errors import CancelledError, RefusedFileError, UserError
from app.values.revision import RevisionRefusedError
from app.values.rows_safekeeping import SalvageReport

LOOK_EVERY = 64
# What its hash proves, by the forms of its columns in order.
REVISION, BLOB, PRIVATE = "htuiiBtuiHUTbtt", "hiB", "hut"
# The tables of this machine that are worth having, whether each has rowids, and the forms of its columns in order.
# Nothing proves these rows; none of them is a record.
LOCAL = (
    ("receipt", False, "hu"),
    ("import", True, "uthijt"),
    ("number_range", True, "tiib"),
    ("serial", False, "tiib"),
    ("setting", True, "tj"),
    ("archive", True, "tiihj"),
    ("given_range", True, "tiiui"),
    ("handed_over", False, "ht"),
    ("handover", True, "uitthhjj"),
    ("laptop", True, "uttib"),
)


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
        if found.is_table:
            for form, take in ((REVISION, self._take_revision), (BLOB, self._take_blob), (PRIVATE, _take_private)):
                if _fits(found.values, form):
                    take(connection, found.values)
                    return
        for table, is_table, form in LOCAL:
            if found.is_table is is_table and _fits(found.values, form):
                marks = ", ".join("?" * len(form))
                connection.exec_driver_sql(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', tuple(found.values))
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


def _is_whole_revision(row: Row) -> bool:
    try:
        read_row_anew(row).check()
    except (RevisionRefusedError, ValueError, TypeError, AttributeError):
        return False
    return is_true_revision(row)


def _take_private(connection: Connection, row: Row) -> None:
    seal, salt, text = row
    if (
        isinstance(seal, bytes)
        and isinstance(salt, bytes)
        and isinstance(text, str)
        and seal_of(salt, text) == seal.hex()
    ):
        connection.exec_driver_sql("INSERT OR IGNORE INTO private (sha256, salt, value) VALUES (?, ?, ?)", tuple(row))


def _fits(row: Row, form: str) -> bool:
    """Say whether the values have the forms that the letters of FORMS name."""
    return len(row) == len(form) and all(FORMS[letter](value) for letter, value in zip(form, row, strict=True))


def _is_json(value: object) -> bool:
    try:
        json.loads(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


FORMS: dict[str, Callable[[object], bool]] = {
    "h": lambda value: isinstance(value, bytes) and len(value) == 32,
    "u": lambda value: isinstance(value, bytes) and len(value) == 16,
    "t": lambda value: isinstance(value, str),
    "i": lambda value: type(value) is int,
    "b": lambda value: value in (0, 1),
    "j": _is_json,
    "H": lambda value: value is None or (isinstance(value, bytes) and len(value) == 32),
    "U": lambda value: value is None or (isinstance(value, bytes) and len(value) == 16),
    "T": lambda value: value is None or isinstance(value, str),
    "B": lambda value: isinstance(value, bytes),
}


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
