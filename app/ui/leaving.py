"""The way out of the program: it warns once of work that is on this disk only, and never holds anybody back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from shiboken6 import isValid

from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.pages.exchange_work import asking, telling
from app.ui.tasks import Ticket
from app.ui.tr import tr
from app.values.rows_safekeeping import AutomaticRun, SafetyStanding

if TYPE_CHECKING:
    from app.ui.dialogs.leaving import LeavingDialog

EXCHANGE = ("exchange", "export")


class Leaving(QObject):
    """Ask before the window closes, by what is known of the standing at that moment."""

    def __init__(
        self,
        context: UiContext,
        window: MainWindow,
        *,
        standing: Callable[[], SafetyStanding | None],
        is_locked: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._standing, self._is_locked = standing, is_locked
        self._may_go = False
        self.dialog: LeavingDialog | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window or event.type() != QEvent.Type.Close or self._may_go:
            return False
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            event.ignore()
            return True
        standing = self._standing()
        sentences = [] if standing is None or self._is_locked() else warnings(standing)
        if not sentences:
            return False
        event.ignore()
        self._ask(sentences, may_hand_over=standing is not None and not standing.not_handed_over.is_empty)
        return True

    def _ask(self, sentences: list[str], *, may_hand_over: bool) -> None:
        from app.ui.dialogs.leaving import LeavingDialog  # most starts end without it being needed

        page = self._window.current_page
        if page is not None:
            page.leave()
        dialog = self.dialog = LeavingDialog(sentences, parent=self._window)
        dialog.hand_over.setVisible(may_hand_over)
        dialog.leave_wanted.connect(self._go)
        dialog.backup_wanted.connect(self._back_up)
        dialog.handover_wanted.connect(self._hand_over)
        dialog.open()

    def _go(self) -> None:
        self._may_go = True
        if self.dialog is not None:
            self.dialog.accept()
        self._window.close()

    def _hand_over(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self._window.go(*EXCHANGE)

    def _back_up(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        dialog.back_up.lock(tr("正在备份"))
        backups = self._context.services.backups

        def work(ticket: Ticket) -> AutomaticRun:
            return backups.run_automatic(
                at_exit=True, progress=telling(ticket, tr("备份并读回，百分比")), cancelled=asking(ticket)
            )

        task = self._context.tasks.run_read(
            work, done=self._on_backed_up, owner=dialog, failed=lambda error: dialog.tell(str(error))
        )
        dialog.progress.follow(task)

    def _on_backed_up(self, run: AutomaticRun) -> None:
        """Go, unless a place got no copy: that is said first."""
        if run.failed and self.dialog is not None:
            self.dialog.tell("\n".join(f"{one.folder}：{one.reason}" for one in run.failed))
        else:
            self._go()


def warnings(standing: SafetyStanding) -> list[str]:
    """Say what is on this disk only, and what the office does not have."""
    found = []
    if standing.only_here_today:
        found.append(tr("今天的 {n} 处改动只在这块硬盘上。", n=standing.only_here_today))
    elif standing.only_here:
        found.append(tr("有 {n} 处改动只在这块硬盘上。", n=standing.only_here))
    waiting = standing.not_handed_over
    if not waiting.is_empty:
        found.append(
            tr("{recipient}还没有收到 {inspections} 次检查、{records} 条记录。", recipient=waiting.recipient,
               inspections=waiting.inspections, records=waiting.records)
        )  # fmt: skip
    return found
