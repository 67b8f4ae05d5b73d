"""Make test photographs: a drawn room with real EXIF, of any kind, size and turn."""

import random
from datetime import datetime
from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw

PhotoFormat = Literal["JPEG", "PNG", "WEBP", "HEIC"]

CORNER = (220, 30, 30)
_UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def make_photo(
    kind: PhotoFormat = "JPEG",
    size: tuple[int, int] = (1600, 1200),
    *,
    seed: int = 1,
    taken: datetime | None = datetime(2026, 11, 10, 9, 32, 5),
    gps: tuple[float, float] | None = None,
    orientation: int = 1,
    label: str = "",
    **save: object,
) -> bytes:
    """Give the bytes of a photograph whose upright picture has this size and a red upper left corner."""
    upright = draw_room(size, seed=seed, label=label)
    stored = upright.transpose(_UNDO[orientation]) if orientation in _UNDO else upright
    exif = _exif(taken=taken, gps=gps, orientation=orientation).tobytes()
    out = BytesIO()
    if kind == "HEIC":
        import pillow_heif

        pillow_heif.from_pillow(stored).save(out, quality=80, exif=exif)
    else:
        stored.save(out, kind, exif=exif, **{"quality": 88, **save})
    return out.getvalue()


def draw_room(size: tuple[int, int], *, seed: int = 1, label: str = "") -> Image.Image:
    """Draw a wall, a floor and a few boxes; the upper left corner is red."""
    chance = random.Random(seed)
    width, height = size
    picture = Image.new("RGB", size, (196, 204, 208))
    pen = ImageDraw.Draw(picture)
    floor = height * 2 // 3
    pen.rectangle((0, floor, width, height), fill=(128, 120, 110))
    for _ in range(8):
        left, wide = chance.randrange(width), max(2, width // 12)
        tall = max(2, chance.randrange(height // 8 + 1, height // 3 + 2))
        shade = tuple(chance.randrange(40, 210) for _ in range(3))
        box = (left, max(0, floor - tall), left + wide, floor + height // 20)
        pen.rectangle(box, fill=shade, outline=(30, 30, 30), width=max(1, width // 400))
    pen.rectangle((0, 0, width // 5, height // 5), fill=CORNER)
    if label:
        pen.text((width // 4, height // 10), label, fill=(20, 20, 20))
    return picture


def corner_of(jpeg: bytes) -> str:
    """Tell in which corner of a rendition the red patch lies."""
    with Image.open(BytesIO(jpeg)) as picture:
        rgb = picture.convert("RGB")
    right, bottom = rgb.width - 1 - rgb.width // 20, rgb.height - 1 - rgb.height // 20
    left, top = rgb.width // 20, rgb.height // 20
    spots = {"upper left": (left, top), "upper right": (right, top), "lower left": (left, bottom)}
    spots["lower right"] = (right, bottom)
    return next((name for name, spot in spots.items() if _is_red(rgb.getpixel(spot))), "none")


def _is_red(pixel: object) -> bool:
    return isinstance(pixel, tuple) and pixel[0] > 180 and pixel[1] < 90 and pixel[2] < 90


def _exif(*, taken: datetime | None, gps: tuple[float, float] | None, orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "示例相机厂", "DEMO-12"
    if orientation != 1:
        exif[0x0112] = orientation
    if taken is not None:
        shot = exif.get_ifd(0x8769)
        shot[0x9003], shot[0x9011] = taken.strftime("%Y:%m:%d %H:%M:%S"), "+08:00"
    if gps is not None:
        exif.get_ifd(0x8825).update(_gps(*gps))
    return exif


def _gps(latitude: float, longitude: float) -> dict[int, object]:
    return {
        1: "N" if latitude >= 0 else "S",
        2: _degrees(abs(latitude)),
        3: "E" if longitude >= 0 else "W",
        4: _degrees(abs(longitude)),
    }


def _degrees(angle: float) -> tuple[float, float, float]:
    minutes, degrees = angle % 1 * 60, float(int(angle))
    return degrees, float(int(minutes)), round(minutes % 1 * 60, 4)
