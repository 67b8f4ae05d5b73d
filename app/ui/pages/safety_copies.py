"""The copies of the store, and what a restore from one of them would bring and lose."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.exchange_work import size_in_words
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, add_row
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Elided, Label
from app.values.record_words import kind_word
from app.values.rows_safekeeping import BackupRow, RestorePreview

MOST_SHOWN = 8


class CopiesCard(Card):
    """List the copies; one can be looked into before it is restored."""

    preview_wanted = Signal(object)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=Space.CARD, parent=parent)
        self.other = Button(tr("看别的备份…"), icon="folder-open")
        self.other.clicked.connect(self.other_wanted)
        self.row(Label(tr("备份"), size=Type.CARD, weight=Weight.BOLD), None, self.other)
        self._room = QVBoxLayout()
        self._room.setSpacing(Space.CARD)
        self.body.addLayout(self._room)
        self.buttons: list[Button] = []

    def show_copies(self, copies: Sequence[BackupRow]) -> None:
        """Show the latest copies."""
        empty(self._room)
        self.buttons = []
        for copy in copies[:MOST_SHOWN]:
            self._add(copy)
        if not copies:
            self._room.addWidget(Label(tr("还没有备份。"), tone=Tone.SUB))

    def _add(self, copy: BackupRow) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(str(copy.file), size=Type.DENSE, weight=Weight.BOLD))
        told = (day_and_hour(copy.at), copy.kind.value, size_in_words(copy.size))
        words.addWidget(Elided("　".join(told), size=Type.LABEL, tone=Tone.SUB))
        row = add_row(self._room, IconMark("database-backup", tone=Tone.SUB))
        row.addLayout(words, 1)
        place = tr("另一块盘") if copy.is_elsewhere else tr("本机硬盘")
        row.addWidget(Chip(place, tone=Tone.OK if copy.is_elsewhere else Tone.NA, icon="hard-drive", small=True))
        look_in = Button(tr("恢复…"), icon="history", name=tr("看 {file} 里有什么", file=copy.file.name))
        look_in.setVisible(copy.is_there)
        look_in.clicked.connect(partial(self._on_pressed, copy))
        self.buttons.append(look_in)
        row.addWidget(look_in)

    def _on_pressed(self, copy: BackupRow, _on: bool = False) -> None:
        self.preview_wanted.emit(copy.file)


class RestoreCard(Card):
    """Say what a copy holds and what would be lost, and how it is restored; nothing is changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge="current", gap=Space.CARD, parent=parent)
        self.close_it = Button(icon="x", name=tr("关闭恢复预览"))
        self.close_it.clicked.connect(self.hide)
        self._title = Elided(size=Type.CARD, weight=Weight.BOLD)
        head = self.row(IconMark("history", tone=Tone.ACTION, size=24))
        head.addWidget(self._title, 1)
        head.addWidget(self.close_it)
        self.holds, self.loses = Label(wrap=True), Label(wrap=True, weight=Weight.BOLD)
        self._how = Label(size=Type.LABEL, tone=Tone.SUB, wrap=True)
        for part in (self.holds, self.loses, self._how):
            self.body.addWidget(part)
        self.hide()

    def show_preview(self, preview: RestorePreview) -> None:
        """Show one copy."""
        self._title.setText(tr("恢复预览：{file}", file=preview.file.name))
        until = "" if preview.last_at is None else tr("到 {at} 为止，", at=day_and_hour(preview.last_at))
        self.holds.setText(
            tr("备份里有：{until}{records}，照片和原件 {blobs} 个。", until=until,
               records=_counts(preview.records), blobs=preview.blobs)
        )  # fmt: skip
        self.loses.setText(_lost(preview))
        self.loses.set_tone(Tone.OK if preview.loses_nothing else Tone.BAD)
        self._how.setText(
            tr(
                "要恢复：先退出安查，再运行 ancha restore {file}。现在的资料会留一份，放在备份文件夹。",
                file=preview.file,
            )
        )
        self.show()


def _lost(preview: RestorePreview) -> str:
    if not preview.is_store_readable:
        return tr("现在的资料读不出来，不能比较。")
    if preview.loses_nothing:
        return tr("恢复不会失去任何内容。")
    since = "" if preview.lost_since is None else tr("{at} 以后的", at=day_and_hour(preview.lost_since))
    papers = "、".join(paper.number for paper in preview.lost_papers)
    named = tr("其中文书：{papers}。", papers=papers) if papers else ""
    return tr(
        "恢复会失去{since} {n} 处改动：{records}。{papers}",
        since=since,
        n=preview.lost_revisions,
        records=_counts(preview.lost),
        papers=named,
    )


def _counts(records: Mapping[str, int]) -> str:
    counted = [tr("{word} {n}", word=kind_word(kind), n=n) for kind, n in records.items() if n]
    return "、".join(counted) or tr("没有记录")
