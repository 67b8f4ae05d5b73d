"""One photograph is decoded while the one before it is written; refusals keep their place."""

from collections.abc import Iterator

import pytest

from app.services.photo_ahead import decoded_ahead
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
