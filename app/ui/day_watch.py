"""A window that stays open over night: what it shows is read again when the day has changed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

EVERY_MS = 60_000


class DayWatch(QObject):
    """Look at the day once a minute, and tell when it is another one."""

    day_changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today, self._shown = today, today()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Compare the day with the one that is shown."""
        now = self._today()
        if now != self._shown:
            self._shown = now
            self.day_changed.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
