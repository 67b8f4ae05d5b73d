"""Choices as buttons: one of several, or any of several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from app.ui.theme import Height, Look, Radius, Space, Tone, Type
from app.ui.widgets import paint
from app.ui.widgets.button import Button
from app.ui.widgets.flow import FlowLayout


@dataclass(frozen=True)
class Choice:
    """One answer a person may give."""

    value: object
    words: str
    icon: str = ""
    key: str = ""
    tone: Tone = Tone.ACTION


class ChoiceButton(Button):
    """A button that stays chosen: filled when it is the one, ticked when it is one of several."""

    def __init__(
        self,
        choice: Choice,
        *,
        multi: bool,
        height: int = Height.CONTROL,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(choice.words, icon=choice.icon, key=choice.key, height=height, dense=dense, parent=parent)
        self.choice = choice
        self._multi = multi
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self.updateGeometry())

    def _font_size(self) -> Type:
        return Type.ITEM if self._height >= Height.ANSWER else super()._font_size()

    def _shown_icon(self) -> str:
        if self._multi and self.isChecked():
            return "check"
        return super()._shown_icon()

    def _box(self, worn: Look) -> paint.Box:
        if not self.isEnabled() or not self.isChecked():
            return super()._box(worn)
        tone = worn.tone(self.choice.tone)
        if self._multi:
            return paint.Box(worn.soft(self.choice.tone), tone, 2, Radius.CONTROL)
        return paint.Box(self._touched(tone), None, 0)

    def _ink(self, worn: Look) -> tuple[QColor, QColor]:
        if not self.isEnabled():
            return super()._ink(worn)
        if self.isChecked():
            ink = worn.tone(self.choice.tone) if self._multi else worn.on(self.choice.tone)
            return ink, ink
        return worn.colour("text"), worn.tone(self.choice.tone)


class ChoiceRow(QWidget):
    """A row of choices that wraps, or fills columns."""

    chosen = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        name: str,
        multi: bool = False,
        columns: int = 0,
        height: int = Height.CONTROL,
        may_be_empty: bool = False,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._multi, self._may_be_empty = multi, may_be_empty
        self.buttons = [
            ChoiceButton(choice, multi=multi, height=height, dense=dense, parent=self) for choice in choices
        ]
        self._place(columns)
        for button in self.buttons:
            button.clicked.connect(lambda _on, pressed=button: self._on_pressed(pressed))

    def _place(self, columns: int) -> None:
        grid = QGridLayout() if columns else None
        layout: QLayout = grid if grid is not None else FlowLayout(gap=Space.CONTROL)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        for place, button in enumerate(self.buttons):
            if grid is not None:
                column = place % columns
                grid.addWidget(button, place // columns, column)
                # Answers of which one is chosen are equal; among several a longer word gets more room.
                share = len(button.choice.words) + 1 if self._multi else 1
                grid.setColumnStretch(column, max(grid.columnStretch(column), share))
            else:
                layout.addWidget(button)
        self.setLayout(layout)

    def choose(self, values: Iterable[object]) -> None:
        """Show these values as chosen without telling anyone."""
        wanted = list(values)
        for button in self.buttons:
            button.setChecked(button.choice.value in wanted)

    def press(self, value: object) -> None:
        """Choose a value as if its button had been pressed."""
        for button in self.buttons:
            if button.choice.value == value and button.isEnabled():
                button.click()

    @property
    def values(self) -> list[object]:
        return [button.choice.value for button in self.buttons if button.isChecked()]

    @property
    def value(self) -> object | None:
        return next(iter(self.values), None)

    def _on_pressed(self, pressed: ChoiceButton) -> None:
        if self._multi:
            self.chosen.emit(self.values)
            return
        if not pressed.isChecked() and not self._may_be_empty:
            pressed.setChecked(True)
        for button in self.buttons:
            if button is not pressed:
                button.setChecked(False)
        self.chosen.emit(self.value)


class FilterButton(Button):
    """A filter that is removed where it stands."""

    removed = Signal()

    def __init__(self, words: str, *, icon: str = "", tone: Tone = Tone.ACTION, parent: QWidget | None = None) -> None:
        super().__init__(words, icon=icon, dense=True, parent=parent)
        self.tone = tone
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, on: bool) -> None:
        self.updateGeometry()
        if not on:
            self.removed.emit()

    def _box(self, worn: Look) -> paint.Box:
        if self.isChecked():
            return paint.Box(worn.colour("pri_soft"), worn.colour("pri"), 2, Radius.CONTROL)
        return super()._box(worn)

    def _ink(self, worn: Look) -> tuple[QColor, QColor]:
        if self.isChecked():
            return worn.colour("pri"), worn.colour("pri")
        return worn.colour("text"), worn.tone(self.tone)
