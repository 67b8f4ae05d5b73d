"""今日: the work list of the day, worst first, and the two buttons that start or resume."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.pages.documents_print import print_pages
from app.ui.pages.live_page import settling
from app.ui.pages.today_list import WorkFilters, columns
from app.ui.pages.today_side import PausedPanel, RoutePanel, SafetyPanel
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import Ticket, plain
from app.ui.text import day_in_title, tr
from app.ui.theme import Layout, Space, look
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.big_button import BigButton
from app.ui.widgets.button import Kind
from app.ui.widgets.card import Card
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, ErrorBar, Region
from app.ui.widgets.table import Table
from app.values.errors import UserError
from app.values.rows_today import TodayRow, TodayView
from app.values.work import WorkAction

if TYPE_CHECKING:
    from app.values.rows_document import PrintOutcome
    from app.values.rows_safekeeping import BackupRow

SIDE = 304
# Where each action is done; the page that is opened is given the record.
PLACES = {
    WorkAction.REINSPECT: "reinspection",
    WorkAction.FILE_CASE: "cases",
    WorkAction.FILE_NO_CODE: "new_inspection",
    WorkAction.ADD_APPROVAL: "new_inspection",
    WorkAction.SEAL: "documents",
    WorkAction.HANDLE_PAPER: "received_papers",
    WorkAction.CONTINUE: "walkthrough",
    WorkAction.PRINT: "documents",
}


class TodayPage(Page):
    """Show the day, and open what is to be done."""

    title = "今日"
    key_hints = (
        KeyHint("↑ ↓", "选事项"),
        KeyHint("Enter", "办理"),
        KeyHint("F", "筛选"),
        KeyHint("P", "打印今日单"),
        KeyHint("Ctrl+N", "新建检查"),
        KeyHint("Ctrl+L", "继续上次"),
    )
    data_changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._view: TodayView | None = None
        self._listening = False
        self._settle = settling(self, self._on_settled)
        self.data_changed.connect(self._settle.start)
        self._build()
        self.setFocusProxy(self.table)  # the arrows work as soon as the page is open
        self._add_keys()

    def refresh(self) -> None:
        """Read the day again; what is shown stays until the answer is there."""
        if self._view is None:
            self._show_first_look()
        if not self._context.is_open:
            self._context.when_open(self.refresh)
            return
        self._listen()
        today = self._context.services.today
        self._context.tasks.run_read(
            plain(today.today), done=self._on_read, owner=self, lane="today", failed=self._on_failed
        )

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self._side.setFixedWidth(look().px(SIDE))
        self._side.setVisible(layout is not Layout.NARROW)
        # Where there is no room for the side, this one card still must be seen.
        column = self._column if layout is Layout.NARROW else self._side.body
        if column.indexOf(self.paused) != 0:
            column.insertWidget(0, self.paused)

    def _build(self) -> None:
        self.safety, self.route = SafetyPanel(), RoutePanel()
        self.safety.backup_chosen.connect(self._on_backup_chosen)
        self.paused = PausedPanel()
        self.paused.fill_chosen.connect(self._on_fill_chosen)
        self._side = Scroll()
        self._side.body.addWidget(self.paused)
        self._side.body.addWidget(self.safety)
        self._side.body.addWidget(self.route, 1)
        self._side.setFixedWidth(look().px(SIDE))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.CARD)
        row.setSpacing(Space.PAGE)
        row.addLayout(self._left(), 1)
        row.addWidget(self._side)

    def _left(self) -> QVBoxLayout:
        self.filters = WorkFilters()
        self.filters.chosen.connect(self._on_filter_chosen)
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self._on_retry_chosen)
        self._column = column = QVBoxLayout()
        column.setSpacing(Space.CARD)
        column.addLayout(self._buttons())
        column.addWidget(self.filters)
        column.addWidget(self.error)
        column.addWidget(self._list(), 1)
        return column

    def _buttons(self) -> QHBoxLayout:
        self.new = BigButton(
            tr("新建检查"), second=tr("选企业，四步开始"), kind=Kind.PRIMARY, icon="clipboard-plus", key="Ctrl+N"
        )
        self.new.clicked.connect(self._on_new_chosen)
        self.resume = BigButton(tr("继续上次"), icon="play", key="Ctrl+L")
        self.resume.clicked.connect(self._on_resume_chosen)
        self.resume.hide()
        row = QHBoxLayout()
        row.setSpacing(Space.CARD)
        row.addWidget(self.new, 4)
        row.addWidget(self.resume, 5)
        return row

    def _list(self) -> Card:
        self.model = ListModel(columns(), self)
        self.table = Table(name=tr("今日事项"))
        self.table.setModel(self.model)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.action_pressed.connect(self._on_row_opened)
        self.empty = EmptyState("circle-check", tr("今日没有要办的事项。"), action=tr("新建检查"))
        self.empty.action_chosen.connect(self._on_empty_chosen)
        self.region = Region(self.table, self.empty)
        card = Card(margin=1)
        card.body.addWidget(self.region)
        return card

    def _add_keys(self) -> None:
        keys = Shortcuts(self)
        keys.add("F", self.filters.choose_next)
        keys.add("P", self._on_print_chosen)
        keys.add("Ctrl+N", self._on_new_chosen)
        keys.add("Ctrl+L", self._on_resume_chosen)

    def _listen(self) -> None:
        """Hear of changes from the writing thread; the answer comes on the window's."""
        if not self._listening:
            self._listening = True
            stop = self._context.services.desk.on_change(lambda _changes: self.data_changed.emit())
            self.destroyed.connect(stop)

    def _show_first_look(self) -> None:
        """Show the day as it was kept for this start, if it was, until it is read."""
        look = self._context.first_look
        if look is not None:
            self._on_read(look.view)
        else:
            self.region.show_loading()

    def _show(self, view: TodayView) -> None:
        self.set_heading(self.title, "　".join(part for part in (day_in_title(view.today), view.authority) if part))
        self.count_changed.emit("today", len(view.rows))
        self.filters.show_counts(view.counts)
        self.paused.show_paused(view.paused)
        self.safety.show_card(view.safety, today=view.today)
        self.route.show_stops(tuple(view.route))
        self.resume.setVisible(view.resume is not None)
        if view.resume is not None:
            done, total = view.resume.done, view.resume.total
            count = tr("{done} / {total} 项", done=done, total=total) if total else ""
            self.resume.show_second(view.resume.enterprise, count=count, part=done / total if total else -1.0)
        self._show_rows()

    def _show_rows(self) -> None:
        """Show what the filter leaves, and keep the line that was current."""
        if self._view is None:
            return
        before: TodayRow | None = self.table.current_row
        rows = self.filters.left_of(self._view.rows)
        self.model.set_rows(rows)
        places = {(row.kind, row.target): place for place, row in enumerate(rows)}
        self.table.choose_row(places.get((before.kind, before.target), 0) if before is not None else 0)
        self.region.show_rows(len(rows))

    def _on_read(self, view: TodayView) -> None:
        self._view = view
        self.error.hide()
        self._show(view)

    def _on_failed(self, error: UserError) -> None:
        self.region.show_rows(len(self.model.ids))
        self.empty.say(tr("今日事项没有读出来。"))
        self.error.tell(str(error))

    def _on_retry_chosen(self) -> None:
        self.error.hide()
        self.refresh()

    def _on_settled(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_filter_chosen(self, _wanted: object) -> None:
        self._show_rows()

    def _on_row_opened(self, row: TodayRow) -> None:
        if row.action == WorkAction.FILE_CASE and row.case_id is not None:
            self.navigate.emit("case", row.case_id)
        else:
            self.navigate.emit(PLACES[WorkAction(row.action)], row.target)

    def _on_new_chosen(self) -> None:
        self.navigate.emit("new_inspection", None)

    def _on_empty_chosen(self) -> None:
        self._on_new_chosen()

    def _on_resume_chosen(self) -> None:
        if self._view is not None and self._view.resume is not None:
            resumed: UUID = self._view.resume.inspection_id
            self.navigate.emit("walkthrough", resumed)

    def _on_print_chosen(self) -> None:
        self._context.tasks.run_read(
            plain(self._context.services.today.print_list), done=self._on_printed, owner=self, lane="print"
        )

    def _on_printed(self, outcome: "PrintOutcome") -> None:
        """Print from the window where the system takes no PDF."""
        try:
            done = bool(outcome.job) or print_pages(outcome.pages, tr("今日工作清单"), self)
        except UserError as error:
            self._context.messages.show_error(error, retry=self._on_print_chosen)
            return
        if done:
            self._context.messages.say(tr("今日工作清单已送去打印"))

    def _on_fill_chosen(self) -> None:
        from app.ui.dialogs.last_numbers import ask_last_numbers

        ask_last_numbers(self._context, self.paused.paused, parent=self, then=self.refresh)

    def _on_backup_chosen(self) -> None:
        self.safety.button.lock(tr("正在备份"))
        keep = self._context.services.safekeeping

        def work(ticket: Ticket) -> "BackupRow":
            return keep.back_up(progress=lambda done, total: ticket.progress(done, total, tr("备份")))

        task = self._context.tasks.run_write(work, done=self._on_backed_up, owner=self)
        task.ended.connect(self.safety.button.unlock)
        self.safety.progress.follow(task)

    def _on_backed_up(self, made: "BackupRow") -> None:
        self._context.messages.say(tr("已备份并读回核对：{file}", file=made.file.name))
        self.refresh()
