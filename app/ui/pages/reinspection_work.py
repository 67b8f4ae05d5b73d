"""The three columns of a re-inspection: items, comparison, verdict."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.reinspection_list import WIDTH, ItemList
from app.ui.pages.reinspection_pair import HazardCard, PairCard
from app.ui.pages.reinspection_verdict import VerdictPanel
from app.ui.pages.reinspections import URGENT
from app.ui.text import look_of
from app.ui.theme import Layout, Space, Width, look
from app.ui.tr import tr
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.select import Select
from app.values.rows_reinspection import ReinspectedRow, ReinspectionView

if TYPE_CHECKING:
    from app.ui.context import UiContext


class WorkArea(QWidget):
    """Lay out what is judged; the column of items becomes one list to choose from where there is no room."""

    chosen = Signal(object)

    def __init__(self, context: "UiContext", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ItemList()
        self.select = Select(name=tr("复查项"))
        self.select.value_chosen.connect(self._on_selected)
        self.select.hide()
        self.hazard = HazardCard()
        self.pair = PairCard(context)
        self.verdict = VerdictPanel()
        centre = Scroll()
        centre.body.setContentsMargins(0, Space.PAGE, 0, Space.PAGE)
        centre.body.addWidget(self.select)
        centre.body.addWidget(self.hazard)
        centre.body.addWidget(self.pair, 1)
        side = QVBoxLayout()
        side.setContentsMargins(0, Space.PAGE, 0, Space.PAGE)
        side.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD, 0, 0, 0)
        row.setSpacing(Space.CARD)
        row.addLayout(side)
        row.addWidget(centre, 1)
        row.addWidget(self.verdict)
        self.fit(Layout.WIDE)

    def show_view(self, view: ReinspectionView) -> None:
        """Show the items."""
        self.list.show_view(view)
        chosen = self.select.value
        items: list[tuple[str, object]] = [(_line(row), row.hazard_id) for row in view.items]
        self.select.fill(items, value=chosen)

    def show_row(self, row: ReinspectedRow, *, is_locked: bool) -> None:
        """Show one item in all three columns."""
        self.list.choose(row.hazard_id)
        self.select.choose(row.hazard_id)
        self.hazard.show_row(row, tone=URGENT[row.urgency], level=look_of(row.level))
        self.pair.show_row(row, lock=tr("本次复查已经结束") if is_locked else "")
        self.verdict.show_row(row, is_locked=is_locked)

    def fit(self, layout: Layout) -> None:
        """Arrange the columns for the room there is."""
        is_narrow = layout is Layout.NARROW
        self.list.setFixedWidth(look().px(WIDTH))
        self.list.setVisible(not is_narrow)
        self.select.setVisible(is_narrow)
        self.verdict.setFixedWidth(look().px(Width.REINSPECTION))

    def _on_selected(self, hazard_id: object) -> None:
        if isinstance(hazard_id, UUID):
            self.chosen.emit(hazard_id)


def _line(row: ReinspectedRow) -> str:
    verdict = row.result.value if row.result is not None else tr("待判")
    return f"{row.number}　{row.fact}　{verdict}"
