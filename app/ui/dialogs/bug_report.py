"""The dialog for our own mistakes: what to hand on, and a chance to save."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.excepthook import details
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label

WORDS = (
    "这是程序的错误，不是您的操作造成的。已保存的记录没有变化。"
    "请复制详情交给维护人员，然后继续工作；如再次出现，请重新打开程序。"
)


class BugReport(QDialog):
    """Show the details of a mistake once."""

    save_chosen = Signal()

    def __init__(self, error: BaseException, *, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("程序出错"))
        self.resize(look().px(640), look().px(420))
        self.details = QPlainTextEdit(details(error, version=version))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("错误详情"))
        self.copy = Button(tr("复制详情"), icon="copy")
        self.copy.clicked.connect(self._on_copy)
        self.save = Button(tr("保存正在填写的内容"), icon="save")
        self.save.clicked.connect(self._on_save)
        self.go_on = Button(tr("继续"), kind=Kind.PRIMARY)
        self.go_on.clicked.connect(self.accept)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(IconMark("octagon-alert", tone=Tone.BAD, size=24))
        head.addWidget(Label(tr("程序出错"), size=Type.ITEM, weight=Weight.BOLD), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(Label(tr(WORDS), wrap=True))
        column.addWidget(self.details, 1)
        column.addLayout(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.say(tr("已复制"))

    def _on_save(self) -> None:
        self.save_chosen.emit()
        self.save.say(tr("已保存"))
        self.save.setEnabled(False)
