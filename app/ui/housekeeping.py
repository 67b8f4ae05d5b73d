"""Garbage is collected in the window's thread only: what a worker collects of it takes the program with it."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000


class Housekeeping(QObject):
    """Keep Python from collecting in whatever thread it is in, and collect here from time to time instead."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> int:
        """Collect the generations that are full, and give how many things went."""
        full = [
            generation
            for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if limit and count > limit
        ]
        return gc.collect(max(full)) if full else 0

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()
