"""A pen that draws rooms and things so that they look decent in print: soft edges, light, shadow."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, pi

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.paths import resource

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
Point = tuple[float, float]

WIDTH, HEIGHT = 1600, 1200
_SCALE = 2
_BANDS = 96
INK: Colour = (38, 40, 44)


class Pen:
    """Draw in units of a 1600 × 1200 sheet, twice as fine as what is kept."""

    def __init__(self, ground: Colour) -> None:
        self._sheet = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), ground)
        self._draw = ImageDraw.Draw(self._sheet)

    def finished(self, *, frame: Box = (0, 0, WIDTH, HEIGHT)) -> Image.Image:
        """Give what lies in the frame, its edges softened, as a sheet of the usual size."""
        return self._sheet.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box=_scaled(frame))

    def box(
        self, box: Box, fill: Colour | None, *, edge: Colour | None = INK, width: float = 3, round_by: float = 0
    ) -> None:
        """Draw a rectangle, its corners rounded if asked."""
        self._draw.rounded_rectangle(
            _scaled(box), round_by * _SCALE, fill=fill, outline=edge, width=int(width * _SCALE) if edge else 0
        )

    def oval(self, box: Box, fill: Colour | None, *, edge: Colour | None = INK, width: float = 3) -> None:
        """Draw an ellipse."""
        self._draw.ellipse(_scaled(box), fill=fill, outline=edge, width=int(width * _SCALE) if edge else 0)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line through points, with round joints."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=int(width * _SCALE), joint="curve")
        half = width * _SCALE / 2
        for x, y in (scaled[0], scaled[-1]):
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def curve(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a smooth line from the first point to the last, drawn towards those between."""
        self.line(_smooth(points), colour, width)

    def shape(self, points: Sequence[Point], fill: Colour, *, edge: Colour | None = None) -> None:
        """Draw a filled polygon."""
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=fill, outline=edge, width=5)

    def text(self, at: Point, words: str, *, size: float, colour: Colour = INK, anchor: str = "mm") -> None:
        """Write a sign."""
        spot = (at[0] * _SCALE, at[1] * _SCALE)
        self._draw.text(spot, words, font=face(int(size * _SCALE)), fill=colour, anchor=anchor)

    def fade(self, box: Box, above: Colour, below: Colour) -> None:
        """Fill a rectangle with a colour that changes from top to bottom."""
        strip = Image.new("RGB", (1, _BANDS))
        parts = [band / (_BANDS - 1) for band in range(_BANDS)]
        strip.putdata([tuple(round(a + (b - a) * part) for a, b in zip(above, below, strict=True)) for part in parts])
        left, top, right, bottom = (int(v) for v in _scaled(box))
        self._sheet.paste(strip.resize((right - left, bottom - top), Image.Resampling.NEAREST), (left, top))

    def tube(self, box: Box, colour: Colour, *, round_by: float = 0, lying: bool = False) -> None:
        """Draw a round body: bright left of its middle, dark at its sides."""
        left, top, right, bottom = (int(v) for v in _scaled(box))
        size = (right - left, bottom - top)
        row = Image.new("RGB", (32, 1))
        row.putdata([lit(colour, 0.5 + 0.62 * max(0.0, cos((x / 31 - 0.36) * pi * 0.8))) for x in range(32)])
        body = row.transpose(Image.Transpose.ROTATE_270) if lying else row
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), round_by * _SCALE, fill=255)
        self._sheet.paste(body.resize(size, Image.Resampling.BILINEAR), (left, top), mask)

    def shadow(self, box: Box, *, depth: float = 0.45) -> None:
        """Lay a soft dark patch on what is drawn so far."""
        left, top, right, bottom = (int(v) for v in _scaled(box))
        margin = 60
        small = ((right - left + 2 * margin) // 8, (bottom - top + 2 * margin) // 8)
        mask = Image.new("L", small, 0)
        inner = (margin // 8, margin // 8, small[0] - margin // 8, small[1] - margin // 8)
        ImageDraw.Draw(mask).ellipse(inner, fill=int(255 * depth))
        soft = mask.filter(ImageFilter.GaussianBlur(4)).resize((small[0] * 8, small[1] * 8), Image.Resampling.BILINEAR)
        self._sheet.paste((20, 20, 24), (left - margin, top - margin), soft)

    def room(self, wall: Colour, floor: Colour, *, horizon: float = 830, tiles: bool = True) -> None:
        """Draw a lit wall and a floor that runs towards the viewer."""
        self.fade((0, 0, WIDTH, horizon), lit(wall, 1.06), lit(wall, 0.88))
        self.fade((0, horizon, WIDTH, HEIGHT), lit(floor, 0.78), lit(floor, 1.04))
        joint = lit(floor, 0.72)
        if tiles:
            for step in range(-14, 15):
                self.line([(800 + step * 95, horizon), (800 + step * 250, HEIGHT)], joint, 1.5)
            for row in (0.06, 0.16, 0.32, 0.56, 0.9):
                y = horizon + (HEIGHT - horizon) * row
                self.line([(0, y), (WIDTH, y)], joint, 1.5)
        self.box((0, horizon - 26, WIDTH, horizon), lit(wall, 0.7), edge=lit(wall, 0.5), width=1)


def lit(colour: Colour, light: float) -> Colour:
    """Give a colour under more or less light."""
    red, green, blue = (min(255, max(0, round(part * light))) for part in colour)
    return red, green, blue


def _scaled(box: Box) -> Box:
    left, top, right, bottom = box
    return left * _SCALE, top * _SCALE, right * _SCALE, bottom * _SCALE


def _smooth(points: Sequence[Point]) -> list[Point]:
    """Give the points of a Bézier line."""
    drawn = []
    for step in range(41):
        part = step / 40
        left = list(points)
        while len(left) > 1:
            left = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairwise(left)]
        drawn.append(left[0])
    return drawn


@lru_cache(maxsize=32)
def face(size: int) -> ImageFont.FreeTypeFont:
    """Give the bold sans face that came with the program."""
    path = resource("fonts", "NotoSansSC-Bold.ttf")
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
