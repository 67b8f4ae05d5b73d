"""What every list of records is: tabs, a search, a table with an empty state, and the keys for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.live_page import LivePage
from app.ui.qtmodels.window_model import WindowModel
from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.card import Card
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, Region
from app.ui.widgets.tab_row import Tab, TabRow
from app.ui.widgets.table import Table
from app.values.errors import UserError


@dataclass(frozen=True, kw_only=True)
class ListWords:
    """What a list is called, what is searched in it, and what it says when it is empty or cannot be read."""

    name: str
    hint: str
    search: str
    icon: str
    nothing: str
    action: str
    unread: str


class ListPage(LivePage):
    """Show a list; a page of its own kind says what opens, what narrows it and what its empty state offers."""

    def __init__(self, context: UiContext, words: ListWords, *, tabs: Sequence[Tab]) -> None:
        super().__init__(context)
        self._words = words
        self.tabs = TabRow(tabs)
        self.tabs.chosen.connect(self._on_narrowed)
        self.search = SearchBox(words.hint, key="Ctrl+F", name=words.search)
        self.search.searched.connect(self._on_narrowed)
        self.table = Table(name=words.name)
        self.table.row_opened.connect(self.open_row)
        self.table.action_pressed.connect(self.open_row)
        self.empty = EmptyState(words.icon, words.nothing, action=words.action)
        self.empty.action_chosen.connect(self.act_on_empty)
        self.region = Region(self.table, self.empty)
        self.keys = Shortcuts(self)
        self.keys.add("Ctrl+F", self.search.setFocus)
        self.setFocusProxy(self.table)  # the arrows work as soon as the page is open

    def open_row(self, row: Any) -> None:
        """Open what a line stands for."""

    def act_on_empty(self) -> None:
        """Do what the empty list offers."""

    def narrow(self) -> None:
        """Show what the tab and the search leave; a list that is searched in the store reads it again."""
        self.refresh()

    def lay_out_list(self, *beside_search: QWidget) -> QVBoxLayout:
        """Give the column of the list: tabs and search, the error, the table."""
        head = QHBoxLayout()
        head.setSpacing(Space.PAGE)
        head.addWidget(self.tabs, 2)
        head.addWidget(self.search, 3)
        for part in beside_search:
            head.addWidget(part)
        card = Card(margin=1)
        card.body.addWidget(self.region)
        column = QVBoxLayout()
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(self.error)
        column.addWidget(card, 1)
        return column

    def lay_out_with_drawer(self, drawer: QWidget, *above: QWidget) -> None:
        """Lay the whole page out: what stands above the list, the list, and the drawer beside both."""
        head = QVBoxLayout()
        head.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, 0)
        head.setSpacing(Space.CONTROL)
        for part in above:
            head.addWidget(part)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self.lay_out_list(), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(drawer)

    def say_empty(self, nothing: str, *, action: str) -> None:
        """Say why the list is empty: nothing fits what was searched, or there is nothing."""
        words = self.search.words
        self.empty.say(tr("没有找到“{words}”。", words=words) if words else nothing, action=action)

    def tell_unread(self, model: "WindowModel[Any]", error: UserError) -> None:
        """Say that the list could not be read; what was shown stays."""
        self.region.show_rows(len(model.ids))
        self.empty.say(self._words.unread)
        self.error.tell(str(error))

    def _on_narrowed(self, _what: object) -> None:
        self.narrow()
