"""A dialog that asks for secrets: it stays open until they are right, and waits longer after each wrong one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.rules.pin_delay import wait_after, wait_words
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import IconMark
from app.ui.widgets.field import Field
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.secret_edit import EyeButton, SecretEdit
from app.values.errors import UserError

WIDE = 460
PIN_LENGTH = 8


@dataclass(frozen=True)
class Asked:
    """One secret that is asked for."""

    label: str
    digits: bool = False


class SecretDialog(QDialog):
    """Ask for one secret or more; `given` carries them in their order."""

    given = Signal(object)
    other_way = Signal()

    def __init__(
        self,
        title: str,
        words: str,
        *,
        asked: Sequence[Asked],
        yes: str,
        no: str = "",
        other: str = "",
        refuse: Callable[[Sequence[str]], str] | None = None,
        first: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(look().px(WIDE))
        self._refuse = refuse
        self._failures = 0
        self.edits = [_edit(one) for one in asked]
        self.yes = Button(yes, kind=Kind.PRIMARY)
        self.no = Button(no or tr("取消"))
        self.other = Button(other, kind=Kind.GHOST)
        self.other.setVisible(bool(other))
        self.eye = EyeButton(self.edits)
        self.eye.setHidden(all(one.digits for one in asked))
        self.error = Label(tone=Tone.BAD, wrap=True)
        self.error.hide()
        self._connect()
        self._lay_out(title, words, asked, first)
        FocusRing(self)
        self.edits[0].setFocus()

    def _connect(self) -> None:
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.reject)
        self.other.clicked.connect(self.other_way)
        for edit in self.edits:
            edit.edited.connect(self._on_edited)
        for edit, following in zip(
            self.edits, [*(one.setFocus for one in self.edits[1:]), self.yes.click], strict=True
        ):
            edit.returnPressed.connect(following)

    def tell(self, error: UserError) -> None:
        """Say what was wrong, take the secrets away, and let some time go by before the next try."""
        self._say(str(error))
        for edit in self.edits:
            edit.hide_again()
        self.eye.hide_again()
        self._failures += 1
        wait = wait_after(self._failures)
        if wait:
            self.yes.lock(tr("请等 {time} 再试", time=wait_words(wait)))
            QTimer.singleShot(int(wait.total_seconds() * 1000), self, self.yes.unlock)
        else:
            self.yes.unlock()
        self.edits[0].setFocus()

    def done(self, result: int) -> None:
        """Keep no secret in a dialog that is closed."""
        for edit in self.edits:
            edit.hide_again()
        super().done(result)

    def _lay_out(self, title: str, words: str, asked: Sequence[Asked], first: QWidget | None) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(IconMark("lock", tone=Tone.ACTION, size=24))
        head.addWidget(Label(title, size=Type.ITEM, weight=Weight.BOLD), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self.other)
        buttons.addWidget(self.eye)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        if words:
            column.addWidget(Label(words, wrap=True))
        if first is not None:
            column.addWidget(first)
        for one, edit in zip(asked, self.edits, strict=True):
            column.addWidget(Field(one.label, edit, side="above"))
        column.addWidget(self.error)
        column.addLayout(buttons)

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.show()

    def _on_edited(self, _words: str) -> None:
        if self.error.isVisible() and any(edit.text() for edit in self.edits):
            self.error.hide()

    def _on_yes(self) -> None:
        texts = tuple(edit.text() for edit in self.edits)
        empty = next((edit for edit in self.edits if not edit.text()), None)
        if empty is not None:
            empty.setFocus()
            return
        refusal = self._refuse(texts) if self._refuse is not None else ""
        if refusal:
            self._say(refusal)
            return
        self.yes.lock(tr("正在核对"))
        self.given.emit(texts)


def _edit(one: Asked) -> SecretEdit:
    return SecretEdit(name=one.label, digits=one.digits, longest=PIN_LENGTH if one.digits else 200)
