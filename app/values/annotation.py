"""标注: marks laid over a photograph, never into it; places are ten-thousandths of the upright picture's sides."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from typing import Any, cast

from app.values.canonical import JsonValue, canonical_bytes, sha256_hex

FULL = 10_000
LONGEST_WORDS = 60
MOST_MARKS = 60
BARB = 0.045  # of the picture's longer side
_BARB_AT_MOST = 0.45  # of a short arrow

Point = tuple[float, float]


class Shape(StrEnum):
    """What a mark is."""

    ARROW = "arrow"
    ELLIPSE = "ellipse"
    BOX = "box"
    TEXT = "text"
    MOSAIC = "mosaic"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: an arrow points from the first place to the second, the others lie between them."""

    shape: Shape
    x1: int
    y1: int
    x2: int
    y2: int
    words: str = ""

    def moved(self, dx: int, dy: int) -> "Mark":
        """Move the whole mark, no further than the picture reaches."""
        dx = min(max(dx, -min(self.x1, self.x2)), FULL - max(self.x1, self.x2))
        dy = min(max(dy, -min(self.y1, self.y2)), FULL - max(self.y1, self.y2))
        return Mark(self.shape, self.x1 + dx, self.y1 + dy, self.x2 + dx, self.y2 + dy, self.words)

    def reaching(self, x: int, y: int) -> "Mark":
        """Move the second place."""
        return Mark(self.shape, self.x1, self.y1, within(x), within(y), self.words)

    def saying(self, words: str) -> "Mark":
        """Say something else, in one line of what can be written."""
        plain = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", words))
        return Mark(self.shape, self.x1, self.y1, self.x2, self.y2, plain.strip()[:LONGEST_WORDS])

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Give left, top, right and bottom."""
        return min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2)


Marks = tuple[Mark, ...]


def within(place: float) -> int:
    """Hold a place inside the picture."""
    return min(max(round(place), 0), FULL)


def marks_to_json(marks: Iterable[Mark]) -> list[dict[str, Any]] | None:
    """Write marks as they are kept; none is nothing at all, as on a photograph that never had any."""
    kept = [
        {"shape": one.shape.value, "x1": one.x1, "y1": one.y1, "x2": one.x2, "y2": one.y2, "words": one.words}
        for one in marks
    ]
    return kept or None


def marks_from_json(kept: Any) -> Marks:
    """Read marks; one that this version does not know is left out."""
    if not isinstance(kept, list | tuple):
        return ()
    read = [_mark(one) for one in kept[:MOST_MARKS] if isinstance(one, Mapping)]
    return tuple(one for one in read if one is not None)


def marks_sha256(marks: Iterable[Mark]) -> str:
    """Give the hash of marks, or nothing where there are none."""
    kept = marks_to_json(marks)
    return sha256_hex(canonical_bytes(cast("JsonValue", kept))) if kept else ""


def arrow_barbs(start: Point, end: Point, *, longest: float) -> tuple[Point, Point]:
    """Give the two ends of an arrow's head, in the measure of the picture whose longer side is given."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if not length:
        return end, end
    barb = min(BARB * longest, _BARB_AT_MOST * length)
    ux, uy = dx / length * barb, dy / length * barb
    side = 0.6
    return (end[0] - ux - uy * side, end[1] - uy + ux * side), (end[0] - ux + uy * side, end[1] - uy - ux * side)


def line_width(longest: float) -> float:
    """Tell how wide a mark is drawn on a picture whose longer side is given."""
    return max(2.0, longest / 180)


def text_size(longest: float) -> float:
    """Tell how large words are written."""
    return max(11.0, longest / 26)


def mosaic_block(longest: float, *, width: float, height: float) -> int:
    """Tell how large the squares are: so large that at most ten lie side by side, and no face can be read."""
    return max(2, round(longest / 60), round(max(width, height) / 10))


def _mark(kept: Mapping[str, Any]) -> Mark | None:
    places = [kept.get(name) for name in ("x1", "y1", "x2", "y2")]
    words = kept.get("words", "")
    shape = next((one for one in Shape if one.value == kept.get("shape")), None)
    if shape is None or not isinstance(words, str) or not all(type(one) is int and 0 <= one <= FULL for one in places):
        return None
    x1, y1, x2, y2 = (int(one) for one in places if one is not None)
    return Mark(shape, x1, y1, x2, y2, words[:LONGEST_WORDS])
