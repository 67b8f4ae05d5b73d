"""The three stages of the loop as arrows, with what was done in each and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from app.reports.engine.blocks import KEEP, Place, Room, Strip
from app.reports.engine.inline import Text, prepare
from app.reports.engine.lines import Line, set_lines
from app.reports.engine.typeface import Face
from app.reports.photographs import shrunk_text
from app.values.loop import LoopStage

_BAR, _POINT, _GAP = 30.0, 10.0, 1.2
_DARK, _PALE = 0.18, 0.7
_DAYS_SIZE, _SIZE, _LEAD = 9.5, 9.0, 15.2
_STATE_WIDTH, _STATE_HEIGHT = 52.0, 17.5
_SIGNS = "①②③"


@dataclass(frozen=True)
class StageBar:
    """Arrows side by side; below each its days, its lines and its state in a box."""

    stages: Sequence[LoopStage]

    def strips(self, room: Room) -> list[Strip]:
        """Lay arrows, lines and states out; a column of many lines only makes the bar deeper."""
        width = room.width / len(self.stages)
        columns = [self._lines(stage, width=width) for stage in self.stages]
        deepest = max(len(column) for column in columns)
        rows = [[column[n] if n < len(column) else None for column in columns] for n in range(deepest)]
        strips = [Strip(_BAR + 8.0, lambda place: self._draw_arrows(place, width=width), link=KEEP)]
        for row in rows:
            strips.append(
                Strip(_LEAD, lambda place, row=row: _draw_row(place, row, width=width), link=KEEP)  # type: ignore[misc]
            )
        strips.append(Strip(_STATE_HEIGHT + 9.0, lambda place: self._draw_states(place, width=width)))
        return strips

    def _lines(self, stage: LoopStage, *, width: float) -> list[Line]:
        """Break days and lines to the width of the column."""
        sized = [(stage.days, _DAYS_SIZE), *((line, _SIZE) for line in stage.lines)]
        return [
            line
            for text, size in sized
            for line in set_lines(prepare([Text(text, face=Face.SANS)]), size=size, width=width - 14, align="centre")
        ]

    def _draw_arrows(self, place: Place, *, width: float) -> None:
        for n, stage in enumerate(self.stages):
            left, right = place.x + n * width, place.x + (n + 1) * width - _GAP
            notch = left if n == 0 else left + _POINT
            shoulder = right - _POINT
            middle = place.y + _BAR / 2
            corners = [(left, place.y), (shoulder, place.y), (right, middle)]
            corners += [(shoulder, place.y + _BAR), (left, place.y + _BAR), (notch, middle)]
            place.sheet.polygon(corners, grey=_DARK)
            title = f"{_SIGNS[n]} {stage.name}" if n < len(_SIGNS) else stage.name
            shrunk_text(
                place.sheet, (notch + shoulder) / 2, middle + 4.6, title, size=13, room=width - 30,
                face=Face.SANS_BOLD, grey=1.0, align="centre",
            )  # fmt: skip

    def _draw_states(self, place: Place, *, width: float) -> None:
        for n, stage in enumerate(self.stages):
            middle = place.x + (n + 0.5) * width
            if n:
                place.sheet.fill(place.x + n * width, place.y, 0.5, _STATE_HEIGHT + 6.0, grey=_PALE)
            left = middle - _STATE_WIDTH / 2
            place.sheet.polyline(_rounded(left, place.y + 4.0, _STATE_WIDTH, _STATE_HEIGHT, radius=3.0), width=0.9)
            shrunk_text(
                place.sheet, middle, place.y + 4.0 + _STATE_HEIGHT / 2 + 3.3, stage.state, size=9,
                room=_STATE_WIDTH - 6.0, face=Face.SANS_BOLD, align="centre",
            )  # fmt: skip


def _draw_row(place: Place, row: Sequence[Line | None], *, width: float) -> None:
    for n, line in enumerate(row):
        if n:
            place.sheet.fill(place.x + n * width, place.y, 0.5, _LEAD, grey=_PALE)
        if line is not None:
            line.draw(place.sheet, place.x + n * width + 7.0, place.y + 11.0)


def _rounded(x: float, y: float, width: float, height: float, *, radius: float) -> list[tuple[float, float]]:
    """Give the outline of a box with round corners."""
    centres = [
        (x + width - radius, y + height - radius, 0.0),
        (x + radius, y + height - radius, pi / 2),
        (x + radius, y + radius, pi),
        (x + width - radius, y + radius, 1.5 * pi),
    ]
    points = [
        (cx + radius * cos(start + step * pi / 10), cy + radius * sin(start + step * pi / 10))
        for cx, cy, start in centres
        for step in range(6)
    ]
    return [*points, points[0]]
