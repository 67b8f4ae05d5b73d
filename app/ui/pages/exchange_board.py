"""Everything that waits for a person, listed at the left; what is chosen there stands at the right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.pages.exchange_choices import fields_in_words
from app.ui.pages.exchange_clash import ClashView, TwinsView
from app.ui.pages.exchange_sides import SidesView
from app.ui.theme import Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets.card import Card
from app.ui.widgets.chip import IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.entry_button import EntryButton
from app.ui.widgets.label import Label
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.shortcuts import Shortcuts
from app.ui.widgets.states import EmptyState
from app.values.record_words import kind_word
from app.values.rows_import import ConflictSides, Decision, LikelySame, NumberClash

LIST_WIDTH = 300
Entry = ConflictSides | NumberClash | LikelySame


@dataclass(frozen=True)
class Waiting:
    """What waits for a person."""

    conflicts: Sequence[ConflictSides] = ()
    clashes: Sequence[NumberClash] = ()
    twins: Sequence[LikelySame] = ()

    @property
    def entries(self) -> list[Entry]:
        """List everything in the order of the list."""
        return [*self.conflicts, *self.clashes, *self.twins]


class Board(QWidget):
    """Go through what waits; `settled` tells a decision, `undone` that one was taken back."""

    settled = Signal(object)
    undone = Signal(object)
    paper_wanted = Signal(object)
    join_wanted = Signal(object, str)
    apart_wanted = Signal(object)

    def __init__(self, *, is_final: bool, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_final = is_final
        self.waiting = Waiting()
        self.current: Entry | None = None
        self.buttons: list[EntryButton] = []
        self._decisions: Mapping[UUID, Decision] = {}
        self._order: list[UUID] = []
        self.sides = SidesView()
        self.clash = ClashView(may_go=is_final)
        self.twins = TwinsView(may_decide=is_final)
        self.empty = EmptyState("circle-check", nothing)
        self._stack = QStackedWidget()
        self._stack.setProperty("ringless", True)
        for part in (self.empty, self.sides, self.clash, self.twins):
            self._stack.addWidget(part)
        self.sides.settled.connect(self._on_settled)
        self.clash.paper_wanted.connect(self.paper_wanted)
        self.twins.join_wanted.connect(self.join_wanted)
        self.twins.apart_wanted.connect(self.apart_wanted)
        self._lay_out()
        self._add_keys()

    def show_waiting(self, waiting: Waiting, decisions: Mapping[UUID, Decision]) -> None:
        """Show what waits and what was decided of it; what was looked at stays in sight."""
        if self._is_final and self.buttons and waiting == self.waiting:
            return  # a commit elsewhere changed nothing here: what is being chosen and typed stays
        before = _key(self.current)
        self.waiting, self._decisions = waiting, decisions
        entries = waiting.entries
        self._fill_list()
        self._side.setVisible(bool(entries))
        found = next((one for one in entries if _key(one) == before), None)
        self.show_entry(found or self._next_open(None) or next(iter(entries), None))

    def show_first(self, kind: type[Entry]) -> None:
        """Look at the first entry of a kind."""
        found = next((one for one in self.waiting.entries if isinstance(one, kind)), None)
        if found is not None:
            self.show_entry(found)

    def show_entry(self, entry: Entry | None) -> None:
        """Show one entry at the right."""
        self.current = entry
        for button, one in zip(self.buttons, self.waiting.entries, strict=True):
            button.setChecked(one is entry)
        if entry is None:
            self._stack.setCurrentWidget(self.empty)
        elif isinstance(entry, ConflictSides):
            self._show_conflict(entry)
        elif isinstance(entry, NumberClash):
            self.clash.show_clash(entry)
            self._stack.setCurrentWidget(self.clash)
        else:
            self.twins.show_pair(entry)
            self._stack.setCurrentWidget(self.twins)

    def go_on(self) -> None:
        """Go to the next entry that is not decided."""
        following = self._next_open(self.current)
        if following is not None:
            self.show_entry(following)
            self.focus_entry()

    def take_back(self) -> None:
        """Take back what is chosen here, or else the last decision."""
        if isinstance(self.current, ConflictSides):
            is_kept = self.current.entity_id in self._decisions
            if self.sides.values and not is_kept:
                self.sides.clear()
                return
        if self._order and not self._is_final:
            self.undone.emit(self._order.pop())

    @property
    def open_count(self) -> int:
        return sum(one.entity_id not in self._decisions for one in self.waiting.conflicts)

    def _in_sides(self, act: Callable[[], None]) -> None:
        """Let a key choose only while a conflict is looked at."""
        if isinstance(self.current, ConflictSides):
            act()

    def _show_conflict(self, entry: ConflictSides) -> None:
        if self._is_final and self.sides.conflict == entry:
            self._stack.setCurrentWidget(self.sides)
            return
        kept = self._decisions.get(entry.entity_id)
        place = list(self.waiting.conflicts).index(entry) + 1
        words = tr("第 {n} / {all} 处", n=place, all=len(self.waiting.conflicts))
        self.sides.show_conflict(
            entry, {} if kept is None else kept.values, place=words, reason="" if kept is None else kept.reason
        )
        self._stack.setCurrentWidget(self.sides)

    def _next_open(self, after: Entry | None) -> Entry | None:
        entries = self.waiting.entries
        at = next((place for place, one in enumerate(entries) if one is after), -1)
        round_about = [*entries[at + 1 :], *entries[: at + 1]]
        opened = [one for one in round_about if not self._is_decided(one) and one is not after]
        return next(iter(opened), None)

    def _is_decided(self, entry: Entry) -> bool:
        return isinstance(entry, ConflictSides) and entry.entity_id in self._decisions

    def _on_settled(self, decision: Decision) -> None:
        if decision.entity_id in self._order:
            self._order.remove(decision.entity_id)
        self._order.append(decision.entity_id)
        following = self._next_open(self.current)
        if following is not None:
            self.current = following
        self.settled.emit(decision)
        self.focus_entry()

    def focus_entry(self) -> None:
        """Give the keys 1 to 4 back to the page."""
        for button, one in zip(self.buttons, self.waiting.entries, strict=True):
            if one is self.current:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_list(self) -> None:
        empty(self._list.body)
        self.buttons = []
        waiting = self.waiting
        decided = sum(self._is_decided(one) for one in waiting.conflicts)
        if waiting.conflicts:
            told = "" if self._is_final else tr("已处理 {n} / {all}", n=decided, all=len(waiting.conflicts))
            self._head(tr("冲突 {n}", n=len(waiting.conflicts)), told)
            for conflict in waiting.conflicts:
                self._add(conflict, _conflict_button(conflict, is_decided=self._is_decided(conflict)))
        if waiting.clashes:
            self._head(tr("文号冲突 {n}", n=len(waiting.clashes)))
            for clash in waiting.clashes:
                second = tr("{n} 份文书同一个号", n=len(clash.papers))
                self._add(clash, EntryButton(clash.number, second=second, state=tr("由人办理"), tone=Tone.WARN))
        if waiting.twins:
            self._head(tr("可能是同一家 {n}", n=len(waiting.twins)))
            for pair in waiting.twins:
                state = EntryButton(pair.keep_name, second=pair.other_name, state=tr("待定"), tone=Tone.WARN)
                self._add(pair, state)
        self._list.body.addStretch(1)

    def _head(self, words: str, told: str = "") -> None:
        row = QHBoxLayout()
        row.addWidget(Label(words, size=Type.CARD, weight=Weight.BOLD), 1)
        row.addWidget(Label(told, size=Type.LABEL, tone=Tone.SUB))
        self._list.body.addLayout(row)

    def _add(self, entry: Entry, button: EntryButton) -> None:
        button.clicked.connect(partial(self._on_chosen, entry))
        self.buttons.append(button)
        self._list.body.addWidget(button)

    def _on_chosen(self, entry: Entry, _on: bool = False) -> None:
        self.show_entry(entry)

    def _lay_out(self) -> None:
        self._list = Scroll(gap=Space.CONTROL)
        self._side = Card(margin=Space.CARD)
        self._side.setFixedWidth(look().px(LIST_WIDTH))
        self._side.body.addWidget(self._list, 1)
        note = Card(quiet=True, margin=Space.CONTROL)
        words = Label(tr("已送达文书不可改，只能后续更正。"), size=Type.LABEL, tone=Tone.SUB, wrap=True)
        note.row(IconMark("lock", tone=Tone.SUB, size=18), words).setStretch(1, 1)
        self._side.body.addWidget(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.PAGE)
        row.addWidget(self._side)
        row.addWidget(self._stack, 1)

    def _add_keys(self) -> None:
        keys = Shortcuts(self)
        sides = self.sides
        for key, act in (
            ("1", partial(sides.take_side, 0)),
            ("2", partial(sides.take_side, 1)),
            ("3", sides.take_both),
            ("4", sides.choose_by_field),
        ):
            keys.add(key, partial(self._in_sides, act))
        keys.add("F8", self.go_on)
        keys.add("Ctrl+Z", self.take_back)


def _conflict_button(conflict: ConflictSides, *, is_decided: bool) -> EntryButton:
    state, tone = (tr("已选"), Tone.OK) if is_decided else (tr("待选"), Tone.BAD)
    words = "　".join(part for part in (conflict.title, fields_in_words(conflict)) if part)
    second = conflict.party if conflict.party != conflict.title else kind_word(conflict.kind)
    return EntryButton(words, second=second or kind_word(conflict.kind), state=state, tone=tone)


def _key(entry: Entry | None) -> object:
    if isinstance(entry, ConflictSides):
        return entry.entity_id
    if isinstance(entry, NumberClash):
        return entry.number
    return None if entry is None else (entry.keep_id, entry.other_id)
