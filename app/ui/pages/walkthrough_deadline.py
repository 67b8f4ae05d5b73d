"""整改期限 of a hazard: chips, a day of one's own, and what it means in words."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.deadlines import DeadlineChip, chip_deadline, chip_of
from app.ui.text import deadline_in_words
from app.ui.theme import Space
from app.ui.tr import tr
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.select import DayEdit


class DeadlineField(QWidget):
    """Choose the last day in time."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date(2000, 1, 1)
        self.deadline: date | None = None
        self.is_at_once = False
        chips = [Choice(chip, tr(chip.value)) for chip in DeadlineChip]
        self.chips = ChoiceRow(chips, name=tr("整改期限"), columns=5, dense=True)
        self.chips.chosen.connect(self._on_chip_chosen)
        self.day = DayEdit(name=tr("期限届满日"))
        self.day.day_changed.connect(self._on_day_changed)
        self._chips_field = Field(tr("整改期限"), self.chips)
        self._day_field = Field(tr("届满日"), self.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._chips_field)
        column.addWidget(self._day_field)

    def show_deadline(self, deadline: date | None, *, is_at_once: bool, today: date) -> None:
        """Show a deadline without telling anyone."""
        self._today = today
        chosen: list[DeadlineChip] = []
        if is_at_once:
            chosen = [DeadlineChip.AT_ONCE]
        elif deadline is not None:
            chosen = [chip_of(deadline, ordered_on=today)]
        self.chips.choose(chosen)
        self.day.set_day(deadline)
        self._set(deadline, is_at_once=is_at_once)

    @property
    def words(self) -> str:
        return self._chips_field.words

    @property
    def error(self) -> str:
        return self._day_field.error

    def _set(self, deadline: date | None, *, is_at_once: bool) -> None:
        self.deadline, self.is_at_once = deadline, is_at_once
        words = "" if deadline is None else deadline_in_words(deadline)
        self._chips_field.set_words(tr("立即整改，{words}", words=words) if is_at_once and words else words)
        self._day_field.setVisible(self.chips.value is DeadlineChip.OTHER)
        is_past = deadline is not None and deadline < self._today
        self._day_field.set_error(tr("期限早于今日。请改为今日或以后的日期。") if is_past else "")

    def _on_chip_chosen(self, chip: object) -> None:
        if chip is DeadlineChip.OTHER:
            self._set(self.deadline, is_at_once=False)
            self.day.setFocus()
        elif isinstance(chip, DeadlineChip):
            deadline = chip_deadline(chip, ordered_on=self._today)
            self.day.set_day(deadline)
            self._set(deadline, is_at_once=chip is DeadlineChip.AT_ONCE)
        self.changed.emit()

    def _on_day_changed(self, day: date | None) -> None:
        self._set(day, is_at_once=False)
        self.changed.emit()
