"""The page at the right: the paper as it will print, with its watermark while it is a draft."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.tasks import Tasks
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.pdf_view import PdfView


class PreviewPanel(QFrame):
    """Pages with their zoom."""

    closed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfView(tasks, name=tr("预览"))
        self.view.page_changed.connect(self._on_page_changed)
        self._count = Elided(size=Type.DENSE, tone=Tone.SUB)
        self.back = Button(kind=Kind.GHOST, icon="arrow-left", name=tr("回到栏目"))
        self.back.clicked.connect(self.closed)
        self.back.hide()
        smaller = Button(kind=Kind.GHOST, icon="zoom-out", name=tr("缩小"))
        fit = Button(tr("适宽"), kind=Kind.GHOST)
        larger = Button(kind=Kind.GHOST, icon="zoom-in", name=tr("放大"))
        smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        fit.clicked.connect(self.view.fit_width)
        larger.clicked.connect(lambda: self.view.step_zoom(1))
        head = QHBoxLayout()
        head.setContentsMargins(Space.PAGE, Space.PAIR, Space.CONTROL, Space.PAIR)
        head.setSpacing(Space.PAIR)
        head.addWidget(self.back)
        head.addWidget(Label(tr("预览"), size=Type.DENSE, weight=Weight.BOLD))
        head.addWidget(self._count, 1)
        for button in (smaller, fit, larger):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a paper."""
        self._count.setText("")
        self.view.show_pdf(pdf)

    def _on_page_changed(self, page: int, count: int) -> None:
        self._count.setText(tr("第 {page} / {count} 页", page=page + 1, count=count) if count else "")
