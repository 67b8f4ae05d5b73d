"""企业台账: one search over every name, code, address and telephone; the drawer opens on what happened last."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.pages.destinations import Find, PlanFor
from app.ui.pages.enterprise_editor import EnterpriseEditor
from app.ui.pages.enterprises_columns import ledger_columns
from app.ui.pages.enterprises_drawer import PartyDrawer, PartyPanel
from app.ui.pages.enterprises_filters import LedgerFilters
from app.ui.pages.enterprises_search import Found, find_all, find_first
from app.ui.pages.live_page import settling
from app.ui.qtmodels.window_model import WindowModel
from app.ui.tasks import plain
from app.ui.theme import Layout, Space, Tone, Type, Weight, Width
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import SlideOver
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, ErrorBar, Region
from app.ui.widgets.table import Table
from app.values.enums import InspectionState
from app.values.errors import UserError
from app.values.rows_enterprise import EnterpriseDetail, EnterpriseRow, LedgerFigures, VisitRow

SHOWN_KINDS = frozenset({"enterprise", "inspection", "hazard", "document", "received_paper", "case", "reinspection"})


class EnterprisesPage(Page):
    """Search the ledger, look at a party, and begin an inspection from here."""

    title = "企业台账"
    key_hints = (
        KeyHint("/", "搜索"),
        KeyHint("↑ ↓", "选企业"),
        KeyHint("Enter", "打开"),
        KeyHint("Ctrl+N", "新增"),
        KeyHint("Esc", "关抽屉"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._wanted: UUID | None = None
        self._is_loaded, self._is_following, self._is_closed = False, True, False
        self._build()
        self.setFocusProxy(self.table)  # the arrows work as soon as the page is open
        self._add_keys()
        self._settle = settling(self, self._on_settled)
        context.bell.changed.connect(self._on_changed)

    def enter(self, payload: object) -> None:
        """Open a party, or look for words."""
        if isinstance(payload, UUID):
            self._wanted, self._is_closed = payload, False
            self._open(payload)
        elif isinstance(payload, Find):
            self.search.edit.setText(payload.words)

    def refresh(self) -> None:
        """Read the ledger again."""
        if not self._is_loaded:
            self.region.show_loading()
        self._read_lines()
        enterprises = self._context.services.enterprises
        self._context.tasks.run_read(
            plain(lambda: (enterprises.figures(), enterprises.sectors(), enterprises.towns())),
            done=self._on_figures,
            owner=self,
            lane="figures",
        )

    def leave(self) -> None:
        """Keep what stands in an open form."""
        self.editor.flush()

    def top_widgets(self) -> tuple[QWidget, ...]:
        return (self.add,)

    def set_layout(self, layout: Layout) -> None:
        """Dock the drawer where there is room, slide it over the page where there is none."""
        super().set_layout(layout)
        self._slide.hide()
        if layout is Layout.WIDE:
            self._row.addWidget(self.drawer)
            self.drawer.setVisible(self.party.detail is not None and not self._is_closed)
        else:
            self.drawer.setParent(self._slide)

    @property
    def is_drawer_open(self) -> bool:
        return self.drawer.isVisibleTo(self) if self.drawer.parent() is not self._slide else not self._slide.isHidden()

    def _build(self) -> None:
        self.add = Button(tr("新增企业"), kind=Kind.PRIMARY, icon="plus", key="Ctrl+N")
        self.add.clicked.connect(self._on_add_pressed)
        self.drawer = PartyPanel()
        self.drawer.closed.connect(self._on_drawer_closed)
        self.party = PartyDrawer(self.drawer)
        self.party.plan_chosen.connect(self._on_plan_chosen)
        self.party.edit_chosen.connect(self._on_edit_chosen)
        self.party.inspection_chosen.connect(self._on_visit_chosen)
        self.drawer.hide()
        self._slide = SlideOver(self, self.drawer, width=Width.DRAWER)
        self.editor = EnterpriseEditor(self._context, self)
        self.editor.stored.connect(self._on_stored)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(self._left(), 1)

    def _left(self) -> QVBoxLayout:
        self.search = SearchBox(tr("名称、别名、电话尾号、信用代码、地址"), key="/")
        self.search.searched.connect(lambda _words: self._read_lines(is_first=True))
        self.filters = LedgerFilters()
        self.filters.changed.connect(lambda _wanted: self._read_lines(is_first=True))
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self._on_retry_chosen)
        self.model: WindowModel[EnterpriseRow] = WindowModel(ledger_columns(), self._fetch, self)
        self.table = Table(name=tr("企业台账"))
        self.table.setModel(self.model)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.row_opened.connect(self._on_row_opened)
        self.empty = EmptyState("building-2", tr("台账里还没有企业。"), action=tr("新增企业"))
        self.empty.action_chosen.connect(self._on_empty_chosen)
        self.region = Region(self.table, self.empty)
        card = Card(margin=1)
        card.body.addWidget(self.region)
        self.count = Label("", size=Type.LABEL, weight=Weight.MEDIUM)
        column = QVBoxLayout()
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.CARD, Space.CARD)
        column.setSpacing(Space.CARD)
        for part in (self.search, self.filters, self.error):
            column.addWidget(part)
        column.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addWidget(Label(tr("按最近检查排序"), size=Type.LABEL, tone=Tone.SUB))
        foot.addStretch(1)
        column.addLayout(foot)
        return column

    def _add_keys(self) -> None:
        keys = Shortcuts(self)
        keys.add("/", self.search.edit.setFocus)
        keys.add("Ctrl+N", self._on_add_pressed)
        keys.add("Esc", self._on_drawer_closed)
        self.search.edit.returnPressed.connect(self._on_search_confirmed)

    def _read_lines(self, *, is_first: bool = False) -> None:
        enterprises, words, wanted = self._context.services.enterprises, self.search.words, self.filters.wanted
        work = partial(find_first if is_first else find_all, enterprises, words, wanted)
        self._context.tasks.run_read(plain(work), done=self._on_found, owner=self, lane="lines", failed=self._on_failed)

    def _fetch(self, lines: Sequence[int], then: object) -> None:
        enterprises = self._context.services.enterprises
        self._context.tasks.run_read(plain(lambda: enterprises.rows(lines)), done=then, owner=self)  # type: ignore[arg-type]

    def _open(self, enterprise_id: UUID) -> None:
        services = self._context.services
        self._context.tasks.run_read(
            plain(lambda: services.enterprises.detail(enterprise_id)), done=self._on_detail, owner=self, lane="detail"
        )

    def _present_drawer(self) -> None:
        if self.layout_now is Layout.WIDE:
            self.drawer.show()
        else:
            self._slide.present(self.party.plan)

    def _on_found(self, found: Found) -> None:
        if not found.is_all:
            self._read_lines()
        if found.lines or found.is_all:
            self._show_found(found)

    def _show_found(self, found: Found) -> None:
        self._is_loaded = True
        self.error.hide()
        self.model.set_ids(found.lines, first_rows=found.first)
        is_narrowed = bool(self.search.words) or not self.filters.wanted.is_open
        self.empty.say(
            tr("没有找到这样的企业。") if is_narrowed else tr("台账里还没有企业。"),
            action=tr("清除条件") if is_narrowed else tr("新增企业"),
        )
        self.region.show_rows(len(found.lines))
        self.count.setText(_count_words(found, is_narrowed=is_narrowed))
        self._mark_shown()

    def _mark_shown(self) -> None:
        """Mark the party of the drawer in the list; where it is not there, let the drawer follow the first line."""
        shown = self.party.detail
        place = self.model.place_of(shown.row.line) if shown is not None else -1
        self._is_following = self._wanted is None and place < 0
        self.table.choose_row(max(0, place))
        self._is_following = True

    def _on_failed(self, error: UserError) -> None:
        self.region.show_rows(len(self.model.ids))
        self.error.tell(str(error))

    def _on_figures(self, read: tuple[LedgerFigures, Sequence[str], Sequence[str]]) -> None:
        figures, sectors, towns = read
        parts = (
            tr("共 {n} 家", n=f"{figures.enterprises:,}"),
            tr("未闭环隐患 {n} 项", n=f"{figures.open_hazards:,}"),
            tr("证照 60 日内到期 {n} 家", n=f"{figures.licences_due:,}"),
        )
        self.set_heading(self.title, "　".join(parts))
        self.filters.offer(sectors=sectors, towns=towns)

    def _on_detail(self, detail: EnterpriseDetail) -> None:
        self._wanted = None
        self.party.show_detail(detail, today=self._context.services.desk.today())
        self._present_drawer()
        self._mark_shown()

    def _on_search_confirmed(self) -> None:
        self.table.setFocus()
        self.table.choose_row(0)

    def _on_row_chosen(self, row: EnterpriseRow | None) -> None:
        """Let the docked drawer follow the list."""
        if row is not None and self._is_following and not self._is_closed and self.layout_now is Layout.WIDE:
            self._open(row.id)

    def _on_row_opened(self, row: EnterpriseRow) -> None:
        self._is_closed = False
        self._open(row.id)

    def _on_drawer_closed(self) -> None:
        self._is_closed = True
        self.drawer.hide()
        self._slide.dismiss()
        self.table.setFocus()

    def _on_add_pressed(self) -> None:
        self.editor.open_new()

    def _on_empty_chosen(self) -> None:
        if self.search.words or not self.filters.wanted.is_open:
            self.search.edit.clear()
            self.filters.clear()
        else:
            self.editor.open_new()

    def _on_retry_chosen(self) -> None:
        self.error.hide()
        self.refresh()

    def _on_plan_chosen(self, enterprise_id: UUID) -> None:
        self.navigate.emit("new_inspection", PlanFor(enterprise_id))

    def _on_edit_chosen(self, detail: EnterpriseDetail) -> None:
        self.editor.open(detail)

    def _on_visit_chosen(self, visit: VisitRow) -> None:
        is_planned = visit.state is InspectionState.DRAFT and visit.started_at is None
        self.navigate.emit("new_inspection" if is_planned else "walkthrough", visit.id)

    def _on_stored(self, enterprise_id: UUID) -> None:
        self._wanted, self._is_closed = enterprise_id, False
        self._open(enterprise_id)
        self._read_lines()

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, frozenset) and any(kind in SHOWN_KINDS for kind, _ in changes):
            self._settle.start()

    def _on_settled(self) -> None:
        if self.isVisible():
            self.refresh()
            if self.is_drawer_open and self.party.detail is not None:
                self._open(self.party.detail.row.id)


def _count_words(found: Found, *, is_narrowed: bool) -> str:
    count = f"{len(found.lines):,}"
    if not found.is_all:
        return tr("{n} 家以上，正在清点…", n=count)
    return tr("筛得 {n} 家", n=count) if is_narrowed else tr("共 {n} 家", n=count)
