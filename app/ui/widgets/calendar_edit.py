"""A day or a moment chosen from a calendar or typed, or left open; the wheel scrolls the page, not the day."""

from PySide6.QtCore import QDate, QRect
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from app.ui import icons
from app.ui.theme import look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.month_calendar import MonthCalendar
from app.ui.widgets.open_day import leaves_whole, takes_key

NOT_FILLED = "未填"
NO_DAY = QDate(1752, 9, 14)


class CalendarEdit(QDateTimeEdit):
    """Show 未填 until a day is given; any sort of day or moment is one of these."""

    def __init__(self, *, name: str, shown: str, mark: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._quiet = False
        self.setAccessibleName(name)
        self.setDisplayFormat(shown)
        self.setCalendarPopup(True)
        self.setCalendarWidget(MonthCalendar())
        self.setMinimumDate(NO_DAY)
        self.setSpecialValueText(tr(NOT_FILLED))
        self.setDateTime(self.minimumDateTime())

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
        paint_mark(self, self._mark)


def paint_mark(control: QWidget, name: str) -> None:
    """Paint what a control opens at its right."""
    worn = look()
    size = worn.px(paint.ICON)
    place = QRect(control.width() - size - worn.px(12), (control.height() - size) // 2, size, size)
    painter = QPainter(control)
    icons.draw(painter, place, name, worn.colour("sub" if control.isEnabled() else "na"))
    painter.end()
