"""Choosing from a list, and choosing a day."""

from datetime import date

from PySide6.QtCore import QDate, QRect, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from app.ui import icons
from app.ui.theme import look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.month_calendar import MonthCalendar
from app.ui.widgets.open_day import leaves_whole, takes_key

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
        paint_mark(self, "chevron-down")

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
        self.setCalendarWidget(MonthCalendar())
        self.setMinimumDate(_NO_DAY)
        self.setSpecialValueText(tr(NOT_FILLED))
        self.setDate(_NO_DAY)
        self.dateChanged.connect(self._on_date_changed)

    @property
    def day(self) -> date | None:
        shown = self.date()
        return None if shown == _NO_DAY else date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show a day, or none, without telling anyone."""
        self._quiet = True
        self.setDate(QDate(day.year, day.month, day.day) if day is not None else _NO_DAY)
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
        paint_mark(self, "calendar")

    def _on_date_changed(self, _shown: QDate) -> None:
        if not self._quiet:
            self.day_changed.emit(self.day)


def paint_mark(control: QWidget, name: str) -> None:
    """Paint what a control opens at its right."""
    worn = look()
    size = worn.px(paint.ICON)
    place = QRect(control.width() - size - worn.px(12), (control.height() - size) // 2, size, size)
    painter = QPainter(control)
    icons.draw(painter, place, name, worn.colour("sub" if control.isEnabled() else "na"))
    painter.end()
