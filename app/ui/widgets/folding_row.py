"""Controls side by side, or under each other where they would not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.theme import Space


class FoldingRow(QWidget):
    """Hold some controls in a line, and fold it to a column when it becomes too narrow for them."""

    def __init__(self, parts: Sequence[tuple[QWidget, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = [part for part, _ in parts]
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.CONTROL)
        for part, stretch in parts:
            self._line.addWidget(part, stretch)

    @property
    def is_folded(self) -> bool:
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the widest part only, so that it can become narrow enough to fold."""
        widest = max((_least(part) for part in self._shown()), default=0)
        return QSize(widest, self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self._shown()
        needed = sum(_least(part) for part in shown) + Space.CONTROL * max(0, len(shown) - 1)
        wanted = QBoxLayout.Direction.LeftToRight if needed <= self.width() else QBoxLayout.Direction.TopToBottom
        if wanted != self._line.direction():
            self._line.setDirection(wanted)
            self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]


def _least(part: QWidget) -> int:
    """Tell how narrow a part may become."""
    return max(part.minimumSizeHint().width(), part.minimumWidth())
