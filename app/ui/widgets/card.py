"""Cards: a panel with a border that says whether it is current or blocks."""

from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space
from app.ui.widgets.label import restyle

Edge = Literal["", "current", "bad", "ok", "warn"]
Soft = Literal["", "warn", "bad", "ok", "action"]


class Card(QFrame):
    """A panel whose contents stand below each other in `body`."""

    def __init__(
        self,
        *,
        edge: Edge = "",
        soft: Soft = "",
        quiet: bool = False,
        margin: int = Space.PAGE,
        gap: int = Space.CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("quiet", quiet)
        self.setProperty("edge", edge)
        self.setProperty("soft", soft)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(gap)

    def set_edge(self, edge: Edge) -> None:
        """Say that this card is the current one, or that it blocks."""
        self.setProperty("edge", edge)
        restyle(self)

    def set_soft(self, soft: Soft) -> None:
        """Fill the card with the quiet ground of a state."""
        self.setProperty("soft", soft)
        restyle(self)

    def row(self, *parts: QWidget | None, gap: int = Space.CONTROL) -> QHBoxLayout:
        """Add a row; None stands for the room that is left."""
        return add_row(self.body, *parts, gap=gap)


def add_row(column: QVBoxLayout, *parts: QWidget | None, gap: int = Space.CONTROL) -> QHBoxLayout:
    """Add a row to a column; None stands for the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    column.addLayout(row)
    return row
