"""Ctrl+K: search over everything from any page; a result opens its page."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from app.ui.qtmodels.columns import Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import Tasks, plain
from app.ui.theme import Space, Tone, Type, look
from app.ui.tr import tr
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.table import Table
from app.values.errors import UserError
from app.values.rows_found import FoundKind, FoundRow

if TYPE_CHECKING:
    from app.services.finding import FindService

SIZE = (760, 560)
ICONS = {
    FoundKind.ENTERPRISE: "building-2",
    FoundKind.INSPECTION: "clipboard-check",
    FoundKind.HAZARD: "triangle-alert",
    FoundKind.DOCUMENT: "file-text",
    FoundKind.CASE: "gavel",
    FoundKind.RECEIVED_PAPER: "inbox",
}
PAGES = {
    FoundKind.ENTERPRISE: "enterprises",
    FoundKind.INSPECTION: "walkthrough",
    FoundKind.HAZARD: "walkthrough",
    FoundKind.DOCUMENT: "documents",
    FoundKind.CASE: "case",
    FoundKind.RECEIVED_PAPER: "received_papers",
}


def columns() -> list[Column[FoundRow]]:
    """Describe what is shown of a result."""
    return [
        Column("", lambda row: chip(row.kind.value, Tone.ACTION, icon=ICONS[row.kind]), 96),
        Column(tr("名称和内容"), lambda row: two_line(row.title, row.second)),
        Column("", lambda _row: action(tr("打开")), 84),
    ]


def destination(row: FoundRow) -> tuple[str, object]:
    """Tell which page opens a result, and what the page is told."""
    if row.kind is FoundKind.HAZARD:
        return PAGES[row.kind], (row.inspection_id, row.id)
    return ("new_inspection" if row.is_planned else PAGES[row.kind]), row.id


class Finder(QDialog):
    """Search while one types; ↑↓ choose, Enter opens."""

    chosen = Signal(str, object)

    def __init__(self, finding: "FindService", tasks: Tasks, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding, self._tasks = finding, tasks
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("全部查找"))
        self._fit()
        self.search = SearchBox(tr("单位、隐患、文号、案件的任意几个字"), key="Ctrl+K", name=tr("全部查找"))
        self.search.searched.connect(self._on_searched)
        self.search.edit.installEventFilter(self)
        self.model = ListModel(columns(), self)
        self.table = Table(name=tr("查找结果"))
        self.table.setModel(self.model)
        self.table.row_opened.connect(self._open)
        self.table.action_pressed.connect(self._open)
        self.words = Label(
            tr("输入后立即查找；↑↓ 选择，Enter 打开，Esc 关闭。"), size=Type.LABEL, tone=Tone.SUB, wrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addWidget(self.search)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        self.table.hide()
        column.addStretch(0)
        FocusRing(self)
        self.search.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose and Enter open while one types."""
        if watched is self.search.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                QApplication.sendEvent(self.table, event)
                return True
            row = self.table.current_row
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
                self._open(row)
                return True
        return False

    def _fit(self) -> None:
        host = self.parentWidget()
        width, height = (look().px(side) for side in SIZE)
        if host is not None:
            width, height = min(width, host.width() - 2 * Space.PAGE), min(height, host.height() - 2 * Space.PAGE)
        self.resize(width, height)

    def _on_searched(self, words: str) -> None:
        work = plain(partial(self._finding.find, words))
        self._tasks.run_read(work, done=partial(self._on_found, words), failed=self._on_failed, owner=self, lane="find")

    def _on_found(self, words: str, rows: Sequence[FoundRow]) -> None:
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.table.choose_row(0)
        if rows:
            self.words.setText(tr("每类列出最近的几条；没有要找的，请多写几个字。"))
        elif words:
            self.words.setText(tr("没有找到“{words}”。", words=words))

    def _on_failed(self, error: UserError) -> None:
        self.words.setText(str(error))

    def _open(self, row: FoundRow) -> None:
        page, payload = destination(row)
        self.accept()
        self.chosen.emit(page, payload)
