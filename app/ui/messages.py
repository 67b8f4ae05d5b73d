"""What the program tells its user: one sentence, a passing note, or our own bug."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.values.errors import UserError


@dataclass(frozen=True)
class Note:
    """A passing note, with a way back where there is one."""

    words: str
    undo: Callable[[], None] | None = None
    undo_words: str = "撤销"


class Messages(QObject):
    """Carry messages from wherever they arise to the one place that shows them."""

    error_arose = Signal(str, object)
    note_given = Signal(object)
    bug_met = Signal(object)

    def show_error(self, error: UserError, *, retry: Callable[[], object] | None = None) -> None:
        """Tell the user what happened and what to do next, and offer to do the same again."""
        self.error_arose.emit(str(error), retry)

    def say(self, words: str, *, undo: Callable[[], None] | None = None, undo_words: str = "撤销") -> None:
        """Tell the user what was done, and offer to take it back."""
        self.note_given.emit(Note(words, undo, undo_words))

    def report_bug(self, error: BaseException) -> None:
        """Hand our own mistake to the log and the dialog."""
        self.bug_met.emit(error)
