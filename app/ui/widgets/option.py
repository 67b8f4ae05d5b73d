"""An option of two lines: a checklist to take along, or one way to go on."""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Look, Space, Tone, Type, Weight, look
from app.ui.widgets import paint
from app.ui.widgets.button import Button

HEIGHT = 58


class Mark(StrEnum):
    """How an option shows that it is taken."""

    CHECK = "check"
    RADIO = "radio"
    LOCKED = "locked"


_ICONS = {
    (Mark.CHECK, False): "square",
    (Mark.CHECK, True): "square-check",
    (Mark.RADIO, False): "circle",
    (Mark.RADIO, True): "circle-dot",
    (Mark.LOCKED, False): "lock",
    (Mark.LOCKED, True): "lock",
}


class Option(Button):
    """Show what is taken, what it is, and what follows from it; radios beside each other exclude each other."""

    def __init__(
        self,
        words: str,
        *,
        second: str = "",
        mark: Mark = Mark.CHECK,
        chip: str = "",
        figure: str = "",
        tone: Tone = Tone.ACTION,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, height=HEIGHT, parent=parent)
        self._second, self._mark, self._chip, self._figure, self._tone = second, mark, chip, figure, tone
        self.setAccessibleDescription(second)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(mark is not Mark.LOCKED)
        self.setAutoExclusive(mark is Mark.RADIO)
        if mark is Mark.LOCKED:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        paint.box(painter, self.rect(), self._option_box(worn))
        size = worn.px(22)
        middle = self.height() // 2
        mark = worn.tone(self._tone) if self.isChecked() and self.isEnabled() else worn.colour("sub")
        icons.draw(
            painter, QRect(worn.px(13), middle - size // 2, size, size), _ICONS[self._mark, self.isChecked()], mark
        )
        left, right = worn.px(49), self._paint_right(painter, worn)
        painter.setPen(worn.colour("text" if self.isEnabled() else "na"))
        painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
        under = self.lock_reason or self._second
        first = QRect(left, middle - worn.px(23), right - left, worn.px(24))
        paint.line_of_text(painter, first if under else QRect(left, 0, right - left, self.height()), self.text())
        painter.setPen(worn.colour("sub" if self.isEnabled() else "na"))
        painter.setFont(worn.font(Type.SMALL))
        paint.line_of_text(painter, QRect(left, middle + worn.px(1), right - left, worn.px(22)), under)
        painter.end()

    def _option_box(self, worn: Look) -> paint.Box:
        if not self.isEnabled():
            return paint.Box(worn.colour("na_soft"), worn.colour("line2"), 1)
        if self.isChecked():
            return paint.Box(worn.soft(self._tone), worn.tone(self._tone), worn.button_border)
        if self._mark is Mark.LOCKED:
            return paint.Box(worn.colour("panel2"), worn.colour("line2"), 1)
        return paint.Box(self._touched(worn.colour("panel")), worn.colour("line2"), worn.chip_border)

    def _paint_right(self, painter: QPainter, worn: Look) -> int:
        """Paint the figure and the chip from the right, and tell where the words must end."""
        right = self.width() - Space.CARD
        if self._figure:
            painter.setPen(worn.colour("text"))
            painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
            width = painter.fontMetrics().horizontalAdvance(self._figure) + 1
            paint.line_of_text(painter, QRect(right - width, 0, width, self.height()), self._figure, right=True)
            right -= width + Space.PAGE
        if self._chip:
            size = paint.chip_size(worn, self._chip, icon="info", small=True)
            place = QRect(right - size.width(), (self.height() - size.height()) // 2, size.width(), size.height())
            paint.chip(painter, place, self._chip, icon=paint.TONE_ICONS[self._tone], tone=self._tone, worn=worn)
            right -= size.width() + Space.CONTROL
        return right
