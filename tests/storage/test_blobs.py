"""Bytes are kept once, under their hash."""

from dataclasses import replace

import pytest

from app.storage.blobs import SmallPicture
from app.storage.faults import StoreFullError
from app.storage.space import RESERVE, free_space, require_room
from app.storage.store import Store
from app.values.canonical import sha256_hex


def test_put_keeps_bytes_once_and_get_gives_them_back(store: Store) -> None:
    with store.write() as uow:
        first = uow.blobs.put(b"photo")
        assert uow.blobs.put(b"photo") == first == sha256_hex(b"photo")
        uow.commit()
    with store.read() as uow:
        assert uow.blobs.get(first) == b"photo"
        assert (uow.blobs.has(first), uow.blobs.size(first)) == (True, 5)
        assert uow.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar() == 1


def test_get_gives_nothing_for_what_is_not_held(store: Store) -> None:
    with store.read() as uow:
        unknown = sha256_hex(b"unknown")
        assert uow.blobs.get(unknown) is None
        assert uow.blobs.size(unknown) is None
        assert not uow.blobs.has(unknown)


def test_small_picture_is_replaced_by_a_newer_one(store: Store) -> None:
    with store.write() as uow:
        photo = uow.blobs.put(b"photo")
        for data in (b"old", b"new"):
            uow.blobs.put_small(photo, width=1000, picture=SmallPicture(data, 1000, 750))
        assert uow.blobs.get_small(photo, width=1000) == SmallPicture(b"new", 1000, 750)
        assert uow.blobs.get_small(photo, width=384) is None


def test_put_refuses_a_photograph_when_the_disk_has_no_room(store: Store) -> None:
    store.means = replace(store.means, free=lambda _folder: RESERVE)
    with store.write() as uow:
        with pytest.raises(StoreFullError, match="磁盘空间不足"):
            uow.blobs.put(bytes(100_000))
        uow.blobs.put(b"a small thing still fits")


@pytest.mark.parametrize(("free", "is_enough"), [(RESERVE + 2000, True), (RESERVE + 1999, False)])
def test_room_for_twice_the_size_and_a_reserve_is_asked(store: Store, free: int, is_enough: bool) -> None:
    folder = store.paths.database.parent
    if is_enough:
        require_room(folder, size=1000, free=lambda _folder: free)
    else:
        with pytest.raises(StoreFullError, match="腾出空间"):
            require_room(folder, size=1000, free=lambda _folder: free)


def test_free_space_of_a_folder_that_is_not_there_is_that_of_its_place(store: Store) -> None:
    folder = store.paths.database.parent
    assert free_space(folder / "not" / "there") == pytest.approx(free_space(folder), rel=0.1)
