"""A question with two answers, each named for what it does."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.form_keeper import KeptDialog
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import IconMark
from app.ui.widgets.field import Field
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.text_edit import TextEdit


class Question(QDialog):
    """Ask, and answer once: a closed dialog is a no."""

    answered = Signal(bool)

    def __init__(
        self, title: str, words: str, *, yes: str, no: str, danger: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(look().px(420))
        self.yes = Button(yes, kind=Kind.DANGER if danger else Kind.PRIMARY)
        self.no = Button(no)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.finished.connect(self._on_finished)
        self._lay_out(title, words, danger)
        FocusRing(self)
        (self.no if danger else self.yes).setFocus()

    def _lay_out(self, title: str, words: str, danger: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        tone = Tone.BAD if danger else Tone.ACTION
        head.addWidget(IconMark("triangle-alert" if danger else "info", tone=tone, size=24))
        head.addWidget(Label(title, size=Type.ITEM, weight=Weight.BOLD), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PAGE)
        column.addLayout(head)
        column.addWidget(Label(words, wrap=True))
        column.addLayout(buttons)

    def _on_finished(self, result: int) -> None:
        self.answered.emit(result == QDialog.DialogCode.Accepted.value)


class TextQuestion(KeptDialog):
    """Ask for a text such as a reason; an empty one cannot be handed in."""

    text_given = Signal(str)

    def __init__(self, title: str, label: str, *, start: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(look().px(480))
        self.edit = TextEdit(name=label, rows=3)
        self.edit.fill(start)
        self.yes = Button(tr("确定"), kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.no = self.leave = Button(tr("取消"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.accepted.connect(self._on_accepted)
        self.edit.edited.connect(self._on_edited)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.yes.click)
        self._lay_out(title, label)
        FocusRing(self)
        self._on_edited(start)
        self.edit.setFocus()

    def _lay_out(self, title: str, label: str) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PAGE)
        column.addWidget(Label(title, size=Type.ITEM, weight=Weight.BOLD))
        self.top = QVBoxLayout()
        column.addLayout(self.top)
        column.addWidget(Field(label, self.edit, side="above"))
        column.addLayout(buttons)

    def controls(self) -> Mapping[str, QWidget]:
        return {"text": self.edit}

    def refit(self) -> None:
        self._on_edited(self.edit.toPlainText())

    def _on_edited(self, words: str) -> None:
        if words.strip():
            self.yes.unlock()
        else:
            self.yes.lock(tr("请先填写"))

    def _on_accepted(self) -> None:
        self.text_given.emit(self.edit.toPlainText().strip())
