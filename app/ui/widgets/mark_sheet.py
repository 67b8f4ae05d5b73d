"""The marks that are being made: what is chosen, and the way back."""

from math import hypot

from PySide6.QtCore import QObject, Signal

from app.values.annotation import MOST_MARKS, Mark, Marks

REACH = 250  # how near a touch must come to a mark, in ten-thousandths


class MarkSheet(QObject):
    """Hold marks with undo and redo; a mark that is dragged makes one step."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marks: Marks = ()
        self.chosen: int | None = None
        self._before: list[Marks] = []
        self._after: list[Marks] = []
        self._is_held = False

    def load(self, marks: Marks) -> None:
        """Begin with these marks and no way back."""
        self.marks, self.chosen = marks, None
        self._before, self._after, self._is_held = [], [], False

    @property
    def mark(self) -> Mark | None:
        """Give the mark that is chosen."""
        return None if self.chosen is None else self.marks[self.chosen]

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    def add(self, mark: Mark) -> bool:
        """Add a mark and choose it; a full sheet takes no more."""
        if len(self.marks) >= MOST_MARKS:
            return False
        self._set((*self.marks, mark), chosen=len(self.marks))
        return True

    def change(self, mark: Mark) -> None:
        """Put another mark in place of the chosen one."""
        if self.chosen is not None and mark != self.mark:
            self._set((*self.marks[: self.chosen], mark, *self.marks[self.chosen + 1 :]), chosen=self.chosen)

    def hold(self) -> None:
        """Take all changes until the release as one step."""
        self._is_held = True
        self._note()

    def release(self) -> None:
        """End the step."""
        self._is_held = False
        if self._before and self._before[-1] == self.marks:
            self._before.pop()

    def remove(self) -> None:
        """Take the chosen mark away."""
        if self.chosen is not None:
            self._set((*self.marks[: self.chosen], *self.marks[self.chosen + 1 :]), chosen=None)

    def clear(self) -> None:
        """Take all marks away."""
        if self.marks:
            self._set((), chosen=None)

    def undo(self) -> None:
        """Go one step back."""
        if self._before:
            self._after.append(self.marks)
            self._show(self._before.pop())

    def redo(self) -> None:
        """Go one step on again."""
        if self._after:
            self._before.append(self.marks)
            self._show(self._after.pop())

    def choose(self, place: int | None) -> None:
        """Choose a mark, or none."""
        self.chosen = place if place is not None and 0 <= place < len(self.marks) else None
        self.changed.emit()

    def choose_next(self) -> None:
        """Choose the mark after the chosen one, and the first after the last."""
        if self.marks:
            self.choose(0 if self.chosen is None else (self.chosen + 1) % len(self.marks))

    def at(self, x: int, y: int) -> int | None:
        """Find the mark that is touched, the uppermost first."""
        for place in reversed(range(len(self.marks))):
            left, top, right, bottom = self.marks[place].box
            if left - REACH <= x <= right + REACH and top - REACH <= y <= bottom + REACH:
                return place
        return None

    def is_at_end(self, x: int, y: int) -> bool:
        """Tell whether the second place of the chosen mark is touched."""
        return self.mark is not None and hypot(self.mark.x2 - x, self.mark.y2 - y) <= REACH

    def _set(self, marks: Marks, *, chosen: int | None) -> None:
        if not self._is_held:
            self._note()
        self.marks, self.chosen = marks, chosen
        self.changed.emit()

    def _note(self) -> None:
        self._before.append(self.marks)
        self._after = []

    def _show(self, marks: Marks) -> None:
        self.marks, self.chosen = marks, None
        self.changed.emit()
