"""A field: its label, its control, what its value means in words, and what is wrong with it."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight, Width, look
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label, restyle


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
        outer = QBoxLayout(direction, self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.CONTROL if left else Space.PAIR)
        head = QVBoxLayout()
        head.setSpacing(0)
        if left:
            head.setContentsMargins(0, 11, 0, 0)
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

    def _fit_labels(self) -> None:
        for label in (self._label, self._second):
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
