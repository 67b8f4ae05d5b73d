"""Before the program ends: what is not backed up or not handed over, and one click to go all the same."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import IconMark
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.states import ProgressBar

WIDE = 480


class LeavingDialog(QDialog):
    """Warn once; nothing that was typed is lost by leaving."""

    leave_wanted = Signal()
    backup_wanted = Signal()
    handover_wanted = Signal()

    def __init__(self, sentences: Sequence[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("退出安查"))
        self.setModal(True)
        self.setMinimumWidth(look().px(WIDE))
        self.leave = Button(tr("退出"), icon="log-out")
        self.back_up = Button(tr("先备份"), kind=Kind.PRIMARY, icon="database-backup")
        self.hand_over = Button(tr("先移交"), icon="package")
        self.error = Label(tone=Tone.BAD, wrap=True)
        self.error.hide()
        self.progress = ProgressBar()
        self.leave.clicked.connect(self.leave_wanted)
        self.back_up.clicked.connect(self.backup_wanted)
        self.hand_over.clicked.connect(self.handover_wanted)
        self._lay_out(sentences)
        FocusRing(self)
        self.leave.setFocus()

    def tell(self, sentence: str) -> None:
        """Say what could not be done; leaving stays one click away."""
        self.error.setText(sentence)
        self.error.show()
        self.back_up.unlock()

    def _lay_out(self, sentences: Sequence[str]) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(IconMark("shield-alert", tone=Tone.WARN, size=24))
        head.addWidget(Label(tr("退出以前"), size=Type.ITEM, weight=Weight.BOLD), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.hand_over)
        buttons.addWidget(self.back_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        for sentence in (*sentences, tr("已经填写的内容都已保存，退出不会丢失。")):
            column.addWidget(Label(sentence, wrap=True))
        for part in (self.error, self.progress):
            column.addWidget(part)
        column.addLayout(buttons)
