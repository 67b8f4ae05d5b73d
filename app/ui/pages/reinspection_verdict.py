"""The verdict on one item: 已整改 or 未整改, what was seen, and what follows."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.text import deadline_in_words, look_of
from app.ui.theme import Height, Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.option import Mark, Option
from app.ui.widgets.overlay import SidePanel
from app.ui.widgets.select import DayEdit
from app.ui.widgets.text_edit import TextEdit
from app.values.enums import OutcomeNext, OutcomeResult
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_reinspection import NextChoice, ReinspectedRow

KEEP_MS = 800
OPTIONS: Mapping[OutcomeNext, tuple[str, str]] = {
    OutcomeNext.CASE: ("移交立案", "逾期未整改，生成立案线索"),
    OutcomeNext.EXTENSION: ("按批准的延期", ""),
    OutcomeNext.NEW_ORDER: ("再次责令整改", "须负责人写明理由，逾期事实不消灭"),
}


class VerdictPanel(SidePanel):
    """Tell what was judged and what is being typed; it decides nothing itself."""

    judged = Signal(object)
    typed = Signal(str, str)
    next_wanted = Signal()
    before_wanted = Signal()
    leave_out_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.row: ReinspectedRow | None = None
        self._locked = False
        self.close_button.hide()
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(self._on_typed_long_enough)
        self._build()
        self._lay_out()

    def show_row(self, row: ReinspectedRow, *, is_locked: bool) -> None:
        """Show one item; what is being typed about the same item stays."""
        same = self.row is not None and self.row.hazard_id == row.hazard_id
        self.row, self._locked = row, is_locked
        self.title.setText(tr("第 {number} 项结论", number=row.number))
        self.verdicts.choose([row.result])
        if not (same and (self.seen.hasFocus() or self._keep.isActive())):
            self.seen.fill(row.seen)
        if not (same and (self.reason.hasFocus() or self._keep.isActive())):
            self.reason.fill(row.next_reason)
        self.until.set_day(row.new_deadline)
        self._show_choices(row)
        self._show_locks(row)
        self._show_parts()

    def fields(self) -> OutcomeFields:
        """Give what stands in the panel."""
        result = self.verdicts.value
        step = self._chosen_step()
        return OutcomeFields(
            result=result if isinstance(result, OutcomeResult) else None,
            seen=self.seen.toPlainText(),
            next_step=step if result is OutcomeResult.NOT_DONE else None,
            next_reason=self.reason.toPlainText(),
            new_deadline=self.until.day if step is OutcomeNext.NEW_ORDER else None,
        )

    @property
    def is_changed(self) -> bool:
        """Tell whether something stands in the panel that is no revision yet."""
        row = self.row
        if row is None or self._locked:
            return False
        now = self.fields()
        was = (row.result, row.seen, row.next_reason, row.new_deadline)
        return self._keep.isActive() or (now.result, now.seen, now.next_reason, now.new_deadline) != was

    def press(self, result: OutcomeResult) -> None:
        """Judge as if the button had been pressed."""
        self.verdicts.press(result)

    def settle(self) -> None:
        """Forget that something waits to be kept: it was saved."""
        self._keep.stop()

    def _build(self) -> None:
        looks = {result: look_of(result) for result in OutcomeResult}
        self.verdicts = ChoiceRow(
            [
                Choice(result, result.value, icon=looks[result][1], key=str(place), tone=looks[result][0])
                for place, result in enumerate(OutcomeResult, start=1)
            ],
            name=tr("复查结论"),
            columns=2,
            height=Height.VERDICT,
        )
        self.verdicts.chosen.connect(self._on_judged)
        self.seen = TextEdit(name=tr("复查情况"), rows=2, most_rows=6)
        self.reason = TextEdit(name=tr("负责人理由"), rows=2, most_rows=5)
        for edit in (self.seen, self.reason):
            edit.edited.connect(self._on_edited)
        self.options = {step: self._option(step) for step in OutcomeNext}
        self.until = DayEdit(name=tr("新期限"))
        self.until.day_changed.connect(self._on_day_changed)
        self.save = Button(tr("保存并下一项"), kind=Kind.PRIMARY, key="Ctrl+Enter")
        self.save.clicked.connect(self.next_wanted)
        self.back = Button(icon="chevron-up", name=tr("上一项"))
        self.back.clicked.connect(self.before_wanted)
        self.leave_out = Button(tr("移出本次复查"), kind=Kind.GHOST, icon="circle-minus")
        self.leave_out.clicked.connect(self.leave_out_wanted)

    def _option(self, step: OutcomeNext) -> Option:
        words, second = OPTIONS[step]
        chip = tr("默认") if step is OutcomeNext.CASE else ""
        option = Option(tr(words), second=tr(second), mark=Mark.RADIO, chip=chip, tone=Tone.BAD)
        option.clicked.connect(self._on_option_pressed)
        return option

    def _lay_out(self) -> None:
        self.why_not = Label("", size=Type.LABEL, tone=Tone.WARN, wrap=True)
        self._following = QWidget()
        following = QVBoxLayout(self._following)
        following.setContentsMargins(0, 0, 0, 0)
        following.setSpacing(Space.CONTROL)
        following.addWidget(Label(tr("未整改的后续"), size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB))
        for option in self.options.values():
            following.addWidget(option)
        self._until_field = Field(tr("新期限"), self.until, side="above")
        self._reason_field = Field(tr("负责人理由"), self.reason, side="above")
        following.addWidget(self._until_field)
        following.addWidget(self._reason_field)
        note = Card(quiet=True, margin=Space.CONTROL)
        words = Label(tr("只整改一部分的，仍判“未整改”。"), size=Type.LABEL, tone=Tone.SUB, wrap=True)
        note.row(IconMark("info", tone=Tone.SUB), words).setStretch(1, 1)
        following.addWidget(note)
        self.body.setSpacing(Space.CONTROL)
        seen = Field(tr("复查情况"), self.seen, side="above")
        parts: tuple[QWidget, ...] = (self.verdicts, self.why_not, seen, self._following)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(self.leave_out)
        self.add_action(self.back)
        self.add_action(self.save, stretch=1)

    def _show_choices(self, row: ReinspectedRow) -> None:
        choices: dict[OutcomeNext, NextChoice] = {one.step: one for one in row.choices}
        for step, option in self.options.items():
            choice = choices.get(step)
            if choice is not None and choice.why_not:
                option.lock(choice.why_not)
            else:
                option.unlock()
        chosen = self.options[row.next_step or OutcomeNext.CASE]
        chosen.setChecked(True)

    def _show_locks(self, row: ReinspectedRow) -> None:
        reason = tr("本次复查已经结束") if self._locked else ""
        for button in self.verdicts.buttons:
            why = reason or (row.why_not_failed if button.choice.value is OutcomeResult.NOT_DONE else "")
            if why:
                button.lock(why)
            else:
                button.unlock()
        runs_on = "" if row.choices else tr("整改期限未满，判未整改的，在原期限内继续整改，不作后续处理。")
        self.why_not.setText("" if self._locked else row.why_not_failed or runs_on)
        self.why_not.setVisible(bool(self.why_not.text()))
        for edit in (self.seen, self.reason):
            edit.setReadOnly(self._locked)
        self.until.setEnabled(not self._locked)
        if self._locked:
            for option in self.options.values():
                option.setEnabled(False)
        self.leave_out.setVisible(not self._locked)

    def _show_parts(self) -> None:
        is_failed = self.verdicts.value is OutcomeResult.NOT_DONE
        follows = is_failed and self.row is not None and bool(self.row.choices)
        self._following.setVisible(follows)
        again = follows and self._chosen_step() is OutcomeNext.NEW_ORDER
        self._until_field.setVisible(again)
        self._reason_field.setVisible(again)
        day = self.until.day
        self._until_field.set_words(deadline_in_words(day) if day is not None else "")

    def _chosen_step(self) -> OutcomeNext:
        return next((step for step, option in self.options.items() if option.isChecked()), OutcomeNext.CASE)

    def _on_judged(self, _result: object) -> None:
        self._show_parts()
        self.judged.emit(self.fields())

    def _on_option_pressed(self) -> None:
        self._show_parts()
        self.judged.emit(self.fields())

    def _on_day_changed(self, _day: object) -> None:
        self._show_parts()
        self.judged.emit(self.fields())

    def _on_edited(self, _words: str) -> None:
        if not self._locked:
            self._keep.start()

    def _on_typed_long_enough(self) -> None:
        self.typed.emit(self.seen.toPlainText(), self.reason.toPlainText())
