"""Photographs are decoded ahead in their order; refusals keep their place, and few are in memory."""

from collections.abc import Iterator

import pytest

from app.services.photo_ahead import SIDE_BY_SIDE, decoded_ahead, prints_ahead
from app.storage.images import take_photo
from app.values.photo import PhotoRefusedError
from app.values.rows_photo import PhotoFile, RefusedPhoto
from tests.services.walking import photo


def test_photographs_come_decoded_in_their_order() -> None:
    names = [decoded[0].name for decoded in decoded_ahead([photo(1), photo(2), photo(3)]) if isinstance(decoded, tuple)]
    assert names == ["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"]


def test_refusals_keep_their_place() -> None:
    unreadable = RefusedPhoto("没有.jpg", "读不出来。")
    found = list(decoded_ahead([unreadable, PhotoFile("坏图.jpg", b"nothing"), photo(1)]))
    assert found[0] is unreadable
    assert isinstance(found[1], RefusedPhoto)
    assert "坏图.jpg" in found[1].words
    assert isinstance(found[2], tuple)


def test_no_more_than_one_is_read_ahead() -> None:
    read: list[int] = []

    def files() -> Iterator[PhotoFile]:
        for number in (1, 2, 3):
            read.append(number)
            yield photo(number)

    coming = decoded_ahead(files())
    next(coming)
    assert read == [1, 2]


def test_nothing_comes_of_nothing() -> None:
    assert list(decoded_ahead([])) == []


def test_failing_source_is_told() -> None:
    def files() -> Iterator[PhotoFile]:
        yield photo(1)
        raise OSError("card pulled out")

    with pytest.raises(OSError, match="card pulled out"):
        list(decoded_ahead(files()))


def test_pictures_for_print_are_those_that_an_import_makes() -> None:
    originals = [(f"hash {number}", photo(number).data) for number in (1, 2, 3, 4)]
    made = list(prints_ahead(originals))
    assert made == [(name, take_photo(data, name="a").renditions.print_1000) for name, data in originals]


def test_few_originals_are_read_before_their_pictures_are_taken() -> None:
    read: list[int] = []

    def originals() -> Iterator[tuple[str, bytes]]:
        for number in range(1, 7):
            read.append(number)
            yield str(number), photo(number).data

    coming = prints_ahead(originals())
    assert next(coming)[0] == "1"
    assert len(read) == SIDE_BY_SIDE + 1
    assert [name for name, _ in coming] == ["2", "3", "4", "5", "6"]


def test_original_that_cannot_be_decoded_is_told_by_name() -> None:
    with pytest.raises(PhotoRefusedError, match="坏图"):
        list(prints_ahead([("坏图", b"nothing")]))
