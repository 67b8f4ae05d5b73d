"""A figure that filters: an icon, how many, what they are and what happens to them."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Look, Radius, Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button

HEIGHT = 64


class CountButton(Button):
    """Show one figure; pressed, the page shows what is behind it."""

    def __init__(self, words: str, *, second: str, icon: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(words, icon=icon, height=HEIGHT, parent=parent)
        self._second, self._tone, self._count = second, tone, 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many there are."""
        self._count = count
        self.setAccessibleName(tr("{words} {count}", words=self.text(), count=count))
        self.setAccessibleDescription(self._second)
        self.setToolTip(self._second)
        self.update()

    @property
    def count(self) -> int:
        return self._count

    def sizeHint(self) -> QSize:
        return QSize(look().px(190), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(104), look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        paint.box(painter, self.rect(), self._count_box(worn))
        tone = self._tone if self._count else Tone.NA
        left, middle, size = worn.px(Space.CARD), self.height() // 2, worn.px(22)
        icons.draw(painter, QRect(left, middle - size // 2, size, size), self.icon_name, worn.tone(tone))
        left += size + worn.px(10)
        painter.setFont(worn.font(Type.COUNT, weight=Weight.BOLD))
        painter.setPen(worn.tone(tone))
        figure = f"{self._count:,}"
        width = painter.fontMetrics().horizontalAdvance(figure) + 1
        paint.line_of_text(painter, QRect(left, 0, width, self.height()), figure)
        left += width + worn.px(10)
        self._paint_words(painter, worn, left, self._paint_mark(painter, worn, left))
        painter.end()

    def _paint_words(self, painter: QPainter, worn: Look, left: int, right: int) -> None:
        middle = self.height() // 2
        painter.setPen(worn.colour("text"))
        painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
        paint.line_of_text(painter, QRect(left, middle - worn.px(23), right - left, worn.px(23)), self.text())
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.SMALL))
        paint.line_of_text(painter, QRect(left, middle, right - left, worn.px(22)), self._second)

    def _paint_mark(self, painter: QPainter, worn: Look, left: int) -> int:
        """Say that this is looked at, where there is room, and tell where the words must end."""
        right = self.width() - Space.CONTROL
        words = tr("查看中")
        font = worn.font(Type.LABEL, weight=Weight.MEDIUM)
        width = QFontMetrics(font).horizontalAdvance(words) + 1
        if not self.isChecked() or right - width - left < worn.px(64):
            return right
        painter.setFont(font)
        painter.setPen(worn.tone(self._tone))
        paint.line_of_text(painter, QRect(right - width, 0, width, self.height()), words)
        return right - width - Space.PAIR

    def _count_box(self, worn: Look) -> paint.Box:
        if self.isChecked():
            return paint.Box(worn.soft(self._tone), worn.tone(self._tone), 2, Radius.CARD)
        return paint.Box(self._touched(worn.colour("panel")), worn.colour("line2"), worn.chip_border, Radius.CARD)
