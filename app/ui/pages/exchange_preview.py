"""导入预览: one file at a time with its figures as filters; conflicts may be settled here or left open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.pages.exchange_board import Board, Waiting
from app.ui.pages.exchange_file import FileCard, Incoming, Notices, notices_of
from app.ui.pages.exchange_lines import Lines
from app.ui.theme import Space, Tone, look
from app.ui.tr import tr
from app.ui.widgets.count_button import CountButton
from app.ui.widgets.scroll import Scroll
from app.ui.widgets.select import Select
from app.values.rows_import import Change, ConflictSides, Decision, ImportReport, NumberClash

BOARD_AT_LEAST = 330
NEW, CHANGED, CONFLICTS, CLASHES, SAME = "new", "changed", "conflicts", "clashes", "same"
BEHIND = {
    NEW: (Change.NEW,),
    CHANGED: (Change.CHANGED, Change.DELETED),
    SAME: (Change.SAME, Change.SAME_CHANGE),
}


class PreviewView(Scroll):
    """Show what the chosen files would bring."""

    decided = Signal()
    salvage_wanted = Signal(object)
    passphrase_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.files: Sequence[Incoming] = ()
        self.current: Incoming | None = None
        self.filter = CONFLICTS
        self.select = Select(name=tr("看哪个文件"))
        self.select.value_chosen.connect(self._on_file_chosen)
        self.card, self.notices = FileCard(), Notices()
        self.card.salvage_wanted.connect(lambda: self.salvage_wanted.emit(self.current))
        self.card.passphrase_wanted.connect(lambda: self.passphrase_wanted.emit(self.current))
        self.counts = _counts()
        self.board = Board(is_final=False, nothing=tr("没有要人决定的内容，可以直接确认导入。"))
        self.board.settled.connect(self._on_settled)
        self.board.undone.connect(self._on_undone)
        self.lines = Lines()
        self._stack = QStackedWidget()
        self._stack.setProperty("ringless", True)
        self._stack.setMinimumHeight(look().px(BOARD_AT_LEAST))
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.lines)
        for key, button in self.counts.items():
            button.clicked.connect(lambda _on, wanted=key: self.show_filter(wanted))
        self._lay_out()

    def show_files(self, files: Sequence[Incoming]) -> None:
        """Show the files; the first one that waits for a person is looked at."""
        self.files = files
        offered = [(tr("{n} / {all}　{name}", n=at, all=len(files), name=_state(one)), at - 1)
                   for at, one in enumerate(files, start=1)]  # fmt: skip
        kept = next((one for one in files if one is self.current), None)
        wanted = kept or next((one for one in files if _waits(one)), files[0])
        self.select.fill([*offered], value=next(at for at, one in enumerate(files) if one is wanted))
        self.select.setVisible(len(files) > 1)
        self.show_file(wanted)

    def show_file(self, incoming: Incoming) -> None:
        """Show one file."""
        self.current = incoming
        self.card.show_file(incoming)
        report = incoming.preview.report if incoming.preview is not None else None
        self._row.setVisible(report is not None)
        self._stack.setVisible(report is not None)
        self._spare.setVisible(report is None)
        self.notices.show_notices([] if incoming.preview is None else notices_of(incoming.preview))
        if report is None:
            return
        self._show_counts(report)
        self.board.current = None
        self._show_board()
        self.show_filter(self._first_filter(report))

    def show_filter(self, key: str) -> None:
        """Show what is behind one figure."""
        self.filter = key
        for name, button in self.counts.items():
            button.setChecked(name == key)
        if key in BEHIND:
            report = self._report
            if report is not None:
                self.lines.show_lines(report, BEHIND[key])
            self._stack.setCurrentWidget(self.lines)
            return
        self._stack.setCurrentWidget(self.board)
        self.board.show_first(ConflictSides if key == CONFLICTS else NumberClash)

    @property
    def undecided(self) -> int:
        """Count the conflicts of all files that nobody decided here."""
        reports = [one for one in self.files if one.preview is not None]
        return sum(len(one.preview.report.conflicts) - len(one.decisions) for one in reports if one.preview is not None)

    @property
    def _report(self) -> ImportReport | None:
        current = self.current
        return current.preview.report if current is not None and current.preview is not None else None

    def _first_filter(self, report: ImportReport) -> str:
        if report.conflicts or report.likely_same:
            return CONFLICTS
        if report.clashes:
            return CLASHES
        return next((key for key, changes in BEHIND.items() if any(map(report.counts.get, changes))), SAME)

    def _show_counts(self, report: ImportReport) -> None:
        for key, changes in BEHIND.items():
            self.counts[key].set_count(sum(report.counts.get(change, 0) for change in changes))
        self.counts[CONFLICTS].set_count(len(report.conflicts))
        self.counts[CLASHES].set_count(len(report.clashes))

    def _show_board(self) -> None:
        report = self._report
        if self.current is not None and report is not None:
            waiting = Waiting(report.conflicts, report.clashes, report.likely_same)
            self.board.show_waiting(waiting, self.current.decisions)

    def _on_settled(self, decision: Decision) -> None:
        if self.current is not None:
            self.current.decisions[decision.entity_id] = decision
            self._show_board()
            self.decided.emit()

    def _on_undone(self, entity_id: object) -> None:
        current, report = self.current, self._report
        if current is None or report is None:
            return
        for decided in [key for key in current.decisions if key == entity_id]:
            del current.decisions[decided]
        self.board.current = next((one for one in report.conflicts if one.entity_id == entity_id), None)
        self._show_board()
        self.decided.emit()

    def _on_file_chosen(self, at: object) -> None:
        if isinstance(at, int):
            self.show_file(self.files[at])

    def _lay_out(self) -> None:
        self._row, self._spare = QWidget(), QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD)
        for button in self.counts.values():
            row.addWidget(button, 1)
        column = self.body  # in a low window the whole preview rolls, so that the sides keep their room
        column.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.CARD)
        for part in (self.select, self.card, self.notices, self._row):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(self._spare, 1)


def _counts() -> dict[str, CountButton]:
    return {
        NEW: CountButton(tr("新增"), second=tr("直接写入"), icon="circle-plus", tone=Tone.OK),
        CHANGED: CountButton(tr("更新"), second=tr("本机未改过"), icon="refresh-cw", tone=Tone.ACTION),
        CONFLICTS: CountButton(tr("冲突"), second=tr("两边都改过"), icon="git-compare-arrows", tone=Tone.BAD),
        CLASHES: CountButton(tr("文号冲突"), second=tr("同号几份文书"), icon="hash", tone=Tone.WARN),
        SAME: CountButton(tr("相同"), second=tr("不动"), icon="equal", tone=Tone.PLAIN),
    }


def _waits(incoming: Incoming) -> bool:
    return incoming.preview is None or bool(incoming.preview.report.conflicts)


def _state(incoming: Incoming) -> str:
    if incoming.preview is None:
        return tr("{name}（没有通过核对）", name=incoming.path.name)
    return incoming.path.name
