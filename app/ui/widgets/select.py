"""Choosing from a list, and choosing a day."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from app.ui.widgets.calendar_edit import NO_DAY, CalendarEdit, paint_mark


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


class DayEdit(CalendarEdit):
    """A civil day, or none."""

    day_changed = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, shown="yyyy-MM-dd", mark="calendar", parent=parent)
        self.dateChanged.connect(self._on_date_changed)

    @property
    def day(self) -> date | None:
        shown = self.date()
        return None if shown == NO_DAY else date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show a day, or none, without telling anyone."""
        self._quiet = True
        self.setDate(QDate(day.year, day.month, day.day) if day is not None else NO_DAY)
        self._quiet = False

    def _on_date_changed(self, _shown: QDate) -> None:
        if not self._quiet:
            self.day_changed.emit(self.day)
