"""收文: what enterprises handed in, what waits, and what was done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from app.ui.context import UiContext
from app.ui.pages.chosen_files import read_all
from app.ui.pages.form_keeper import FormKeeper, keeping
from app.ui.pages.list_page import ListPage, ListWords
from app.ui.pages.received_papers_acts import SCANS, PaperActs
from app.ui.pages.received_papers_drawer import PaperDrawer
from app.ui.pages.received_papers_form import WIDTH, PaperForm
from app.ui.pages.reinspections import URGENT
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import plain
from app.ui.text import day_in_list, tr
from app.ui.theme import Tone
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.overlay import SlideOver
from app.ui.widgets.tab_row import Tab
from app.values.enums import PaperKind
from app.values.errors import UserError
from app.values.rows_received_paper import MatchInspection, PaperRow, PaperView

if TYPE_CHECKING:
    from app.services.received_papers import ReceivedPaperService

LOOKS: Mapping[PaperKind, tuple[Tone, str]] = {
    PaperKind.RECTIFICATION_REPORT: (Tone.ACTION, "inbox"),
    PaperKind.REINSPECTION_REQUEST: (Tone.ACTION, "rotate-ccw"),
    PaperKind.EXTENSION_REQUEST: (Tone.WARN, "calendar-clock"),
}


def columns() -> list[Column[PaperRow]]:
    """Describe the columns of the register."""
    return [
        Column("来件", _kind, 132),
        Column("企业与内容", lambda row: two_line(row.enterprise, _about(row))),
        Column("收到", lambda row: Cell(day_in_list(row.received_on)), 84, gives_way=True),
        Column("应办至", _due, 120),
        Column("办理", _handled, 150, gives_way=True),
        Column("", lambda row: action(tr("查看") if row.handled_on else tr("处理")), 96),
    ]


def _kind(row: PaperRow) -> Cell:
    tone, icon = LOOKS.get(row.paper_kind, (Tone.NA, "file-text"))
    return chip(row.paper_kind.value, tone, icon=icon)


def _about(row: PaperRow) -> str:
    parts = [tr("对应 {count} 项", count=row.items)] if row.items else []
    parts += [row.summary] if row.summary else []
    return "　".join(parts)


def _due(row: PaperRow) -> Cell:
    if row.due is None or row.handled_on is not None:
        return Cell("—")
    return Cell(row.left, day_in_list(row.due), tone=URGENT[row.urgency], strong=True)


def _handled(row: PaperRow) -> Cell:
    if row.handled_on is None:
        return Cell(tr("待办理"), tone=Tone.WARN)
    return Cell(day_in_list(row.handled_on), row.handled_note)


class ReceivedPapersPage(ListPage):
    """List the register, register a paper, deal with one."""

    title = "收文"
    kinds = frozenset({"received_paper", "extension", "hazard", "reinspection"})
    key_hints = (
        KeyHint("Ctrl+N", "登记收文"),
        KeyHint("↑ ↓", "选来件"),
        KeyHint("Enter", "查看"),
        KeyHint("Ctrl+F", "查找"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _words(), tabs=[Tab("waiting", tr("待办理")), Tab("all", tr("全部"))])
        self._rows: Sequence[PaperRow] | None = None
        self._wanted: UUID | None = None
        self.slide: SlideOver | None = None
        self._build()
        self._lay_out()
        self.keys.add("Ctrl+N", self.open_form)

    @property
    def _service(self) -> "ReceivedPaperService":
        return self._context.services.received_papers

    def enter(self, payload: object) -> None:
        """Show a paper, or register one for an inspection."""
        self._wanted = payload if isinstance(payload, UUID) else None

    def refresh(self) -> None:
        """Read the register again."""
        if self._rows is None:
            self.region.show_loading()
        self._context.tasks.run_read(
            plain(self._service.list), done=self._on_read, failed=self._on_failed, owner=self, lane="list"
        )

    def open_form(self, inspection_id: UUID | None = None) -> None:
        """Ask for a new paper over the page; what was typed before and never registered is shown again."""
        self.form.present(today=self._context.services.desk.today(), by="")
        if self.slide is None:
            self.slide = SlideOver(self.overlay_room, self.form, width=WIDTH, keep=self.overlay_keep)
            self.slide.closed.connect(self.keeper.close)
        self.slide.present(self.form.picker.search)
        self.keeper.open(f"received_paper:{inspection_id or 'new'}", self.form.controls())

    def _build(self) -> None:
        self.new = Button(tr("登记收文"), kind=Kind.PRIMARY, icon="plus", key="Ctrl+N")
        self.new.clicked.connect(self._on_new_wanted)
        self.model = ListModel(columns(), self)
        self.table.setModel(self.model)
        self.drawer = PaperDrawer()
        self.drawer.hide()
        self.form = PaperForm()
        self.form.hide()
        self._connect()

    def _connect(self) -> None:
        drawer, form = self.drawer, self.form
        drawer.closed.connect(drawer.hide)
        drawer.handle_wanted.connect(self._on_handle_wanted)
        drawer.reinspect_wanted.connect(self._on_reinspect_wanted)
        self.acts = PaperActs(self._context, self, drawer)
        self.acts.done.connect(self.refresh)
        self.keeper = FormKeeper(self._context, self)
        form.top.addWidget(self.keeper.bar)
        self.keeper.refilled.connect(form.refit)
        form.picker.check_wanted.connect(self._on_check_wanted)
        form.searched.connect(self._on_form_searched)
        form.scans_wanted.connect(self._on_form_scans_wanted)
        form.save_wanted.connect(self._on_save_wanted)
        QShortcut(QKeySequence("Ctrl+Return"), form).activated.connect(form.save.click)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self.lay_out_list(self.new), 1)
        row.addWidget(self.drawer)

    def _show(self) -> None:
        words = self.search.words
        rows = [row for row in self._rows or () if self._is_wanted(row, words)]
        before: PaperRow | None = self.table.current_row
        self.model.set_rows(rows)
        places = {row.id: place for place, row in enumerate(rows)}
        self.table.choose_row(places.get(before.id, 0) if before is not None else 0)
        self.say_empty(self._nothing(), action=tr("登记收文"))
        self.region.show_rows(len(rows))

    def _nothing(self) -> str:
        return tr("没有待办理的来件。") if self.tabs.current == "waiting" else tr("还没有登记来件。")

    def _is_wanted(self, row: PaperRow, words: str) -> bool:
        if self.tabs.current == "waiting" and row.handled_on is not None:
            return False
        return not words or words in row.enterprise or words in row.summary

    def _on_read(self, rows: Sequence[PaperRow]) -> None:
        self._rows = rows
        self.error.hide()
        waiting = sum(1 for row in rows if row.handled_on is None)
        self.tabs.set_count("waiting", waiting)
        self.tabs.set_count("all", len(rows))
        self.count_changed.emit("received_papers", waiting)
        self._show()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._open(wanted, {row.id for row in rows})
        elif self.drawer.view is not None and not self.drawer.isHidden():
            self._read(self.drawer.view.row.id)

    def _open(self, wanted: UUID, known: set[UUID]) -> None:
        if wanted in known:
            self._read(wanted)
        else:
            self.open_form(wanted)
            self._on_check_wanted(wanted)

    def _on_check_wanted(self, inspection_id: UUID) -> None:
        work = plain(partial(self._match_of, inspection_id))
        self._context.tasks.run_read(work, done=self._on_found, owner=self, lane="match")

    def _match_of(self, inspection_id: UUID) -> Sequence[MatchInspection]:
        return self._service.matches("", inspection_id=inspection_id)

    def _read(self, paper_id: UUID) -> None:
        self._context.tasks.run_read(
            plain(partial(self._service.view, paper_id)), done=self._on_paper_read, owner=self, lane="paper"
        )

    def _on_paper_read(self, view: PaperView) -> None:
        self.drawer.show_view(view)
        self.drawer.show()

    def open_row(self, row: PaperRow) -> None:
        self._read(row.id)

    def act_on_empty(self) -> None:
        self.open_form()

    def narrow(self) -> None:
        self._show()

    def _on_form_searched(self, words: str) -> None:
        self._context.tasks.run_read(
            plain(partial(self._service.matches, words)), done=self._on_found, owner=self, lane="match"
        )

    def _on_found(self, found: Sequence[MatchInspection]) -> None:
        self.form.picker.show_found(found)

    def _on_form_scans_wanted(self) -> None:
        self._context.ask.open_files(self, tr("选择扫描件"), kinds=tr(SCANS), then=self.form.add_scans)

    def _on_save_wanted(self) -> None:
        """Read the scans and store the paper in the writing thread."""
        if self.form.save.lock_reason:
            return
        paths, service = tuple(self.form.paths), self._service
        bare = self.form.fields(())

        def work() -> UUID:
            return service.receive(replace(bare, scans=read_all(paths)))

        self._context.tasks.run_write(plain(work), done=self._on_received, owner=self)

    def _on_received(self, paper_id: UUID) -> None:
        self.keeper.drop()
        if self.slide is not None:
            self.slide.dismiss()
        self._context.messages.say(tr("已登记收文"))
        self._wanted = paper_id
        self.refresh()

    def _on_handle_wanted(self) -> None:
        view = self.drawer.view
        if view is not None:
            keep = keeping(self._context, f"handling:{view.row.id}")
            self._context.ask.text(self, tr("登记处理"), tr("怎样处理的"), then=self._on_note_given, keep=keep)

    def _on_note_given(self, note: str) -> None:
        view, drafts = self.drawer.view, self._context.services.form_drafts
        if view is None:
            return
        paper_id = view.row.id

        def handle() -> None:
            self._service.handle(paper_id, note)
            drafts.drop(f"handling:{paper_id}")

        self._context.tasks.run_write(plain(handle), done=self._on_done, owner=self)

    def _on_reinspect_wanted(self, inspection_id: object) -> None:
        self.navigate.emit("reinspection", inspection_id)

    def _on_done(self, _answer: object) -> None:
        self.refresh()

    def _on_failed(self, error: UserError) -> None:
        self.tell_unread(self.model, error)

    def _on_new_wanted(self) -> None:
        self.open_form()


def _words() -> ListWords:
    return ListWords(
        name=tr("收文登记"),
        hint=tr("企业、内容"),
        search=tr("查找来件"),
        icon="inbox",
        nothing=tr("没有待办理的来件。"),
        action=tr("登记收文"),
        unread=tr("收文登记没有读出来。"),
    )
