"""Look into an original before it is taken in: is it what the record that names it says, and how large is it opened?"""

import struct
from enum import IntEnum

from app.storage.photo_headers import AnimatedError, DamagedHeaderError, NotAPhotoError, read_header
from app.values.photo import MAX_PHOTO_EDGE, MAX_PHOTO_PIXELS, PhotoKind
from app.values.refusal import RefusalCode

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_BOX = struct.Struct(">I4s")
_SIZE = struct.Struct(">II")


class Role(IntEnum):
    """What a record says that an original is."""

    ANY = 0
    PHOTO = 1
    PAPER = 2


def content_fault(data: bytes, *, role: Role) -> RefusalCode | None:
    """Say what is wrong with an original, None where nothing is."""
    if role is Role.PAPER:
        return None if data.startswith(b"%PDF-") else RefusalCode.NOT_A_PAPER
    if role is Role.ANY and not _looks_like_a_picture(data):
        return None
    try:
        header = read_header(data)
        sizes = _heic_sizes(data) if header.kind is PhotoKind.HEIC else ((header.width, header.height),)
    except (NotAPhotoError, AnimatedError, DamagedHeaderError, struct.error, IndexError):
        # What only resembles a picture is never opened as one.
        return RefusalCode.NOT_A_PHOTO if role is Role.PHOTO else None
    if any(_is_too_large(width, height) for width, height in sizes):
        return RefusalCode.IMAGE_BOMB
    is_empty = not sizes or any(width < 1 or height < 1 for width, height in sizes)
    return RefusalCode.NOT_A_PHOTO if role is Role.PHOTO and is_empty else None


def _looks_like_a_picture(data: bytes) -> bool:
    return data.startswith(_PICTURES) or data[4:8] == b"ftyp"


def _is_too_large(width: int, height: int) -> bool:
    return width * height > MAX_PHOTO_PIXELS or max(width, height) > MAX_PHOTO_EDGE


def _heic_sizes(data: bytes) -> tuple[tuple[int, int], ...]:
    """List the sizes that the boxes of properties name: of the whole picture, of its tiles and of its small ones."""
    found, at = [], 0
    while at + _BOX.size <= len(data):
        length, name = _BOX.unpack_from(data, at)
        end = len(data) if length == 0 else at + length
        if end < at + _BOX.size or end > len(data):
            raise DamagedHeaderError
        if name == b"meta":
            found += _sizes_within(data[at:end])
        at = end
    return tuple(found)


def _sizes_within(meta: bytes) -> list[tuple[int, int]]:
    found, at = [], meta.find(b"ispe")
    while at >= 0 and at + 16 <= len(meta):
        width, height = _SIZE.unpack_from(meta, at + 8)
        found.append((width, height))
        at = meta.find(b"ispe", at + 16)
    return found
