"""Matching a paper or a case with a check and with some of its hazards."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.text import day_in_list, label
from app.ui.theme import Space, Tone, Type
from app.ui.tr import tr
from app.ui.widgets.emptying import empty
from app.ui.widgets.field import Field
from app.ui.widgets.kept_value import change_signal, put_back, value_of
from app.ui.widgets.label import Label
from app.ui.widgets.option import Mark, Option
from app.ui.widgets.search_box import SearchBox
from app.values.enums import HazardLevel
from app.values.rows_received_paper import MatchInspection, MatchItem


class MatchPicker(QWidget):
    """Search a check by its party, then choose among its hazards."""

    searched = Signal(str)
    changed = Signal()
    check_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Sequence[MatchInspection] = ()
        self.checks: dict[UUID, Option] = {}
        self.hazards: dict[UUID, Option] = {}
        self.chosen: UUID | None = None
        self._hazards_before: list[str] | None = None
        self.search = SearchBox(tr("企业名称的任意几个字"), name=tr("查找对应的检查"))
        self.search.searched.connect(self._on_searched)
        self._checks, self._hazards = QVBoxLayout(), QVBoxLayout()
        for column in (self._checks, self._hazards):
            column.setSpacing(Space.CONTROL)
        self._head = Label(tr("对应的隐患（可多选）"), size=Type.LABEL, tone=Tone.SUB)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(Field(tr("对应检查"), self.search))
        column.addLayout(self._checks)
        column.addWidget(self._head)
        column.addLayout(self._hazards)

    def clear(self) -> None:
        """Begin anew."""
        self.search.edit.clear()
        self._hazards_before = None
        self.show_found(())

    def bring_back(self, check: str, hazards: list[str]) -> None:
        """Ask for a check that was chosen before, to choose the same hazards in it."""
        self.clear()
        if check:
            self._hazards_before = hazards
            self.check_wanted.emit(UUID(check))

    def show_found(self, found: Sequence[MatchInspection]) -> None:
        """Show the checks that fit what was searched; a single one is taken at once."""
        self.found = found
        empty(self._checks)
        self.checks = {}
        for one in found:
            day = day_in_list(one.checked_on) if one.checked_on is not None else ""
            second = tr("{day} 检查　未销号 {count} 项", day=day, count=len(one.items))
            option = Option(one.enterprise, second=second, mark=Mark.RADIO)
            option.clicked.connect(lambda _on=False, wanted=one.inspection_id: self.choose_check(wanted))
            self.checks[one.inspection_id] = option
            self._checks.addWidget(option)
        self.choose_check(found[0].inspection_id if len(found) == 1 else None)

    def choose_check(self, inspection_id: UUID | None) -> None:
        """Take a check and, to begin with, all its open hazards."""
        self.chosen = inspection_id
        if inspection_id in self.checks:
            self.checks[inspection_id].setChecked(True)
        match = next((one for one in self.found if one.inspection_id == inspection_id), None)
        empty(self._hazards)
        self.hazards = {}
        for item in () if match is None else match.items:
            option = Option(f"{item.number}　{item.fact}", second=_second(item), chip=_chip(item))
            option.setChecked(self._hazards_before is None or str(item.hazard_id) in self._hazards_before)
            option.clicked.connect(self.changed)
            self.hazards[item.hazard_id] = option
            self._hazards.addWidget(option)
        self._head.setVisible(bool(self.hazards))
        self.changed.emit()

    @property
    def hazard_ids(self) -> tuple[UUID, ...]:
        return tuple(key for key, option in self.hazards.items() if option.isChecked())

    def _on_searched(self, words: str) -> None:
        self._hazards_before = None
        if words:
            self.searched.emit(words)
        else:
            self.show_found(())


@value_of.register
def _(control: MatchPicker) -> dict[str, Any]:
    check = "" if control.chosen is None else str(control.chosen)
    return {"check": check, "hazards": [str(one) for one in control.hazard_ids]}


@put_back.register
def _(control: MatchPicker, value: Any) -> None:
    control.bring_back(value["check"], value["hazards"])


@change_signal.register
def _(control: MatchPicker) -> SignalInstance:
    return control.changed


def _second(item: MatchItem) -> str:
    day = tr("期限 {day}　", day=day_in_list(item.deadline)) if item.deadline is not None else ""
    return f"{day}{label(item.state)}"


def _chip(item: MatchItem) -> str:
    return item.level.value if item.level is HazardLevel.MAJOR else ""
