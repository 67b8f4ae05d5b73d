"""A restored store is a new device, and what stood there before is kept."""

from pathlib import Path

import pytest

from app.storage.backup import back_up, verify_copy
from app.storage.engine import PAGE_SIZE
from app.storage.faults import StoreBusyError
from app.storage.health import Level, check
from app.storage.numbering import NumberingError
from app.storage.restore import restore
from app.storage.store import Store, StorePaths
from app.values.errors import RefusedFileError
from tests.storage.test_backup import PHOTO, add_enterprise, fill, garble
from tests.stores import make_means, open_copy


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
    first = add_enterprise(store, "一厂")
    file = back_up(store).file
    store.close()
    restore(file, into=StorePaths.under(store_dir), means=make_means(seed=5))
    with open_copy(store_dir, means=make_means(seed=6)) as restored:
        second = add_enterprise(restored, "二厂")
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
