"""How the walk is laid out: sections, items, hazards beside each other, or one above the other where it is narrow."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.pages.walkthrough_course import Course, Stop
from app.ui.pages.walkthrough_hazards import HazardPanel
from app.ui.pages.walkthrough_item import ItemCard, ItemList
from app.ui.pages.walkthrough_sections import HazardChips, SectionColumn, SectionPicker
from app.ui.theme import Height, Layout, Space, Width, look
from app.ui.tr import tr
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.states import EmptyState, ErrorBar, Region
from app.values.rows_walk import Walk


class WalkView(QObject):
    """Hold the widgets of the page and show a walk in them."""

    section_chosen = Signal(int)
    edit_wanted = Signal()
    list_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, page: QWidget, photos: QWidget) -> None:
        super().__init__(page)
        self._is_narrow = False
        self.sections, self.picker, self._chips = SectionColumn(), SectionPicker(), HazardChips()
        self.card = ItemCard(photos)
        self.items = ItemList(self.card)
        self.hazards = HazardPanel()
        self.side = QStackedWidget()
        self.side.addWidget(self.hazards)
        self.empty = EmptyState("clipboard-check", tr("没有打开的检查。"), action=tr("去检查列表"))
        self.error = ErrorBar()
        self._lay_out(page)
        self.card.edit.clicked.connect(self.edit_wanted)
        self.empty.action_chosen.connect(self.list_wanted)
        self.error.retry_chosen.connect(self._on_retry)
        for chooser in (self.sections, self.picker):
            chooser.chosen.connect(self.section_chosen)

    def show_walk(self, course: Course) -> None:
        """Show the counts of every section, and what was found."""
        self.error.hide()
        walk = course.walk
        self._chips.show_walk(walk)
        self.hazards.show_walk(walk)
        self.hazards.lock(walk.head.lock)
        self.card.lock(walk.head.lock)
        self.region.show_rows(max(1, walk.total))

    def show_stop(self, course: Course, stop: Stop) -> None:
        """Show the section of a stop with its card open."""
        item, hazard = course.item(stop), course.hazard(stop)
        if item is not None:
            self.card.show_item(item)
        elif hazard is not None:
            self.card.show_free(hazard)
        self.card.show_hazard(hazard if self._is_narrow else None)
        self.items.show_stop(course, stop)
        self._mark(course.walk, stop)

    def reveal(self) -> None:
        """Bring the open card into sight once the column has taken its new shape, with one item above it."""
        QTimer.singleShot(0, self, self._scroll_to_card)

    def _scroll_to_card(self, *_range: int) -> None:
        column = self.scroll.widget()
        layout = column.layout()
        if layout is not None:
            layout.activate()
        above = look().px(Height.ITEM) + Space.CONTROL + Space.PAIR
        self.scroll.verticalScrollBar().setValue(self.card.mapTo(column, QPoint(0, 0)).y() - above)

    def show_nothing(self) -> None:
        """Say that no walk is open."""
        self.region.show_rows(0)

    def show_failure(self, sentence: str) -> None:
        """Say why the walk could not be read."""
        self.error.tell(sentence)
        if self.region.currentWidget() is self.region.loading:
            self.region.show_rows(0)

    def fit(self, layout: Layout) -> None:
        """Take the columns that there is room for."""
        self._is_narrow = layout is Layout.NARROW
        self.sections.setVisible(not self._is_narrow)
        self._narrow_head.setVisible(self._is_narrow)
        self.side.setVisible(not self._is_narrow)
        edge = Space.PAGE if self._is_narrow else Space.PAIR
        self.scroll.body.setContentsMargins(edge, Space.CARD, edge, Space.CARD)
        self.sections.setFixedWidth(look().px(Width.SECTIONS))
        self.side.setFixedWidth(look().px(Width.EDITOR))

    def _lay_out(self, page: QWidget) -> None:
        walk = QWidget()
        row = QHBoxLayout(walk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        row.addLayout(self._centre(), 1)
        row.addWidget(self.side)
        self.region = Region(walk, self.empty)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.error)
        outer.addWidget(self.region, 1)

    def _centre(self) -> QVBoxLayout:
        self._narrow_head = QWidget()
        head = QHBoxLayout(self._narrow_head)
        head.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, 0)
        head.addWidget(self.picker, 1)
        head.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        self.scroll = Scroll()
        self.scroll.body.setContentsMargins(Space.PAIR, Space.CARD, Space.PAIR, Space.CARD)
        self.scroll.body.addWidget(self.items)
        self.scroll.body.addStretch(1)
        # A card that grows or comes late, as with its photographs, stays in sight.
        self.scroll.verticalScrollBar().rangeChanged.connect(self._scroll_to_card)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self._narrow_head)
        centre.addWidget(self.scroll, 1)
        return centre

    def _mark(self, walk: Walk, stop: Stop) -> None:
        self.sections.show_walk(walk, current=stop.section)
        self.picker.show_walk(walk, current=stop.section)

    def _on_retry(self) -> None:
        self.error.hide()
        self.retry_wanted.emit()
