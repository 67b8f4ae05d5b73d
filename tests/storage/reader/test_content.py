"""What an original is, and how large it opens, is read from its bytes."""

import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.storage.reader.content import Role, content_fault
from app.values.photo import MAX_PHOTO_PIXELS
from app.values.refusal import RefusalCode
from tests.photos import PhotoFormat, make_photo

KINDS: tuple[PhotoFormat, ...] = ("JPEG", "PNG", "WEBP", "HEIC")


@pytest.mark.parametrize("kind", KINDS)
def test_a_photograph_of_every_kind_is_good(kind: PhotoFormat) -> None:
    assert content_fault(make_photo(kind, (64, 48)), role=Role.PHOTO) is None


def test_a_heic_that_claims_too_many_pixels_is_a_bomb() -> None:
    data = make_photo("HEIC", (64, 48))
    at = data.index(b"ispe") + 8
    bomb = data[:at] + struct.pack(">II", 30_000, 30_000) + data[at + 8 :]
    assert content_fault(bomb, role=Role.PHOTO) is RefusalCode.IMAGE_BOMB


@pytest.mark.parametrize("role", [Role.PHOTO, Role.ANY])
def test_a_picture_beyond_sixty_million_pixels_is_a_bomb_whoever_names_it(role: Role) -> None:
    out = BytesIO()
    Image.new("1", (8001, 8000)).save(out, "PNG")
    assert content_fault(out.getvalue(), role=role) is RefusalCode.IMAGE_BOMB


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"MZ", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP"])
def test_what_is_no_photograph_is_none_and_harms_nobody_elsewhere(data: bytes) -> None:
    assert content_fault(data, role=Role.PHOTO) is RefusalCode.NOT_A_PHOTO
    assert content_fault(data, role=Role.ANY) is None


def test_a_paper_is_a_pdf() -> None:
    assert content_fault(b"%PDF-1.7\n", role=Role.PAPER) is None
    assert content_fault(make_photo(size=(8, 8)), role=Role.PAPER) is RefusalCode.NOT_A_PAPER


@given(st.sampled_from(KINDS), st.lists(st.tuples(st.integers(0, 399), st.integers(0, 255)), max_size=4))
def test_what_passes_never_opens_beyond_the_limit(kind: PhotoFormat, changes: list[tuple[int, int]]) -> None:
    data = bytearray(_SAMPLES[kind])
    for at, value in changes:
        data[at % len(data)] = value
    if content_fault(bytes(data), role=Role.PHOTO) is None:
        assert _pixels(bytes(data)) <= MAX_PHOTO_PIXELS


def _pixels(data: bytes) -> int:
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.width * picture.height
    except (OSError, SyntaxError, ValueError, UserWarning, Image.DecompressionBombError):
        return 0


_SAMPLES = {kind: make_photo(kind, (64, 48)) for kind in KINDS}
