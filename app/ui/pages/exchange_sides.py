"""The sides of one conflict beside each other, and the bar in which it is decided."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.exchange_choices import (
    Values,
    heading,
    is_whole,
    of_both,
    of_side,
    option_words,
    options,
    side_chosen,
    with_field,
)
from app.ui.pages.exchange_side import SideCard
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.choice import Choice, ChoiceRow
from app.ui.widgets.emptying import empty
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.scroll import Scroll
from app.values.rows_import import ConflictSides, Decision, SideRow


class SidesView(QWidget):
    """Compare, choose, say why; `settled` carries the decision."""

    settled = Signal(object)
    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflict: ConflictSides | None = None
        self.values: Values = {}
        self.cards: list[SideCard] = []
        self._reasons: dict[UUID, str] = {}
        self._by_field = False
        self._title = Elided(size=Type.CARD, weight=Weight.BOLD)
        self._place = Label(size=Type.LABEL, tone=Tone.SUB)
        self._start = Elided(size=Type.LABEL, tone=Tone.SUB)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(Space.CARD)
        self._takes = QHBoxLayout()
        self._takes.setSpacing(Space.CARD)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(Space.CONTROL)
        self.both = Button(tr("两边都留"), icon="copy", key="3")
        self.fieldwise = Button(tr("逐栏选"), icon="list-checks", key="4")
        self.reason = LineEdit(name=tr("这样处理的理由"), hint=tr("写明理由，会记入修改记录"))
        self.settle = Button(tr("定此处，下一处"), kind=Kind.PRIMARY, trailing="arrow-right")
        self.both.clicked.connect(self.take_both)
        self.fieldwise.clicked.connect(self.choose_by_field)
        self.reason.edited.connect(self._on_reason_edited)
        self.reason.returnPressed.connect(self.settle.click)
        self.settle.clicked.connect(self._on_settle)
        self._lay_out()

    def show_conflict(self, conflict: ConflictSides, values: Mapping[str, object], *, place: str, reason: str) -> None:
        """Show a conflict with what was chosen of it before."""
        self.conflict, self.values = conflict, dict(values)  # type: ignore[arg-type]  # values that came from choices
        self._by_field = (
            bool(values) and side_chosen(conflict, self.values) is None and self.values != of_both(conflict)
        )
        self._title.setText(heading(conflict))
        self._place.setText(place)
        self._start.setText(_start_words(conflict))
        self._start.setVisible(conflict.start is not None)
        self.reason.fill(reason or self._reasons.get(conflict.entity_id, ""))
        empty(self._cards)
        empty(self._takes)
        self.cards = [SideCard(conflict, at) for at in range(len(conflict.sides))]
        for card in self.cards:
            card.taken.connect(self.take_side)
            self._cards.addWidget(card, 1)
            self._takes.addWidget(card.button, 1)
        self._scroll.verticalScrollBar().setValue(0)
        self._dress()

    def take_side(self, at: int) -> None:
        """Take one side as it stands."""
        if self.conflict is not None and at < len(self.cards):
            self._by_field = False
            self._pick(of_side(self.conflict, at))

    def take_both(self) -> None:
        """Keep what both sides say, where that can be."""
        both = of_both(self.conflict) if self.conflict is not None else None
        if both is not None:
            self._by_field = False
            self._pick(both)

    def choose_by_field(self) -> None:
        """Choose each field by itself."""
        if self.conflict is not None and len(self.conflict.conflicts) > 1:
            self._by_field = not self._by_field
            self._dress()

    def clear(self) -> None:
        """Take back what is chosen and not settled."""
        self._by_field = False
        self._pick({}, moves=False)

    def _pick(self, values: Values, *, moves: bool = True) -> None:
        self.values = values
        self._dress()
        self.picked.emit()
        if moves and values and not self._by_field:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        """Say what is taken, and what is still needed."""
        conflict = self.conflict
        if conflict is None:
            return
        taken = None if self._by_field else side_chosen(conflict, self.values)
        for card in self.cards:
            card.show_taken(card.at == taken)
        both = of_both(conflict)
        _lock(self.both, "" if both is not None else tr("这里只能选一边"))
        self.both.set_kind(Kind.PRIMARY if both is not None and self.values == both and taken is None else Kind.SECOND)
        _lock(self.fieldwise, "" if len(conflict.conflicts) > 1 else tr("这里只有一栏不同"))
        self.fieldwise.set_kind(Kind.PRIMARY if self._by_field else Kind.SECOND)
        self._show_fields(conflict)
        self._dress_settle(conflict)

    def _dress_settle(self, conflict: ConflictSides) -> None:
        if not is_whole(conflict, self.values):
            self.settle.lock(tr("请先选一边"))
        elif not self.reason.words:
            self.settle.lock(tr("请写明理由"))
        else:
            self.settle.unlock()

    def _show_fields(self, conflict: ConflictSides) -> None:
        empty(self._fields)
        self._field_card.setVisible(self._by_field)
        if not self._by_field:
            return
        for row in conflict.conflicts:
            offered = [Choice(at, option_words(conflict, one)) for at, one in enumerate(options(row))]
            choice = ChoiceRow(offered, name=row.label, columns=1, dense=True)
            held = [at for at, one in enumerate(options(row)) if self.values.get(row.field, _NOTHING) == one.value]
            choice.choose(held[:1])
            choice.chosen.connect(lambda at, row=row: self._on_field(row, at))
            self._fields.addWidget(Label(row.label, size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB))
            self._fields.addWidget(choice)

    def _on_field(self, row: SideRow, at: object) -> None:
        if self.conflict is not None and isinstance(at, int):
            self.values = with_field(self.conflict, self.values, row, options(row)[at])
            self._dress_settle(self.conflict)
            self.picked.emit()

    def _on_reason_edited(self, words: str) -> None:
        if self.conflict is not None:
            self._reasons[self.conflict.entity_id] = words
            self._dress_settle(self.conflict)

    def _on_settle(self) -> None:
        if self.conflict is not None and self.settle.isEnabled():
            self._reasons.pop(self.conflict.entity_id, None)
            self.settled.emit(Decision(self.conflict.entity_id, dict(self.values), self.reason.words))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.CARD)
        head.addWidget(self._title, 1)
        head.addWidget(self._place)
        self._field_card = Card(margin=Space.CARD)
        self._field_card.body.addLayout(self._fields)
        self._field_card.hide()
        self._scroll = Scroll(gap=Space.CONTROL)
        self._scroll.body.addWidget(self._field_card)
        self._scroll.body.addLayout(self._cards, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(head)
        column.addWidget(self._start)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._takes)
        column.addWidget(FoldingRow([(self.both, 0), (self.fieldwise, 0), (self.reason, 1), (self.settle, 0)]))


_NOTHING = object()


def _lock(button: Button, reason: str) -> None:
    if reason:
        button.lock(reason)
    else:
        button.unlock()


def _start_words(conflict: ConflictSides) -> str:
    """Say from where the sides began."""
    start = conflict.start
    if start is None:
        return ""
    fields = "；".join(f"{row.label} {row.start}" for row in conflict.conflicts if row.start is not None)
    return tr(
        "共同起点 {at}：{fields}{who}",
        at=day_and_hour(start.at)[5:],
        fields=fields,
        who=f"，{start.person}" if start.person else "",
    )
