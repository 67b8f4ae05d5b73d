"""The filters of the hazard ledger."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.enterprises_filters import MenuFilter
from app.ui.tr import tr
from app.ui.widgets.flow import FlowLayout
from app.values.enums import HazardLevel
from app.values.rows_hazard_ledger import DeadlineScope, HazardFilter, StateScope


class HazardFilters(QWidget):
    """Level, state, deadline, 镇街 and 行业 in a row; one value of each may hold."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level, self.state = MenuFilter(tr("级别")), MenuFilter(tr("状态"))
        self.deadline, self.town, self.sector = MenuFilter(tr("期限")), MenuFilter(tr("镇街")), MenuFilter(tr("行业"))
        self.level.offer([(one.value, one) for one in HazardLevel])
        self.state.offer([(one.value, one) for one in StateScope])
        self.deadline.offer([(one.value, one) for one in DeadlineScope])
        layout = FlowLayout(self)
        for menu in self.menus:
            layout.addWidget(menu)
            menu.changed.connect(self.changed)

    @property
    def menus(self) -> tuple[MenuFilter, ...]:
        return self.level, self.state, self.deadline, self.town, self.sector

    def offer(self, *, sectors: Sequence[str], towns: Sequence[str]) -> None:
        """Offer what the ledger of parties names."""
        self.sector.offer([(one, one) for one in sectors])
        self.town.offer([(one, one) for one in towns])

    def clear(self) -> None:
        """Narrow nothing any more."""
        for menu in self.menus:
            menu.hold(())
        self.changed.emit()

    @property
    def is_narrowed(self) -> bool:
        return any(menu.values for menu in self.menus)

    @property
    def wanted(self) -> HazardFilter:
        level, state, deadline = (next(iter(menu.values), None) for menu in self.menus[:3])
        return HazardFilter(
            level=level if isinstance(level, HazardLevel) else None,
            state=state if isinstance(state, StateScope) else None,
            deadline=deadline if isinstance(deadline, DeadlineScope) else None,
            town=str(next(iter(self.town.values), "")),
            sector=str(next(iter(self.sector.values), "")),
        )
