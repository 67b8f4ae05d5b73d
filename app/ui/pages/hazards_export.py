"""The hazard ledger as it is listed, written as a spreadsheet."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.tasks import Ticket
from app.ui.text import day_in_field
from app.ui.tr import tr
from app.ui.widgets.states import ProgressBar
from app.values.errors import CancelledError, UserError

if TYPE_CHECKING:
    from app.ui.context import UiContext

EXCEL = "Excel (*.xlsx)"


class LedgerExport(QObject):
    """Ask where to, write the lines in a worker, and tell how far it has come."""

    def __init__(self, context: "UiContext", page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.bar = ProgressBar()

    def begin(self, lines: Sequence[int]) -> None:
        """Ask where the lines are written to."""
        day = day_in_field(self._context.services.desk.today())
        self._context.ask.save_file(
            self._page,
            tr("导出隐患台账"),
            kinds=EXCEL,
            then=partial(self._write, tuple(lines)),
            start=tr("隐患台账{day}.xlsx", day=day),
        )

    def _write(self, lines: Sequence[int], file: Path) -> None:
        ledger = self._context.services.hazard_ledger

        def work(ticket: Ticket) -> Path:
            words = tr("写出隐患")
            ledger.export(
                file,
                lines,
                progress=lambda done, total: ticket.progress(done, total, words),
                cancelled=lambda: ticket.is_cancelled,
            )
            return file

        task = self._context.tasks.run_read(work, done=self._on_written, failed=self._on_failed, owner=self)
        self.bar.follow(task)

    def _on_written(self, file: Path) -> None:
        self._context.messages.say(tr("已导出：{name}", name=file.name))

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, CancelledError):
            self._context.messages.say(str(error))
        else:
            self._context.messages.show_error(error)
