"""The columns of a case: its clocks and hazards, its steps, and the ranges that the law sets."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.text import day_in_field, label, look_of
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card, add_row
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Elided, Label, rule
from app.ui.widgets.private_mark import PrivateMark
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.states import Track
from app.values.library import FineOccasion, FineParty
from app.values.money import figures
from app.values.rows_case import CaseHazard, CaseView, ClockRow, FineChoice, StepRow
from app.values.work import Urgency

URGENT: Mapping[str, Tone] = {
    Urgency.LATE: Tone.BAD,
    Urgency.TODAY: Tone.WARN,
    Urgency.SOON: Tone.WARN,
    Urgency.LATER: Tone.ACTION,
}
OCCASIONS = {FineOccasion.FIRST: "初次", FineOccasion.OVERDUE: "逾期未改正"}
PARTIES = {FineParty.ORGANISATION: "单位", FineParty.PERSON: "个人"}


class ColumnCard(Card):
    """A card with a title and a scrolling column."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title = Label(title, size=Type.CARD, weight=Weight.BOLD)
        self.head = self.row(self.title, None)
        self.column = Scroll(gap=Space.CARD)
        self.body.addWidget(self.column, 1)

    def clear(self) -> QVBoxLayout:
        """Take everything out, to fill it anew."""
        empty(self.column.body)
        return self.column.body


class ClockPanel(ColumnCard):
    """The periods that run, and what the case is about."""

    hazard_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("期限"), parent=parent)

    def show_view(self, view: CaseView) -> None:
        """Show clocks, then hazards."""
        column = self.clear()
        for clock in view.clocks:
            column.addWidget(_clock(clock))
        if not view.clocks:
            column.addWidget(Label(tr("现在没有在走的期限。"), size=Type.LABEL, tone=Tone.SUB, wrap=True))
        column.addWidget(rule())
        if view.identity:
            column.addWidget(PrivateMark(tr("当事人身份证号：{words}", words=view.identity)))
        column.addWidget(Label(tr("关联隐患 {count} 项", count=len(view.hazards)), weight=Weight.MEDIUM))
        for hazard in view.hazards:
            column.addWidget(_hazard(hazard))
        for citation in view.violations:
            column.addWidget(Label(tr("违反{citation}", citation=citation), size=Type.LABEL, tone=Tone.SUB, wrap=True))
        column.addStretch(1)


class StepPanel(ColumnCard):
    """What was done, the first step first; each can be corrected with a reason."""

    correct_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("办理记录"), parent=parent)
        self.add = Button(tr("其他步骤"), kind=Kind.GHOST, icon="plus", dense=True)
        self.add.clicked.connect(self.add_wanted)
        self.head.addWidget(self.add)

    def show_view(self, view: CaseView) -> None:
        """Show the steps."""
        column = self.clear()
        for place, step in enumerate(view.steps, start=1):
            column.addWidget(self._step(place, step))
        column.addStretch(1)
        self.add.setVisible(bool(view.allowed))

    def _step(self, place: int, step: StepRow) -> QWidget:
        card = Card(quiet=True, margin=Space.CONTROL, gap=0)
        correct = Button(icon="pencil", kind=Kind.GHOST, name=tr("更正{step}", step=step.step.value))
        correct.clicked.connect(lambda: self.correct_wanted.emit(step))
        day = "—" if step.on is None else day_in_field(step.on)
        title = Label(f"{place}　{step.step.value}", weight=Weight.MEDIUM)
        card.row(title, Label(day, size=Type.DENSE, tone=Tone.SUB), None, correct)
        for line in step_lines(step):
            card.body.addWidget(Label(line, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        return card


class FinePanel(ColumnCard):
    """The ranges of the law, the most that may be decided, and the question of 行政处罚法 33."""

    no_penalty_wanted = Signal()
    not_file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("法定幅度"), parent=parent)
        self.head.insertWidget(1, Chip(tr("只列幅度，不作决定"), tone=Tone.NA, icon="info", small=True))
        self.no_penalty = Button(tr("不予处罚"), icon="circle-off")
        self.no_penalty.clicked.connect(self.no_penalty_wanted)
        self.not_file = Button(tr("不予立案"), icon="file-x")
        self.not_file.clicked.connect(self.not_file_wanted)
        self._question = Label(
            tr("先问：轻微并及时改正、首次且轻微并及时改正、没有主观过错的，依法不予处罚。"),
            size=Type.LABEL,
            tone=Tone.SUB,
            wrap=True,
        )
        self.body.addWidget(Label(tr("不予处罚先问（行政处罚法第三十三条）"), size=Type.LABEL, weight=Weight.MEDIUM))
        self.body.addWidget(self._question)
        self.row(self.no_penalty, self.not_file)

    def show_view(self, view: CaseView, *, may_end: bool, is_lead: bool) -> None:
        """Show the ranges for the party."""
        column = self.clear()
        if view.most_cents is not None:
            words = tr("不得高于已告知 {amount}", amount=figures(view.most_cents))
            column.addWidget(Chip(words, tone=Tone.ACTION, icon="lock"))
        for citation, fines in _by_citation(view.fines).items():
            column.addWidget(_fines(citation, fines))
        if not view.fines:
            words = tr("没有找到对应的罚则，请在告知时选择处罚依据。")
            column.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        words = tr("低于下限的，只能依照行政处罚法第三十二条减轻，须写明情形和理由。")
        column.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        column.addStretch(1)
        self.no_penalty.setVisible(may_end)
        self.not_file.setVisible(is_lead)


def step_lines(step: StepRow) -> list[str]:
    """Say of a step what was written down."""
    lines = [step.number] if step.number else []
    if step.amount_cents is not None:
        lines.append(figures(step.amount_cents) + (f"　{OCCASIONS[step.occasion]}" if step.occasion else ""))
    if step.provision:
        lines.append(tr("依据 {ref}", ref=step.provision))
    if step.served_on is not None:
        lines.append(tr("{day} 送达", day=day_in_field(step.served_on)))
    if step.answer_by is not None:
        lines.append(tr("申辩至 {day}", day=day_in_field(step.answer_by)))
    if step.is_defence_waived:
        lines.append(tr("当事人书面放弃陈述申辩"))
    if step.ground is not None:
        lines.append(step.ground.value)
    people = "、".join((*step.officers, *step.persons))
    return [*lines, *(part for part in (people, step.reason, step.text) if part)]


def _clock(clock: ClockRow) -> QWidget:
    card = QWidget()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.PAIR)
    tone = URGENT[clock.urgency]
    left = Label(clock.left, size=Type.DENSE, weight=Weight.MEDIUM, tone=tone)
    add_row(column, IconMark("hourglass", tone=tone), Label(clock.title, weight=Weight.MEDIUM), None, left)
    column.addWidget(Track(clock.part / 100, tone=tone))
    words = clock.article if clock.is_verified else clock.article + tr("（未核）")
    column.addWidget(Label(words, size=Type.SMALL, tone=Tone.SUB, wrap=True))
    return card


def _hazard(hazard: CaseHazard) -> QWidget:
    card = Card(quiet=True, margin=Space.CONTROL, gap=Space.PAIR)
    tone, icon = look_of(hazard.state)
    card.row(
        Elided(f"{hazard.number}　{hazard.fact}", size=Type.DENSE, weight=Weight.MEDIUM),
        Chip(label(hazard.state), tone=tone, icon=icon, small=True),
    ).setStretch(0, 1)
    if hazard.deadline is not None:
        words = tr("期限 {day}", day=day_in_field(hazard.deadline))
        card.body.addWidget(Label(words, size=Type.SMALL, tone=Tone.SUB))
    return card


def _by_citation(fines: Sequence[FineChoice]) -> dict[str, list[FineChoice]]:
    groups: dict[str, list[FineChoice]] = {}
    for one in fines:
        groups.setdefault(one.citation, []).append(one)
    return groups


def _fines(citation: str, fines: Sequence[FineChoice]) -> QWidget:
    card = Card(quiet=True, margin=Space.CARD, gap=Space.PAIR)
    card.body.addWidget(Label(citation, size=Type.LABEL, weight=Weight.MEDIUM, wrap=True))
    for one in fines:
        card.body.addWidget(Label(range_words(one), size=Type.DENSE, wrap=True))
        if not one.is_verified:
            card.body.addWidget(Label(tr("本条未核实，引用前须核实。"), size=Type.SMALL, tone=Tone.BAD, wrap=True))
    return card


def range_words(fine: FineChoice) -> str:
    """Write a range: 单位　逾期未改正　50,000 元以上 200,000 元以下."""
    low = tr("{n} 元以上 ", n=f"{fine.min_yuan:,}") if fine.min_yuan is not None else ""
    parts = [PARTIES[fine.who], OCCASIONS[fine.when], f"{low}{fine.max_yuan:,} 元以下", fine.condition]
    return "　".join(part for part in parts if part)
