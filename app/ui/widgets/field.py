"""A field: its label, its control, what its value means in words, and what is wrong with it."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight, Width, look
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label, restyle

BESIDE = 11  # how far the label beside a control stands below its upper edge
LEAST_BESIDE = 150  # a control keeps this much beside its label, or the label goes above it
WIDEST = 16_777_215  # what Qt takes for no limit


class Field(QWidget):
    """Join a label with its control as buddies."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        second: str = "",
        words: str = "",
        side: Literal["left", "above"] = "left",
        label_width: int = Width.LABEL_EDITOR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._label_width = 0
        self._label = Label(label, size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB, wrap=side == "left")
        self._label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self._second = Label(second, size=Type.SMALL, tone=Tone.SUB)
        self._words = Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True)
        self._error_row, self._error = _error_row()
        self._label_width = label_width if side == "left" else 0
        self._lay_out(side)
        self._second.setVisible(bool(second))
        self._words.setVisible(bool(words))

    def _lay_out(self, side: str) -> None:
        left = side == "left"
        direction = QBoxLayout.Direction.LeftToRight if left else QBoxLayout.Direction.TopToBottom
        outer = self._outer = QBoxLayout(direction, self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.CONTROL if left else Space.PAIR)
        head = self._head = QVBoxLayout()
        head.setSpacing(0)
        if left:
            head.setContentsMargins(0, BESIDE, 0, 0)
            self._fit_labels()
        head.addWidget(self._label)
        head.addWidget(self._second)
        head.addStretch(1)
        body = QVBoxLayout()
        body.setSpacing(Space.PAIR)
        for part in (self.control, self._words, self._error_row):
            body.addWidget(part)
        outer.addLayout(head)
        outer.addLayout(body, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._label_width:
            self._fit_labels()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the control's width: the label goes above it where both have no room."""
        return QSize(max(_least(self.control), look().px(self._label_width)), self._outer.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._label_width:
            self._fold(self.width() < look().px(self._label_width) + Space.CONTROL + self._wanted_width())

    @property
    def is_folded(self) -> bool:
        """Tell whether the label stands above its control."""
        return self._outer.direction() == QBoxLayout.Direction.TopToBottom

    def _wanted_width(self) -> int:
        return max(_least(self.control), look().px(LEAST_BESIDE))

    def _fold(self, is_narrow: bool) -> None:
        if is_narrow == self.is_folded:
            return
        directions = QBoxLayout.Direction
        self._outer.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self._outer.setSpacing(Space.PAIR if is_narrow else Space.CONTROL)
        self._head.setContentsMargins(0, 0 if is_narrow else BESIDE, 0, 0)
        self._fit_labels()
        self.updateGeometry()

    def _fit_labels(self) -> None:
        for label in (self._label, self._second):
            if self.is_folded:
                label.setMinimumWidth(0)
                label.setMaximumWidth(WIDEST)
            else:
                label.setFixedWidth(look().px(self._label_width))

    def set_words(self, words: str) -> None:
        """Say under the control what its value means, such as the last day and the first overdue day."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def set_error(self, sentence: str) -> None:
        """Mark the control and say what to do; an empty sentence takes the mark away."""
        self._error.setText(sentence)
        self._error_row.setVisible(bool(sentence))
        self.control.setProperty("wrong", bool(sentence))
        self.control.setAccessibleDescription(sentence)
        restyle(self.control)

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def error(self) -> str:
        return self._error.text()


def _least(part: QWidget) -> int:
    """Tell how narrow a control may become."""
    return max(part.minimumSizeHint().width(), part.minimumWidth())


def _error_row() -> tuple[QWidget, Label]:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.PAIR)
    words = Label("", size=Type.LABEL, tone=Tone.BAD, wrap=True)
    layout.addWidget(IconMark("circle-alert", tone=Tone.BAD, size=18), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(words, 1)
    row.hide()
    return row, words
