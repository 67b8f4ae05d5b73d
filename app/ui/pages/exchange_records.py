"""记录: the packages that were taken in, their reports, and the way back."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.pages.exchange_done import save_report
from app.ui.qtmodels.columns import Cell, Column, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import plain
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.label import Label
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, ErrorBar, Region
from app.ui.widgets.table import Table
from app.values.errors import UserError
from app.values.record_words import kind_word
from app.values.rows_import import Dependant, ImportRow

if TYPE_CHECKING:
    from app.services.imports import ImportService

APPLIED = "applied"
MOST_NAMED = 12


class RecordsPart(QWidget):
    """List past imports; one can be taken back whole."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._is_read = False
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self._on_retry)
        self.table = Table(name=tr("导入过的数据包"))
        self.model: ListModel[ImportRow] = ListModel(_columns(), self)
        self.table.setModel(self.model)
        self.table.row_chosen.connect(lambda _row: self._dress())
        self.table.row_opened.connect(lambda row: save_report(self._context, self, row))
        self.empty = EmptyState("package", tr("还没有导入过数据包。"))
        self.region = Region(self.table, self.empty)
        self.report = Button(tr("另存报告…"), icon="file-down", key="P")
        self.undo = Button(tr("撤销这次导入"), kind=Kind.DANGER, icon="undo-2", key="Del")
        self.report.clicked.connect(self._on_report)
        self.undo.clicked.connect(self._on_undo)
        keys = Shortcuts(self)
        keys.add("P", self.report.click)
        keys.add("Del", self.undo.click)
        self.setFocusProxy(self.table)
        self._lay_out()

    def refresh(self) -> None:
        """Read the list again."""
        if not self._is_read:
            self.region.show_loading()
        read = plain(self._service.imports)
        self._context.tasks.run_read(read, done=self._show, owner=self, lane="imports", failed=self._tell)

    @property
    def _service(self) -> "ImportService":
        return self._context.services.imports

    @property
    def current(self) -> ImportRow | None:
        row = self.table.current_row
        return row if isinstance(row, ImportRow) else None

    def _show(self, rows: Sequence[ImportRow]) -> None:
        self._is_read = True
        before = self.current
        shown = rows[::-1]
        self.model.set_rows(shown)
        self.region.show_rows(len(shown))
        ids = [row.id for row in shown]
        self.table.choose_row(ids.index(before.id) if before is not None and before.id in ids else 0)
        self._dress()

    def _dress(self) -> None:
        row = self.current
        for button in (self.report, self.undo):
            button.setVisible(row is not None)
        if row is not None and row.state == APPLIED:
            self.undo.unlock()
        else:
            self.undo.lock(tr("已经撤销；再次导入同一个文件即可恢复"))

    def _on_report(self) -> None:
        if self.current is not None:
            save_report(self._context, self, self.current)

    def _on_undo(self) -> None:
        """Ask first what depends on it: it stands in the way, or nothing does."""
        row = self.current
        if row is None or not self.undo.isEnabled():
            return
        service = self._service
        self.error.hide()
        self._context.tasks.run_write(
            plain(lambda: service.what_depends(row.id)),
            done=partial(self._on_dependants, row),
            owner=self,
            failed=self._tell,
        )

    def _on_dependants(self, row: ImportRow, found: Sequence[Dependant]) -> None:
        if found:
            words = tr("不能撤销 {file}：本机后来的工作要用到它带来的记录。请先处理：", file=row.file)
            self.error.tell(words + _named(found), may_retry=False)
            return
        words = tr(
            "{file} 带来的新增 {new} 条、更新 {changed} 条记录都退回导入以前；没有别的工作要用到它们。"
            "再次导入同一个文件即可恢复。",
            file=row.file,
            new=row.new,
            changed=row.changed,
        )
        self._context.ask.confirm(
            self, tr("撤销这次导入"), words, yes=tr("撤销导入"), danger=True, then=partial(self._on_answered, row)
        )

    def _on_answered(self, row: ImportRow, wanted: bool) -> None:
        if wanted:
            service = self._service
            self._context.tasks.run_write(
                plain(lambda: service.undo(row.id)), done=self._on_undone, owner=self, failed=self._tell
            )

    def _on_undone(self, row: ImportRow) -> None:
        self._context.messages.say(tr("已撤销 {file} 的导入；再次导入同一个文件即可恢复", file=row.file))
        self.refresh()

    def _tell(self, error: UserError) -> None:
        self._is_read = True
        self.region.show_rows(self.model.rowCount())
        self.error.tell(str(error))

    def _on_retry(self) -> None:
        self.error.hide()
        self.refresh()

    def _lay_out(self) -> None:
        card = Card(margin=1)
        card.body.addWidget(self.region)
        bar = QHBoxLayout()
        bar.setSpacing(Space.CONTROL)
        words = tr("撤销一次导入，就整包退回；后来的导入不受影响。")
        bar.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True), 1)
        bar.addWidget(self.report)
        bar.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD)
        column.addWidget(self.error)
        column.addWidget(card, 1)
        column.addLayout(bar)


def _columns() -> list[Column[ImportRow]]:
    return [
        Column(tr("情况"), _state, 116),
        Column(tr("数据包"), lambda row: two_line(row.file, _when(row.at))),
        Column(tr("新增"), lambda row: Cell(f"{row.new:,}"), 92),
        Column(tr("更新"), lambda row: Cell(f"{row.changed:,}"), 92),
        Column(tr("冲突"), lambda row: Cell(f"{row.conflicts:,}"), 92, gives_way=True),
        Column(tr("缺"), lambda row: Cell(str(len(row.missing)) if row.missing else "—"), 76, gives_way=True),
    ]


def _when(at: datetime) -> str:
    return tr("{at} 导入", at=day_and_hour(at))


def _state(row: ImportRow) -> Cell:
    if row.state == APPLIED:
        return chip(tr("有效"), Tone.OK, icon="check")
    return chip(tr("已撤销"), Tone.NA, icon="undo-2")


def _named(found: Sequence[Dependant]) -> str:
    names = [" ".join(part for part in (one.party, one.title or kind_word(one.kind)) if part) for one in found]
    more = tr("等 {n} 条", n=len(names)) if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more + "。"
