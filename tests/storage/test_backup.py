"""A copy is proved before it counts, and a restored store is a new device."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from app.models.enterprise import Enterprise
from app.storage.backup import back_up, restore, verify_copy
from app.storage.engine import PAGE_SIZE, connect
from app.storage.faults import StoreBusyError, StoreFullError
from app.storage.health import Level, check
from app.storage.numbering import NumberingError
from app.storage.rebuild import digest_of
from app.storage.store import Store, StorePaths
from app.values.enums import PartyKind
from app.values.errors import RefusedFileError, UserError
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


def test_restored_store_is_a_new_device_whose_numbering_waits(store: Store, store_dir: Path) -> None:
    fill(store)
    file = back_up(store).file
    with store.read() as uow:
        before = uow.devices.current().id
    with store.write() as uow:
        assert uow.numbers.next_serial("责改", year=2026) == 2  # on paper, but not in the backup
        uow.commit()
    store.close()
    restore(file, into=StorePaths.under(store_dir), means=make_means(seed=5))
    with open_copy(store_dir) as restored, restored.write() as uow:
        assert uow.devices.current().id != before
        assert uow.devices.current().ground == "restored"
        with pytest.raises(NumberingError, match="编号已暂停"):
            uow.numbers.next_serial("责改", year=2026)
        assert uow.numbers.confirm_last_number("责改", year=2026, last=4) == (2, 3, 4)
        assert uow.numbers.next_serial("责改", year=2026) == 5


def test_chain_of_a_restored_store_starts_anew(store: Store, store_dir: Path) -> None:
    first = _add_enterprise(store, "一厂")
    file = back_up(store).file
    store.close()
    restore(file, into=StorePaths.under(store_dir), means=make_means(seed=5))
    with open_copy(store_dir, means=make_means(seed=6)) as restored:
        second = _add_enterprise(restored, "二厂")
        with restored.read() as uow:
            heads = {head.rev_id: head.seq for head in uow.log.chain_heads()}
            assert set(heads.values()) == {1}
            assert {uow.log.history(first)[0].rev_id, uow.log.history(second)[0].rev_id} == heads.keys()
        assert check(restored).level is Level.SOUND


def test_restore_keeps_what_stood_there_before(store: Store, store_dir: Path) -> None:
    file = back_up(store).file
    fill(store)
    store.close()
    restore(file, into=StorePaths.under(store_dir), means=make_means(seed=5))
    kept = store_dir / "backups" / "replaced-20261116-091000.db"
    assert verify_copy(kept).blobs == 1
    with open_copy(store_dir) as restored, restored.read() as uow:
        assert uow.settings.get("office") is None


def test_restore_sets_a_damaged_store_aside_as_it_lies(store: Store, store_dir: Path) -> None:
    fill(store)
    file = back_up(store).file
    store.close()
    garbage = bytes(PAGE_SIZE * 4)
    (store_dir / "ancha.db").write_bytes(garbage)
    restore(file, into=StorePaths.under(store_dir), means=make_means(seed=5))
    assert (store_dir / "backups" / "replaced-20261116-091000.db").read_bytes() == garbage
    with open_copy(store_dir) as restored, restored.read() as uow:
        assert uow.settings.get("office") == "某局"


def test_restore_is_refused_while_the_store_is_open_for_writing(store: Store, store_dir: Path) -> None:
    fill(store)
    file = back_up(store).file
    with pytest.raises(StoreBusyError):
        restore(file, into=StorePaths.under(store_dir), means=make_means())


def test_restore_refuses_a_copy_whose_photo_was_changed(store: Store, store_dir: Path) -> None:
    fill(store)
    file = back_up(store).file
    store.close()
    garble(file, PHOTO[:4000])
    with pytest.raises(RefusedFileError):
        restore(file, into=StorePaths.under(store_dir), means=make_means())


def test_verify_refuses_a_copy_whose_revision_was_changed(store: Store) -> None:
    _add_enterprise(store, "某某五金加工厂")
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


def _add_enterprise(store: Store, name: str) -> UUID:
    with store.write() as uow:
        enterprise = Enterprise(name=name, party_kind=PartyKind.COMPANY)
        uow.add(enterprise)
        uow.commit()
    return enterprise.id
