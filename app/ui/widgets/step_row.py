"""The steps of a wizard: any of them can be gone to, the current one is underlined."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Look, Space, Type, Weight, look
from app.ui.widgets import paint
from app.ui.widgets.button import Button

HEIGHT = 56


@dataclass(frozen=True)
class Step:
    """One step: its name, and what it asks or what was answered."""

    words: str
    second: str = ""


class StepButton(Button):
    """One step: its number, or a tick when it is done."""

    def __init__(self, step: Step, *, number: int, parent: QWidget | None = None) -> None:
        super().__init__(step.words, height=HEIGHT, parent=parent)
        self._number, self._second, self.is_done = number, step.second, False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_second(self, second: str, *, is_done: bool) -> None:
        """Say what was answered, and whether the step is done."""
        self._second, self.is_done = second, is_done
        self.setAccessibleDescription(second)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), worn.colour("panel2"))
        size = worn.px(28)
        left = int(Space.PAGE)
        self._paint_mark(painter, QRect(left, (self.height() - size) // 2, size, size), worn)
        left += size + worn.px(12)
        room = self.width() - left - Space.PAIR
        middle = self.height() // 2
        painter.setPen(worn.colour("pri" if self.isChecked() else "text"))
        painter.setFont(worn.font(Type.BODY, weight=Weight.BOLD))
        paint.line_of_text(painter, QRect(left, middle - worn.px(23), room, worn.px(24)), self.text())
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.SMALL))
        paint.line_of_text(painter, QRect(left, middle + worn.px(1), room, worn.px(20)), self._second)
        if self.isChecked():
            painter.fillRect(QRect(0, self.height() - 3, self.width(), 3), worn.colour("pri"))
        painter.end()

    def _paint_mark(self, painter: QPainter, place: QRect, worn: Look) -> None:
        if self.is_done and not self.isChecked():
            icons.draw(painter, place, "circle-check", worn.colour("ok"))
            return
        fill = worn.colour("pri") if self.isChecked() else None
        edge = None if self.isChecked() else worn.colour("line")
        paint.box(painter, place, paint.Box(fill, edge, 1.5, place.height() / 2))
        painter.setPen(worn.colour("pri_text" if self.isChecked() else "sub"))
        painter.setFont(worn.font(Type.DENSE, weight=Weight.BOLD))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepRow(QFrame):
    """Go to a step and come back without losing anything."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[Step], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.buttons = [StepButton(step, number=number, parent=self) for number, step in enumerate(steps, start=1)]
        for place, button in enumerate(self.buttons):
            layout.addWidget(button, 1)
            button.clicked.connect(lambda _on, wanted=place: self.chosen.emit(wanted))

    def show_current(self, place: int) -> None:
        """Mark the step that is shown, without telling anyone."""
        self.buttons[place].setChecked(True)
        for button in self.buttons:
            button.update()
