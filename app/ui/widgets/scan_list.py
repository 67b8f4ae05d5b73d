"""The files that were chosen for a form and are read when it is handed in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Tone, Type
from app.ui.widgets.kept_value import change_signal, put_back, value_of
from app.ui.widgets.label import Label


class ScanList(QWidget):
    """Show the names of chosen files."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: tuple[Path, ...] = ()
        self._words = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)

    def add(self, paths: Sequence[Path]) -> None:
        """Note more files; one that is chosen twice counts once."""
        self.show_paths(tuple(dict.fromkeys((*self.paths, *paths))))
        self.changed.emit()

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these files without telling anyone."""
        self.paths = tuple(paths)
        self._words.setText("、".join(path.name for path in self.paths))


@value_of.register
def _(control: ScanList) -> list[str]:
    return [str(path) for path in control.paths]


@put_back.register
def _(control: ScanList, value: Any) -> None:
    control.show_paths([Path(name) for name in value if Path(name).is_file()])


@change_signal.register
def _(control: ScanList) -> SignalInstance:
    return control.changed
