"""Lay the marks of a photograph over its small picture, for paper and for lists; the original is not touched."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from app.paths import resource
from app.values.annotation import FULL, Mark, Marks, Shape, arrow_barbs, line_width, mosaic_block, text_size
from app.values.mark_colours import CASE, INK

_QUALITY = 88
_FINE = 2  # lines are drawn at twice the size and made smaller, so that their edges are smooth
Box = tuple[float, float, float, float]


def lay_marks(jpeg: bytes, marks: Marks) -> bytes:
    """Give the picture with its marks; without any it is the picture itself."""
    if not marks:
        return jpeg
    with Image.open(BytesIO(jpeg)) as opened:
        picture = opened.convert("RGB")
    for mark in marks:
        if mark.shape is Shape.MOSAIC:
            _blur(picture, mark)
    lines = [mark for mark in marks if mark.shape is not Shape.MOSAIC]
    if lines:
        picture = _with_lines(picture, lines)
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _blur(picture: Image.Image, mark: Mark) -> None:
    left, top, right, bottom = (round(place) for place in _on(mark.box, picture.size))
    width, height = right - left, bottom - top
    if width < 1 or height < 1:
        return
    block = mosaic_block(max(picture.size), width=width, height=height)
    region = picture.crop((left, top, right, bottom))
    coarse = region.resize((max(1, width // block), max(1, height // block)), Image.Resampling.BOX)
    picture.paste(coarse.resize(region.size, Image.Resampling.NEAREST), (left, top))


def _with_lines(picture: Image.Image, marks: list[Mark]) -> Image.Image:
    size = (picture.width * _FINE, picture.height * _FINE)
    large = Image.new("RGBA", size, (*CASE, 0))
    draw = ImageDraw.Draw(large)
    for mark in marks:
        _draw(draw, mark, size)
    over = large.resize(picture.size, Image.Resampling.BOX)
    return Image.alpha_composite(picture.convert("RGBA"), over).convert("RGB")


def _draw(draw: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int]) -> None:
    """Draw a mark in its colour on a white edge, so that it is seen on every ground."""
    longest = max(size)
    if mark.shape is Shape.TEXT:
        _write(draw, mark, size)
        return
    width = line_width(longest / _FINE) * _FINE
    for colour, wide in ((CASE, width * 1.9), (INK, width)):
        _SHAPES[mark.shape](draw, mark, size, (*colour, 255), max(1, round(wide)))


def _write(draw: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int]) -> None:
    high = text_size(max(size) / _FINE) * _FINE
    x, y = mark.x1 * size[0] / FULL, mark.y1 * size[1] / FULL
    font = _font(round(high))
    edge = max(1, round(high / 10))
    draw.text((x, y), mark.words, font=font, fill=(*INK, 255), stroke_width=edge, stroke_fill=(*CASE, 255))


Draw = Callable[[ImageDraw.ImageDraw, Mark, tuple[int, int], tuple[int, ...], int], None]


def _arrow(draw: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int], colour: tuple[int, ...], width: int) -> None:
    x1, y1, x2, y2 = _on((mark.x1, mark.y1, mark.x2, mark.y2), size)
    first, second = arrow_barbs((x1, y1), (x2, y2), longest=max(size))
    draw.line([(x1, y1), (x2, y2)], fill=colour, width=width)
    draw.line([first, (x2, y2), second], fill=colour, width=width, joint="curve")


def _ellipse(draw: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int], colour: tuple[int, ...], width: int) -> None:
    draw.ellipse(_grown(_on(mark.box, size), width / 2), outline=colour, width=width)


def _box(draw: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int], colour: tuple[int, ...], width: int) -> None:
    draw.rectangle(_grown(_on(mark.box, size), width / 2), outline=colour, width=width)


_SHAPES: dict[Shape, Draw] = {Shape.ARROW: _arrow, Shape.ELLIPSE: _ellipse, Shape.BOX: _box}


def _on(places: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    width, height = size
    left, top, right, bottom = places
    return left * width / FULL, top * height / FULL, right * width / FULL, bottom * height / FULL


def _grown(box: Box, by: float) -> Box:
    left, top, right, bottom = box
    return left - by, top - by, right + by, bottom + by


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts", "NotoSansSC-Bold.ttf")), size)
