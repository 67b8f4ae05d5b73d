"""选择执法人员: at every start one key says who works; every change bears this name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.tasks import plain
from app.ui.text import day_in_sentence
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.big_button import BigButton
from app.ui.widgets.button import Kind
from app.ui.widgets.label import Label
from app.ui.widgets.scroll import Scroll, in_the_middle
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState, ErrorBar
from app.values.errors import PinNeededError, UserError
from app.values.rows_people import OfficerRow

WIDEST = 620
KEYS = 9


@dataclass(frozen=True)
class Choices:
    """Who may sit down, who sat here last, and today."""

    officers: tuple[OfficerRow, ...]
    last: UUID | None
    today: date


class OfficerChoicePage(Page):
    """Ask who works at this machine."""

    title = "选择执法人员"
    subtitle = "今天由谁使用本机"
    key_hints = (KeyHint("1 … 9", "选人"), KeyHint("Enter", "照上次"))

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.buttons: list[BigButton] = []
        self._shown: Choices | None = None
        self._keys = Shortcuts(self)
        self._build()
        for number in range(1, KEYS + 1):
            self._keys.add(str(number), partial(self._press, number - 1))

    def refresh(self) -> None:
        """Read who may sit down."""
        kept = self._context.first_look
        if not self._context.is_open and kept is not None:
            self._on_read(Choices(kept.officers, kept.last_officer, kept.view.today))
        self._context.when_open(self._read)

    def _read(self) -> None:
        services = self._context.services

        def work() -> Choices:
            own = tuple(row for row in services.officers.list() if row.is_own)
            return Choices(own, services.officers.last_at_desk(), services.desk.today())

        self._context.tasks.run_read(
            plain(work), done=self._on_read, owner=self, lane="officers", failed=self._on_failed
        )

    def _build(self) -> None:
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self._on_retry_chosen)
        self.empty = EmptyState("users", tr("本机还没有在用的执法人员。"), action=tr("去首次设置"))
        self.empty.action_chosen.connect(self._on_set_up_chosen)
        self.empty.hide()
        middle = QWidget()
        middle.setMaximumWidth(look().px(WIDEST))
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARD)
        self._column.addWidget(self.error)
        self._column.addWidget(Label(tr("今天由谁使用本机？"), size=Type.NAME, weight=Weight.BOLD))
        words = tr("每一处改动都记这个人的名字，文书上的执法人员另选。")
        self._column.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.CARD)
        self._column.addLayout(self._rows)
        self._column.addWidget(self.empty)
        scroll = Scroll()
        scroll.body.setContentsMargins(Space.PAGE, 48, Space.PAGE, Space.PAGE)
        scroll.body.addLayout(in_the_middle(middle))
        scroll.body.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll)

    def _on_read(self, choices: Choices) -> None:
        if choices == self._shown:
            return  # nothing moves under a finger that is about to press
        self._shown = choices
        self._show(choices.officers, choices)
        self.empty.setVisible(not choices.officers)
        places = [at for at, row in enumerate(choices.officers) if row.id == choices.last]
        if self.buttons:
            self.buttons[places[0] if places else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, officers: Sequence[OfficerRow], choices: Choices) -> None:
        for button in self.buttons:
            self._rows.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for number, row in enumerate(officers, start=1):
            is_last = row.id == choices.last
            button = BigButton(
                row.name,
                second=_second(row, choices.today, is_last=is_last),
                kind=Kind.PRIMARY if is_last else Kind.SECOND,
                icon="user-check" if row.is_valid(choices.today) else "triangle-alert",
                key=str(number) if number <= KEYS else "",
            )
            button.clicked.connect(partial(self._on_chosen, row.id))
            self._rows.addWidget(button)
            self.buttons.append(button)

    def _press(self, place: int) -> None:
        if place < len(self.buttons):
            self.buttons[place].click()

    def _on_chosen(self, officer_id: UUID) -> None:
        self._context.when_open(lambda: self._sit_down(officer_id))

    def _sit_down(self, officer_id: UUID) -> None:
        access = self._context.services.access
        self._context.tasks.run_write(
            plain(lambda: access.sign_in(officer_id)),
            done=self._on_seated,
            owner=self,
            failed=partial(self._on_refused, officer_id),
        )

    def _on_refused(self, officer_id: UUID, error: UserError) -> None:
        """Ask for the PIN of one who has one, and tell of anything else."""
        officers = self._shown.officers if self._shown is not None else ()
        officer = next((row for row in officers if row.id == officer_id), None)
        if officer is None or not isinstance(error, PinNeededError):
            self._on_failed(error)
            return
        from app.ui.dialogs.pin import ask_pin

        ask_pin(self._context, officer, parent=self, then=self._on_seated)

    def _on_seated(self, officer: OfficerRow) -> None:
        self._context.bell.seated.emit(officer)
        self.navigate.emit("today", None)

    def _on_failed(self, error: UserError) -> None:
        self.error.tell(str(error))

    def _on_retry_chosen(self) -> None:
        self.error.hide()
        self.refresh()

    def _on_set_up_chosen(self) -> None:
        self.navigate.emit("set_up", None)


def _second(row: OfficerRow, today: date, *, is_last: bool) -> str:
    """Say the certificate, whether it counts today, and who sat here last."""
    parts = [tr("证号 {number}", number=row.certificate)]
    if not row.is_valid(today):
        parts.append(tr("执法证不在有效期内，请更新"))
    elif row.valid_to is not None:
        parts.append(tr("有效期至 {day}", day=day_in_sentence(row.valid_to)))
    return "　".join([*parts, *([tr("上次使用")] if is_last else [])])
