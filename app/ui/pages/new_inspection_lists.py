"""Step 2, at the right: the 两个必查, the lists to take along, and how often the party was inspected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.ui.widgets.option import Mark, Option
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.states import Track
from app.values.enums import InspectionCategory
from app.values.rows_inspection import PlanView, WalkPlan

ITEMS_A_MINUTE = 3  # sixty items in twenty minutes, as the walk-through is built for


class ListsPanel(QWidget):
    """Choose the lists; the two that stand in every list are locked in."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options: dict[str, Option] = {}
        card = Card(margin=0)
        scroll = Scroll(gap=Space.CONTROL)
        scroll.body.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        card.body.addWidget(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._mandatory, self._lists = QVBoxLayout(), QVBoxLayout()
        for layout in (self._mandatory, self._lists):
            layout.setSpacing(Space.CONTROL)
        scroll.body.addWidget(_head(tr("两个必查"), tr("每次检查固定带出")))
        scroll.body.addLayout(self._mandatory)
        scroll.body.addWidget(_head(tr("检查表"), tr("按行业推荐")))
        scroll.body.addLayout(self._lists)
        scroll.body.addStretch(1)
        scroll.body.addWidget(self._build_sum())

    def show_plan(self, plan: WalkPlan, *, taken: tuple[str, ...]) -> None:
        """Show the lists, and how many questions the chosen ones ask."""
        empty(self._mandatory)
        for section in plan.mandatory:
            figure = tr("{n} 项", n=section.items)
            self._mandatory.addWidget(Option(section.title, second=section.basis, mark=Mark.LOCKED, figure=figure))
        names = [choice.sector for choice in plan.choices]
        if names != list(self.options):
            empty(self._lists)
            self.options = {}
            for choice in plan.choices:
                self._add_option(choice.sector, choice.title, choice.version, choice.items, choice.is_recommended)
        for sector, option in self.options.items():
            option.setChecked(sector in taken)
        minutes = -(-plan.items // ITEMS_A_MINUTE)
        self.total.setText(tr("本次 {n} 项", n=plan.items) if plan.items else tr("还没有选检查表"))
        self.minutes.setText(tr("预计 {n} 分钟", n=minutes) if plan.items else "")

    def show_view(self, view: PlanView, category: InspectionCategory | None) -> None:
        """Count this visit among those of the year, and say what is open from before."""
        visits, cap = view.frequency.of(category), view.frequency.cap(category)
        self.visits.setVisible(visits is not None)
        self.track.setVisible(visits is not None and cap is not None)
        self.opened.setText(tr("上次未闭环隐患 {n} 项", n=view.open_hazards) if view.open_hazards else "")
        self.opened.setVisible(bool(view.open_hazards))
        if visits is None or category is None:
            return
        words = tr("本年度{category}检查第 {n} 次", category=category.value, n=visits + 1)
        is_over = cap is not None and visits + 1 > cap
        self.visits.setText(words if cap is None else tr("{words}，上限 {cap} 次", words=words, cap=cap))
        self.visits.set_tone(Tone.BAD if is_over else Tone.PLAIN)
        if cap:
            tone = Tone.BAD if is_over else Tone.WARN if visits + 1 == cap else Tone.ACTION
            self.track.set_part((visits + 1) / cap, tone=tone)

    def _add_option(self, sector: str, title: str, version: str, items: int, is_recommended: bool) -> None:
        option = Option(
            sector,
            second=f"{title}　{version}",
            chip=tr("推荐") if is_recommended else "",
            figure=tr("{n} 项", n=items),
        )
        option.setToolTip(title)
        option.clicked.connect(self._on_pressed)
        self.options[sector] = option
        self._lists.addWidget(option)

    def _build_sum(self) -> Card:
        card = Card(quiet=True, margin=Space.CARD)
        self.total = Label("", size=Type.ITEM, weight=Weight.BOLD)
        self.minutes = Label("", size=Type.LABEL, tone=Tone.SUB)
        card.row(self.total, self.minutes, None)
        self.visits = Label("", size=Type.DENSE, weight=Weight.MEDIUM, wrap=True)
        row = card.row(IconMark("repeat-2", tone=Tone.SUB), self.visits)
        row.setStretch(1, 1)
        self.track = Track(height=8)
        self.opened = Label("", size=Type.LABEL, tone=Tone.BAD)
        card.body.addWidget(self.track)
        card.body.addWidget(self.opened)
        return card

    def _on_pressed(self) -> None:
        self.chosen.emit(tuple(sector for sector, option in self.options.items() if option.isChecked()))


def _head(words: str, second: str) -> QWidget:
    card = QWidget()
    row = QHBoxLayout(card)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Label(words, size=Type.DENSE, weight=Weight.BOLD))
    row.addWidget(Label(second, size=Type.LABEL, tone=Tone.SUB))
    row.addStretch(1)
    return card
