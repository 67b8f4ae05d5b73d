"""What a paper is built from. A block turns into strips; the pages are filled with strips from the top.

A strip is a piece that never splits: a line, a row of a table, a signature row. `link` says how much it wants to stay
on the page of the strip after it: 0 not at all, KEEP if there is room, TIE always.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from app.reports.engine.inline import Inline, Prepared, inlines, prepare
from app.reports.engine.lines import Line, set_lines
from app.reports.engine.sheet import Sheet

KEEP, TIE = 1, 2


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type and the distance from line to line, in points."""

    size: float
    lead: float

    @property
    def drop(self) -> float:
        """The distance from the top of a line to its baseline."""
        return (self.lead - self.size) / 2 + 0.88 * self.size


@dataclass(frozen=True, slots=True)
class Room:
    """The width that a block has, and the type of the paper."""

    width: float
    kind: Type


@dataclass(frozen=True, slots=True)
class Place:
    """Where a strip is drawn, and whether it is the first or last of its table on this page."""

    sheet: Sheet
    x: float
    y: float
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Strip:
    """One piece of a page: its height, how it is drawn, and what it must stay with."""

    height: float
    draw: Callable[[Place], None]
    link: int = 0
    table: object = None  # strips of one table know each other by this
    head: "tuple[Strip, ...]" = ()  # repeated where the table goes on over the page
    space: bool = False  # nothing but air: left out at the top of a page


class Block(Protocol):
    """A part of a paper that knows how to become strips."""

    def strips(self, room: Room) -> list[Strip]:
        """Lay the block out in this room."""


def _draw_nothing(_: Place) -> None:
    """Leave the place white."""


@dataclass(frozen=True)
class Space:
    """Air between two blocks, in points beside 12 pt type; less beside smaller type."""

    height: float

    def strips(self, room: Room) -> list[Strip]:
        """Lay the air out."""
        return [Strip(self.height * room.kind.size / 12.0, _draw_nothing, link=KEEP, space=True)]


def line_strip(line: Line, *, kind: Type, link: int = 0) -> Strip:
    """Make a strip of one line."""

    def draw(place: Place) -> None:
        line.draw(place.sheet, place.x, place.y + kind.drop)

    return Strip(kind.lead, draw, link=link)


@dataclass(frozen=True)
class Paragraph:
    """Running text, its first line two characters in; two lines at least stay together at a page's foot and head."""

    content: Sequence[Inline]
    indent: float = 2.0
    hanging: float = 0.0
    align: str = "justify"
    kind: Type | None = None

    @cached_property
    def prepared(self) -> Prepared:
        """The content as characters, the same at every size of type."""
        return prepare(self.content)

    def strips(self, room: Room) -> list[Strip]:
        """Lay the paragraph out as lines."""
        kind = self.kind or room.kind
        lines = set_lines(
            self.prepared,
            size=kind.size,
            width=room.width,
            indent=self.indent * kind.size,
            hanging=self.hanging * kind.size,
            align=self.align,
            hang=True,
        )
        last = len(lines) - 1
        return [
            line_strip(line, kind=kind, link=KEEP if n < last and n in (0, last - 1) else 0)
            for n, line in enumerate(lines)
        ]


def paragraph(*parts: Inline | str, indent: float = 2.0, align: str = "justify", kind: Type | None = None) -> Paragraph:
    """Write a paragraph as words and blanks."""
    return Paragraph(inlines(*parts), indent=indent, align=align, kind=kind)


@dataclass(frozen=True)
class Together:
    """Blocks that want one page; their last two lines and all that is signed below them never part."""

    blocks: Sequence[Block]

    def strips(self, room: Room) -> list[Strip]:
        """Link the strips of the blocks."""
        strips = [strip for block in self.blocks for strip in block.strips(room)]
        signed = next((n for n, strip in enumerate(strips) if strip.link == TIE), len(strips))
        tied = range(max(0, signed - 3), signed)  # two lines and the air below them
        return [
            replace(strip, link=TIE if n in tied else max(strip.link, KEEP)) for n, strip in enumerate(strips[:-1])
        ] + strips[-1:]


@dataclass(frozen=True)
class HandLines:
    """Empty lines to write on by hand."""

    count: int
    pitch: float = 28.0
    first: float = field(default=28.0)

    def strips(self, room: Room) -> list[Strip]:
        """Lay the lines out; they stay with each other."""

        def draw(place: Place) -> None:
            for n in range(self.count):
                y = place.y + self.first + n * self.pitch
                place.sheet.rule(place.x, y, place.x + room.width, y, width=0.6)

        return [Strip(self.first + (self.count - 1) * self.pitch + 3.0, draw)]
