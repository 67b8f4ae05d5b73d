"""The records that an import touches, as a table."""

from collections.abc import Collection

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.qtmodels.columns import Cell, Column, chip, two_line
from app.ui.qtmodels.list_model import ListModel
from app.ui.theme import Tone
from app.ui.tr import tr
from app.ui.widgets.card import Card
from app.ui.widgets.states import EmptyState, Region
from app.ui.widgets.table import Table
from app.values.record_words import kind_word
from app.values.rows_import import Change, ImportReport, RecordLine

_LOOKS = {
    Change.NEW: (Tone.OK, "circle-plus"),
    Change.CHANGED: (Tone.ACTION, "refresh-cw"),
    Change.DELETED: (Tone.BAD, "trash-2"),
    Change.CONFLICT: (Tone.BAD, "git-compare-arrows"),
    Change.DELETED_CHANGED: (Tone.BAD, "git-compare-arrows"),
    Change.SAME_CHANGE: (Tone.NA, "equal"),
    Change.SAME: (Tone.NA, "equal"),
}


class Lines(QWidget):
    """List what is new or changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table(name=tr("数据包里的记录"))
        self.model: ListModel[RecordLine] = ListModel(_columns(), self)
        self.table.setModel(self.model)
        self.empty = EmptyState("equal", tr("没有这样的记录。"))
        self.region = Region(self.table, self.empty)
        card = Card(margin=1)
        card.body.addWidget(self.region)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_lines(self, report: ImportReport, changes: Collection[Change]) -> None:
        """Show the records of these changes; of very many new ones only the first are listed."""
        shown = [line for line in report.lines if line.change in changes]
        total = sum(report.counts.get(change, 0) for change in changes)
        words = tr("没有这样的记录。") if not total else tr("共 {n} 条记录，不逐条列出。", n=f"{total:,}")
        self.empty.say(words)
        self.model.set_rows(shown)
        self.region.show_rows(len(shown))


def _columns() -> list[Column[RecordLine]]:
    return [
        Column(tr("变化"), _change, 150),
        Column(tr("记录"), lambda line: two_line(line.title, _second(line))),
        Column(tr("改了什么"), lambda line: Cell("、".join(line.fields) or "—", tone=Tone.SUB), 320),
    ]


def _change(line: RecordLine) -> Cell:
    tone, icon = _LOOKS[line.change]
    return chip(line.change.value, tone, icon=icon)


def _second(line: RecordLine) -> str:
    return "　".join(part for part in (kind_word(line.kind), line.party, line.number) if part)
