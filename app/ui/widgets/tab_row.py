"""Tabs with counts, the current one underlined."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme import Look, look
from app.ui.widgets.button import Button, Kind


@dataclass(frozen=True)
class Tab:
    """One tab; no count is shown where it would say nothing."""

    key: str
    words: str
    count: int | None = None


class TabButton(Button):
    """One tab as a button."""

    def __init__(self, tab: Tab, *, parent: QWidget | None = None) -> None:
        super().__init__("", kind=Kind.GHOST, name=tab.words, parent=parent)
        self.tab_key, self._tab_words = tab.key, tab.words
        self.setCheckable(True)
        self.set_count(tab.count)

    def set_count(self, count: int | None) -> None:
        """Show how many there are behind the tab."""
        self.say(self._tab_words if count is None else f"{self._tab_words} {count}")

    def _ink(self, worn: Look) -> tuple[QColor, QColor]:
        ink = worn.colour("pri" if self.isChecked() else "sub")
        return ink, ink

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.fillRect(QRect(0, self.height() - 3, self.width(), 3), look().colour("pri"))
            painter.end()


class TabRow(QWidget):
    """Choose one of a few views of the same thing."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[Tab], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.buttons = {tab.key: TabButton(tab, parent=self) for tab in tabs}
        for key, button in self.buttons.items():
            layout.addWidget(button, 1)
            button.clicked.connect(lambda _on, wanted=key: self._on_pressed(wanted))
        if tabs:
            self.choose(tabs[0].key)

    @property
    def current(self) -> str:
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show a tab as the current one without telling anyone."""
        for name, button in self.buttons.items():
            button.setChecked(name == key)

    def set_count(self, key: str, count: int | None) -> None:
        """Change a tab's count."""
        self.buttons[key].set_count(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self.buttons)
        wanted = keys[(keys.index(self.current) + step) % len(keys)]
        self.buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)
        self._on_pressed(wanted)

    def _on_pressed(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look().colour("line2"))
        painter.end()
