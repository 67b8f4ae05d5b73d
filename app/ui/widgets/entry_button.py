"""A line of a list that is pressed: a title over a second line, and a state at the right."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Look, Radius, Space, Tone, Type, Weight, look
from app.ui.widgets import paint
from app.ui.widgets.button import Button

HEIGHT = 60


class EntryButton(Button):
    """Show one entry; the chip says how it stands."""

    def __init__(
        self, words: str, *, second: str, state: str, tone: Tone, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, height=HEIGHT, parent=parent)
        self._second = second
        self._state, self._tone, self._icon = state, tone, icon
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(state, tone=tone, icon=icon)
        self.setToolTip("\n".join(part for part in (words, second) if part))

    def show_state(self, state: str, *, tone: Tone, icon: str = "") -> None:
        """Say another state."""
        self._state, self._tone, self._icon = state, tone, icon
        self.setAccessibleDescription("，".join(part for part in (self._second, state) if part))
        self.update()

    @property
    def state(self) -> str:
        return self._state

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(140), look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        paint.box(painter, self.rect(), self._entry_box(worn))
        pad, middle = worn.px(Space.CARD), self.height() // 2
        right = self._paint_state(painter, worn)
        painter.setPen(worn.colour("text"))
        painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
        first = QRect(pad, middle - worn.px(24), right - pad, worn.px(24))
        paint.line_of_text(painter, first, self.text())
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.SMALL))
        under = QRect(pad, middle + worn.px(1), self.width() - 2 * pad, worn.px(22))
        paint.line_of_text(painter, under, self._second)
        painter.end()

    def _paint_state(self, painter: QPainter, worn: Look) -> int:
        """Paint the chip in the upper right corner, and tell where the title must end."""
        right = self.width() - worn.px(Space.CONTROL)
        if not self._state:
            return right
        icon = self._icon or paint.TONE_ICONS[self._tone]
        size = paint.chip_size(worn, self._state, icon=icon, small=True)
        place = QRect(right - size.width(), worn.px(6), size.width(), size.height())
        paint.chip(painter, place, self._state, icon=icon, tone=self._tone, worn=worn)
        return place.x() - Space.CONTROL

    def _entry_box(self, worn: Look) -> paint.Box:
        if self.isChecked():
            return paint.Box(worn.colour("pri_soft"), worn.colour("pri"), 2, Radius.CONTROL)
        return paint.Box(self._touched(worn.colour("panel")), worn.colour("line2"), worn.chip_border, Radius.CONTROL)
