"""复查: which inspections wait for a re-inspection, the most urgent first."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.ui.context import UiContext
from app.ui.pages.list_page import ListPage, ListWords
from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.tasks import plain
from app.ui.text import day_in_list, tr
from app.ui.theme import Tone
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.tab_row import Tab
from app.values.errors import UserError
from app.values.rows_reinspection import DueRow, DueScope
from app.values.work import Urgency

if TYPE_CHECKING:
    from app.services.reinspections import ReinspectionService

URGENT: Mapping[str, Tone] = {
    Urgency.LATE: Tone.BAD,
    Urgency.TODAY: Tone.WARN,
    Urgency.SOON: Tone.WARN,
    Urgency.LATER: Tone.PLAIN,
}
NOTHING = {
    DueScope.DUE: "没有到期复查。",
    DueScope.LATE: "没有逾期未整改的检查。",
    DueScope.ALL: "没有等待复查的检查。",
}


def columns() -> list[Column[DueRow]]:
    """Describe the columns of the list."""
    return [
        Column("状态", _state, 132),
        Column("企业与隐患", lambda row: two_line(row.enterprise, _items(row))),
        Column("整改期限", _deadline, 132),
        Column("企业报告", lambda row: Cell(day_in_list(row.reported_on) if row.reported_on else "—"), 92),
        Column("应复查至", _due, 100),
        Column("镇街", lambda row: Cell(row.town or "—"), 92),
        Column("", lambda row: action(tr("继续复查") if row.open_id else tr("去复查")), 120),
    ]


def _state(row: DueRow) -> Cell:
    if row.open_id is not None:
        return chip(tr("复查中"), Tone.ACTION, icon="pencil")
    if row.is_late:
        return chip(tr("逾期"), Tone.BAD, icon="circle-alert")
    return (
        chip(tr("到期"), Tone.WARN, icon="calendar-clock") if row.is_due else chip(tr("整改中"), Tone.NA, icon="clock")
    )


def _items(row: DueRow) -> str:
    parts = [tr("待复查 {count} 项", count=row.items)]
    if row.majors:
        parts.append(tr("其中重大 {count} 项", count=row.majors))
    if row.checked_on is not None:
        parts.append(tr("{day} 检查", day=day_in_list(row.checked_on)))
    if row.rounds:
        parts.append(tr("已复查 {count} 次", count=row.rounds))
    return "　".join(parts)


def _deadline(row: DueRow) -> Cell:
    day = day_in_list(row.deadline) if row.deadline else ""
    return Cell(row.left, day, tone=URGENT[row.urgency], strong=True)


def _due(row: DueRow) -> Cell:
    return Cell(day_in_list(row.due) if row.due else "—")


class ReinspectionsPage(ListPage):
    """List what waits, and open it."""

    title = "复查"
    kinds = frozenset({"hazard", "reinspection", "outcome", "received_paper", "inspection", "extension"})
    key_hints = (
        KeyHint("↑ ↓", "选检查"),
        KeyHint("Enter", "去复查"),
        KeyHint("F", "换列表"),
        KeyHint("Ctrl+F", "查找"),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _words(), tabs=[Tab(scope, scope.value) for scope in DueScope])
        self._rows: Sequence[DueRow] | None = None
        self.model = ListModel(columns(), self)
        self.table.setModel(self.model)
        self.setLayout(self.lay_out_list())
        self.keys.add("F", self.choose_next)

    def refresh(self) -> None:
        """Read the list again; what is shown stays until the answer is there."""
        if self._rows is None:
            self.region.show_loading()
        service: ReinspectionService = self._context.services.reinspections
        self._context.tasks.run_read(
            plain(partial(service.due, DueScope.ALL)),
            done=self._on_read,
            failed=self._on_failed,
            owner=self,
            lane="due",
        )

    def choose_next(self) -> None:
        """Go on to the next tab."""
        scopes = list(DueScope)
        wanted = scopes[(scopes.index(DueScope(self.tabs.current)) + 1) % len(scopes)]
        self.tabs.choose(wanted)
        self._show()

    def _show(self) -> None:
        """Show what the tab and the search leave, and keep the line that was current."""
        rows = [row for row in self._rows or () if self._is_wanted(row)]
        before: DueRow | None = self.table.current_row
        self.model.set_rows(rows)
        places = {row.inspection_id: place for place, row in enumerate(rows)}
        self.table.choose_row(places.get(before.inspection_id, 0) if before is not None else 0)
        scope = DueScope(self.tabs.current)
        is_all = scope is DueScope.ALL and not self.search.words
        self.say_empty(tr(NOTHING[scope]), action="" if is_all else tr("看全部"))
        self.region.show_rows(len(rows))

    def _is_wanted(self, row: DueRow) -> bool:
        words = self.search.words
        named = not words or words in row.enterprise or words in row.town
        return named and _is_in(row, DueScope(self.tabs.current))

    def _show_counts(self, rows: Sequence[DueRow]) -> None:
        for scope in DueScope:
            self.tabs.set_count(scope, sum(1 for row in rows if _is_in(row, scope)))
        self.count_changed.emit("reinspections", sum(1 for row in rows if row.is_due))

    def _on_read(self, rows: Sequence[DueRow]) -> None:
        self._rows = rows
        self.error.hide()
        self._show_counts(rows)
        self._show()

    def _on_failed(self, error: UserError) -> None:
        self.tell_unread(self.model, error)

    def narrow(self) -> None:
        self._show()

    def act_on_empty(self) -> None:
        """Show all that waits."""
        self.search.edit.clear()
        self.tabs.choose(DueScope.ALL)
        self._show()

    def open_row(self, row: DueRow) -> None:
        self.navigate.emit("reinspection", row.open_id or row.inspection_id)


def _words() -> ListWords:
    return ListWords(
        name=tr("等待复查的检查"),
        hint=tr("企业、镇街"),
        search=tr("查找企业"),
        icon="circle-check",
        nothing=tr("没有到期复查。"),
        action=tr("看全部"),
        unread=tr("复查列表没有读出来。"),
    )


def _is_in(row: DueRow, scope: DueScope) -> bool:
    return {DueScope.DUE: row.is_due, DueScope.LATE: row.is_late, DueScope.ALL: True}[scope]
