"""Salvage brings back every whole row outside the damaged pages, and never one that is not true."""

import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.models.enterprise import Enterprise
from app.storage.backup import copy_database, verify_copy
from app.storage.backup import open_copy as open_copy_file
from app.storage.engine import PAGE_SIZE
from app.storage.health import Level, check
from app.storage.importing import apply_revisions, begin_import, undo_import
from app.storage.raw_pages import committed_frames
from app.storage.rebuild import digest_of
from app.storage.restore import restore
from app.storage.salvage import LOCAL, salvage
from app.storage.store import Store, StorePaths
from app.values.enums import PartyKind
from app.values.errors import CancelledError, RefusedFileError, UserError
from app.values.rows_safekeeping import SalvageReport
from tests.stores import make_means, open_copy

KEY = bytes(range(32))


def fill(store: Store, *, count: int = 120) -> None:
    """Store enterprises of all sizes with photographs, private texts, numbers and settings."""
    chance = random.Random(7)
    with store.write() as uow:
        uow.settings.set("office", "某局")
        uow.numbers.set_range("责改", first=1, last=200)
        uow.numbers.next_serial("责改", year=2026)
        uow.private.seal("举报人甲")
        uow.commit()
    for number in range(count):
        with store.write() as uow:
            door = uow.blobs.put(chance.randbytes(chance.choice([500, 20_000, 90_000])))
            details = {"door_blob": door, "mark": f"标记{number:04d}尾", "note": "长" * chance.choice([10, 300, 9000])}
            uow.add(Enterprise(name=f"第{number}厂", party_kind=PartyKind.COMPANY, details=details))
            uow.commit()


def closed_copy(store: Store, folder: Path) -> Path:
    """Return the store as one file without a journal."""
    folder.mkdir()
    copy_database(store.paths.database, folder / "ancha.db", key=store.means.key)
    return folder / "ancha.db"


def save(damaged: Path, *, key: bytes | None = None, name: str = "saved.db") -> SalvageReport:
    """Salvage the file."""
    return salvage(damaged, damaged.with_name(name), means=replace(make_means(seed=9), key=key))


def contents(file: Path, *, key: bytes | None = None) -> tuple[set[Any], set[Any]]:
    """Return the revisions and blobs of a file, each as a whole row."""
    connection = open_copy_file(file, key=key)
    try:
        revisions = {tuple(row) for row in connection.execute("SELECT * FROM revision")}
        return revisions, {tuple(row) for row in connection.execute("SELECT * FROM blob")}
    finally:
        connection.close()


@pytest.mark.parametrize("key", [None, KEY])
def test_salvage_of_a_sound_store_is_whole(tmp_path: Path, key: bytes | None) -> None:
    with open_copy(tmp_path / "data", means=replace(make_means(), key=key)) as store:
        fill(store)
        with store.read() as uow:
            digest = digest_of(uow.connection)
        damaged = closed_copy(store, tmp_path / "damaged")
    report = save(damaged, key=key)
    assert report.is_whole
    assert (report.revisions, report.blobs) == (120, 120)
    assert contents(report.file, key=key) == contents(damaged, key=key)
    restore(
        report.file, into=StorePaths.under(tmp_path / "new"), means=replace(make_means(seed=5), key=key), copy_key=key
    )
    with open_copy(tmp_path / "new", means=replace(make_means(seed=6), key=key)) as store, store.read() as uow:
        assert digest_of(uow.connection) == digest
        assert uow.settings.get("office") == "某局"
        assert uow.numbers.given("责改", year=2026) == (1,)
        assert uow.numbers.needs_last_numbers() == ("责改",)


@pytest.mark.parametrize("key", [None, KEY])
def test_salvage_reads_what_lies_in_the_journal_only(tmp_path: Path, key: bytes | None) -> None:
    with open_copy(tmp_path / "data", means=replace(make_means(), key=key)) as store:
        fill(store, count=20)
        folder = tmp_path / "pulled"
        folder.mkdir()
        for suffix in ("", "-wal"):  # as the files lie when the power goes
            shutil.copyfile(tmp_path / "data" / f"ancha.db{suffix}", folder / f"ancha.db{suffix}")
    assert committed_frames(folder / "ancha.db-wal")
    assert save(folder / "ancha.db", key=key).revisions == 20


@pytest.mark.parametrize("seed", range(12))
def test_every_whole_revision_outside_zeroed_pages_comes_back_and_no_other(
    store: Store, tmp_path: Path, seed: int
) -> None:
    fill(store)
    damaged = closed_copy(store, tmp_path / "damaged")
    revisions, blobs = contents(damaged)
    data = bytearray(damaged.read_bytes())
    whole = bytes(data)
    chance = random.Random(seed)
    count = len(data) // PAGE_SIZE
    zeroed = set(chance.sample(range(count), chance.choice([1, 5, count // 10])))
    if seed % 4 == 0:
        zeroed.add(0)  # the head of the file, without which SQLite opens nothing
    for page in zeroed:
        data[page * PAGE_SIZE : (page + 1) * PAGE_SIZE] = bytes(PAGE_SIZE)
    damaged.write_bytes(data)
    report = save(damaged)
    found_revisions, found_blobs = contents(report.file)
    assert found_revisions <= revisions
    assert found_blobs <= blobs
    assert verify_copy(report.file).revisions == report.revisions
    for row in revisions - found_revisions:
        assert _pages_of(row, whole) & zeroed, "a whole revision outside the damage was lost"
    assert report.unreadable_pages >= len(zeroed)


def _pages_of(row: tuple[Any, ...], whole: bytes) -> set[int]:
    """Return the pages over which a revision's row lies: from its id in the table to the end of its body."""
    pages: set[int] = set()
    tail = str(row[14])[-40:].encode()[-60:]
    mark = str(row[14]).encode()
    mark = mark[mark.index("标记".encode()) :][:16]
    for needle in (row[0], mark, tail):
        at = whole.find(needle)
        while at >= 0:
            pages.add(at // PAGE_SIZE)
            at = whole.find(needle, at + 1)
    # A long body runs over to a page of its own, on which only its middle may stand.
    if len(str(row[14]).encode()) > PAGE_SIZE // 2:
        pages |= set(range(len(whole) // PAGE_SIZE))
    return pages


@pytest.mark.parametrize("seed", range(8))
def test_no_wrong_row_comes_back_from_flipped_bytes(store: Store, tmp_path: Path, seed: int) -> None:
    fill(store, count=40)
    damaged = closed_copy(store, tmp_path / "damaged")
    revisions, blobs = contents(damaged)
    chance = random.Random(seed)
    data = bytearray(damaged.read_bytes())
    for _ in range(300):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    damaged.write_bytes(data)
    report = save(damaged)
    found_revisions, found_blobs = contents(report.file)
    assert found_revisions <= revisions
    assert found_blobs <= blobs
    assert len(found_revisions) > 10


def test_damaged_pages_of_an_encrypted_store_cost_only_themselves(tmp_path: Path) -> None:
    with open_copy(tmp_path / "data", means=replace(make_means(), key=KEY)) as store:
        fill(store, count=60)
        damaged = closed_copy(store, tmp_path / "damaged")
    data = bytearray(damaged.read_bytes())
    for page in random.Random(3).sample(range(1, len(data) // PAGE_SIZE), 5):
        data[page * PAGE_SIZE + 77] ^= 1
    revisions, blobs = contents(damaged, key=KEY)
    damaged.write_bytes(data)
    report = save(damaged, key=KEY)
    assert report.unreadable_pages >= 5
    found_revisions, found_blobs = contents(report.file, key=KEY)
    assert found_revisions <= revisions
    assert found_blobs <= blobs
    assert len(found_revisions) >= 30


def test_salvage_names_what_is_missing(store: Store, tmp_path: Path) -> None:
    fill(store)
    damaged = closed_copy(store, tmp_path / "damaged")
    data = bytearray(damaged.read_bytes())
    at = data.index("标记0050尾".encode())
    at -= at % PAGE_SIZE
    data[at : at + PAGE_SIZE] = bytes(PAGE_SIZE)
    damaged.write_bytes(data)
    report = save(damaged)
    assert not report.is_whole
    assert any("没有读出" in sentence for sentence in report.missing)


def test_what_belongs_to_this_machine_is_told_apart_by_its_columns(store: Store) -> None:
    with store.read() as uow:
        shapes = {name: _shape(uow.connection, name, sql) for name, sql in uow.connection.exec_driver_sql(_TABLES)}
    for table, is_table, form in LOCAL:
        same = {name for name, shape in shapes.items() if shape == (is_table, form.translate(_PLAIN))}
        # Heads are told from receipts by the order of their hash and their id.
        assert same - {"head"} == {table}


_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
_LETTERS = {"BLOB": "B", "TEXT": "t", "VARCHAR": "t", "INTEGER": "i", "BIGINT": "i", "BOOLEAN": "i"}
_PLAIN = str.maketrans("hujb", "BBti")


def _shape(connection: Any, table: str, sql: str) -> tuple[bool, str]:
    """Return whether a table has rowids, and a letter for the type of each of its columns."""
    columns = connection.exec_driver_sql(f'PRAGMA table_info("{table}")')
    return "WITHOUT ROWID" not in sql, "".join(_LETTERS.get(str(column[2]).split("(")[0], "?") for column in columns)


def test_undone_import_stays_undone_after_salvage(store: Store, tmp_path: Path) -> None:
    with open_copy(tmp_path / "other", means=make_means(seed=3)) as other:
        fill(other, count=3)
        with other.read() as uow:
            revisions = list(uow.log.every_counted())
            blobs = [uow.blobs.get(str(revision.body["details"]["door_blob"])) for revision in revisions]  # type: ignore[index,call-overload]  # the shape is our own
    with store.write() as uow:
        for blob in blobs:
            uow.blobs.put(blob or b"")
        import_id = begin_import(uow, file="a.ancha", file_sha256="ab" * 32)
        apply_revisions(uow, import_id, revisions)
        uow.commit()
    with store.write() as uow:
        undo_import(uow, import_id)
        uow.commit()
    damaged = closed_copy(store, tmp_path / "damaged")
    report = save(damaged)
    restore(report.file, into=StorePaths.under(tmp_path / "new"), means=make_means(seed=5))
    with open_copy(tmp_path / "new") as new, new.read() as uow:
        assert uow.log.counts() == (0, 0)
        assert check(new).level is Level.SOUND


def test_salvage_refuses_to_overwrite_and_what_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        salvage(tmp_path / "none.db", tmp_path / "new.db", means=make_means())
    with pytest.raises(UserError, match="已经存在"):
        salvage(store.paths.database, store.paths.database, means=make_means())
    with pytest.raises(UserError, match="没有文件夹"):
        salvage(store.paths.database, tmp_path / "no" / "new.db", means=make_means())


def test_salvage_of_what_holds_nothing_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "zero.db").write_bytes(bytes(PAGE_SIZE * 5))
    with pytest.raises(RefusedFileError, match="没有能读出的记录"):
        save(tmp_path / "zero.db")
    assert [one.name for one in tmp_path.iterdir()] == ["zero.db"]


def test_cancelled_salvage_leaves_nothing(store: Store, tmp_path: Path) -> None:
    fill(store, count=3)
    damaged = closed_copy(store, tmp_path / "damaged")
    with pytest.raises(CancelledError):
        salvage(damaged, tmp_path / "new.db", means=make_means(), cancelled=lambda: True)
    assert not list(tmp_path.glob("new.db*"))
