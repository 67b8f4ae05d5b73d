"""The one sentence of 数据安全, and the facts that it rests on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.pages.exchange_work import size_in_words
from app.ui.text import day_and_hour
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card, add_row
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.ui.widgets.states import ProgressBar
from app.values.rows_safekeeping import BackupRow, LastCheck, PlaceRow, SafetyLevel, SafetyStanding

TONES = {SafetyLevel.OK: Tone.OK, SafetyLevel.WARN: Tone.WARN, SafetyLevel.BAD: Tone.BAD}


class VerdictCard(Card):
    """Say how the records are kept, and offer what mends it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._mark = IconMark("shield", tone=Tone.NA, size=32)
        self.sentence = Label(tr("正在读取"), size=Type.ITEM, weight=Weight.BOLD, wrap=True)
        self.advice = Label(wrap=True, tone=Tone.SUB)
        words = QVBoxLayout()
        words.setSpacing(Space.PAIR)
        words.addWidget(self.sentence)
        words.addWidget(self.advice)
        self.row(self._mark).addLayout(words, 1)
        self.back_up = Button(tr("立即备份"), kind=Kind.PRIMARY, icon="database-backup", key="B")
        self.check = Button(tr("检查资料"), icon="shield-check", key="J")
        self.hand_over = Button(tr("去移交"), icon="package")
        self.choose = Button(tr("选备份位置…"), icon="folder-open")
        self.progress = ProgressBar()
        self.body.addWidget(self.progress)
        self.row(self.back_up, self.check, self.hand_over, self.choose, None)

    def show_standing(self, standing: SafetyStanding) -> None:
        """Show the sentence; shape, words and colour say the same."""
        tone = TONES[standing.level]
        self.sentence.setText(standing.sentence)
        self.sentence.set_tone(tone)
        self.advice.setText(standing.advice)
        self.advice.setVisible(bool(standing.advice))
        self._mark.show_state("shield-check" if tone is Tone.OK else "shield-alert", tone=tone)
        self.set_edge({Tone.OK: "ok", Tone.WARN: "warn"}.get(tone, "bad"))  # type: ignore[arg-type]  # the edges there are


class FactsCard(Card):
    """List the copies, what they lack, the room on the disk, and the last look through the store."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.PAGE)
        self._grid.setVerticalSpacing(Space.CONTROL)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._places = QVBoxLayout()
        self._places.setSpacing(Space.CONTROL)
        self.body.addLayout(self._places)
        self.lines: dict[str, str] = {}

    def show_standing(self, standing: SafetyStanding) -> None:
        """Show all facts."""
        empty(self._grid)
        self.lines = {}
        for place, (name, words, tone) in enumerate(facts_of(standing)):
            self.lines[name] = words
            self._grid.addWidget(Label(name, size=Type.DENSE, tone=Tone.SUB), place, 0)
            self._grid.addWidget(Label(words, size=Type.DENSE, weight=Weight.BOLD, tone=tone, wrap=True), place, 1)
        empty(self._places)
        for one in standing.places:
            add_row(self._places, *_place(one), None)
        for failed in standing.failed:
            words = tr("{folder} 没有备份成：{reason}", folder=failed.folder, reason=failed.reason)
            self._places.addWidget(Label(words, tone=Tone.BAD, wrap=True))


def facts_of(standing: SafetyStanding) -> list[tuple[str, str, Tone]]:
    """Write the facts, each with the tone that it deserves."""
    only, today = standing.only_here, standing.only_here_today
    waiting = standing.not_handed_over
    to_go = tr(
        "{inspections} 次检查、{records} 条记录、{photos} 张照片",
        inspections=waiting.inspections,
        records=waiting.records,
        photos=waiting.photos,
    )
    only_words = tr("{n} 处改动，其中今天 {today} 处", n=only, today=today) if only else tr("没有")
    never = tr("还没有")
    verified = never if standing.last_verified is None else day_and_hour(standing.last_verified)
    room = tr("剩 {free}，共 {total}", free=size_in_words(standing.disk_free), total=size_in_words(standing.disk_total))
    return [
        (tr("上次备份"), _copy(standing.last_copy), _tone(standing.last_copy is None)),
        (tr("另一块盘上"), _copy(standing.last_elsewhere), _tone(standing.last_elsewhere is None)),
        (tr("上次核对"), verified, _tone(standing.last_verified is None)),
        (tr("只在本机硬盘上"), only_words, Tone.BAD if today else _tone(bool(only))),
        (tr("没有移交"), tr("没有") if waiting.is_empty else to_go, _tone(not waiting.is_empty)),
        (tr("磁盘"), room, Tone.PLAIN),
        (tr("资料大小"), size_in_words(standing.store_size), Tone.PLAIN),
        (tr("上次检查"), *_check(standing.last_check)),
    ]


def _tone(is_wanting: bool) -> Tone:
    return Tone.WARN if is_wanting else Tone.PLAIN


def _copy(copy: BackupRow | None) -> str:
    if copy is None:
        return tr("还没有")
    return tr("{at}　{file}", at=day_and_hour(copy.at), file=copy.file)


def _check(last: LastCheck | None) -> tuple[str, Tone]:
    if last is None:
        return tr("还没有检查过"), Tone.PLAIN
    at = day_and_hour(last.at)
    if not last.messages:
        return tr("{at}　没有发现问题", at=at), Tone.OK
    return "\n".join((at, *last.messages)), Tone.BAD if last.level >= SafetyLevel.BAD else Tone.WARN


def _place(one: PlaceRow) -> Sequence[QWidget]:
    words = tr("在手边") if one.is_there else tr("没有插上")
    last = tr("还没有备份") if one.last_at is None else tr("上次 {at}", at=day_and_hour(one.last_at))
    return (
        IconMark("hard-drive", tone=Tone.SUB),
        Label(str(one.folder), size=Type.DENSE),
        Label(last, size=Type.LABEL, tone=Tone.SUB),
        Chip(words, tone=Tone.OK if one.is_there else Tone.NA, small=True),
    )
