"""Step 1: whom the inspection is of."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.enterprises_columns import ledger_columns
from app.ui.pages.enterprises_search import Found, find_all, find_first
from app.ui.qtmodels.window_model import WindowModel
from app.ui.tasks import plain
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.states import EmptyState, Region
from app.ui.widgets.table import Table
from app.values.fields_enterprise import EnterpriseFilter
from app.values.rows_enterprise import EnterpriseRow


class TargetStep(QWidget):
    """Search the ledger and choose a party."""

    party_chosen = Signal(object)
    party_marked = Signal(object)
    new_chosen = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.search = SearchBox(tr("名称、别名、电话尾号、信用代码、地址"), key="/")
        self.search.searched.connect(self._on_searched)
        self.search.edit.returnPressed.connect(self._on_confirmed)
        self.model: WindowModel[EnterpriseRow] = WindowModel(ledger_columns(), self._fetch, self)
        self.table = Table(name=tr("选择被检查单位"))
        self.table.setModel(self.model)
        self.table.row_opened.connect(self.party_chosen)
        self.table.row_chosen.connect(self.party_marked)
        self.empty = EmptyState("building-2", tr("没有找到这样的企业。"), action=tr("新增企业"))
        self.empty.action_chosen.connect(self._on_new_pressed)
        self.region = Region(self.table, self.empty)
        self.add = Button(tr("新增企业"), icon="plus")
        self.add.clicked.connect(self._on_new_pressed)
        self._chosen = Card(edge="current", margin=Space.CARD)
        self._name = Elided("", size=Type.CARD, weight=Weight.BOLD)
        row = self._chosen.row(
            IconMark("building-2", tone=Tone.ACTION), Label(tr("已选"), size=Type.LABEL, tone=Tone.SUB), self._name
        )
        row.setStretch(2, 1)
        self._chosen.hide()
        self._lay_out()

    def read(self, *, is_first: bool = False) -> None:
        """Show the parties that fit what is typed."""
        enterprises, words = self._context.services.enterprises, self.search.words
        work = partial(find_first if is_first else find_all, enterprises, words, EnterpriseFilter())
        self._context.tasks.run_read(plain(work), done=self._on_found, owner=self, lane="lines")

    def show_party(self, name: str) -> None:
        """Say who is chosen already."""
        self._name.setText(name)
        self._chosen.setVisible(bool(name))

    def choose_current(self) -> None:
        """Choose the party that is marked in the list."""
        row = self.table.current_row
        if row is not None:
            self.party_chosen.emit(row)
        else:
            self._on_confirmed()

    def _lay_out(self) -> None:
        card = Card(margin=1)
        card.body.addWidget(self.region)
        head = Card(margin=Space.CARD)
        row = head.row(self.search, self.add)
        row.setStretch(0, 1)
        words = tr("点两下或按 Enter 选定。搜不到的先新增，名称和类型填好即可开始。")
        head.body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        for part, stretch in ((self._chosen, 0), (head, 0), (card, 1)):
            column.addWidget(part, stretch)

    def _fetch(self, lines: Sequence[int], then: Callable[[Sequence[EnterpriseRow]], None]) -> None:
        enterprises = self._context.services.enterprises
        self._context.tasks.run_read(plain(lambda: enterprises.rows(lines)), done=then, owner=self)

    def _on_searched(self, _words: str) -> None:
        self.read(is_first=True)

    def _on_confirmed(self) -> None:
        self.table.setFocus()
        self.table.choose_row(0)

    def _on_found(self, found: Found) -> None:
        if not found.is_all:
            self.read()
        if found.lines or found.is_all:
            self._show_found(found)

    def _show_found(self, found: Found) -> None:
        self.model.set_ids(found.lines, first_rows=found.first)
        self.region.show_rows(len(found.lines))
        if self.search.words:
            self.table.choose_row(0)

    def _on_new_pressed(self) -> None:
        self.new_chosen.emit(self.search.words)
