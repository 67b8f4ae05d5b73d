"""The bar of buttons under a column, which leaves their words out where they have no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.theme import Space
from app.ui.widgets.button import Button


class ActionBar(QFrame):
    """Hold buttons, each with how much of the spare room it takes."""

    def __init__(self, buttons: Sequence[tuple[Button, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actionBar")
        self._buttons = [button for button, _ in buttons]
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.CONTROL)
        row.setSpacing(Space.CONTROL)
        for button, stretch in buttons:
            row.addWidget(button, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Measure again when a button comes, goes or changes its words."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        shown = [button for button in self._buttons if not button.isHidden()]
        needed = sum(button.whole_width for button in shown) + Space.CONTROL * max(0, len(shown) - 1)
        for button in self._buttons:
            button.spare_words(needed > self.width() - 2 * Space.PAGE)
