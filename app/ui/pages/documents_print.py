"""Print pages from the window, where the system takes no PDF as it is."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from app.values.errors import UserError


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
