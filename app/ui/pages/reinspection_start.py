"""What is asked before a re-inspection begins: who goes, how, when, and which items."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.text import day_in_list
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.field import Field
from app.ui.widgets.label import Label
from app.ui.widgets.line_edit import MomentEdit
from app.ui.widgets.option import Option
from app.ui.widgets.scroll import Scroll
from app.values.enums import HazardLevel, ReinspectionManner
from app.values.rows_reinspection import ReinspectionStart, WaitingItem

LABEL = 88


class StartPanel(QWidget):
    """Collect what is needed to begin, and say why it cannot begin yet."""

    begin_wanted = Signal()
    last_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start: ReinspectionStart | None = None
        self.items: dict[UUID, Option] = {}
        self.officers = ChoiceRow([], name=tr("复查人员"), multi=True)
        self.manners = ChoiceRow([Choice(one, one.value) for one in ReinspectionManner], name=tr("复查方式"))
        self.at = MomentEdit(name=tr("复查开始时间"))
        self.begin = Button(tr("开始复查"), kind=Kind.PRIMARY, icon="play", key="Ctrl+Enter")
        self.begin.clicked.connect(self.begin_wanted)
        self.last = Button(tr("看上次复查"), icon="history")
        self.last.clicked.connect(self._on_last_pressed)
        self.why = Label("", size=Type.LABEL, tone=Tone.WARN, wrap=True)
        self._lay_out()

    def show_start(self, start: ReinspectionStart, *, now: datetime) -> None:
        """Show who may go and what waits; what is due is chosen beforehand."""
        self.start = start
        self._order.setText(start.order_name or tr("没有已签发的责令文书"))
        self._show_officers(start)
        self.manners.choose([ReinspectionManner.ON_SITE])
        for button in self.manners.buttons:
            if start.has_major and button.choice.value is not ReinspectionManner.ON_SITE:
                button.lock(tr("重大隐患只能现场复查"))
            else:
                button.unlock()
        self.at.set_moment(now)
        self._show_items(start)
        self.last.setVisible(start.last_id is not None)
        self._show_why()

    @property
    def chosen_officers(self) -> list[UUID]:
        return [value for value in self.officers.values if isinstance(value, UUID)]

    @property
    def chosen_items(self) -> list[UUID]:
        return [key for key, option in self.items.items() if option.isChecked()]

    @property
    def manner(self) -> ReinspectionManner:
        value = self.manners.value
        return value if isinstance(value, ReinspectionManner) else ReinspectionManner.ON_SITE

    def _lay_out(self) -> None:
        self._order = Label("", size=Type.CARD, weight=Weight.BOLD, wrap=True)
        self._head = Card()
        self._head.body.addWidget(self._order)
        box = QWidget()
        self._people = QVBoxLayout(box)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.addWidget(self.officers)
        words = tr("不少于两人，证件在有效期内")
        self._head.body.addWidget(Field(tr("复查人员"), box, label_width=LABEL, words=words))
        self._head.body.addWidget(Field(tr("复查方式"), self.manners, label_width=LABEL))
        self._head.body.addWidget(Field(tr("开始时间"), self.at, label_width=LABEL))
        self._list = Card()
        self._list.body.addWidget(Label(tr("本次复查的隐患"), size=Type.CARD, weight=Weight.BOLD))
        self._items_column = QVBoxLayout()
        self._items_column.setSpacing(Space.CONTROL)
        self._list.body.addLayout(self._items_column)
        scroll = Scroll()
        scroll.body.addWidget(self._head)
        scroll.body.addWidget(self._list)
        scroll.body.addStretch(1)
        actions = QHBoxLayout()
        actions.setSpacing(Space.CONTROL)
        actions.addWidget(self.last)
        actions.addWidget(self.why, 1)
        actions.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD)
        column.addWidget(scroll, 1)
        column.addLayout(actions)

    def _show_officers(self, start: ReinspectionStart) -> None:
        old = self.officers
        choices = [Choice(one.id, f"{one.name}　{one.certificate}") for one in start.officers]
        self.officers = ChoiceRow(choices, name=tr("复查人员"), multi=True)
        self.officers.choose([one.id for one in start.officers if one.is_of_check])
        self.officers.chosen.connect(self._on_chosen)
        self._people.replaceWidget(old, self.officers)
        old.deleteLater()

    def _show_items(self, start: ReinspectionStart) -> None:
        for option in self.items.values():
            option.deleteLater()
        self.items = {}
        due = any(one.is_due for one in start.items)
        for one in start.items:
            option = Option(f"{one.number}　{one.fact}", second=_second(one), chip=_chip(one), tone=_tone(one))
            option.setChecked(one.is_due or not due)
            option.toggled.connect(self._on_chosen)
            self.items[one.hazard_id] = option
            self._items_column.addWidget(option)

    def _show_why(self) -> None:
        reasons = []
        if self.start is not None and not self.start.items:
            reasons.append(tr("没有等待复查的隐患"))
        elif not self.chosen_items:
            reasons.append(tr("没有选择隐患"))
        if len(self.chosen_officers) < 2:
            reasons.append(tr("复查人员不足两人"))
        self.why.setText("　".join(reasons))
        if reasons:
            self.begin.lock(reasons[0])
        else:
            self.begin.unlock()

    def _on_chosen(self, _what: object) -> None:
        self._show_why()

    def _on_last_pressed(self) -> None:
        if self.start is not None:
            self.last_wanted.emit(self.start.last_id)


def _second(one: WaitingItem) -> str:
    day = "" if one.deadline is None else tr("期限 {day}　", day=day_in_list(one.deadline))
    return f"{day}{one.left}"


def _chip(one: WaitingItem) -> str:
    return one.level.value if one.level is HazardLevel.MAJOR else ""


def _tone(one: WaitingItem) -> Tone:
    return Tone.BAD if one.level is HazardLevel.MAJOR else Tone.ACTION
