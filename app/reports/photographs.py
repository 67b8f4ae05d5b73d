"""Photographs on a paper: never cut, and drawn as they are handed in; marks were laid over them before."""

import struct
from collections.abc import Mapping
from datetime import datetime

from app.reports.engine.inline import clean
from app.reports.engine.pictures import Jpeg
from app.reports.engine.sheet import Sheet
from app.reports.engine.typeface import Face, text_width
from app.values.days import long_day

# Print renditions by the sha256 of their originals.
Pictures = Mapping[str, bytes]

UNKNOWN_TIME = "未记录"
_GROUND = 0.94


def draw_photo(
    sheet: Sheet, data: bytes | None, *, x: float, y: float, width: float, height: float, missing: str
) -> None:
    """Draw the whole photograph into the middle of a framed box; in words when there is none."""
    jpeg = Jpeg(data) if data else None
    shape = _shape(jpeg) if jpeg else None
    if jpeg is None or shape is None:
        sheet.fill(x, y, width, height, grey=_GROUND)
        words = missing if jpeg is None else "照片无法显示"
        middle, baseline = x + width / 2, y + height / 2 + 3.0
        shrunk_text(sheet, middle, baseline, words, size=9, room=width - 8, face=Face.SANS, grey=0.35, align="centre")
    else:
        scale = min(width / shape[0], height / shape[1])
        wide, tall = shape[0] * scale, shape[1] * scale
        sheet.jpeg(jpeg, x=x + (width - wide) / 2, y=y + (height - tall) / 2, width=wide, height=tall)
    sheet.frame(x, y, width, height, line=0.6)


def _shape(jpeg: Jpeg) -> tuple[int, int] | None:
    """Give width and height, or nothing for what is no JPEG that a paper can carry."""
    try:
        width, height, colours = jpeg.shape
    except (ValueError, struct.error):
        return None
    return (width, height) if width and height and colours in (1, 3) else None


def hash_digits(sha256: str, *, count: int) -> str:
    """Write the first digits of a hash in groups of four."""
    digits = sha256[:count].upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def short_time(taken: str) -> str:
    """Write the time of a photograph in figures: 2026-11-10 09:32."""
    moment = _moment(taken)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else UNKNOWN_TIME


def full_time(taken: str) -> str:
    """Write the time of a photograph as papers do: 2026年11月10日9时32分."""
    moment = _moment(taken)
    return f"{long_day(moment.date())}{moment.hour}时{moment.minute}分" if moment else UNKNOWN_TIME


def _moment(taken: str) -> datetime | None:
    try:
        return datetime.fromisoformat(taken)
    except ValueError:
        return None


def shrunk_text(
    sheet: Sheet, x: float, baseline: float, text: str, *, size: float, room: float, face: Face, grey: float = 0.0,
    align: str = "left",
) -> None:  # fmt: skip
    """Write one line, as small as its room asks."""
    words = clean(text).replace("\n", " ")
    natural = text_width(words, face=face, size=size)
    fits = size if natural <= room else max(1.0, int(4 * size * room / natural) / 4)
    while fits > 4.0 and text_width(words, face=face, size=fits) > room:
        fits -= 0.25
    if fits < 4.0:
        words, fits = _cut(words, face=face, room=room), 4.0
    sheet.text(x, baseline, words, size=fits, face=face, grey=grey, align=align)


def _cut(words: str, *, face: Face, room: float) -> str:
    """Keep what fits at the smallest size; such a line is rubbish pasted into a name."""
    kept, width = "", text_width("…", face=face, size=4.0)
    for sign in words:
        width += text_width(sign, face=face, size=4.0)
        if width > room:
            return kept + "…"
        kept += sign
    return kept
