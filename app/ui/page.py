"""What the shell knows of a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.theme import Layout
from app.ui.widgets.bars import KeyHint


class Page(QWidget):
    """A page fills itself in `refresh` and says what stands above and below it."""

    navigate = Signal(str, object)
    header_changed = Signal()
    count_changed = Signal(str, int)

    title = ""
    subtitle = ""
    key_hints: tuple[KeyHint, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setProperty("ringless", True)
        self.layout_now = Layout.WIDE
        self.overlay_room: QWidget = self
        self.overlay_keep: QWidget | None = None

    def refresh(self) -> None:
        """Read again what the page shows; called whenever it is entered."""

    def enter(self, payload: object) -> None:
        """Open what another page asked for."""

    def leave(self) -> None:
        """Keep what is being typed; called before another page is shown and before the window closes."""

    def top_widgets(self) -> Sequence[QWidget]:
        """Give what stands at the right of the top bar."""
        return ()

    def bottom_left_widgets(self) -> Sequence[QWidget]:
        """Give what stands before the key hints."""
        return ()

    def bottom_right_widgets(self) -> Sequence[QWidget]:
        """Give what stands after the key hints: a reason for a lock, a primary button."""
        return ()

    def set_layout(self, layout: Layout) -> None:
        """Arrange the page for the room there is."""
        self.layout_now = layout

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Change the title and the line under it."""
        self.title, self.subtitle = title, subtitle
        self.header_changed.emit()


@dataclass(frozen=True)
class PageSpec:
    """A page as the shell knows it before it is built."""

    key: str
    title: str
    icon: str
    factory: Callable[[], Page]
    in_nav: bool = True
    nav_key: str = ""
