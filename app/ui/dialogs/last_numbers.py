"""填写最后文号: what stands last on paper, kind by kind, and what will be voided for it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.rules.last_numbers import read_last_number, spans_to_void
from app.ui.context import UiContext
from app.ui.tasks import plain
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import IconMark
from app.ui.widgets.field import Field
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.scroll import Scroll
from app.values.errors import UserError
from app.values.rows_numbers import PausedNumber, VoidedSpan

if TYPE_CHECKING:
    from app.services.numbering import NumberingService

SIZE = QSize(640, 640)
NAME_WIDTH = 190
RING = 5  # room for the ring around the field that has the focus
INTRODUCTION = (
    "资料从备份恢复或者换了电脑，纸上用过的号这里可能没有登记。请照纸质文书填写{year}年的最后文号："
    "填序号或者整个文号，还没有用过的填0。"
)


class LastNumberRow(Field):
    """One kind of number: its papers, the field, and what will be voided."""

    changed = Signal()

    def __init__(self, paused: PausedNumber, *, parent: QWidget | None = None) -> None:
        self.paused = paused
        self.edit = LineEdit(name=tr("{papers}的最后文号", papers=paused.name), hint=tr("序号或者整个文号"), longest=60)
        super().__init__(paused.name, self.edit, label_width=NAME_WIDTH, parent=parent)
        self.edit.edited.connect(self._on_edited)
        self.set_words(self._range_words())

    def read(self) -> int | None:
        """Give the last number, or mark what is wrong with it."""
        try:
            last = read_last_number(self.edit.text(), self.paused)
            spans = spans_to_void(self.paused, last)
        except UserError as error:
            self.set_words("")
            self.set_error(str(error))
            return None
        self.set_error("")
        self.set_words(_void_words(spans))
        return last

    def _on_edited(self, words: str) -> None:
        if words.strip():
            self.read()
        else:
            self.set_error("")
            self.set_words(self._range_words())
        self.changed.emit()

    def _range_words(self) -> str:
        paused = self.paused
        known = (
            tr("本机登记到 {known} 号", known=paused.known)
            if paused.known
            else tr("本机没有{year}年的登记", year=paused.year)
        )
        return tr("{known}，号段 {first}—{last}", known=known, first=paused.first, last=paused.last)


class LastNumbersDialog(QDialog):
    """Ask for the last number of every kind; it stays open until numbering goes on or the user leaves."""

    given = Signal(object)

    def __init__(self, paused: Sequence[PausedNumber], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("填写最后文号"))
        self.setModal(True)
        room = QSize(look().px(SIZE.width()), look().px(SIZE.height()))
        window = None if parent is None else parent.window()
        self.resize(room if window is None else room.boundedTo(window.size() - QSize(Space.PAGE, Space.PAGE)))
        self.rows = [LastNumberRow(one) for one in paused]
        self.error = Label(tone=Tone.BAD, wrap=True)
        self.error.hide()
        self.keep = Button(tr("恢复编号"), kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.keep.clicked.connect(self._on_keep)
        self.leave = Button(tr("以后再填"))
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep.click)
        self._lay_out(paused)
        self._lead_on()
        FocusRing(self)
        if self.rows:
            self.rows[0].edit.setFocus()

    def tell(self, error: UserError) -> None:
        """Say why numbering could not go on; what was typed stays."""
        self.keep.unlock()
        self.error.setText(str(error))
        self.error.show()

    def _lay_out(self, paused: Sequence[PausedNumber]) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(IconMark("hash", tone=Tone.BAD, size=24))
        head.addWidget(Label(tr("填写最后文号"), size=Type.ITEM, weight=Weight.BOLD), 1)
        year = "、".join(dict.fromkeys(str(one.year) for one in paused))
        scroll = Scroll(gap=Space.CONTROL)
        ring = look().px(RING)
        scroll.body.setContentsMargins(ring, ring, ring, ring)
        for row in self.rows:
            scroll.body.addWidget(row)
        scroll.body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(Label(tr(INTRODUCTION, year=year), wrap=True))
        column.addWidget(scroll, 1)
        column.addWidget(self.error)
        column.addLayout(buttons)

    def _lead_on(self) -> None:
        """Let Enter go to the next field, and from the last to the button."""
        for row, following in zip(self.rows, [*(one.edit for one in self.rows[1:]), self.keep], strict=True):
            row.edit.returnPressed.connect(following.setFocus)
            row.changed.connect(self.error.hide)

    def _on_keep(self) -> None:
        read = [(row, row.read()) for row in self.rows]
        wrong = next((row for row, last in read if last is None), None)
        if wrong is not None:
            wrong.edit.setFocus()
            return
        self.keep.lock(tr("正在恢复"))
        self.given.emit({row.paused.slot: last for row, last in read})


def ask_last_numbers(
    context: UiContext, paused: Sequence[PausedNumber], *, parent: QWidget, then: Callable[[], object]
) -> LastNumbersDialog:
    """Open the dialog; once numbering goes on, tell what was voided and go on with `then`."""
    dialog = LastNumbersDialog(paused, parent=parent)
    numbering: NumberingService = context.services.numbering

    def resumed(voided: Sequence[VoidedSpan]) -> None:
        dialog.accept()
        context.messages.say(_resumed_words(voided))
        then()

    def resume(last_numbers: Mapping[str, int]) -> None:
        work = plain(lambda: numbering.resume(last_numbers))
        context.tasks.run_write(work, done=resumed, owner=dialog, failed=dialog.tell)

    dialog.given.connect(resume)
    dialog.open()
    return dialog


def _void_words(spans: Sequence[VoidedSpan]) -> str:
    if not spans:
        return tr("没有要作废的号")
    return tr("将作废 {spans}，共 {count} 个", spans=_in_words(spans), count=sum(span.count for span in spans))


def _resumed_words(voided: Sequence[VoidedSpan]) -> str:
    if not voided:
        return tr("编号已恢复，没有作废的号")
    return tr("编号已恢复，已作废 {spans}", spans=_in_words(voided))


def _in_words(spans: Sequence[VoidedSpan]) -> str:
    return "、".join(span.text for span in spans)
