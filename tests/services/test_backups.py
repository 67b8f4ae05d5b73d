"""Automatic copies are made where work is missing, read back there, and superseded ones go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.enterprise import Enterprise
from app.services import backups as module
from app.services.backups import BackupService
from app.services.desk import Desk
from app.storage.backup import verify_copy
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import PartyKind
from app.values.errors import CancelledError, UserError
from app.values.rows_safekeeping import BackupSettings, CopyKind


@pytest.fixture
def backups(store: Store) -> BackupService:
    return BackupService(Desk(store))


@pytest.fixture
def usb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as lying on another disk."""
    folder = tmp_path / "usb"
    monkeypatch.setattr(module, "is_elsewhere", lambda path, store: folder in (path, *path.parents))
    return folder


def work(store: Store) -> None:
    """Store one more enterprise."""
    with store.write() as uow:
        uow.add(Enterprise(name="某厂", party_kind=PartyKind.COMPANY))
        uow.commit()


def later(store: Store, **time: float) -> None:
    """Let time pass."""
    clock = store.means.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(**time))


def names(folder: Path) -> Iterator[str]:
    """Name the copies in the folder."""
    return (file.name for file in sorted(folder.glob("*.db")))


def test_copy_by_hand_is_remembered(store: Store, backups: BackupService) -> None:
    work(store)
    row = backups.back_up()
    assert (row.kind, row.revisions, row.is_there) == (CopyKind.BY_HAND, 1, True)
    assert backups.copies() == (row,)


def test_copy_by_hand_goes_to_a_chosen_drive_too(store: Store, backups: BackupService, usb: Path) -> None:
    work(store)
    backups.add_place(usb)
    row = backups.back_up()
    assert {(copy.file, copy.kind) for copy in backups.copies()} == {
        (row.file, CopyKind.BY_HAND),
        (usb / row.file.name, CopyKind.BY_HAND),
    }
    assert not backups.due(at_exit=True)


def test_copy_to_a_named_file_goes_nowhere_else(
    store: Store, backups: BackupService, usb: Path, tmp_path: Path
) -> None:
    work(store)
    backups.add_place(usb)
    backups.back_up(tmp_path / "mine.db")
    assert list(names(usb)) == []


def test_nothing_is_due_in_an_empty_store(backups: BackupService) -> None:
    assert not backups.due()
    assert backups.run_automatic().made == ()


def test_work_is_due_at_once_the_first_time_and_then_after_hours(store: Store, backups: BackupService) -> None:
    work(store)
    assert backups.due()
    (made,) = backups.run_automatic().made
    assert made.kind is CopyKind.AUTOMATIC
    assert verify_copy(made.file).revisions == 1
    work(store)
    assert not backups.due()
    assert backups.due(at_exit=True)
    later(store, hours=4)
    assert backups.due()


def test_nothing_is_due_without_new_work(store: Store, backups: BackupService) -> None:
    work(store)
    backups.run_automatic()
    later(store, days=30)
    assert not backups.due(at_exit=True)


def test_nothing_is_due_when_it_is_switched_off(store: Store, backups: BackupService) -> None:
    work(store)
    backups.set_settings(BackupSettings(is_on=False))
    assert not backups.due(at_exit=True)


def test_settings_out_of_range_are_refused(backups: BackupService) -> None:
    with pytest.raises(UserError, match="份数"):
        backups.set_settings(BackupSettings(daily=0))
    assert backups.settings() == BackupSettings()


def test_automatic_run_writes_to_a_chosen_drive_too(store: Store, backups: BackupService, usb: Path) -> None:
    work(store)
    backups.add_place(usb)
    run = backups.run_automatic()
    assert [row.file.parent for row in run.made] == [store.paths.backups, usb]
    assert [row.is_elsewhere for row in run.made] == [False, True]
    assert verify_copy(run.made[0].file).chains == verify_copy(run.made[1].file).chains
    (place,) = backups.places()
    assert (place.is_there, place.last_at) == (True, run.made[1].at)


def test_stick_that_comes_later_gets_what_it_lacks(store: Store, backups: BackupService, usb: Path) -> None:
    work(store)
    backups.run_automatic()
    assert not backups.due()
    backups.add_place(usb)
    assert backups.due()
    assert [row.file.parent for row in backups.run_automatic().made] == [usb]


def test_place_that_is_not_at_hand_is_left_alone(store: Store, backups: BackupService, usb: Path) -> None:
    work(store)
    backups.add_place(usb)
    usb.rename(usb.with_name("pulled out"))
    usb.mkdir()  # the empty folder on which it was mounted
    run = backups.run_automatic()
    assert [row.file.parent for row in run.made] == [store.paths.backups]
    assert list(usb.iterdir()) == []
    assert not backups.places()[0].is_there


def test_place_that_fails_is_named_and_the_others_go_on(store: Store, backups: BackupService, usb: Path) -> None:
    work(store)
    backups.add_place(usb)
    free = store.means.free
    store.means = replace(store.means, free=lambda folder: 10 if folder == usb else free(folder))
    run = backups.run_automatic()
    assert [row.file.parent for row in run.made] == [store.paths.backups]
    (failed,) = run.failed
    assert failed.folder == usb
    assert "磁盘空间不足" in failed.reason


def test_removed_place_keeps_its_copies(store: Store, backups: BackupService, usb: Path) -> None:
    work(store)
    backups.add_place(usb)
    backups.run_automatic()
    backups.remove_place(usb)
    assert backups.places() == ()
    assert len(list(names(usb))) == 1


def test_superseded_copies_go_after_the_new_one_and_copies_by_hand_stay(store: Store, backups: BackupService) -> None:
    backups.set_settings(BackupSettings(daily=2, weekly=0))
    work(store)
    by_hand = backups.back_up()
    for _ in range(3):
        later(store, days=1)
        work(store)
        backups.run_automatic()
    kept = [row.file for row in backups.copies()]
    assert len(kept) == 3
    assert by_hand.file in kept
    assert sorted(file.name for file in kept) == list(names(store.paths.backups))


def test_copies_of_another_machine_on_the_same_stick_stay(store: Store, backups: BackupService, usb: Path) -> None:
    backups.set_settings(BackupSettings(daily=1, weekly=0))
    backups.add_place(usb)
    (usb / "ancha-auto-00000000-20200101-120000.db").write_bytes(b"of another machine")
    work(store)
    backups.run_automatic()
    assert "ancha-auto-00000000-20200101-120000.db" in names(usb)
    assert {row.kind for row in backups.copies()} == {CopyKind.AUTOMATIC, CopyKind.UNKNOWN}


def test_older_copy_stays_when_the_new_one_cannot_be_proved(store: Store, backups: BackupService) -> None:
    backups.set_settings(BackupSettings(daily=1, weekly=0))
    work(store)
    (first,) = backups.run_automatic().made
    work(store)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql("INSERT INTO blob (sha256, size, data) VALUES (zeroblob(32), 1, x'01')")
        connection.commit()
    later(store, days=1)
    run = backups.run_automatic()
    assert (run.made, run.removed) == ((), ())
    assert "与指纹不符" in run.failed[0].reason
    assert list(names(store.paths.backups)) == [first.file.name]


def test_cancelled_run_leaves_nothing_half_behind(store: Store, backups: BackupService) -> None:
    work(store)
    with pytest.raises(CancelledError):
        backups.run_automatic(cancelled=lambda: True)
    assert list(store.paths.backups.iterdir()) == []
    assert backups.copies() == ()
    assert backups.due()
