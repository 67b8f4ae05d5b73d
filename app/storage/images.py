"""Take a photograph in: check it by really decoding it, and make its two small pictures.

Nothing here touches the database or keeps state, so that several photographs can be taken in side by side.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from app.storage.exif import Exif, read_exif
from app.storage.photo_headers import AnimatedError, DamagedHeaderError, NotAPhotoError, PhotoHeader, read_header
from app.values.photo import (
    MAX_PHOTO_BYTES,
    MAX_PHOTO_EDGE,
    MAX_PHOTO_PIXELS,
    PRINT_EDGE,
    THUMB_EDGE,
    PhotoFacts,
    PhotoKind,
    PhotoRefusal,
    PhotoRefusedError,
    Renditions,
)

# A decoded picture up to a tenth above the wanted edge stays as it is: resampling would soften it and cost time.
_CLOSE_ENOUGH = PRINT_EDGE * 11 // 10
_QUALITY = 80
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DECODER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A photograph that was decoded once: what is known of it, and its small pictures."""

    facts: PhotoFacts
    renditions: Renditions


def take_photo(data: bytes, *, name: str) -> TakenPhoto:
    """Check a photograph and make its small pictures with one decoding; refuse it by name."""
    facts, picture = _decode(data, name=name)
    return TakenPhoto(facts, _render(picture))


def inspect_photo(data: bytes, *, name: str) -> PhotoFacts:
    """Check a photograph by decoding it and tell what is known of it; refuse it by name."""
    return _decode(data, name=name)[0]


def render_renditions(data: bytes, *, name: str) -> Renditions:
    """Make the two small pictures of a photograph."""
    return _render(_decode(data, name=name)[1])


def render_print(data: bytes, *, name: str) -> bytes:
    """Make the picture for print alone."""
    return _jpeg(_decode(data, name=name)[1])


def _decode(data: bytes, *, name: str) -> tuple[PhotoFacts, Image.Image]:
    header = _checked_header(data, name=name)
    try:
        source, exif = _open(header, name=name)
        picture = _upright(_srgb(_shrunk(source)), exif.orientation)
    except _DECODER_ERRORS as error:
        raise _damaged(name) from error
    size = (header.width, header.height) if header.width else source.size
    return _facts(header.kind, size, exif), picture


def _checked_header(data: bytes, *, name: str) -> PhotoHeader:
    if not data:
        raise _refused(name, PhotoRefusal.EMPTY, "文件是空的", "请重新拍摄，或者从手机再传一次。")
    if len(data) > MAX_PHOTO_BYTES:
        raise _refused(name, PhotoRefusal.TOO_MANY_BYTES, "文件超过64MB", "请用手机或看图软件另存为较小的JPEG再导入。")
    try:
        header = read_header(data)
    except NotAPhotoError as error:
        raise _other_kind(name, str(error)) from error
    except AnimatedError as error:
        raise _refused(
            name, PhotoRefusal.ANIMATED, "它是动图", "证据要用静态照片，请截取一帧另存为JPEG再导入。"
        ) from error
    except DamagedHeaderError as error:
        raise _damaged(name) from error
    if header.kind is not PhotoKind.HEIC:
        _check_size(header.width, header.height, name=name)
    return header


def _check_size(width: int, height: int, *, name: str) -> None:
    if width < 1 or height < 1:
        raise _damaged(name)
    if width * height > MAX_PHOTO_PIXELS or max(width, height) > MAX_PHOTO_EDGE:
        raise _refused(
            name,
            PhotoRefusal.TOO_MANY_PIXELS,
            f"画面{width}×{height}，超过6000万像素或边长{MAX_PHOTO_EDGE}",
            "请用看图软件缩小后另存为JPEG再导入，原件另行保存。",
        )


def _open(header: PhotoHeader, *, name: str) -> tuple[Image.Image, Exif]:
    if header.kind is PhotoKind.HEIC:
        return _open_heic(header.decodable, name=name)
    stream = BytesIO(header.decodable)
    source: Image.Image
    if header.kind is PhotoKind.JPEG:
        source = JpegImageFile(stream)
        step = _draft_step(max(source.size))
        source.draft(None, (max(1, source.width // step), max(1, source.height // step)))
    elif header.kind is PhotoKind.PNG:
        source = PngImageFile(stream)
    else:
        source = WebPImageFile(stream)
    source.load()
    return source, read_exif(header.exif)


def _open_heic(data: bytes, *, name: str) -> tuple[Image.Image, Exif]:
    import pillow_heif  # only for the photographs of one make of telephone

    heif = pillow_heif.open_heif(data, convert_hdr_to_8bit=True)
    _check_size(*heif.size, name=name)
    exif = read_exif(heif.info.get("exif"))
    # The decoder has already turned the picture as the container says; the EXIF turn repeats that.
    upright = Exif(1, exif.taken_at, exif.taken_offset, exif.latitude_e7, exif.longitude_e7, exif.make, exif.model)
    return heif.to_pillow(), upright


def _draft_step(edge: int) -> int:
    """Give the largest step of the JPEG decoder that still leaves enough for print."""
    return next((step for step in (8, 4, 2) if edge // step >= PRINT_EDGE), 1)


def _shrunk(source: Image.Image) -> Image.Image:
    picture = _deep_to_byte(source) if source.mode.startswith("I") else source
    if picture.mode in ("1", "P", "PA"):
        has_alpha = "transparency" in source.info or picture.mode == "PA"
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    edge = max(picture.size)
    if edge <= _CLOSE_ENOUGH:
        return picture
    return _resized(picture, PRINT_EDGE)


def _resized(picture: Image.Image, edge: int) -> Image.Image:
    longest = max(picture.size)
    size = (max(1, round(picture.width * edge / longest)), max(1, round(picture.height * edge / longest)))
    small = picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=1.2)
    small.info = picture.info
    return small


def _deep_to_byte(source: Image.Image) -> Image.Image:
    """Bring 16-bit grey down to 8 bits by dropping the low byte."""
    wide = source if source.mode == "I" else source.convert("I")
    return wide.point(lambda value: value * (1 / 256) + 0).convert("L")


def _srgb(picture: Image.Image) -> Image.Image:
    """Give the picture in sRGB on white, without any note attached."""
    profile = picture.info.get("icc_profile")
    flat = _on_white(picture)
    if isinstance(profile, bytes):
        flat = _through_profile(flat, profile)
    plain = flat if flat.mode == "RGB" else flat.convert("RGB")
    plain.info = {}
    return plain


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB" and "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if picture.mode not in ("RGBA", "LA", "RGBa", "La"):
        return picture
    layered = picture.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _through_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    """Convert from the camera's colour space; a profile that cannot be used is left aside."""
    if len(profile) > 1 << 20:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "srgb" in (ImageCms.getProfileDescription(source) or "").lower():
            return picture
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return converted or picture


def _upright(picture: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _render(picture: Image.Image) -> Renditions:
    thumb = _resized(picture, THUMB_EDGE) if max(picture.size) > THUMB_EDGE else picture
    return Renditions(_jpeg(picture), picture.size, _jpeg(thumb), thumb.size)


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _facts(kind: PhotoKind, stored: tuple[int, int], exif: Exif) -> PhotoFacts:
    width, height = stored if exif.orientation < 5 else stored[::-1]
    return PhotoFacts(
        kind=kind,
        width=width,
        height=height,
        orientation=exif.orientation,
        taken_at=exif.taken_at,
        taken_offset=exif.taken_offset,
        latitude_e7=exif.latitude_e7,
        longitude_e7=exif.longitude_e7,
        camera_make=exif.make,
        camera_model=exif.model,
    )


def _other_kind(name: str, kind: str) -> PhotoRefusedError:
    if kind:
        hint = "请导入JPEG、PNG、HEIC或WebP照片；其他图片请先另存为JPEG。"
        return _refused(name, PhotoRefusal.KIND, f"它是{kind}，不是可以导入的照片", hint)
    return _refused(name, PhotoRefusal.NOT_A_PHOTO, "它不是照片", "请选择JPEG、PNG、HEIC或WebP照片。")


def _damaged(name: str) -> PhotoRefusedError:
    hint = "请从手机或相机重新传一次；仍然打不开的，请重新拍摄。"
    return _refused(name, PhotoRefusal.DAMAGED, "文件损坏或者不完整", hint)


def _refused(name: str, reason: PhotoRefusal, because: str, hint: str) -> PhotoRefusedError:
    return PhotoRefusedError(name, reason=reason, because=because, hint=hint)
