"""One line of text, and a moment of a day that may be left open."""

from datetime import datetime

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.ui.text import CHINA
from app.ui.widgets.calendar_edit import CalendarEdit

_FORMAT = "yyyy-MM-dd HH:mm"


class LineEdit(QLineEdit):
    """Tell of every change a person makes, and never of one that the program makes."""

    edited = Signal(str)

    def __init__(self, *, name: str, hint: str = "", longest: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._quiet = False
        # Not textEdited: a text that is taken from the list of what was typed before counts too.
        self.textChanged.connect(self._on_text_changed)

    def fill(self, words: str) -> None:
        """Show a text without telling anyone; a text that stands there already keeps its cursor."""
        if self.text() != words:
            self._quiet = True
            self.setText(words)
            self._quiet = False
            self.setCursorPosition(0)

    @property
    def words(self) -> str:
        return self.text().strip()

    def _on_text_changed(self, words: str) -> None:
        if not self._quiet:
            self.edited.emit(words)


class MomentEdit(CalendarEdit):
    """A day and an hour by the clock of the country, or none."""

    moment_changed = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, shown=_FORMAT, mark="calendar-clock", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dateTimeChanged.connect(self._on_changed)

    @property
    def moment(self) -> datetime | None:
        if self.dateTime() == self.minimumDateTime():
            return None
        day, hour = self.date(), self.time()
        return datetime(day.year(), day.month(), day.day(), hour.hour(), hour.minute(), tzinfo=CHINA)

    def set_moment(self, moment: datetime | None) -> None:
        """Show a moment, or none, without telling anyone."""
        self._quiet = True
        if moment is None:
            self.setDateTime(self.minimumDateTime())
        else:
            self.setDateTime(QDateTime.fromString(f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}", _FORMAT))
        self._quiet = False

    def _on_changed(self, _shown: QDateTime) -> None:
        if not self._quiet:
            self.moment_changed.emit(self.moment)
