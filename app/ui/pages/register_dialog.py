"""A dialog that registers something: fields below each other, kept while they are typed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.form_keeper import KeptDialog
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label


class Register(KeptDialog):
    """A form with its fields below each other, one button that keeps it and one that does not."""

    def __init__(self, title: str, *, keep: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(look().px(520))
        self.keep = Button(keep, kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.leave = Button(tr("取消"))
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self.reject)
        self.error = Label(tone=Tone.BAD, wrap=True)
        self.error.hide()
        self.column, self.top = QVBoxLayout(), QVBoxLayout()
        self.column.setSpacing(Space.CARD)
        self._controls: dict[str, QWidget] = {}
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.keep)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        outer.setSpacing(Space.CARD)
        outer.addWidget(Label(title, size=Type.ITEM, weight=Weight.BOLD))
        outer.addLayout(self.top)
        outer.addLayout(self.column)
        outer.addWidget(self.error)
        outer.addLayout(buttons)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep.click)
        FocusRing(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field that takes text."""
        super().showEvent(event)
        first = next((one for one in self.controls().values() if isinstance(one, QLineEdit)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self, words: str, *, value: str = "") -> QLineEdit:
        """Add a line of text."""
        edit = QLineEdit(value)
        self.column.addWidget(Field(words, edit, label_width=88))
        self._controls[words] = edit
        return edit

    def controls(self) -> Mapping[str, QWidget]:
        return self._controls

    def hand_in(self) -> str:
        """Hand the form in and return what is wrong with it, or nothing."""
        return ""

    def _on_keep(self) -> None:
        wrong = self.hand_in()
        self.error.setText(wrong)
        self.error.setVisible(bool(wrong))
        if not wrong:
            self.accept()
