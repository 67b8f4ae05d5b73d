"""Choosing from a list, and choosing a day."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QToolButton,
    QWidget,
)

from app.ui import icons
from app.ui.language import CHINESE
from app.ui.theme import look
from app.ui.tr import tr
from app.ui.widgets import paint

NOT_FILLED = "未填"
_NO_DAY = QDate(1752, 9, 14)


class Select(QComboBox):
    """One of a list, each item with the value behind it; the wheel scrolls the page, not the choice."""

    value_chosen = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setView(QListView())
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(self._on_activated)

    def fill(self, items: list[tuple[str, object]], *, value: object = None) -> None:
        """Offer these words and show one value as chosen, without telling anyone."""
        self.clear()
        for words, behind in items:
            self.addItem(words, behind)
        self.choose(value)

    def choose(self, value: object) -> None:
        """Show a value as chosen without telling anyone."""
        places = [place for place in range(self.count()) if self.itemData(place) == value]
        self.setCurrentIndex(places[0] if places else -1)

    @property
    def value(self) -> object | None:
        behind: object | None = self.currentData()
        return behind

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_mark(self, "chevron-down")

    def _on_activated(self, place: int) -> None:
        self.value_chosen.emit(self.itemData(place))


class DayEdit(QDateEdit):
    """A civil day, or none; the wheel scrolls the page, not the day."""

    day_changed = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setAccessibleName(name)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self._dress_calendar()
        self.setMinimumDate(_NO_DAY)
        self.setSpecialValueText(tr(NOT_FILLED))
        self.setDate(_NO_DAY)
        self.dateChanged.connect(self._on_date_changed)

    def _dress_calendar(self) -> None:
        calendar = self.calendarWidget()
        calendar.setLocale(CHINESE)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for name, picture in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            turn = cast("QToolButton | None", calendar.findChild(QToolButton, name))
            if turn is not None:
                turn.setIcon(icons.icon(picture))
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        calendar.setMinimumSize(look().px(360), look().px(360))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.calendarPopup():
            self.calendarWidget().setMinimumSize(look().px(360), look().px(360))

    @property
    def day(self) -> date | None:
        shown = self.date()
        return None if shown == _NO_DAY else date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show a day, or none, without telling anyone."""
        self._quiet = True
        self.setDate(QDate(day.year, day.month, day.day) if day is not None else _NO_DAY)
        self._quiet = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_mark(self, "calendar")

    def _on_date_changed(self, _shown: QDate) -> None:
        if not self._quiet:
            self.day_changed.emit(self.day)


def _paint_mark(control: QWidget, name: str) -> None:
    worn = look()
    size = worn.px(paint.ICON)
    place = QRect(control.width() - size - worn.px(12), (control.height() - size) // 2, size, size)
    painter = QPainter(control)
    icons.draw(painter, place, name, worn.colour("sub" if control.isEnabled() else "na"))
    painter.end()
