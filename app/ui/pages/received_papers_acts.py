"""What is done about a received paper: scans added and written out, applications for more time answered."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.pages.chosen_files import read_all, write_file
from app.ui.pages.form_keeper import keep_dialog
from app.ui.pages.received_papers_drawer import PaperDrawer
from app.ui.pages.received_papers_extension import AnswerDialog
from app.ui.tasks import plain
from app.ui.tr import tr
from app.values.rows_received_paper import ExtensionRow

if TYPE_CHECKING:
    from app.services.received_papers import ReceivedPaperService
    from app.ui.context import UiContext
    from app.ui.page import Page

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png);;所有文件 (*)"


class PaperActs(QObject):
    """Act on the paper of the drawer."""

    done = Signal()

    def __init__(self, context: "UiContext", page: "Page", drawer: PaperDrawer) -> None:
        super().__init__(page)
        self._context, self._page, self._drawer = context, page, drawer
        self.answer: AnswerDialog | None = None
        drawer.scan_wanted.connect(self._on_scan_wanted)
        drawer.add_scans_wanted.connect(self._on_add_scans_wanted)
        drawer.approve_wanted.connect(partial(self.ask_answer, is_approval=True))
        drawer.refuse_wanted.connect(partial(self.ask_answer, is_approval=False))

    @property
    def _service(self) -> "ReceivedPaperService":
        return self._context.services.received_papers

    def ask_answer(self, asked: ExtensionRow, *, is_approval: bool) -> None:
        """Ask what was answered to an application."""
        self.answer = AnswerDialog(asked, is_approval=is_approval, parent=self._page.window())
        self.answer.answered.connect(partial(self._on_answered, self.answer))
        keep_dialog(self._context, self.answer, _form_of(self.answer))
        self.answer.open()

    def _on_answered(self, dialog: AnswerDialog) -> None:
        service, asked = self._context.services.extensions, dialog.asked
        by, answer = dialog.by.words, dialog.answer.toPlainText()
        if dialog.is_approval:
            work = partial(service.approve, asked.id, by=by, new_deadline=dialog.until.day, answer=answer)
        else:
            work = partial(service.refuse, asked.id, by=by, answer=answer)
        drafts, form = self._context.services.form_drafts, _form_of(dialog)

        def both() -> None:
            work()
            drafts.drop(form)

        self._context.tasks.run_write(plain(both), done=self._on_done, owner=self)

    def _on_add_scans_wanted(self) -> None:
        self._context.ask.open_files(self._page, tr("选择扫描件"), kinds=tr(SCANS), then=self._on_more_scans)

    def _on_more_scans(self, paths: Sequence[Path]) -> None:
        view, service = self._drawer.view, self._service
        if view is not None:
            self._context.tasks.run_write(
                plain(lambda: service.add_scans(view.row.id, read_all(paths))), done=self._on_done, owner=self
            )

    def _on_scan_wanted(self, place: int) -> None:
        then = partial(self._on_place_chosen, place)
        name = tr("扫描件{number}.pdf", number=place + 1)
        self._context.ask.save_file(self._page, tr("另存扫描件"), kinds=tr(SCANS), then=then, start=name)

    def _on_place_chosen(self, place: int, path: Path) -> None:
        view, service = self._drawer.view, self._service
        if view is not None:
            self._context.tasks.run_read(
                plain(partial(write_file, path, partial(service.scan, view.row.id, place))),
                done=self._on_written,
                owner=self,
            )

    def _on_written(self, path: Path) -> None:
        self._context.messages.say(tr("已另存：{name}", name=path.name))

    def _on_done(self, _answer: object) -> None:
        self.done.emit()


def _form_of(dialog: AnswerDialog) -> str:
    return f"extension:{dialog.asked.id}:{'approve' if dialog.is_approval else 'refuse'}"
