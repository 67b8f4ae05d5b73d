"""Tables with ruled cells: rows that never split, a head repeated on each page, any number of cells in a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from app.reports.engine.blocks import Place, Room, Strip, Type
from app.reports.engine.inline import Inline, Prepared, Text, inlines, prepare
from app.reports.engine.lines import Line, set_lines

OUTER, INNER, PADDING = 1.1, 0.6, 4.0
CELL_TYPE = Type(10.0, 15.0)

Extra = Callable[[Place, float, float], None]  # draws in a cell: place of its corner, width, height


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; `span` counts columns, `extra` draws what text cannot."""

    content: Sequence[Inline] = ()
    align: str = "justify"
    span: int = 1
    extra: Extra | None = None

    @cached_property
    def prepared(self) -> Prepared:
        """The content as characters."""
        return prepare(self.content)


def cell(*parts: Inline | str, align: str = "justify", span: int = 1, extra: Extra | None = None) -> Cell:
    """Write a cell as words, blanks and boxes."""
    return Cell(inlines(*parts), align=align, span=span, extra=extra)


def head_cell(text: str) -> Cell:
    """Write a cell of a head row: bold, in the middle."""
    return Cell((Text(text, bold=True),), align="centre")


@dataclass(frozen=True)
class Row:
    """One row; `columns` overrides the table's columns for this row, as parts of its width."""

    cells: Sequence[Cell]
    height: float = 0.0
    columns: Sequence[float] = ()


@dataclass(frozen=True)
class Table:
    """Rows under one another in one frame. Columns are parts of the table's width; `head` is repeated on every page."""

    columns: Sequence[float]
    rows: Sequence[Row]
    head: Row | None = None
    kind: Type = CELL_TYPE
    row_height: float = 0.0
    tallest: float = 480.0  # a row above this is torn: only rubbish pasted into a cell is that long
    key: object = field(default_factory=object, compare=False)

    def strips(self, room: Room) -> list[Strip]:
        """Lay the rows out as strips of one table."""
        head = tuple(self._row_strips(self.head, width=room.width, link=1)) if self.head else ()
        head = tuple(replace(strip, table=self.key) for strip in head)
        body = [
            replace(strip, table=self.key, head=head)
            for n, row in enumerate(self.rows)
            for strip in self._row_strips(row, width=room.width, link=1 if n == 0 and len(self.rows) > 1 else 0)
        ]
        return [*head, *body]

    def _row_strips(self, row: Row, *, width: float, link: int) -> list[Strip]:
        """Lay one row out; more than one strip only where a cell is taller than a page."""
        edges = _edges(row, self.columns, width)
        rooms = [right - left - 2 * PADDING for left, right in pairwise(edges)]
        lines = [
            set_lines(one.prepared, size=self.kind.size, width=room, align=one.align)
            for one, room in zip(row.cells, rooms, strict=True)
        ]
        per_strip = max(1, int((self.tallest - 2 * PADDING) / self.kind.lead))
        deepest = max((len(one) for one in lines), default=1)
        strips = []
        for start in range(0, max(1, deepest), per_strip):
            part = [one[start : start + per_strip] for one in lines]
            least = max(row.height, self.row_height) if start == 0 else 0.0
            strips.append(self._strip(row, edges, part, least=least, link=link))
        return strips

    def _strip(self, row: Row, edges: list[float], lines: list[list[Line]], *, least: float, link: int) -> Strip:
        height = max(least, max(len(one) for one in lines) * self.kind.lead + 2 * PADDING)

        def draw(place: Place) -> None:
            for one, left, right, content in zip(row.cells, edges, edges[1:], lines, strict=False):
                top = place.y + (height - len(content) * self.kind.lead) / 2 + self.kind.drop
                for n, line in enumerate(content):
                    line.draw(place.sheet, place.x + left + PADDING, top + n * self.kind.lead)
                if one.extra is not None:
                    one.extra(replace(place, x=place.x + left), right - left, height)
            _draw_rules(place, edges, height)

        return Strip(height, draw, link=link)


def _edges(row: Row, columns: Sequence[float], width: float) -> list[float]:
    """Give the left edges of the row's cells and its right edge."""
    shares = list(row.columns or columns)
    total = sum(shares)
    edges, column, at = [0.0], 0, 0.0
    for one in row.cells:
        at += sum(shares[column : column + one.span]) / total * width
        column += one.span
        edges.append(at)
    return edges


def _draw_rules(place: Place, edges: list[float], height: float) -> None:
    """Draw the row's rules: thick around the table, thin inside."""
    sheet, left, right = place.sheet, place.x, place.x + edges[-1]
    for edge in edges[1:-1]:
        sheet.rule(place.x + edge, place.y, place.x + edge, place.y + height, width=INNER)
    reach = OUTER / 2
    for side in (left, right):
        sheet.rule(side, place.y, side, place.y + height, width=OUTER)
    if place.opens:
        sheet.rule(left - reach, place.y, right + reach, place.y, width=OUTER)
    thick = OUTER if place.closes else INNER
    out = reach if place.closes else 0.0
    sheet.rule(left - out, place.y + height, right + out, place.y + height, width=thick)
