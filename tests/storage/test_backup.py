"""A copy is proved before it counts."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from app.models.enterprise import Enterprise
from app.storage import store as store_module
from app.storage.backup import back_up, verify_copy
from app.storage.compact import compact
from app.storage.engine import connect
from app.storage.faults import StoreBusyError, StoreFullError
from app.storage.rebuild import digest_of
from app.storage.restore import restore
from app.storage.store import Store, StorePaths
from app.values.enums import PartyKind
from app.values.errors import CancelledError, RefusedFileError, UserError
from tests.stores import make_means, open_copy

PHOTO = bytes(range(256)) * 2000


def fill(store: Store) -> tuple[str, int, int]:
    """Store a photograph and some settings, and return the digest."""
    with store.write() as uow:
        uow.blobs.put(PHOTO)
        uow.settings.set("office", "某局")
        uow.numbers.set_range("责改", first=1, last=10)
        uow.numbers.next_serial("责改", year=2026)
        uow.commit()
    with store.read() as uow:
        return digest_of(uow.connection)


def garble(file: Path, what: bytes) -> None:
    """Change one byte of what stands in the file."""
    data = bytearray(file.read_bytes())
    place = data.index(what) + 5
    data[place] ^= 1
    file.write_bytes(data)


def test_backup_of_an_open_store_holds_everything(store: Store) -> None:
    digest = fill(store)
    report = back_up(store)
    assert report.file == store.paths.backups / "ancha-20261116-091000.db"
    assert verify_copy(report.file).blobs == 1
    assert sorted(path.name for path in store.paths.backups.iterdir()) == [report.file.name]
    restored = StorePaths.under(store.paths.backups / "elsewhere")
    restored.database.parent.mkdir()
    restore(report.file, into=restored, means=make_means(seed=1))
    with open_copy(restored.database.parent) as copy, copy.read() as uow:
        assert digest_of(uow.connection) == digest
        assert uow.settings.get("office") == "某局"


def test_backup_reports_progress(store: Store) -> None:
    fill(store)
    seen: list[tuple[int, int]] = []
    back_up(store, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0


def test_backup_holds_one_moment_while_others_go_on_writing(store: Store) -> None:
    digest = fill(store)
    written: list[int] = []

    def write_meanwhile(done: int, _total: int) -> None:
        with store.write() as uow:
            uow.blobs.put(bytes([len(written)]) * 70_000)
            uow.commit()
        written.append(done)

    report = back_up(store, progress=write_meanwhile)
    assert len(written) >= 2
    assert verify_copy(report.file).blobs == 1
    restored = StorePaths.under(store.paths.backups / "elsewhere")
    restored.database.parent.mkdir()
    restore(report.file, into=restored, means=make_means(seed=1))
    with open_copy(restored.database.parent) as copy, copy.read() as uow:
        assert digest_of(uow.connection) == digest


def test_no_other_file_takes_the_place_of_the_database_while_it_is_copied(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "PATIENCE_S", 0.1)
    fill(store)
    refused: list[str] = []

    def compact_meanwhile(_done: int, _total: int) -> None:
        if not refused:
            with pytest.raises(StoreBusyError) as error:
                compact(store)
            refused.append(error.value.message)

    report = back_up(store, progress=compact_meanwhile)
    assert "没有改变任何内容" in refused[0]
    assert verify_copy(report.file).blobs == 1


@pytest.mark.parametrize("looks", [0, 1, 2])
def test_cancelled_backup_leaves_nothing_behind(store: Store, looks: int) -> None:
    fill(store)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > looks

    with pytest.raises(CancelledError):
        back_up(store, cancelled=cancelled)
    assert list(store.paths.backups.iterdir()) == []


def test_bad_backup_does_not_replace_a_good_one(store: Store) -> None:
    fill(store)
    good = back_up(store).file.read_bytes()
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql("INSERT INTO blob (sha256, size, data) VALUES (zeroblob(32), 1, x'01')")
        connection.commit()
    with pytest.raises(RefusedFileError, match="照片或文书与指纹不符"):
        back_up(store)
    (only,) = store.paths.backups.iterdir()
    assert only.read_bytes() == good


def test_backup_onto_the_store_itself_is_refused(store: Store) -> None:
    with pytest.raises(UserError, match="正在使用"):
        back_up(store, file=store.paths.database)


def test_backup_is_refused_when_the_disk_has_no_room(store: Store) -> None:
    store.means = replace(store.means, free=lambda _folder: 1024)
    with pytest.raises(UserError, match="磁盘空间不足"):
        back_up(store)


def test_backup_that_runs_into_a_full_disk_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    def run_full(_done: int, _whole: int) -> None:
        raise dbapi2.OperationalError("disk I/O error")

    with pytest.raises(StoreFullError, match="磁盘已满"):
        back_up(store, file=tmp_path / "usb" / "a.db", progress=run_full)
    assert list((tmp_path / "usb").iterdir()) == []


def test_backup_onto_a_folder_is_refused_in_words(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(UserError, match="无法写入"):
        back_up(store, file=tmp_path / "a.db")
    assert [one.name for one in tmp_path.glob("a.db*")] == ["a.db"]


def test_verify_refuses_a_copy_whose_revision_was_changed(store: Store) -> None:
    add_enterprise(store, "某某五金加工厂")
    file = back_up(store).file
    connection = connect(file)
    (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'revision_is_never_changed'").fetchone()
    connection.execute("DROP TRIGGER revision_is_never_changed")
    connection.execute("UPDATE revision SET body = replace(body, '五金', '塑料')")
    connection.execute(guard)
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.close()
    with pytest.raises(RefusedFileError, match="修订记录与指纹不符"):
        verify_copy(file)


def test_verify_refuses_what_is_no_backup(tmp_path: Path, store: Store) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("这是一封信", encoding="utf-8")
    with pytest.raises(RefusedFileError, match="不是安查的备份"):
        verify_copy(letter)
    with pytest.raises(RefusedFileError, match="不是安查的备份"):
        verify_copy(store.paths.database)
    with pytest.raises(UserError, match="找不到备份"):
        verify_copy(tmp_path / "nothing.db")


def add_enterprise(store: Store, name: str) -> UUID:
    """Store an enterprise."""
    with store.write() as uow:
        enterprise = Enterprise(name=name, party_kind=PartyKind.COMPANY)
        uow.add(enterprise)
        uow.commit()
    return enterprise.id
