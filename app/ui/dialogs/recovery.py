"""恢复密钥: shown once, to be printed or written down before the dialog closes."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.tasks import plain
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import IconMark
from app.ui.widgets.choice import Choice, ChoiceButton
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.values.errors import UserError

WIDE = 520
IN_A_ROW = 4


class RecoveryDialog(QDialog):
    """Show the recovery key; it closes when its reader says that it is on paper."""

    def __init__(self, context: UiContext, recovery: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("恢复密钥"))
        self.setModal(True)
        self.setMinimumWidth(look().px(WIDE))
        self._context, self._recovery = context, recovery
        self.print = Button(tr("打印"), icon="printer")
        self.save = Button(tr("存为 PDF"), icon="save")
        self.kept = ChoiceButton(Choice(True, tr("已经打印或抄好，并与电脑分开保管")), multi=True)
        self.close_it = Button(tr("完成"), kind=Kind.PRIMARY)
        self.error = Label(tone=Tone.BAD, wrap=True)
        self.error.hide()
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self.kept.toggled.connect(self._on_kept)
        self.close_it.clicked.connect(self.accept)
        self._on_kept(False)
        self._lay_out()
        FocusRing(self)

    def reject(self) -> None:
        """Stay open until the key is on paper: it is shown this once."""
        if self.kept.isChecked():
            self.accept()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(IconMark("key", tone=Tone.ACTION, size=24))
        head.addWidget(Label(tr("恢复密钥，只显示这一次"), size=Type.ITEM, weight=Weight.BOLD), 1)
        groups = QGridLayout()
        groups.setSpacing(Space.CARD)
        for place, group in enumerate(self._recovery.split("-")):
            shown = Label(group, size=Type.NAME, weight=Weight.BOLD)
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            groups.addWidget(shown, place // IN_A_ROW, place % IN_A_ROW)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self.print)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(Label(tr("忘记口令时，只有它能打开资料。请打印或抄下，放在电脑以外的地方。"), wrap=True))
        column.addLayout(groups)
        column.addWidget(self.kept)
        column.addWidget(self.error)
        column.addLayout(buttons)

    def _on_kept(self, kept: bool) -> None:
        if kept:
            self.close_it.unlock()
        else:
            self.close_it.lock(tr("请先打印或抄下"))

    def _on_print(self) -> None:
        encryption, recovery = self._context.services.encryption, self._recovery
        self._context.tasks.run_read(
            plain(lambda: encryption.print_recovery(recovery)),
            done=lambda _: self.print.say(tr("已送去打印")),
            owner=self,
            failed=self._tell,
        )

    def _on_save(self) -> None:
        self._context.ask.save_file(
            self, tr("恢复密钥存到哪里（最好是U盘）"), kinds="PDF (*.pdf)", then=self._on_place, start="恢复密钥.pdf"
        )

    def _on_place(self, file: Path) -> None:
        encryption, recovery = self._context.services.encryption, self._recovery
        self._context.tasks.run_read(
            plain(lambda: encryption.save_recovery(recovery, file)),
            done=lambda _: self.save.say(tr("已存好")),
            owner=self,
            failed=self._tell,
        )

    def _tell(self, error: UserError) -> None:
        self.error.setText(str(error))
        self.error.show()
