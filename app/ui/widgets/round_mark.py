"""An icon in a circle, as a line of time shows what happened."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Tone, look
from app.ui.widgets import paint

SIDE = 28
ICON = 16


class RoundMark(QWidget):
    """Say by shape and colour what kind of thing happened."""

    def __init__(self, icon: str, *, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = look().px(SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        ink = worn.tone(self._tone)
        paint.box(painter, self.rect(), paint.Box(worn.soft(self._tone), ink, worn.chip_border, self.height() / 2))
        size = worn.px(ICON)
        side = (self.width() - size) // 2
        icons.draw(painter, QRect(side, side, size, size), self._icon, ink)
        painter.end()
