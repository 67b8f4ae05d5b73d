"""Read the header of a photograph: what kind it is, how large, and which of its parts the decoder needs.

The kind is read from the bytes, never from the suffix. What the decoder does not need (notes, previews, further
frames) is taken out before it sees the file, so that it cannot trip over it.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from app.values.photo import PhotoKind

_JPEG_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_DECODABLE = {0xC0, 0xC1, 0xC2}
_JPEG_TABLES = {0xC4, 0xDB, 0xDD}
_MAX_JPEG_SCANS = 200
_PNG_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"IDAT", b"IEND"}
_MAX_PROFILE = 1 << 20
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis"}
_KNOWN = (
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\0", "TIFF 或相机原始图片"),
    (b"MM\0*", "TIFF 图片"),
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或 Office 文档"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
    (b"Rar!", "压缩包"),
    (b"\x1a\x45\xdf\xa3", "视频"),
    (b"8BPS", "Photoshop 图片"),
    (b"<svg", "SVG 图形"),
)


class NotAPhotoError(ValueError):
    """The bytes are no photograph of a supported kind; the message names what they are, if known."""


class DamagedHeaderError(ValueError):
    """The header is cut off or contradicts itself."""


class AnimatedError(ValueError):
    """The picture moves."""


@dataclass(frozen=True, slots=True)
class PhotoHeader:
    """What the header says, before anything is decoded; a HEIC file tells its size only to its own decoder."""

    kind: PhotoKind
    width: int
    height: int
    exif: bytes | None
    decodable: bytes


def read_header(data: bytes) -> PhotoHeader:
    """Read the header of a photograph of any supported kind."""
    if data[:3] == b"\xff\xd8\xff":
        return _read_jpeg(data)
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return _read_png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _read_webp(data)
    if data[4:8] == b"ftyp":
        return _read_heic(data)
    named = next((words for mark, words in _KNOWN if data.startswith(mark)), "")
    raise NotAPhotoError(named)


def _read_jpeg(data: bytes) -> PhotoHeader:
    view, kept, exif, size = memoryview(data), [memoryview(b"\xff\xd8")], None, (0, 0)
    for marker, start, end in _jpeg_segments(data):
        body = data[start + 4 : end]
        if marker in _JPEG_FRAMES:
            if marker not in _JPEG_DECODABLE or len(body) < 6:
                raise DamagedHeaderError
            height, width = struct.unpack_from(">HH", body, 1)
            size = (width, height)
        if marker == 0xE1 and exif is None and body.startswith(b"Exif\0\0"):
            exif = body
        if marker == 0xC2:
            _refuse_endless_scans(data, start)
        if marker == 0xDA:
            kept.append(view[start:])
        elif _jpeg_needs(marker, body):
            kept.append(view[start:end])
    return PhotoHeader(PhotoKind.JPEG, *size, exif, b"".join(kept))


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Walk the segments up to the first scan, as (marker, start, end)."""
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            raise DamagedHeaderError
        marker = data[at + 1]
        if marker in _JPEG_STANDALONE:
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in (0xD8, 0xD9) or end > len(data) or end < at + 4:
            raise DamagedHeaderError
        yield marker, at, end
        if marker == 0xDA:
            return
        at = end


def _jpeg_needs(marker: int, body: bytes) -> bool:
    return (
        marker in _JPEG_FRAMES
        or marker in _JPEG_TABLES
        or (marker == 0xE0 and body.startswith(b"JFIF"))
        or (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"))
        or (marker == 0xEE and body.startswith(b"Adobe"))
    )


def _refuse_endless_scans(data: bytes, start: int) -> None:
    # A progressive file may repeat its scans without end: small to send, minutes to decode.
    if data.count(b"\xff\xda", start) > _MAX_JPEG_SCANS:
        raise DamagedHeaderError


def _read_png(data: bytes) -> PhotoHeader:
    kept, exif, size = [data[:8]], None, (0, 0)
    for name, start, end in _png_chunks(data):
        body = data[start + 8 : end - 4]
        if name == b"IHDR" and len(body) == 13:
            size = struct.unpack_from(">II", body)
        elif name == b"eXIf":
            exif = body
        elif name == b"acTL" and body[:4] != b"\0\0\0\1":
            raise AnimatedError
        if name in _PNG_NEEDED and not (name == b"iCCP" and len(body) > _MAX_PROFILE):
            kept.append(data[start:end])
    return PhotoHeader(PhotoKind.PNG, *size, exif, b"".join(kept))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Walk the chunks up to the closing one, as (name, start, end)."""
    at, name = 8, b""
    while name != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if at + 8 > len(data) or end > len(data):
            raise DamagedHeaderError
        name = data[at + 4 : at + 8]
        yield name, at, end
        at = end


def _read_webp(data: bytes) -> PhotoHeader:
    exif, size = None, (0, 0)
    for name, start, end in _webp_chunks(data):
        body = data[start + 8 : end]
        if name == b"VP8X" and len(body) >= 10:
            if body[0] & 0x02:
                raise AnimatedError
            size = (1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little"))
        elif name == b"EXIF":
            exif = body
        elif size == (0, 0):
            size = _webp_frame_size(name, body)
    return PhotoHeader(PhotoKind.WEBP, *size, exif, data)


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Walk the chunks of the container, as (name, start, end)."""
    limit = 8 + int.from_bytes(data[4:8], "little")
    if limit > len(data):
        raise DamagedHeaderError
    at = 12
    while at + 8 <= limit:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > len(data):
            raise DamagedHeaderError
        yield data[at : at + 4], at, at + 8 + length
        at += 8 + length + length % 2


def _webp_frame_size(name: bytes, body: bytes) -> tuple[int, int]:
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a" and len(body) >= 10:
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    if name == b"VP8L" and body[:1] == b"\x2f" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


def _read_heic(data: bytes) -> PhotoHeader:
    end = int.from_bytes(data[:4], "big")
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, min(end, 256), 4))}
    if brands & _HEIC_BRANDS:
        return PhotoHeader(PhotoKind.HEIC, 0, 0, None, data)
    if brands & {b"avif", b"avis"}:
        raise NotAPhotoError("AVIF 图片")
    raise NotAPhotoError("视频" if brands & {b"mp42", b"isom", b"mp41", b"qt  ", b"M4V "} else "")
