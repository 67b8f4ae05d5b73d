"""The header tells kind and size, and hands the decoder only what it needs."""

import io

import pytest
from PIL import Image

from app.storage.photo_headers import DamagedHeaderError, NotAPhotoError, read_header
from app.values.photo import PhotoKind
from tests.photos import PhotoFormat, make_photo


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(64, 48), (1, 7), (640, 480)])
def test_read_gives_the_stored_size(kind: PhotoFormat, size: tuple[int, int]) -> None:
    header = read_header(make_photo(kind, size))
    assert (header.width, header.height) == size


@pytest.mark.parametrize("lossless", [True, False])
def test_read_gives_the_size_of_a_plain_webp(lossless: bool) -> None:
    out = io.BytesIO()
    Image.new("RGB", (37, 21), "red").save(out, "WEBP", lossless=lossless)
    header = read_header(out.getvalue())
    assert (header.kind, header.width, header.height) == (PhotoKind.WEBP, 37, 21)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_is_left_for_the_decoder_has_no_notes_but_the_same_picture(kind: PhotoFormat) -> None:
    photo = make_photo(kind, (64, 48), gps=(29.8, 106.0))
    header = read_header(photo)
    assert header.exif is not None
    assert header.exif.removeprefix(b"Exif\0\0") not in header.decodable
    with Image.open(io.BytesIO(photo)) as whole, Image.open(io.BytesIO(header.decodable)) as bare:
        assert whole.tobytes() == bare.tobytes()
        assert "exif" not in bare.info


def test_the_second_picture_behind_a_photo_does_not_disturb_the_first() -> None:
    photo = make_photo("JPEG", (64, 48))
    header = read_header(photo + make_photo("JPEG", (640, 480)))
    assert (header.width, header.height) == (64, 48)


def test_a_jpeg_without_a_picture_is_damaged() -> None:
    with pytest.raises(DamagedHeaderError):
        read_header(b"\xff\xd8\xff\xd9" + bytes(20))


def test_an_unknown_file_is_named_where_it_can_be() -> None:
    with pytest.raises(NotAPhotoError, match="Photoshop"):
        read_header(b"8BPS" + bytes(20))
