"""What a table column shows of a row."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from app.ui.theme import Tone

Row = TypeVar("Row")


class Role(IntEnum):
    """What a model answers beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole.value + 1
    SORT = Qt.ItemDataRole.UserRole.value + 2
    CELL = Qt.ItemDataRole.UserRole.value + 3


@dataclass(frozen=True)
class Cell:
    """How one cell looks: words, a second line, a chip, or a button."""

    words: str
    second: str = ""
    icon: str = ""
    tone: Tone = Tone.PLAIN
    strong: bool = False
    is_chip: bool = False
    is_action: bool = False
    locked: str = ""

    @property
    def spoken(self) -> str:
        """What a reader says of the cell."""
        return "，".join(part for part in (self.words, self.second, self.locked) if part)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its title, its width at 100 % (0 takes the room that is left), how a row looks and sorts in it.

    One that gives way is left out where the others would have no room.
    """

    title: str
    cell: Callable[[Row], Cell]
    width: int = 0
    sort: Callable[[Row], object] | None = None
    sort_key: str = ""
    gives_way: bool = False


def two_line(words: str, second: str) -> Cell:
    """Make a first cell: the name over what is said of it."""
    return Cell(words, second, strong=True)


def chip(words: str, tone: Tone, *, icon: str = "") -> Cell:
    """Make a cell that holds a chip."""
    return Cell(words, icon=icon, tone=tone, is_chip=True)


def action(words: str, *, locked: str = "") -> Cell:
    """Make a cell that holds the row's one button."""
    return Cell(words, is_action=True, locked=locked)
