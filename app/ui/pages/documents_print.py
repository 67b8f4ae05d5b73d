"""Print papers: by the system, or page by page from the window where it takes no PDF as it is."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from app.ui.context import UiContext
from app.ui.tasks import plain
from app.ui.tr import tr
from app.values.errors import UserError
from app.values.rows_document import PrintOutcome


class WindowPrintError(UserError):
    """The printer did not take the pages."""


def print_pages(pages: Sequence[bytes], title: str, parent: QWidget) -> bool:
    """Ask for a printer and print the pages on it; a cancelled question prints nothing."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter()
    if not painter.begin(printer):
        raise WindowPrintError("打印机没有接受这份文书，文书没有改变。", hint="请检查打印机后再打印。")
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        sheet = printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
        painter.drawImage(QRect(0, 0, sheet.width(), sheet.height()), QImage.fromData(page))
    if not painter.end():
        raise WindowPrintError("打印没有完成，文书没有改变。", hint="请检查打印机和纸张后再打印。")
    return True


class PaperPrinting(QObject):
    """Print papers of the record, and note what was printed."""

    done = Signal()

    def __init__(self, context: UiContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def print_set(self, inspection_id: UUID) -> None:
        """Print the whole set of an inspection in order."""
        documents = self._context.services.documents
        work = plain(lambda: documents.print_set(inspection_id))
        self._context.tasks.run_read(
            work,
            done=lambda sheets: self.print_papers([(one.document_id, one.copies) for one in sheets], tr("检查文书")),
            owner=self,
        )

    def print_papers(self, sheets: list[tuple[UUID, int]], title: str) -> None:
        """Print so many copies of each paper."""
        documents = self._context.services.documents
        work = plain(lambda: documents.print_papers(sheets, title))
        self._context.tasks.run_write(work, done=lambda outcome: self._on_printed(outcome, title), owner=self)

    def _on_printed(self, outcome: PrintOutcome, title: str) -> None:
        if outcome.pages:
            self._print_here(outcome, title)
        else:
            self._tell(tr("已送到打印机：{title}", title=title))

    def _print_here(self, outcome: PrintOutcome, title: str) -> None:
        """Print from the window; only what was printed is noted."""
        try:
            was_printed = print_pages(outcome.pages, title, self._page)
        except UserError as error:
            self._context.messages.show_error(error)
            return
        if was_printed:
            documents = self._context.services.documents
            work = plain(lambda: documents.note_printed(outcome.document_ids))
            self._context.tasks.run_write(work, done=lambda _: self._tell(tr("已打印")), owner=self)

    def _tell(self, words: str) -> None:
        self._context.messages.say(words)
        self.done.emit()
