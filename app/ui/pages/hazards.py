"""隐患台账: every hazard, the earliest deadline first, narrowed and searched; a line opens where it was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.hazards_export import LedgerExport
from app.ui.pages.hazards_filters import HazardFilters
from app.ui.pages.hazards_supervision import SupervisionDesk, why_not_released, why_not_supervised
from app.ui.pages.live_page import LivePage
from app.ui.pages.reinspections import URGENT
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.window_model import PAGE, WindowModel
from app.ui.tasks import plain
from app.ui.text import day_in_field, label, look_of
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.label import Label
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, Region
from app.ui.widgets.table import Table
from app.values.errors import UserError
from app.values.rows_hazard_ledger import HazardFilter, HazardLedgerRow

if TYPE_CHECKING:
    from app.services.enterprises import EnterpriseService
    from app.services.hazard_ledger import HazardLedgerService


@dataclass(frozen=True)
class Found:
    """What a search answers: the lines in order, and the rows of the first page."""

    lines: Sequence[int]
    first: Sequence[HazardLedgerRow]


def columns() -> list[Column[HazardLedgerRow]]:
    """Describe the columns of the ledger."""
    return [
        Column(tr("级别"), _level, 116),
        Column(tr("隐患"), lambda row: two_line(row.fact or tr("还没有写事实"), _second(row))),
        Column(tr("状态"), _state, 124),
        Column(tr("期限"), _deadline, 128),
        Column(tr("处理方式"), _handling, 112, gives_way=True),
        Column("", lambda _row: action(tr("查看")), 92),
    ]


class HazardsPage(LivePage):
    """Find hazards across all inspections."""

    title = "隐患台账"
    kinds = frozenset({"hazard", "inspection", "enterprise", "extension"})
    key_hints = (
        KeyHint("/", "搜索"),
        KeyHint("↑ ↓", "选隐患"),
        KeyHint("Enter", "打开所属检查"),
        KeyHint("G", "挂牌督办、销号"),
        KeyHint("E", "导出"),
        KeyHint("Esc", "清除筛选"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._is_loaded = False
        self.search = SearchBox(tr("事实、要求、地点或者单位的任意几个字"), key="/", name=tr("查找隐患"))
        self.search.searched.connect(lambda _words: self.refresh())
        self.filters = HazardFilters()
        self.filters.changed.connect(self.refresh)
        self.model: WindowModel[HazardLedgerRow] = WindowModel(columns(), self._fetch, self)
        self.table = Table(name=tr("隐患台账"))
        self.table.setModel(self.model)
        self.table.row_opened.connect(self._open)
        self.table.action_pressed.connect(self._open)
        self.empty = EmptyState("triangle-alert", tr("还没有隐患。"))
        self.empty.action_chosen.connect(self._clear)
        self.region = Region(self.table, self.empty)
        self._build_acts()
        self._lay_out()
        self.setFocusProxy(self.table)  # the arrows work as soon as the page is open
        self._add_keys()

    def _build_acts(self) -> None:
        self.supervision = SupervisionDesk(self._context, self)
        self.export = LedgerExport(self._context, self)
        self.supervise = Button(tr("挂牌督办"), icon="flag", key="G", parent=self)
        self.release = Button(tr("销号"), icon="circle-check", key="G", parent=self)
        self.write = Button(tr("导出Excel"), icon="file-down", key="E")
        self.supervise.clicked.connect(self._on_supervise_pressed)
        self.release.clicked.connect(self._on_release_pressed)
        self.write.clicked.connect(lambda: self.export.begin(self.model.ids))
        self.why = Label("", size=Type.LABEL, tone=Tone.SUB)
        self.table.row_chosen.connect(self._show_acts)
        self._show_acts(None)

    def _add_keys(self) -> None:
        keys = Shortcuts(self)
        keys.add("/", self.search.edit.setFocus)
        keys.add("Esc", self._clear)
        keys.add("E", self.write.click)
        keys.add("G", self._on_supervision_key)

    def bottom_right_widgets(self) -> tuple[QWidget, ...]:
        return (self.why,)

    def top_widgets(self) -> tuple[QWidget, ...]:
        return self.release, self.supervise, self.write

    @property
    def _service(self) -> "HazardLedgerService":
        return self._context.services.hazard_ledger

    def refresh(self) -> None:
        """Read the ledger again."""
        if not self._is_loaded:
            self.region.show_loading()
        tasks = self._context.tasks
        found = partial(_find, self._service, self.search.words, self.filters.wanted)
        tasks.run_read(plain(found), done=self._on_found, failed=self._on_failed, owner=self, lane="lines")
        named = partial(_named, self._context.services.enterprises)
        tasks.run_read(plain(named), done=self._on_named, failed=_leave_old, owner=self, lane="named")

    def _lay_out(self) -> None:
        card = Card(margin=1)
        card.body.addWidget(self.region)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD)
        for part in (self.search, self.filters, self.error, self.export.bar):
            column.addWidget(part)
        column.addWidget(card, 1)

    def _fetch(self, lines: Sequence[int], then: Callable[[Sequence[HazardLedgerRow]], None]) -> None:
        self._context.tasks.run_read(plain(partial(self._service.rows, lines)), done=then, owner=self)

    def _clear(self) -> None:
        self.search.edit.clear()
        self.filters.clear()

    def _show_acts(self, row: HazardLedgerRow | None) -> None:
        """Offer what may be done with the hazard that is chosen; of 挂牌督办 and 销号 one at a time."""
        is_listed = not why_not_released(row)
        self.release.setVisible(is_listed)
        self.supervise.setVisible(not is_listed)
        reason = why_not_supervised(row)
        _lock(self.supervise, reason)
        self.why.setText("" if is_listed or not reason else tr("挂牌督办：{reason}", reason=reason))
        _lock(self.write, "" if self.model.ids else tr("没有可以导出的隐患"))

    def _on_supervision_key(self) -> None:
        row = self.table.current_row
        (self.supervise if why_not_released(row) else self.release).click()

    def _on_supervise_pressed(self) -> None:
        row = self.table.current_row
        if row is not None:
            self.supervision.supervise(row)

    def _on_release_pressed(self) -> None:
        row = self.table.current_row
        if row is not None:
            self.supervision.release(row)

    def _open(self, row: HazardLedgerRow) -> None:
        self.navigate.emit("walkthrough", (row.inspection_id, row.id))

    def _on_found(self, found: Found) -> None:
        before = self.table.current_row
        self._is_loaded = True
        self.error.hide()
        self.model.set_ids(found.lines, first_rows=found.first)
        is_narrowed = bool(self.search.words) or self.filters.is_narrowed
        words = tr("没有这样的隐患。") if is_narrowed else tr("还没有隐患。")
        self.empty.say(words, action=tr("清除筛选") if is_narrowed else "")
        self.region.show_rows(len(found.lines))
        self.set_heading(self.title, tr("共 {n} 项　未闭环的在前，期限早的在前", n=f"{len(found.lines):,}"))
        self.table.choose_row(max(0, self.model.place_of(before.line) if before is not None else 0))
        self._show_acts(self.table.current_row)

    def _on_named(self, named: tuple[Sequence[str], Sequence[str]]) -> None:
        self.filters.offer(sectors=named[0], towns=named[1])

    def _on_failed(self, error: UserError) -> None:
        self.region.show_rows(len(self.model.ids))
        self.empty.say(tr("隐患台账没有读出来。"))
        self.error.tell(str(error))


def _lock(button: Button, reason: str) -> None:
    if reason:
        button.lock(reason)
    else:
        button.unlock()


def _find(service: "HazardLedgerService", words: str, wanted: HazardFilter) -> Found:
    lines = service.search(words, wanted)
    return Found(lines, service.rows(lines[:PAGE]))


def _named(enterprises: "EnterpriseService") -> tuple[Sequence[str], Sequence[str]]:
    return enterprises.sectors(), enterprises.towns()


def _leave_old(_error: UserError) -> None:
    """The list itself says what cannot be read; the menus keep what they offered."""


def _level(row: HazardLedgerRow) -> Cell:
    tone, icon = look_of(row.level)
    return chip(row.level.value, tone, icon=icon)


def _second(row: HazardLedgerRow) -> str:
    found = "" if row.found_on is None else tr("{day} 检查", day=day_in_field(row.found_on))
    number = tr("第 {number} 项", number=row.number)
    typed_in = tr("补录") if row.is_typed_in else ""
    return "　".join(part for part in (typed_in, row.enterprise, row.town, found, number) if part)


def _state(row: HazardLedgerRow) -> Cell:
    tone, icon = look_of(row.state)
    return chip(label(row.state), tone, icon=icon)


def _deadline(row: HazardLedgerRow) -> Cell:
    if row.deadline is None:
        return Cell(tr("立即") if row.is_at_once else "—", tone=Tone.SUB)
    day = day_in_field(row.deadline)
    return Cell(row.left, day, tone=URGENT[row.urgency], strong=True) if row.left else Cell(day, tone=Tone.SUB)


def _handling(row: HazardLedgerRow) -> Cell:
    return Cell("—" if row.handling is None else label(row.handling))
