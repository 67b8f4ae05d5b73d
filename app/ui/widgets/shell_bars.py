"""The top bar and the bottom bar of the shell; neither ever scrolls."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.page import Page
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.widgets.bars import KeyHints, Lamp, bar_height
from app.ui.widgets.label import Elided


class TopBar(QFrame):
    """The page's title, the line under it, and what the page puts at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._title = Elided(size=Type.TITLE, weight=Weight.BOLD)
        self._subtitle = Elided(size=Type.LABEL, tone=Tone.SUB)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        row.setSpacing(Space.PAGE)
        row.addLayout(words, 1)
        self._slot = Slot(Space.PAGE)
        row.addWidget(self._slot)

    def show_page(self, page: Page) -> None:
        """Show what a page says of itself."""
        self.show_heading(page)
        self._slot.fill(page, page.top_widgets())

    def show_heading(self, page: Page) -> None:
        """Show a page's changed title."""
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self._subtitle.setVisible(bool(page.subtitle))
        self.setAccessibleName(page.title)

    def fit(self, *, narrow: bool) -> None:
        """Take the height for the room there is."""
        self.setFixedHeight(bar_height(narrow, top=True))

    @property
    def title(self) -> str:
        return self._title.text()


class BottomBar(QFrame):
    """The page's buttons, its keys, and the lamp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottomBar")
        self.lamp = Lamp()
        self._hints = KeyHints()
        self._left, self._right = Slot(Space.CONTROL), Slot(Space.CONTROL)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        row.setSpacing(Space.PAGE)
        for part, stretch in ((self._left, 0), (self._hints, 1), (self.lamp, 0), (self._right, 0)):
            row.addWidget(part, stretch)

    def show_page(self, page: Page) -> None:
        """Show a page's buttons and keys."""
        self._left.fill(page, page.bottom_left_widgets())
        self._right.fill(page, page.bottom_right_widgets())
        self._hints.show_hints(page.key_hints)

    def show_hints(self, page: Page) -> None:
        """Show a page's changed keys."""
        self._hints.show_hints(page.key_hints)

    def fit(self, *, narrow: bool) -> None:
        """Take the height for the room there is."""
        self.setFixedHeight(bar_height(narrow, top=False))


class Slot(QWidget):
    """A place in a bar with one box for each page, of which the current page's is shown."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[Page, tuple[QWidget, QHBoxLayout]] = {}
        self.hide()

    def fill(self, page: Page, widgets: Sequence[QWidget]) -> None:
        """Show these widgets; one that its page has hidden stays hidden."""
        if page not in self._boxes:
            self._boxes[page] = self._new_box()
        row = self._boxes[page][1]
        for place, widget in enumerate(widgets):
            if row.indexOf(widget) != place:
                row.addWidget(widget)
        for owner, (box, _row) in self._boxes.items():
            box.setVisible(owner is page)
        self.setVisible(bool(widgets))

    def _new_box(self) -> tuple[QWidget, QHBoxLayout]:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._gap)
        self._row.addWidget(box)
        return box, row
