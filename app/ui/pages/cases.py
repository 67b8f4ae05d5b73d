"""案件处罚: the cases, what each waits for, and a new one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut

from app.ui.context import UiContext
from app.ui.pages.cases_form import WIDTH, CaseForm
from app.ui.pages.form_keeper import FormKeeper
from app.ui.pages.list_page import ListPage, ListWords
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.window_model import WindowModel
from app.ui.tasks import plain
from app.ui.text import day_in_list, label, look_of, tr
from app.ui.theme import Tone
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.overlay import SlideOver
from app.ui.widgets.tab_row import Tab
from app.values.enums import CaseState
from app.values.errors import UserError
from app.values.money import figures
from app.values.rows_case import CaseRow
from app.values.rows_received_paper import MatchInspection

if TYPE_CHECKING:
    from app.services.cases import CaseService

ENDED = (CaseState.CLOSED, CaseState.VOID)
OPEN = tuple(state for state in CaseState if state not in ENDED)
TABS: dict[str, tuple[str, tuple[CaseState, ...]]] = {
    "open": ("在办", OPEN),
    "ended": ("已办结", ENDED),
    "all": ("全部", ()),
}


def columns() -> list[Column[CaseRow]]:
    """Describe the columns of the list."""
    return [
        Column("状态", _state, 120),
        Column("案件", lambda row: two_line(row.title, "　".join(part for part in (row.number, row.party) if part))),
        Column("立案", lambda row: Cell(day_in_list(row.filed) if row.filed else "—"), 76, gives_way=True),
        Column("决定", lambda row: Cell(day_in_list(row.decided) if row.decided else "—"), 76, gives_way=True),
        Column(
            "罚款", lambda row: Cell("—" if row.fine_cents is None else figures(row.fine_cents)), 128, gives_way=True
        ),
        Column("下一步", lambda row: Cell(row.next_step, tone=Tone.SUB), 250),
        Column("", lambda row: action(tr("查看") if row.state in ENDED else tr("办理")), 92),
    ]


def _state(row: CaseRow) -> Cell:
    tone, icon = look_of(row.state)
    is_open = row.state in OPEN and row.state is not CaseState.PERFORMED
    return chip(label(row.state), Tone.ACTION if is_open else tone, icon="gavel" if is_open else icon)


class CasesPage(ListPage):
    """List cases, open one, begin one."""

    title = "案件处罚"
    kinds = frozenset({"case", "case_step"})
    key_hints = (
        KeyHint("Ctrl+N", "新建案件"),
        KeyHint("↑ ↓", "选案件"),
        KeyHint("Enter", "办理"),
        KeyHint("Ctrl+F", "查找"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _words(), tabs=[Tab(key, tr(words)) for key, (words, _) in TABS.items()])
        self._wanted: UUID | None = None
        self._is_read = False
        self.slide: SlideOver | None = None
        self._build()
        self.keys.add("Ctrl+N", self.open_form)

    @property
    def _service(self) -> "CaseService":
        return self._context.services.cases

    def enter(self, payload: object) -> None:
        """Open the case of an inspection, or begin it."""
        self._wanted = payload if isinstance(payload, UUID) else None

    def refresh(self) -> None:
        """Read the list again; a case that was asked for is opened first."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._context.tasks.run_write(
                plain(partial(self._service.of_inspection, wanted)), done=self._on_opened, owner=self
            )
        if not self._is_read:
            self.region.show_loading()
        search = partial(self._service.search, self.search.words, states=TABS[self.tabs.current][1])
        self._context.tasks.run_read(
            plain(search), done=self._on_found, failed=self._on_failed, owner=self, lane="search"
        )

    def open_form(self) -> None:
        """Ask for a new case over the page; what was typed before and never saved is shown again."""
        self.form.present()
        if self.slide is None:
            self.slide = SlideOver(self.overlay_room, self.form, width=WIDTH, keep=self.overlay_keep)
            self.slide.closed.connect(self.keeper.close)
        self.slide.present(self.form.picker.search)
        self.keeper.open("case:new", self.form.controls())

    def _build(self) -> None:
        self.new = Button(tr("新建案件"), kind=Kind.PRIMARY, icon="plus", key="Ctrl+N")
        self.new.clicked.connect(self.open_form)
        self.model: WindowModel[CaseRow] = WindowModel(columns(), self._fetch, self)
        self.table.setModel(self.model)
        self.setLayout(self.lay_out_list(self.new))
        self.form = CaseForm()
        self.form.hide()
        self.form.picker.searched.connect(self._on_form_searched)
        self.form.picker.check_wanted.connect(self._on_check_wanted)
        self.keeper = FormKeeper(self._context, self)
        self.form.top.addWidget(self.keeper.bar)
        self.form.save_wanted.connect(self._on_save_wanted)
        QShortcut(QKeySequence("Ctrl+Return"), self.form).activated.connect(self.form.save.click)

    def _fetch(self, ids: Sequence[UUID], then: Callable[[Sequence[CaseRow]], None]) -> None:
        self._context.tasks.run_read(plain(partial(self._service.rows, ids)), done=then, owner=self)

    def _on_found(self, ids: Sequence[UUID]) -> None:
        self._is_read = True
        self.error.hide()
        before = self.model.id_of(self.table.currentIndex())
        self.model.set_ids(ids)
        self.table.choose_row(max(0, self.model.place_of(before)))
        self.say_empty(tr("这里没有案件。"), action=tr("新建案件"))
        self.region.show_rows(len(ids))
        if self.tabs.current == "open" and not self.search.words:
            self.tabs.set_count("open", len(ids))

    def _on_opened(self, case_id: UUID) -> None:
        self.navigate.emit("case", case_id)

    def open_row(self, row: CaseRow) -> None:
        self.navigate.emit("case", row.id)

    def act_on_empty(self) -> None:
        self.open_form()

    def _on_form_searched(self, words: str) -> None:
        matches = partial(self._context.services.received_papers.matches, words)
        self._context.tasks.run_read(plain(matches), done=self._on_matched, owner=self, lane="match")

    def _on_check_wanted(self, inspection_id: UUID) -> None:
        matches = partial(self._context.services.received_papers.matches, "", inspection_id=inspection_id)
        self._context.tasks.run_read(plain(matches), done=self._on_matched, owner=self, lane="match")

    def _on_matched(self, found: Sequence[MatchInspection]) -> None:
        self.form.picker.show_found(found)

    def _on_save_wanted(self) -> None:
        if not self.form.save.lock_reason:
            work = partial(self._service.open, self.form.fields())
            self._context.tasks.run_write(plain(work), done=self._on_made, owner=self)

    def _on_made(self, case_id: UUID) -> None:
        self.keeper.drop()
        if self.slide is not None:
            self.slide.dismiss()
        self.navigate.emit("case", case_id)

    def _on_failed(self, error: UserError) -> None:
        self.tell_unread(self.model, error)


def _words() -> ListWords:
    return ListWords(
        name=tr("案件"),
        hint=tr("案件名称、当事人、文号"),
        search=tr("查找案件"),
        icon="gavel",
        nothing=tr("没有在办的案件。"),
        action=tr("新建案件"),
        unread=tr("案件列表没有读出来。"),
    )
