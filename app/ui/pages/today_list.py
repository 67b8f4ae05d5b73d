"""How the work list of 今日 looks: its columns, its filters, the words of its actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.qtmodels.columns import Cell, Column, action, chip, two_line
from app.ui.text import tr
from app.ui.theme import Tone
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import FilterButton
from app.ui.widgets.flow import FlowLayout
from app.values.rows_today import TodayRow
from app.values.work import Urgency, WorkAction, WorkKind

KINDS: Mapping[str, tuple[str, Tone, str]] = {
    WorkKind.OVERDUE: ("逾期", Tone.BAD, "circle-alert"),
    WorkKind.FAILED: ("未整改", Tone.BAD, "circle-x"),
    WorkKind.RECHECK: ("到期复查", Tone.WARN, "calendar-clock"),
    WorkKind.FILE_NO_CODE: ("执法码备案", Tone.WARN, "qr-code"),
    WorkKind.PHONE_APPROVAL: ("补办审批", Tone.WARN, "phone"),
    WorkKind.SEAL: ("补盖章", Tone.WARN, "stamp"),
    WorkKind.PAPER: ("企业来件", Tone.ACTION, "inbox"),
    WorkKind.UNFINISHED: ("未完成检查", Tone.ACTION, "clipboard-list"),
    WorkKind.PRINT: ("待打印", Tone.ACTION, "printer"),
}
ACTIONS: Mapping[str, str] = {
    WorkAction.REINSPECT: "去复查",
    WorkAction.FILE_CASE: "去立案",
    WorkAction.FILE_NO_CODE: "填备案",
    WorkAction.ADD_APPROVAL: "补签",
    WorkAction.SEAL: "登记用印",
    WorkAction.HANDLE_PAPER: "处理",
    WorkAction.CONTINUE: "继续",
    WorkAction.PRINT: "打印",
}
_URGENT: Mapping[str, Tone] = {
    Urgency.LATE: Tone.BAD,
    Urgency.TODAY: Tone.WARN,
    Urgency.SOON: Tone.WARN,
    Urgency.LATER: Tone.PLAIN,
}


@dataclass(frozen=True)
class WorkFilter:
    """A button above the list and the kinds of work that it leaves."""

    words: str
    icon: str
    tone: Tone
    kinds: frozenset[str]


FILTERS = (
    WorkFilter("逾期", "circle-alert", Tone.BAD, frozenset({WorkKind.OVERDUE, WorkKind.FAILED})),
    WorkFilter("到期复查", "calendar-clock", Tone.WARN, frozenset({WorkKind.RECHECK})),
    WorkFilter(
        "程序补办", "stamp", Tone.WARN, frozenset({WorkKind.FILE_NO_CODE, WorkKind.PHONE_APPROVAL, WorkKind.SEAL})
    ),
    WorkFilter("待打印", "printer", Tone.PLAIN, frozenset({WorkKind.PRINT})),
    WorkFilter("未完成", "clipboard-list", Tone.PLAIN, frozenset({WorkKind.UNFINISHED})),
    WorkFilter("企业来件", "inbox", Tone.PLAIN, frozenset({WorkKind.PAPER})),
)


def columns() -> list[Column[TodayRow]]:
    """Describe the columns of the list."""
    return [
        Column("事项", lambda row: chip(KINDS[row.kind][0], KINDS[row.kind][1], icon=KINDS[row.kind][2]), 148),
        Column("对象与内容", lambda row: two_line(row.enterprise, row.detail)),
        Column("时限", _left, 132),
        Column("镇街", lambda row: Cell(row.town or "—"), 84, gives_way=True),
        Column("", lambda row: action(ACTIONS[row.action]), 110),
    ]


def _left(row: TodayRow) -> Cell:
    is_work_of_days = row.kind not in {WorkKind.PRINT, WorkKind.SEAL, WorkKind.PAPER}
    tone = _URGENT[row.urgency] if is_work_of_days else Tone.SUB
    return Cell(row.left or "—", tone=tone, strong=is_work_of_days)


class WorkFilters(QWidget):
    """Leave one group of work in the list, or all of it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self.all = Button(tr("全部"), kind=Kind.PRIMARY, dense=True)
        self.all.clicked.connect(lambda: self.choose(None))
        self._flow.addWidget(self.all)
        self.current: WorkFilter | None = None
        self.buttons: dict[str, FilterButton] = {}
        for found in FILTERS:
            self._add(found)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how much there is of each; a group with nothing in it is left out."""
        self.all.say(tr("全部 {count}", count=sum(counts.values())))
        for found in FILTERS:
            count = sum(counts.get(kind, 0) for kind in found.kinds)
            button = self.buttons[found.words]
            button.say(f"{found.words} {count}")
            button.setVisible(bool(count))
            if not count and self.current is found:
                self.choose(None)
        self._flow.invalidate()

    def choose(self, wanted: WorkFilter | None) -> None:
        """Leave this group only; nothing stands for all."""
        self.current = wanted
        for words, button in self.buttons.items():
            button.blockSignals(True)
            button.setChecked(wanted is not None and words == wanted.words)
            button.blockSignals(False)
            button.update()
        self.all.set_kind(Kind.PRIMARY if wanted is None else Kind.SECOND)
        self.chosen.emit(wanted)

    def choose_next(self) -> None:
        """Go on to the next group that holds something, and after the last to all."""
        shown = [found for found in FILTERS if not self.buttons[found.words].isHidden()]
        place = shown.index(self.current) + 1 if self.current in shown else 0
        self.choose(shown[place] if place < len(shown) else None)

    def left_of(self, rows: Sequence[TodayRow]) -> Sequence[TodayRow]:
        """Give the rows that the chosen group leaves."""
        if self.current is None:
            return rows
        return tuple(row for row in rows if row.kind in self.current.kinds)

    def _add(self, found: WorkFilter) -> None:
        button = FilterButton(found.words, icon=found.icon, tone=found.tone)
        button.clicked.connect(lambda on: self.choose(found if on else None))
        self.buttons[found.words] = button
        self._flow.addWidget(button)
