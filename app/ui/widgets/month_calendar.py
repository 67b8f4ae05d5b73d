"""The calendar that a day opens: Chinese, Monday first, large enough for a glove."""

from typing import cast

from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from app.ui import icons
from app.ui.language import CHINESE
from app.ui.theme import look

SIDE = 360


class MonthCalendar(QCalendarWidget):
    """Show a month; where no day is chosen yet, that of today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(CHINESE)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for name, picture in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            turn = cast("QToolButton | None", self.findChild(QToolButton, name))
            if turn is not None:
                turn.setIcon(icons.icon(picture))
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, plain)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.selectedDate() == self.minimumDate():
            today = QDate.currentDate()
            self.setCurrentPage(today.year(), today.month())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumSize(look().px(SIDE), look().px(SIDE))
