"""Says that a form shows what was typed before and never handed in, and lets it be cleared."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label


class KeptBar(QWidget):
    """One line above the fields; hidden while nothing was brought back."""

    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = Label(tr("已恢复上次没有保存的内容"), size=Type.LABEL, tone=Tone.SUB, wrap=True)
        self.clear = Button(tr("清空重填"), icon="rotate-ccw", dense=True)
        self.clear.clicked.connect(self.clear_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(IconMark("history", tone=Tone.SUB, size=18))
        row.addWidget(words, 1)
        row.addWidget(self.clear)
        self.hide()
