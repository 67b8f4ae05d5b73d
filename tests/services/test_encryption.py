"""The lock of the store as services: opened by passphrase, recovery key and keyring, copies follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.catalogue import Services
from app.services.unlocking import key_of, open_unlocked
from app.storage import keyring_key
from app.storage.store import StorePaths
from app.values.errors import LockedStoreError, UserError, WrongPassphraseError
from app.values.rows_encryption import Unlock
from tests.services.first_day import FirstDay, empty_desk, set_up
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses

pytestmark = pytest.mark.usefixtures("cheap_keys")
WORDS, OTHER = "correct horse 7", "石榴 水塔 夜航船"


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services)


def paths_of(services: Services) -> StorePaths:
    return services.desk.store.paths


def test_work_goes_on_behind_the_lock_and_nothing_is_lost(day: FirstDay) -> None:
    before = day.services.safekeeping.digest()
    printed = day.services.encryption.encrypt(WORDS)
    assert day.services.encryption.is_encrypted
    assert day.services.safekeeping.digest() == before
    day.plan()
    after = day.services.safekeeping.digest()
    paths = paths_of(day.services)
    day.services.desk.store.close()
    for words in (Unlock(WORDS), Unlock(recovery=printed)):
        with open_unlocked(paths, words=words) as store, store.read() as uow:
            assert uow.connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one() == after.revisions


def test_copies_at_hand_follow_a_new_passphrase(day: FirstDay) -> None:
    day.services.encryption.encrypt(WORDS)
    copy = day.services.backups.back_up().file
    assert day.services.encryption.change_passphrase(Unlock(WORDS), OTHER) == 1
    assert key_of(copy, words=Unlock(OTHER)) == day.services.desk.store.means.key
    with pytest.raises(WrongPassphraseError):
        key_of(copy, words=Unlock(WORDS))


def test_open_copies_of_this_store_are_named_wherever_they_lie_and_nobody_elses(day: FirstDay, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    day.services.backups.add_place(stick)
    ours = day.services.backups.back_up(stick / "ours.db").file
    here = day.services.backups.run_automatic().made[0].file
    (stick / "of another laptop.db").write_bytes(ours.read_bytes())
    day.services.encryption.encrypt(WORDS)
    assert {ours, here} <= set(day.services.encryption.standing().plain_copies)
    gone = day.services.encryption.remove_plain_copies()
    assert {ours, here} <= set(gone)
    assert day.services.encryption.standing().plain_copies == ()
    assert (stick / "of another laptop.db").exists()
    day.services.backups.back_up(stick / "later.db")
    assert day.services.encryption.change_passphrase(Unlock(WORDS), OTHER) == 1


def test_stopping_or_a_weak_passphrase_leaves_the_store_open_and_no_key_file(day: FirstDay) -> None:
    with pytest.raises(UserError, match="已取消"):
        day.services.encryption.encrypt(WORDS, cancelled=lambda: True)
    with pytest.raises(UserError, match="至少要 8 个字符"):
        day.services.encryption.encrypt("short")
    assert not day.services.encryption.is_encrypted
    assert not list(paths_of(day.services).database.parent.glob("*.key*"))
    day.plan()


def test_what_needs_the_lock_is_refused_without_one(day: FirstDay) -> None:
    for act in (day.services.encryption.decrypt, day.services.encryption.renew_recovery):
        with pytest.raises(UserError, match="没有加密"):
            act(Unlock(WORDS))
    assert not day.services.encryption.remember(wanted=True)


def test_the_keyring_opens_the_store_where_its_owner_wants_that(day: FirstDay, monkeypatch: pytest.MonkeyPatch) -> None:
    ring: dict[str, bytes] = {}
    monkeypatch.setattr(keyring_key, "keep", lambda name, key: ring.update({name: key}) is None)
    monkeypatch.setattr(keyring_key, "find", ring.get)
    monkeypatch.setattr(keyring_key, "forget", lambda name: ring.pop(name, None))
    day.services.encryption.encrypt(WORDS)
    database = paths_of(day.services).database
    with pytest.raises(LockedStoreError):
        key_of(database)
    assert day.services.encryption.remember(wanted=True)
    assert day.services.encryption.standing().is_remembered
    assert key_of(database) == day.services.desk.store.means.key
    assert not day.services.encryption.remember(wanted=False)
    with pytest.raises(LockedStoreError):
        key_of(database)


def test_a_keyring_that_takes_nothing_is_told(day: FirstDay) -> None:
    day.services.encryption.encrypt(WORDS)
    with pytest.raises(UserError, match="钥匙串"):
        day.services.encryption.remember(wanted=True)


def test_the_sheet_with_the_recovery_key_never_lies_beside_the_store(day: FirstDay, tmp_path: Path) -> None:
    printed = day.services.encryption.encrypt(WORDS)
    with pytest.raises(UserError, match="不能放在资料文件夹"):
        day.services.encryption.save_recovery(printed, paths_of(day.services).database.parent / "key.pdf")
    day.services.encryption.save_recovery(printed, tmp_path / "usb.pdf")
    assert (tmp_path / "usb.pdf").read_bytes().startswith(b"%PDF")
