"""收件箱: the packages of one folder, what each is, and taking in all that is good."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.context import UiContext
from app.ui.dialogs.secret import Asked, SecretDialog
from app.ui.pages.exchange_work import asking, size_in_words, telling
from app.ui.pages.list_page import ListPage, ListWords
from app.ui.pages.office_inbox_drawer import InboxDrawer
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import Ticket, plain
from app.ui.text import day_and_hour
from app.ui.theme import Tone, Type
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.label import Elided
from app.ui.widgets.states import ProgressBar
from app.ui.widgets.tab_row import Tab
from app.values.errors import UserError
from app.values.rows_office import InboxResult, InboxRow, InboxState

if TYPE_CHECKING:
    from app.services.inbox import InboxService

LOOKS: Mapping[InboxState, tuple[Tone, str]] = {
    InboxState.UNREAD: (Tone.NA, "hourglass"),
    InboxState.NEW: (Tone.ACTION, "package-check"),
    InboxState.LOCKED: (Tone.WARN, "lock"),
    InboxState.IMPORTED: (Tone.OK, "circle-check"),
    InboxState.UNDONE: (Tone.NA, "undo-2"),
    InboxState.REFUSED: (Tone.BAD, "circle-alert"),
}
_GROUPS: Mapping[str, frozenset[InboxState]] = {
    "new": frozenset({InboxState.NEW, InboxState.UNREAD}),
    "refused": frozenset({InboxState.REFUSED, InboxState.LOCKED}),
    "all": frozenset(InboxState),
}


def columns() -> list[Column[InboxRow]]:
    """Describe the columns of the inbox."""
    return [
        Column(tr("情况"), _state, 124),
        Column(tr("文件"), lambda row: two_line(row.file.name, row.what or size_in_words(row.size))),
        Column(tr("来自"), lambda row: Cell(row.maker or "—", row.officer), 190),
        Column(tr("写成"), _made, 150, gives_way=True),
        Column(tr("大小"), lambda row: Cell(size_in_words(row.size)), 96, gives_way=True),
        Column("", lambda _row: action(tr("查看")), 92),
    ]


def _state(row: InboxRow) -> Cell:
    tone, icon = LOOKS[row.state]
    return chip(row.state.value, tone, icon=icon)


def _made(row: InboxRow) -> Cell:
    return Cell("—" if row.made_at is None else day_and_hour(row.made_at))


class InboxPage(ListPage):
    """List the folder, verify what is new, and take in all of it when somebody says so."""

    title = "收件箱"
    key_hints = (
        KeyHint("Ctrl+Enter", "全部导入"),
        KeyHint("F5", "再看一遍"),
        KeyHint("↑ ↓", "选数据包"),
        KeyHint("Enter", "查看"),
    )

    def __init__(self, context: UiContext) -> None:
        tabs = [Tab("new", tr("可导入")), Tab("refused", tr("不能导入")), Tab("all", tr("全部"))]
        super().__init__(context, _words(), tabs=tabs)
        self._rows: Sequence[InboxRow] | None = None
        self.folder: Path | None = None
        self.model = ListModel(columns(), self)
        self.table.setModel(self.model)
        self.drawer = InboxDrawer()
        self.drawer.hide()
        self.drawer.closed.connect(self.drawer.hide)
        self.drawer.passphrase_wanted.connect(self._on_passphrase_wanted)
        self.progress = ProgressBar()
        self.where = Elided("", size=Type.LABEL, tone=Tone.SUB)
        self.choose = Button(tr("换文件夹…"), icon="folder-open")
        self.choose.clicked.connect(self._on_choose)
        self.moving = Button(tr("导入后移到“已导入”"), icon="folder")
        self.moving.setCheckable(True)
        self.take = Button(tr("全部导入"), kind=Kind.PRIMARY, icon="download", key="Ctrl+Enter")
        self.take.clicked.connect(self._on_take)
        self.lay_out_with_drawer(self.drawer, self.where, self.progress)
        self.keys.add("F5", self.refresh)
        self.keys.add("Ctrl+Return", self.take.click)

    @property
    def _service(self) -> "InboxService":
        return self._context.services.inbox

    def refresh(self) -> None:
        """List the folder, then verify what was not looked at yet."""
        if self._rows is None:
            self.region.show_loading()
        work = plain(partial(_list, self._service))
        self._context.tasks.run_read(work, done=self._on_listed, failed=self._on_failed, owner=self, lane="list")

    def top_widgets(self) -> Sequence[QWidget]:
        return self.choose, self.moving, self.take

    def open_row(self, row: InboxRow) -> None:
        self.drawer.show_row(row)
        self.drawer.show()

    def act_on_empty(self) -> None:
        self._on_choose()

    def narrow(self) -> None:
        self._show()

    def _on_listed(self, found: tuple[Path | None, Sequence[InboxRow]]) -> None:
        self.folder, self._rows = found
        self.error.hide()
        self.where.setText(tr("还没有选择文件夹") if self.folder is None else str(self.folder))
        self._show()
        if any(row.state is InboxState.UNREAD for row in self._rows):
            self._verify(None)

    def _verify(self, passphrase: str | None) -> None:
        service = self._service

        def work(ticket: Ticket) -> Mapping[str, dict[str, object]]:
            return service.verify(
                passphrase=passphrase, progress=telling(ticket, tr("正在核对")), cancelled=asking(ticket)
            )

        task = self._context.tasks.run_read(
            work, done=self._on_verified, failed=self._on_failed, owner=self, lane="verify"
        )
        self.progress.follow(task)

    def _on_verified(self, seen: Mapping[str, dict[str, object]]) -> None:
        service = self._service

        def keep() -> Sequence[InboxRow]:
            service.keep_seen(seen)
            return service.rows()

        self._context.tasks.run_write(plain(keep), done=self._on_rows, failed=self._on_failed, owner=self)

    def _on_rows(self, rows: Sequence[InboxRow]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        rows = self._rows or ()
        for key, states in _GROUPS.items():
            self.tabs.set_count(key, sum(row.state in states for row in rows))
        words, wanted = self.search.words, _GROUPS[self.tabs.current]
        shown = [row for row in rows if row.state in wanted and _fits(row, words)]
        before: InboxRow | None = self.table.current_row
        self.model.set_rows(shown)
        places = {row.file: place for place, row in enumerate(shown)}
        self.table.choose_row(places.get(before.file, 0) if before is not None else 0)
        nothing = tr("请选择各台电脑的数据包存放的文件夹。") if self.folder is None else tr("没有这样的数据包。")
        self.say_empty(nothing, action=tr("选择文件夹…") if self.folder is None else "")
        self.region.show_rows(len(shown))
        good = sum(row.state is InboxState.NEW for row in rows)
        self.count_changed.emit("office_inbox", good)
        if good:
            self.take.unlock()
        else:
            self.take.lock(tr("没有可以导入的数据包"))

    def _on_choose(self) -> None:
        start = "" if self.folder is None else str(self.folder)
        self._context.ask.folder(self, tr("选择收件箱文件夹"), then=self._on_chosen, start=start)

    def _on_chosen(self, folder: Path) -> None:
        choose = plain(partial(self._service.choose_folder, folder))
        self._context.tasks.run_write(choose, done=self._on_done, failed=self._on_failed, owner=self)

    def _on_done(self, _answer: object) -> None:
        self.refresh()

    def _on_take(self) -> None:
        if self.take.lock_reason:
            return
        self._context.ask.confirm(
            self,
            tr("全部导入"),
            tr("把收件箱里可以导入的数据包逐个导入。冲突会列出来，以后再处理；每个都可以整个撤销。"),
            yes=tr("导入"),
            then=self._on_confirmed,
        )

    def _on_confirmed(self, wanted: bool) -> None:
        if wanted:
            self._take_in(None)

    def _take_in(self, passphrase: str | None) -> None:
        service, move = self._service, self.moving.isChecked()

        def work(ticket: Ticket) -> Sequence[InboxResult]:
            return service.take_in_all(
                passphrase=passphrase, move=move, progress=telling(ticket, tr("正在导入")), cancelled=asking(ticket)
            )

        task = self._context.tasks.run_write(work, done=self._on_taken, failed=self._on_failed, owner=self)
        self.progress.follow(task)

    def _on_taken(self, results: Sequence[InboxResult]) -> None:
        taken = [one.imported for one in results if one.imported is not None]
        conflicts = sum(one.conflicts for one in taken)
        words = tr("已导入 {n} 个数据包", n=len(taken))
        if conflicts:
            words += tr("，有 {n} 处冲突要处理", n=conflicts)
        self._context.messages.say(words)
        self.refresh()

    def _on_passphrase_wanted(self) -> None:
        dialog = SecretDialog(
            tr("加了口令的数据包"),
            tr("输入口令以后核对收件箱里加了口令的数据包；口令不保存。"),
            asked=(Asked(tr("口令")),),
            yes=tr("核对并导入"),
            parent=self,
        )
        dialog.given.connect(partial(self._on_passphrase_given, dialog))
        dialog.open()

    def _on_passphrase_given(self, dialog: SecretDialog, given: Sequence[str]) -> None:
        dialog.accept()
        self._take_in(given[0])

    def _on_failed(self, error: UserError) -> None:
        self.tell_unread(self.model, error)


def _list(service: "InboxService") -> tuple[Path | None, Sequence[InboxRow]]:
    folder = service.folder()
    return folder, () if folder is None else service.rows()


def _fits(row: InboxRow, words: str) -> bool:
    return not words or any(words in text for text in (row.file.name, row.maker, row.officer, row.authority))


def _words() -> ListWords:
    return ListWords(
        name=tr("收件箱"),
        hint=tr("文件、设备、人员"),
        search=tr("查找数据包"),
        icon="mail",
        nothing=tr("没有这样的数据包。"),
        action="",
        unread=tr("收件箱没有读出来。"),
    )
