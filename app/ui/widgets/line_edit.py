"""One line of text, and a moment of a day that may be left open."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QSizePolicy, QWidget

from app.ui.text import CHINA
from app.ui.widgets.month_calendar import MonthCalendar
from app.ui.widgets.open_day import leaves_whole, takes_key
from app.ui.widgets.select import NOT_FILLED, paint_mark

_NO_DAY = QDate(1752, 9, 14)
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


class MomentEdit(QDateTimeEdit):
    """A day and an hour by the clock of the country, or none; the wheel scrolls the page, not the moment."""

    moment_changed = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setAccessibleName(name)
        self.setDisplayFormat(_FORMAT)
        self.setCalendarPopup(True)
        self.setCalendarWidget(MonthCalendar())
        self.setMinimumDate(_NO_DAY)
        self.setSpecialValueText(NOT_FILLED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_moment(None)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not takes_key(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        if leaves_whole(self):
            return QWidget.focusNextPrevChild(self, onward)
        return super().focusNextPrevChild(onward)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_mark(self, "calendar-clock")

    def _on_changed(self, _shown: QDateTime) -> None:
        if not self._quiet:
            self.moment_changed.emit(self.moment)
