"""Answering an application for more time: who approved, until when, why not."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.form_keeper import KeptDialog
from app.ui.text import deadline_in_words
from app.ui.theme import Space, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.select import DayEdit
from app.ui.widgets.text_edit import TextEdit
from app.values.rows_received_paper import ExtensionRow


class AnswerDialog(KeptDialog):
    """Ask what was answered; nothing is decided here."""

    answered = Signal()

    def __init__(self, asked: ExtensionRow, *, is_approval: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked, self.is_approval = asked, is_approval
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = tr("批准延期") if is_approval else tr("不予延期")
        self.setWindowTitle(title)
        self.setMinimumWidth(look().px(460))
        self.by = LineEdit(name=tr("批准人"), longest=60)
        self.until = DayEdit(name=tr("新期限"))
        self.until.set_day(asked.new_deadline)
        self.until.day_changed.connect(self._on_day_changed)
        self.answer = TextEdit(name=tr("答复意见"), rows=3)
        self.keep = Button(title, kind=Kind.PRIMARY if is_approval else Kind.DANGER)
        self.keep.clicked.connect(self._on_kept)
        self.leave = Button(tr("取消"))
        self.leave.clicked.connect(self.reject)
        self.top = QVBoxLayout()
        self._until_field = Field(tr("新期限"), self.until)
        self._by_field = Field(tr("批准人"), self.by)
        self._answer_field = Field(tr("答复意见"), self.answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addWidget(Label(title, size=Type.ITEM, weight=Weight.BOLD))
        column.addLayout(self.top)
        column.addWidget(self._by_field)
        if is_approval:
            column.addWidget(self._until_field)
        column.addWidget(self._answer_field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.keep)
        column.addLayout(buttons)
        self._on_day_changed(asked.new_deadline)
        FocusRing(self)
        self.by.setFocus()

    def controls(self) -> Mapping[str, QWidget]:
        return {"by": self.by, "until": self.until, "answer": self.answer}

    def refit(self) -> None:
        self._on_day_changed(self.until.day)

    def _on_day_changed(self, day: date | None) -> None:
        self._until_field.set_words(deadline_in_words(day) if day is not None else "")

    def _on_kept(self) -> None:
        self._by_field.set_error("" if self.by.words else tr("请填写批准人。"))
        needs_day = self.is_approval and self.until.day is None
        self._until_field.set_error(tr("请填写新期限。") if needs_day else "")
        needs_words = not self.is_approval and not self.answer.toPlainText().strip()
        self._answer_field.set_error(tr("请写明不予延期的理由。") if needs_words else "")
        if self.by.words and not needs_day and not needs_words:
            self.answered.emit()
            self.accept()
