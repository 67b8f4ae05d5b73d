"""F1: the steps of the page that is open, and its keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.scroll import Scroll

SIZE = (720, 620)


class PageHelp(QDialog):
    """Show what is done on a page, and by which keys."""

    def __init__(
        self,
        title: str,
        steps: Sequence[str],
        keys: Sequence[KeyHint],
        *,
        everywhere: Sequence[KeyHint],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("帮助"))
        self.steps, self.keys = tuple(steps), tuple(keys)
        self.close_button = Button(tr("关闭"), kind=Kind.PRIMARY, icon="x", key="Esc")
        self.close_button.clicked.connect(self.accept)
        scroll = Scroll()
        scroll.body.setSpacing(Space.CARD)
        scroll.body.setContentsMargins(Space.PAGE, 0, Space.PAGE, Space.CARD)
        for number, step in enumerate(steps, start=1):
            scroll.body.addWidget(Label(f"{number}．{tr(step)}", wrap=True))
        for words, hints in ((tr("本页按键"), keys), (tr("任何页面"), everywhere)):
            if hints:
                scroll.body.addWidget(Label(words, size=Type.CARD, weight=Weight.BOLD))
                scroll.body.addLayout(_table(hints))
        scroll.body.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, 0)
        head.addWidget(Label(tr("帮助：{title}", title=title), size=Type.ITEM, weight=Weight.BOLD), 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        FocusRing(self)
        self._fit()

    def _fit(self) -> None:
        host = self.parentWidget()
        width, height = (look().px(side) for side in SIZE)
        if host is not None:
            width, height = min(width, host.width() - 2 * Space.PAGE), min(height, host.height() - 2 * Space.PAGE)
        self.resize(width, height)


def _table(hints: Sequence[KeyHint]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.PAGE)
    grid.setVerticalSpacing(Space.CONTROL)
    grid.setColumnStretch(1, 1)
    for row, hint in enumerate(hints):
        grid.addWidget(Label(hint.key, weight=Weight.MEDIUM), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(tr(hint.words), tone=Tone.SUB, wrap=True), row, 1)
    return grid
