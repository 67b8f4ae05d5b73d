"""One device beside the list: its name and who has it, its numbers, and whether it is in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.overlay import Drawer
from app.values.rows_office import LaptopRow, LaptopState, NumberSpan

LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Registration:
    """A device is to have this name."""

    device: UUID
    label: str
    holder: str


@dataclass(frozen=True)
class HandOut:
    """A device is to have these numbers."""

    device: UUID
    first: int
    last: int


class DeviceDrawer(Drawer):
    """Show one device, or ask for a new one."""

    register_wanted = Signal(object)
    numbers_wanted = Signal(object)
    retire_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.row: LaptopRow | None = None
        self._lay_out_name()
        self._lay_out_numbers()
        self.body.addStretch(1)
        self.retire = Button(tr("停用"), icon="circle-off")
        self.retire.clicked.connect(self._on_retire)
        self.keep = Button(tr("保存"), kind=Kind.PRIMARY, icon="check")
        self.keep.clicked.connect(self._on_keep)
        self.add_action(self.retire)
        self.add_action(self.keep, stretch=1)

    def show_row(self, row: LaptopRow, *, proposal: tuple[int, int]) -> None:
        """Show a device, and the numbers that can be handed out next."""
        self.row = row
        is_here = row.state is LaptopState.HERE
        self.title.setText(row.label)
        self.device.fill(str(row.device))
        self.device.setReadOnly(True)
        self.label.fill(row.label if row.is_registered else "")
        self.holder.fill(row.holder)
        self._words.setText(_words(row))
        self._words.setVisible(bool(_words(row)))
        for part in (self._label_field, self._holder_field, self.keep):
            part.setVisible(not is_here)
        self._numbers.setVisible(row.is_registered and row.state is not LaptopState.RETIRED)
        self.retire.setVisible(row.is_registered)
        self.retire.say(tr("恢复使用") if row.state is LaptopState.RETIRED else tr("停用"))
        self._show_spans(row.spans)
        self.first.fill(str(proposal[0]))
        self.last.fill(str(proposal[1]))
        self._check()

    def show_new(self) -> None:
        """Ask for a device that never handed anything in."""
        self.row = None
        self.title.setText(tr("登记设备"))
        for edit in (self.device, self.label, self.holder):
            edit.fill("")
        self.device.setReadOnly(False)
        self._words.setText(tr("设备编号在那台电脑的“设置”“内勤”里看，也可以运行 ancha office devices。"))
        self._words.show()
        for part in (self._label_field, self._holder_field, self.keep):
            part.show()
        self._numbers.hide()
        self.retire.hide()
        self._check()

    def _lay_out_name(self) -> None:
        self._words = Label("", size=Type.LABEL, tone=Tone.SUB, wrap=True)
        self.device = LineEdit(name=tr("设备编号"), longest=40)
        self.label = LineEdit(name=tr("名称"), hint=tr("例如 执法二中队 1号机"), longest=40)
        self.holder = LineEdit(name=tr("使用人"), longest=40)
        self._label_field = Field(tr("名称"), self.label, side="above")
        self._holder_field = Field(tr("使用人"), self.holder, side="above")
        self.body.addWidget(self._words)
        self.body.addWidget(Field(tr("设备编号"), self.device, side="above"))
        self.body.addWidget(self._label_field)
        self.body.addWidget(self._holder_field)
        for edit in (self.device, self.label):
            edit.edited.connect(self._check)

    def _lay_out_numbers(self) -> None:
        self._numbers = Card()
        self._numbers.body.addWidget(Label(tr("号段"), weight=Weight.MEDIUM))
        self._spans = QVBoxLayout()
        self._spans.setSpacing(Space.PAIR)
        self._numbers.body.addLayout(self._spans)
        self.first = LineEdit(name=tr("起号"), longest=LONGEST_NUMBER)
        self.last = LineEdit(name=tr("止号"), longest=LONGEST_NUMBER)
        for edit in (self.first, self.last):
            edit.edited.connect(self._check)
        self._numbers.row(Field(tr("起号"), self.first, side="above"), Field(tr("止号"), self.last, side="above"))
        self.give = Button(tr("发这一段，所有文号同用"), icon="hash")
        self.give.clicked.connect(self._on_give)
        self._numbers.body.addWidget(self.give)
        self.body.addWidget(self._numbers)

    def _show_spans(self, spans: tuple[NumberSpan, ...]) -> None:
        empty(self._spans)
        if not spans:
            self._spans.addWidget(Label(tr("还没有发过号段。"), size=Type.LABEL, tone=Tone.SUB))
        for (first, last), same in groupby(spans_in_order(spans), key=lambda span: (span.first, span.last)):
            together = list(same)
            keys = "、".join(span.key for span in together)
            self._spans.addWidget(Label(tr("{first}—{last} 号：{keys}", first=first, last=last, keys=keys), wrap=True))
            for span in together:
                if span.used:
                    words = tr("“{key}”今年用到第 {n} 个", key=span.key, n=span.used)
                    tone = Tone.WARN if span.is_nearly_used_up else Tone.SUB
                    self._spans.addWidget(Label(words, size=Type.LABEL, tone=tone))

    def _check(self, _words: str = "") -> None:
        if self._device() is None:
            self.keep.lock(tr("请填写设备编号"))
        elif not self.label.words:
            self.keep.lock(tr("请填写名称"))
        else:
            self.keep.unlock()
        if self._range() is None:
            self.give.lock(tr("请填起号和止号"))
        else:
            self.give.unlock()

    def _device(self) -> UUID | None:
        try:
            return UUID(self.device.words)
        except ValueError:
            return None

    def _range(self) -> tuple[int, int] | None:
        first, last = self.first.words, self.last.words
        if not (first.isdecimal() and last.isdecimal()) or not 1 <= int(first) <= int(last):
            return None
        return int(first), int(last)

    def _on_keep(self) -> None:
        device = self._device()
        if device is not None and not self.keep.lock_reason:
            self.register_wanted.emit(Registration(device, self.label.words, self.holder.words))

    def _on_give(self) -> None:
        device, wanted = self._device(), self._range()
        if device is not None and wanted is not None:
            self.numbers_wanted.emit(HandOut(device, *wanted))

    def _on_retire(self) -> None:
        if self.row is not None:
            self.retire_wanted.emit(self.row)


def spans_in_order(spans: Sequence[NumberSpan]) -> Sequence[NumberSpan]:
    """Put the spans of the same numbers beside each other; within them the kinds keep their order."""
    return sorted(spans, key=lambda span: (span.first, span.last))


def _words(row: LaptopRow) -> str:
    if row.state is LaptopState.HERE:
        return tr("这是本机。本机的号段在设置里填写。")
    return row.words
