"""检查: every inspection, unfinished ones first, to go on with or to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.live_page import LivePage
from app.ui.pages.loop_panel import LoopDesk
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.window_model import PAGE, WindowModel
from app.ui.tasks import plain
from app.ui.text import day_and_hour, label, look_of
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.label import Label
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, Region
from app.ui.widgets.table import Table
from app.values.enums import InspectionState
from app.values.errors import UserError
from app.values.rows_inspection import InspectionRow

S = InspectionState
GROUPS: tuple[tuple[str, str, frozenset[InspectionState]], ...] = (
    ("all", "全部", frozenset()),
    ("unfinished", "未完成", frozenset({S.DRAFT})),
    ("open", "未闭环", frozenset({S.ENDED, S.ORDERED, S.REINSPECTING})),
    ("closed", "已闭环", frozenset({S.CLOSED})),
    ("void", "已作废", frozenset({S.VOID})),
)


@dataclass(frozen=True)
class Found:
    """What a search answers: the lines in order, and the rows of the first page."""

    lines: Sequence[int]
    first: Sequence[InspectionRow]


def list_columns() -> list[Column[InspectionRow]]:
    """Give the columns of the list."""
    return [
        Column(tr("被检查单位"), lambda row: two_line(row.enterprise, _second(row))),
        Column(tr("状态"), _state, 112),
        Column(tr("开始"), _start, 148, gives_way=True),
        Column(tr("隐患"), _hazards, 132),
        Column("", lambda row: action(_act(row)), 108),
    ]


class InspectionsPage(LivePage):
    """Go on with an inspection, or look at one that is done."""

    title = "检查"
    kinds = frozenset({"inspection", "hazard", "finding", "enterprise"})
    key_hints = (
        KeyHint("/", "搜索"),
        KeyHint("↑ ↓", "选检查"),
        KeyHint("Enter", "打开"),
        KeyHint("Ctrl+N", "新建检查"),
        KeyHint("B", "闭环"),
        KeyHint("T", "隐患台账"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._is_loaded = False
        self._build()
        self.setFocusProxy(self.table)  # the arrows work as soon as the page is open
        keys = Shortcuts(self)
        keys.add("/", self.search.edit.setFocus)
        keys.add("Ctrl+N", self._on_new_pressed)
        keys.add("B", self._on_closing_wanted)
        keys.add("T", self._on_hazards_wanted)

    def refresh(self) -> None:
        """Read the list again."""
        if not self._is_loaded:
            self.region.show_loading()
        inspections, words = self._context.services.inspections, self.search.words
        states = next(states for key, _, states in GROUPS if key == self.groups.value)

        def work() -> Found:
            lines = inspections.search(words, states=states)
            return Found(lines, inspections.rows(lines[:PAGE]))

        self._context.tasks.run_read(plain(work), done=self._on_found, owner=self, lane="lines", failed=self._on_failed)
        self._context.tasks.run_read(
            plain(inspections.count_unfinished), done=self._on_counted, owner=self, lane="count"
        )

    def top_widgets(self) -> tuple[QWidget, ...]:
        return self.closing, self.new

    def _build(self) -> None:
        self.new = Button(tr("新建检查"), kind=Kind.PRIMARY, icon="clipboard-plus", key="Ctrl+N")
        self.new.clicked.connect(self._on_new_pressed)
        self.closing = Button(tr("闭环"), icon="circle-check", key="B")
        self.closing.clicked.connect(self._on_closing_wanted)
        self.hazards = Button(tr("隐患台账"), icon="triangle-alert", key="T", dense=True)
        self.hazards.clicked.connect(self._on_hazards_wanted)
        self.search = SearchBox(tr("单位名称、别名、电话尾号、信用代码"), key="/")
        self.search.searched.connect(self._on_narrowed)
        self.groups = ChoiceRow([Choice(key, words) for key, words, _ in GROUPS], name=tr("按状态"), dense=True)
        self.groups.choose(["all"])
        self.groups.chosen.connect(self._on_narrowed)
        self.model: WindowModel[InspectionRow] = WindowModel(list_columns(), self._fetch, self)
        self.table = Table(name=tr("检查"))
        self.table.setModel(self.model)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.action_pressed.connect(self._on_row_opened)
        self.empty = EmptyState("clipboard-check", tr("还没有检查。"), action=tr("新建检查"))
        self.empty.action_chosen.connect(self._on_new_pressed)
        self.region = Region(self.table, self.empty)
        self._lay_out()
        self.loop = LoopDesk(self._context, self)
        self.table.row_chosen.connect(self._show_closing)
        self._show_closing(None)

    def _lay_out(self) -> None:
        card = Card(margin=1)
        card.body.addWidget(self.region)
        self.count = Label("", size=Type.LABEL, weight=Weight.MEDIUM)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD)
        narrow = QHBoxLayout()
        narrow.setSpacing(Space.CONTROL)
        narrow.addWidget(self.groups, 1)
        narrow.addWidget(self.hazards)
        column.addWidget(self.search)
        column.addLayout(narrow)
        column.addWidget(self.error)
        column.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addWidget(Label(tr("未完成的在前，其余按开始时间从近到远"), size=Type.LABEL, tone=Tone.SUB))
        foot.addStretch(1)
        column.addLayout(foot)

    def _fetch(self, lines: Sequence[int], then: object) -> None:
        inspections = self._context.services.inspections
        self._context.tasks.run_read(plain(lambda: inspections.rows(lines)), done=then, owner=self)  # type: ignore[arg-type]  # the model's own answer

    def _on_found(self, found: Found) -> None:
        before = self.table.current_row
        self._is_loaded = True
        self.error.hide()
        self.model.set_ids(found.lines, first_rows=found.first)
        is_narrowed = bool(self.search.words) or self.groups.value != "all"
        self.empty.say(tr("没有这样的检查。") if is_narrowed else tr("还没有检查。"), action=tr("新建检查"))
        self.region.show_rows(len(found.lines))
        self.count.setText(tr("共 {n} 次", n=f"{len(found.lines):,}"))
        place = self.model.place_of(before.line) if before is not None else 0
        self.table.choose_row(max(0, place))
        self._show_closing(self.table.current_row)

    def _show_closing(self, row: InspectionRow | None) -> None:
        """Let the loop of the chosen inspection be looked at once its check has ended."""
        if row is None:
            self.closing.lock(tr("请先选择一次检查"))
        elif row.state in (S.DRAFT, S.VOID):
            self.closing.lock(tr("检查还没有结束") if row.state is S.DRAFT else tr("检查已经作废"))
        else:
            self.closing.unlock()

    def _on_closing_wanted(self) -> None:
        row: InspectionRow | None = self.table.current_row
        if row is not None and not self.closing.lock_reason:
            self.loop.open(row.id)

    def _on_counted(self, count: int) -> None:
        self.set_heading(self.title, tr("未完成 {n} 次", n=count) if count else "")
        self.count_changed.emit("inspections", count)

    def _on_failed(self, error: UserError) -> None:
        self.region.show_rows(len(self.model.ids))
        self.error.tell(str(error))

    def _on_narrowed(self, _what: object) -> None:
        self.refresh()

    def _on_row_opened(self, row: InspectionRow) -> None:
        self.navigate.emit("new_inspection" if row.is_planned else "walkthrough", row.id)

    def _on_hazards_wanted(self) -> None:
        self.navigate.emit("hazards", None)

    def _on_new_pressed(self) -> None:
        self.navigate.emit("new_inspection", None)


def _second(row: InspectionRow) -> str:
    category = tr("{category}检查", category=row.category.value) if row.category is not None else tr("类别未选")
    typed_in = tr("补录") if row.is_typed_in else ""
    return "　".join(part for part in (typed_in, category, row.town, "、".join(row.officers)) if part)


def _start(row: InspectionRow) -> Cell:
    return Cell("—" if row.started_at is None else day_and_hour(row.started_at))


def _state(row: InspectionRow) -> Cell:
    if row.is_planned:
        return chip(tr("待开始"), Tone.NA, icon="clipboard-list")
    tone, icon = look_of(row.state)
    return chip(label(row.state), tone, icon=icon)


def _hazards(row: InspectionRow) -> Cell:
    if not row.hazards:
        return Cell(tr("已查 {n} 项", n=row.judged) if row.judged else "—", tone=Tone.SUB)
    major = tr("重大 {n}", n=row.major) if row.major else ""
    words = tr("{n} 项　未闭环 {left}", n=row.hazards, left=row.open_hazards)
    return Cell(words, major, tone=Tone.BAD if row.major else Tone.PLAIN)


def _act(row: InspectionRow) -> str:
    if row.is_planned:
        return tr("填写")
    return tr("继续") if row.state is InspectionState.DRAFT else tr("查看")
