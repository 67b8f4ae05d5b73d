"""挂牌督办 and 销号 of a major hazard, registered from the ledger."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.form_keeper import keep_dialog
from app.ui.pages.register_dialog import Register
from app.ui.tasks import plain
from app.ui.text import day_in_sentence
from app.ui.theme import Tone, Type
from app.ui.tr import tr
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.select import DayEdit
from app.values.enums import HazardLevel, HazardState
from app.values.facts_inspection import OPEN_STATES
from app.values.fields_supervision import SupervisionFields
from app.values.rows_hazard_ledger import HazardLedgerRow
from app.values.rows_supervision import SupervisionCard

if TYPE_CHECKING:
    from app.services.supervision import SupervisionService
    from app.ui.context import UiContext

LABELS = 88


class SuperviseDialog(Register):
    """登记挂牌督办: who lists the hazard, under which number, from when until when."""

    given = Signal(object)

    def __init__(self, row: HazardLedgerRow, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(tr("登记挂牌督办"), keep=tr("保存"), parent=parent)
        self.column.addWidget(Label(row.fact, size=Type.DENSE, tone=Tone.SUB, wrap=True))
        self.body = self.line(tr("督办单位"))
        self.tier = self.line(tr("督办级别"))
        self.number = self.line(tr("督办文号"))
        self.listed_on, self.until = DayEdit(name=tr("挂牌日期")), DayEdit(name=tr("督办期限"))
        self.listed_on.set_day(today)
        self.column.addWidget(Field(tr("挂牌日期"), self.listed_on, label_width=LABELS))
        self.column.addWidget(Field(tr("督办期限"), self.until, words=tr("没有写期限的不填"), label_width=LABELS))
        self._controls |= {"listed_on": self.listed_on, "until": self.until}

    def hand_in(self) -> str:
        if not self.body.text().strip():
            return tr("请填写督办单位。")
        self.given.emit(
            SupervisionFields(
                body=self.body.text().strip(),
                tier=self.tier.text().strip(),
                number=self.number.text().strip(),
                listed_on=self.listed_on.day,
                until=self.until.day,
            )
        )
        return ""


class ReleaseDialog(Register):
    """销号: what was listed, and who approves that it is released."""

    given = Signal(str, object)

    def __init__(self, row: HazardLedgerRow, card: SupervisionCard, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("挂牌督办销号"), keep=tr("销号"), parent=parent)
        for words in (row.fact, listed_words(card)):
            self.column.addWidget(Label(words, size=Type.DENSE, tone=Tone.SUB, wrap=True))
        self.by = self.line(tr("批准人"))
        self.on = DayEdit(name=tr("销号日期"))
        self.column.addWidget(Field(tr("销号日期"), self.on, words=tr("不填的为今天"), label_width=LABELS))
        self._controls["on"] = self.on

    def hand_in(self) -> str:
        if not self.by.text().strip():
            return tr("请填写销号批准人。")
        self.given.emit(self.by.text().strip(), self.on.day)
        return ""


def listed_words(card: SupervisionCard) -> str:
    """Say by whom, under which number and for how long a hazard was listed."""
    since = "" if card.listed_on is None else tr("{day}挂牌", day=day_in_sentence(card.listed_on))
    until = "" if card.until is None else tr("督办期限 {day}", day=day_in_sentence(card.until))
    return "　".join(part for part in (card.body, card.tier, card.number, since, until) if part)


def why_not_supervised(row: HazardLedgerRow | None) -> str:
    """Say why a hazard cannot be listed, or nothing."""
    if row is None:
        return tr("先选一项隐患")
    if row.level is not HazardLevel.MAJOR:
        return tr("只对重大事故隐患")
    if row.state is HazardState.SUPERVISED:
        return tr("已经挂牌督办")
    return "" if row.state in OPEN_STATES else tr("已经办结")


def why_not_released(row: HazardLedgerRow | None) -> str:
    """Say why a hazard cannot be released, or nothing; what still lacks is said when it is tried."""
    is_listed = row is not None and row.state is HazardState.SUPERVISED
    return "" if is_listed else tr("只对挂牌督办的隐患")


class SupervisionDesk(QObject):
    """Ask for what is written of a supervision, keep what is typed, and register it."""

    def __init__(self, context: "UiContext", page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    @property
    def _service(self) -> "SupervisionService":
        return self._context.services.supervision

    def supervise(self, row: HazardLedgerRow) -> None:
        """Register that a hazard was listed."""
        dialog = SuperviseDialog(row, today=self._context.services.desk.today(), parent=self._page)
        dialog.given.connect(partial(self._on_supervision_given, row))
        keep_dialog(self._context, dialog, _supervising(row))
        dialog.open()

    def release(self, row: HazardLedgerRow) -> None:
        """Show what was listed, and register its release."""
        work = plain(partial(self._service.card, row.id))
        self._context.tasks.run_read(work, done=partial(self._on_card, row), owner=self, lane="card")

    def _on_card(self, row: HazardLedgerRow, card: SupervisionCard) -> None:
        dialog = ReleaseDialog(row, card, parent=self._page)
        dialog.given.connect(partial(self._on_release_given, row))
        keep_dialog(self._context, dialog, _releasing(row))
        dialog.open()

    def _on_supervision_given(self, row: HazardLedgerRow, fields: SupervisionFields) -> None:
        def work() -> None:
            self._service.supervise(row.id, fields)
            self._context.services.form_drafts.drop(_supervising(row))

        self._write(work, tr("已登记挂牌督办"))

    def _on_release_given(self, row: HazardLedgerRow, by: str, on: date | None) -> None:
        def work() -> None:
            self._service.release(row.id, by=by, on=on)
            self._context.services.form_drafts.drop(_releasing(row))

        self._write(work, tr("已销号"))

    def _write(self, work: Callable[[], None], said: str) -> None:
        self._context.tasks.run_write(plain(work), done=lambda _nothing: self._context.messages.say(said), owner=self)


def _supervising(row: HazardLedgerRow) -> str:
    return f"supervision:{row.id}"


def _releasing(row: HazardLedgerRow) -> str:
    return f"release:{row.id}"
