"""Taking everything out of a layout, to fill it anew."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; what stood there is hidden at once and gone a moment later."""
    while layout.count():
        item = layout.takeAt(0)
        if isinstance(item, QLayout):
            empty(item)
            continue
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
