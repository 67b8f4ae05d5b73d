"""Controls beside each other, as one control of a field."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme import Space


def beside(*parts: QWidget) -> QWidget:
    """Set controls beside each other; the last one takes the room that is left."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.CONTROL)
    for part in parts:
        row.addWidget(part)
    row.setStretch(len(parts) - 1, 1)
    return box
