"""What is known of a photograph, and why one may be refused."""

from dataclasses import dataclass
from enum import StrEnum

from app.values.errors import RefusedFileError

MAX_PHOTO_BYTES = 64 * 1024 * 1024
MAX_PHOTO_PIXELS = 60_000_000
MAX_PHOTO_EDGE = 32_768
PRINT_EDGE = 1000
THUMB_EDGE = 384


class PhotoKind(StrEnum):
    """The kinds of photograph that can be taken in."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    HEIC = "HEIC"


class PhotoRefusal(StrEnum):
    """Why a photograph was refused."""

    EMPTY = "empty"
    NOT_A_PHOTO = "not_a_photo"
    KIND = "kind"
    ANIMATED = "animated"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED = "damaged"


class PhotoRefusedError(RefusedFileError):
    """A photograph was refused by name; the others of the batch go on."""

    def __init__(self, name: str, *, reason: PhotoRefusal, because: str, hint: str) -> None:
        super().__init__(f"照片“{name}”没有导入：{because}。", hint=hint)
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the bytes of a photograph say of it; sizes are those of the upright picture.

    The time is the camera's own civil time, as text, because many cameras record no offset.
    """

    kind: PhotoKind
    width: int
    height: int
    orientation: int = 1
    taken_at: str | None = None
    taken_offset: str | None = None
    latitude_e7: int | None = None
    longitude_e7: int | None = None
    camera_make: str | None = None
    camera_model: str | None = None


@dataclass(frozen=True, slots=True)
class Renditions:
    """The two small JPEG pictures made of a photograph: for print and for lists."""

    print_1000: bytes
    print_size: tuple[int, int]
    thumb_384: bytes
    thumb_size: tuple[int, int]
