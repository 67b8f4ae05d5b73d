"""What was taken in: figures, what could not be settled, and the report to print or to work with."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.tasks import plain
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.scroll import Scroll
from app.values.rows_import import ImportRow

REPORT_KINDS = "PDF (*.pdf);;Excel (*.xlsx)"


@dataclass(frozen=True)
class Taken:
    """What one confirmation did."""

    rows: tuple[ImportRow, ...] = ()
    problems: tuple[str, ...] = ()
    settled: int = 0
    open_conflicts: int = 0


class DoneView(Scroll):
    """Show the imports that were just made."""

    again_wanted = Signal()
    conflicts_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.body.setContentsMargins(Space.PAGE, Space.CARD, Space.PAGE, Space.PAGE)
        self._room = QVBoxLayout()
        self._room.setSpacing(Space.CARD)
        self.body.addLayout(self._room)
        self.body.addStretch(1)
        self.reports: list[Button] = []
        self.again = Button(tr("再导入"), icon="package")
        self.again.clicked.connect(self.again_wanted)

    def show_taken(self, taken: Taken) -> None:
        """Show what was taken in, and what is still open."""
        self.again.setParent(self)  # it stays when the cards go
        empty(self._room)
        self.reports = []
        head = Card(edge="ok")
        row = head.row(IconMark("circle-check", tone=Tone.OK, size=28))
        words = tr("已导入 {n} 个文件，一次写入，可整包撤销。", n=len(taken.rows))
        row.addWidget(Label(words, size=Type.CARD, weight=Weight.BOLD, wrap=True), 1)
        for problem in taken.problems:
            head.body.addWidget(Label(problem, tone=Tone.BAD, wrap=True))
        self._add_actions(head, taken)
        self._room.addWidget(head)
        for one in taken.rows:
            self._room.addWidget(self._card(one))

    def _add_actions(self, card: Card, taken: Taken) -> None:
        parts: list[QWidget | None] = [self.again]
        if taken.settled:
            parts.insert(0, Chip(tr("已定 {n} 处冲突", n=taken.settled), tone=Tone.OK))
        if taken.open_conflicts:
            conflicts = Button(tr("处理冲突 {n}", n=taken.open_conflicts), kind=Kind.PRIMARY, icon="git-compare-arrows")
            conflicts.clicked.connect(self.conflicts_wanted)
            parts.append(conflicts)
        card.row(*parts, None)
        self.again.show()

    def _card(self, one: ImportRow) -> Card:
        card = Card()
        report = Button(tr("另存报告…"), icon="file-down", name=tr("另存报告：{file}", file=one.file))
        report.clicked.connect(partial(save_report, self._context, self, one))
        self.reports.append(report)
        row = card.row(IconMark("package-check", tone=Tone.OK, size=28))
        words = QVBoxLayout()
        words.setSpacing(Space.PAIR)
        words.addWidget(Elided(one.file, weight=Weight.BOLD))
        told = tr(
            "新增 {new}　更新 {changed}　冲突 {conflicts}", new=one.new, changed=one.changed, conflicts=one.conflicts
        )
        words.addWidget(Label(told, size=Type.DENSE, tone=Tone.SUB))
        if one.missing:
            missing = tr("缺 {n} 项内容，以后导入完好的文件自动补齐。", n=len(one.missing))
            words.addWidget(Label(missing, size=Type.DENSE, tone=Tone.WARN, wrap=True))
        row.addLayout(words, 1)
        row.addWidget(report)
        return card


def save_report(context: UiContext, parent: QWidget, one: ImportRow, _on: bool = False) -> None:
    """Ask where the report of an import goes, and write it as its ending asks."""

    def write(file: Path) -> None:
        work = plain(partial(_write, context, one.id, file))
        context.tasks.run_read(
            work, done=lambda _: context.messages.say(tr("报告已存到 {file}", file=file.name)), owner=parent
        )

    start = tr("导入报告-{name}.pdf", name=Path(one.file).stem)
    context.ask.save_file(parent, tr("另存导入报告"), kinds=REPORT_KINDS, start=start, then=write)


def _write(context: UiContext, import_id: UUID, file: Path) -> None:
    context.services.imports.write_report(import_id, file)
