"""One package that was chosen: what it is, whether it is whole, and what a person must know before 确认."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.handover_words import asked_for
from app.ui.pages.exchange_work import size_in_words
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, add_row
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Elided, Label
from app.values.errors import UserError
from app.values.refusal import RefusalCode, RefusedPackageError
from app.values.rows_import import Decision, ImportPreview, ImportReport

MOST_NOTICES = 4
_SEALED = (RefusalCode.PASSPHRASE_NEEDED, RefusalCode.WRONG_PASSPHRASE)


@dataclass
class Incoming:
    """A chosen file: verified, or refused with the reason; and what was decided of its conflicts."""

    path: Path
    preview: ImportPreview | None = None
    error: UserError | None = None
    decisions: dict[UUID, Decision] = field(default_factory=dict)

    @property
    def needs_passphrase(self) -> bool:
        return isinstance(self.error, RefusedPackageError) and self.error.code in _SEALED

    @property
    def can_be_salvaged(self) -> bool:
        return isinstance(self.error, RefusedPackageError) and self.error.can_be_salvaged

    @property
    def is_new(self) -> bool:
        """Tell whether an import would do anything."""
        return self.preview is not None and self.preview.applied_before is None


class FileCard(Card):
    """Say what a file is; a refused one says why, and what can be done."""

    salvage_wanted = Signal()
    passphrase_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.CARD, parent=parent)
        self._room = QVBoxLayout()
        self._room.setSpacing(Space.CONTROL)
        self.body.addLayout(self._room)

    def show_file(self, incoming: Incoming) -> None:
        """Show one file."""
        empty(self._room)
        preview = incoming.preview
        self.set_edge("bad" if preview is None else "")
        if preview is None:
            self._show_refused(incoming)
        else:
            self._show_whole(preview)

    def _show_whole(self, preview: ImportPreview) -> None:
        report = preview.report
        row = QHBoxLayout()
        row.setSpacing(Space.PAGE)
        row.addWidget(IconMark("package-check", tone=Tone.WARN if preview.is_salvage else Tone.OK, size=32))
        name = QVBoxLayout()
        name.setSpacing(Space.PAIR)
        name.addWidget(Elided(report.file, weight=Weight.BOLD))
        add_row(name, *_chips(preview), None)
        row.addLayout(name, 3)
        for label, value in _facts(report):
            pair = QVBoxLayout()
            pair.setSpacing(Space.PAIR)
            pair.addWidget(Label(label, size=Type.LABEL, tone=Tone.SUB))
            pair.addWidget(Elided(value, size=Type.DENSE, weight=Weight.BOLD))
            row.addLayout(pair, 2)
        self._room.addLayout(row)

    def _show_refused(self, incoming: Incoming) -> None:
        head = add_row(self._room, IconMark("file-x", tone=Tone.BAD, size=32))
        head.addWidget(Elided(incoming.path.name, weight=Weight.BOLD), 1)
        head.addWidget(Chip(tr("没有通过核对"), tone=Tone.BAD))
        self._room.addWidget(Label(str(incoming.error), tone=Tone.BAD, wrap=True))
        buttons: list[QWidget | None] = []
        if incoming.needs_passphrase:
            enter = Button(tr("输入口令"), icon="key")
            enter.clicked.connect(self.passphrase_wanted)
            buttons.append(enter)
        if incoming.can_be_salvaged:
            salvage = Button(tr("抢救导入"), icon="package")
            salvage.clicked.connect(self.salvage_wanted)
            buttons.append(salvage)
            words = tr("只取完好的部分，缺什么逐项列出；以后导入完好的文件自动补齐。")
            buttons.append(Label(words, size=Type.LABEL, tone=Tone.SUB))
        if buttons:
            add_row(self._room, *buttons, None)


class Notices(Card):
    """Say what is unusual about a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(soft="warn", margin=Space.CONTROL, gap=Space.PAIR, parent=parent)
        self._words = Label(size=Type.LABEL, wrap=True)
        self.row(IconMark("triangle-alert", tone=Tone.WARN, size=18), self._words).setStretch(1, 1)
        self.hide()

    def show_notices(self, sentences: Sequence[str]) -> None:
        """Show the sentences; more than a few are counted, and stand in the report."""
        shown = list(sentences[:MOST_NOTICES])
        if len(sentences) > MOST_NOTICES:
            shown.append(tr("另有 {n} 条，见导入报告。", n=len(sentences) - MOST_NOTICES))
        self._words.setText("\n".join(shown))
        self.setVisible(bool(shown))

    @property
    def words(self) -> str:
        return self._words.text()


def notices_of(preview: ImportPreview) -> list[str]:
    """Write what a person must know before this file is taken in."""
    report = preview.report
    found = []
    if preview.applied_before is not None:
        found.append(tr("这个文件已经导入过，再导入不改变任何资料。"))
    if preview.undone_before is not None:
        found.append(tr("这个文件导入后撤销过，确认后恢复。"))
    found += [tr("本机没有登记的执法机关：{name}。请先核实来源。", name=name) for name in report.unknown_authorities]
    if report.ahead_minutes:
        found.append(tr("来包电脑的时钟比本机快 {n} 分钟，请核对两边的时间。", n=report.ahead_minutes))
    found += [*report.forks, *report.damaged]
    if report.missing:
        found.append(tr("缺 {n} 项内容，以后导入完好的文件自动补齐。", n=len(report.missing)))
    return found


def _chips(preview: ImportPreview) -> list[QWidget]:
    report = preview.report
    whole = Chip(tr("校验一致"), tone=Tone.OK)
    if preview.is_salvage:
        whole = Chip(tr("抢救：只取完好的部分"), tone=Tone.WARN)
    chain = Chip(tr("修订链完整"), tone=Tone.OK, icon="link")
    if report.forks:
        chain = Chip(tr("修订链有分叉"), tone=Tone.BAD)
    return [whole] if preview.is_salvage else [whole, chain]


def _facts(report: ImportReport) -> list[tuple[str, str]]:
    meta = report.meta
    who = "　".join(part for part in (meta.officer or meta.authority, meta.device_label) if part)
    held = [
        tr("{word} {n}", word=word, n=meta.records[kind])
        for kind, word in (("inspection", tr("检查")), ("hazard", tr("隐患")), ("photo", tr("照片")))
        if meta.records.get(kind)
    ]
    total = sum(meta.records.values())
    return [
        (tr("来自"), who),
        (tr("范围"), asked_for(meta.selection)),
        (tr("内容"), "　".join(held) or tr("记录 {n}", n=total)),
        (tr("大小"), size_in_words(report.size)),
        (tr("写成"), day_and_hour(meta.made_at)),
    ]
