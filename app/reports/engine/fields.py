"""Rows of labels with an underlined value, as at the head of a record."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.engine.blocks import Place, Room, Strip, Type
from app.reports.engine.inline import Text, clean, prepare
from app.reports.engine.lines import UNDERLINE, UNDERLINE_WIDTH, Line, fitting_size, set_lines
from app.reports.engine.typeface import Face, text_width

COLUMN_GAP, VALUE_INSET, LEAST_SIZE = 6.0, 5.0, 9.0


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value; `end` is where its column ends, as a part of the text width."""

    label: str
    value: str
    end: float = 1.0


@dataclass(frozen=True)
class FieldRow:
    """Fields side by side; a value too long for its column shrinks a little, then takes its own row."""

    fields: Sequence[Field]

    def strips(self, room: Room) -> list[Strip]:
        """Lay the row out, and after it the rows of values that found no room in it."""
        width, kind = room.width, room.kind
        if len(self.fields) == 1:
            return _own_row(self.fields[0], width=width, kind=kind)
        kept, moved, left = [], [], 0.0
        for entry in self.fields:
            label = text_width(entry.label, face=Face.SERIF, size=kind.size)
            least = entry.end * width - left - label - VALUE_INSET - 1.0
            fits = fitting_size(clean(entry.value), size=kind.size, least=LEAST_SIZE, room=least)
            if fits is None or "\n" in clean(entry.value):
                moved.append(Field(entry.label, entry.value))
            else:
                kept.append((entry, left, fits))
                left = entry.end * width + COLUMN_GAP
        strips = [_columns(kept, width=width, kind=kind)] if kept else []
        return strips + [strip for entry in moved for strip in _own_row(entry, width=width, kind=kind)]


def _columns(kept: list[tuple[Field, float, float]], *, width: float, kind: Type) -> Strip:
    """Draw the fields that fit, each from its left edge to the end of its column; the last reaches the margin."""
    ends = [entry.end * width for entry, _, _ in kept[:-1]] + [width]

    def draw(place: Place) -> None:
        baseline = place.y + kind.drop
        for (entry, left, size), end in zip(kept, ends, strict=True):
            start = left + place.sheet.text(place.x + left, baseline, entry.label, size=kind.size)
            _underline(place, start, end, baseline)
            place.sheet.text(place.x + start + VALUE_INSET, baseline, clean(entry.value), size=size)

    return Strip(kind.lead, draw)


def _underline(place: Place, start: float, end: float, baseline: float) -> None:
    y = baseline + UNDERLINE
    place.sheet.rule(place.x + start + 1.5, y, place.x + end, y, width=UNDERLINE_WIDTH)


def _own_row(entry: Field, *, width: float, kind: Type) -> list[Strip]:
    """Give the value the whole width and as many underlined lines as it needs."""
    label = text_width(entry.label, face=Face.SERIF, size=kind.size)
    value = clean(entry.value).replace("\n", "　")
    indent = label + VALUE_INSET
    size = fitting_size(value, size=kind.size, least=kind.size - 1.0, room=width - indent)
    lines = set_lines(prepare([Text(value)]), size=size or kind.size, width=width, indent=indent, align="left")
    return [_value_line(entry.label if n == 0 else "", line, width=width, kind=kind) for n, line in enumerate(lines)]


def _value_line(label: str, line: Line, *, width: float, kind: Type) -> Strip:
    def draw(place: Place) -> None:
        baseline = place.y + kind.drop
        start = place.sheet.text(place.x, baseline, label, size=kind.size) if label else 0.0
        _underline(place, start if label else -1.5, width, baseline)
        line.draw(place.sheet, place.x, baseline)

    return Strip(kind.lead, draw)
