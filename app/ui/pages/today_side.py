"""The cards beside the work list: whether numbering is paused, how safe the data is, the way through the towns."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.text import CHINA, tr
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.label import Elided, Label, rule
from app.ui.widgets.states import ProgressBar
from app.values.rows_numbers import PausedNumber
from app.values.rows_today import RouteStop, SafetyCard

STOPS_SHOWN = 5


class PausedPanel(Card):
    """Say that numbering is paused, and offer to fill in the last numbers on paper."""

    fill_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge="bad", soft="bad", gap=10, parent=parent)
        self.paused: Sequence[PausedNumber] = ()
        head = self.row(IconMark("octagon-alert", tone=Tone.BAD, size=28))
        head.addWidget(Label(tr("编号已暂停"), size=Type.CARD, weight=Weight.BOLD, tone=Tone.BAD), 1)
        words = tr("资料从备份恢复或者换了电脑。填写纸上的最后文号以后，才能签发文书。")
        self.body.addWidget(Label(words, size=Type.LABEL, wrap=True))
        self.button = Button(tr("填写最后文号"), kind=Kind.PRIMARY, icon="hash")
        self.button.clicked.connect(self.fill_chosen)
        self.body.addWidget(self.button)
        self.hide()

    def show_paused(self, paused: Sequence[PausedNumber]) -> None:
        """Show the card while a kind of number waits."""
        self.paused = paused
        self.setVisible(bool(paused))


class SafetyPanel(Card):
    """Say what is saved and backed up, and back up at once."""

    backup_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge="ok", gap=10, parent=parent)
        self._state = Label("", size=Type.LABEL, weight=Weight.BOLD, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(tr("数据安全"), size=Type.CARD, weight=Weight.BOLD))
        words.addWidget(self._state)
        self._head = self.row()
        self._mark: IconMark | None = None
        self._head.addLayout(words, 1)
        self.body.addWidget(rule())
        self._saved = self._line("hard-drive", tr("最后改动"))
        self._backup = self._line("database-backup", tr("备份（已回读）"))
        self.button = Button(tr("立即备份"), icon="database-backup")
        self.button.clicked.connect(self.backup_chosen)
        self.progress = ProgressBar()
        self.body.addWidget(self.progress)
        self.body.addWidget(self.button)

    def show_card(self, card: SafetyCard, *, today: date) -> None:
        """Show the state; a lamp and words say it, not the colour alone."""
        tone, sentence = _verdict(card)
        self._state.setText(sentence)
        self._state.set_tone(tone)
        self.set_edge("ok" if tone is Tone.OK else "warn")
        self._show_mark(tone)
        local = card.saved_at.astimezone(CHINA) if card.saved_at else None
        fresh = tone if card.is_backup_old or card.is_backup_missing else Tone.OK
        self._tell(self._saved, "—" if local is None else _when(local.date(), f"{local:%H:%M}", today), Tone.OK)
        self._tell(self._backup, _backup_words(card, today), fresh)

    @property
    def sentence(self) -> str:
        return self._state.text()

    def _line(self, icon: str, what: str) -> Label:
        value = Label("—", size=Type.LABEL, weight=Weight.BOLD)
        self.row(IconMark(icon, tone=Tone.SUB), Label(what, size=Type.DENSE), None, value)
        return value

    def _tell(self, label: Label, words: str, tone: Tone) -> None:
        label.setText(words)
        label.set_tone(tone)

    def _show_mark(self, tone: Tone) -> None:
        if self._mark is not None:
            self._head.removeWidget(self._mark)
            self._mark.deleteLater()
        self._mark = IconMark("shield-check" if tone is Tone.OK else "shield-alert", tone=tone, size=28)
        self._head.insertWidget(0, self._mark)


class RoutePanel(Card):
    """List the towns where somebody has to be visited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.addWidget(Label(tr("今日路线"), size=Type.CARD, weight=Weight.BOLD))
        self._room = QVBoxLayout()
        self._room.setSpacing(Space.CARD)
        self.body.addLayout(self._room)
        self.body.addStretch(1)
        self._shown: list[QWidget] = []

    def show_stops(self, stops: tuple[RouteStop, ...]) -> None:
        """Show the stops; what does not fit is counted in the last line."""
        for widget in self._shown:
            self._room.removeWidget(widget)
            widget.deleteLater()
        self._shown = [_stop(stop) for stop in stops[:STOPS_SHOWN]]
        if len(stops) > STOPS_SHOWN:
            more = tr("另有 {count} 个镇街", count=len(stops) - STOPS_SHOWN)
            self._shown.append(Label(more, size=Type.LABEL, tone=Tone.SUB))
        if not stops:
            self._shown.append(Label(tr("今日没有要去的单位。"), size=Type.DENSE, tone=Tone.SUB, wrap=True))
        for widget in self._shown:
            self._room.addWidget(widget)


def _stop(stop: RouteStop) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.CONTROL)
    words = QVBoxLayout()
    words.setSpacing(0)
    head = tr("{town}　{count} 家", town=stop.town, count=len(stop.enterprises))
    words.addWidget(Elided(head, size=Type.DENSE, weight=Weight.BOLD))
    words.addWidget(Elided("、".join(stop.enterprises), size=Type.LABEL, tone=Tone.SUB))
    row.addWidget(IconMark("map-pin", tone=Tone.ACTION))
    row.addLayout(words, 1)
    if stop.rechecks:
        row.addWidget(Chip(tr("复查 {count}", count=stop.rechecks), tone=Tone.WARN, icon="calendar-clock"))
    return holder


def _verdict(card: SafetyCard) -> tuple[Tone, str]:
    if card.backup_at is None:
        return Tone.WARN, tr("还没有备份，请立即备份。")
    if card.is_backup_missing:
        return Tone.WARN, tr("上次的备份文件不在原处，请重新备份。")
    if card.is_backup_old:
        return Tone.WARN, tr("备份已有 {days} 日，请尽快备份。", days=card.backup_days)
    if card.is_only_here:
        return Tone.WARN, tr("备份只在本机这块硬盘上，请再备份到U盘。")
    return Tone.OK, tr("绿灯：全部已落盘并校验")


def _backup_words(card: SafetyCard, today: date) -> str:
    if card.backup_at is None:
        return tr("没有")
    local = card.backup_at.astimezone(CHINA)
    return _when(local.date(), f"{local:%H:%M}", today)


def _when(day: date, clock: str, today: date) -> str:
    if day == today:
        return tr("今日 {clock}", clock=clock)
    return tr("{month}月{day}日 {clock}", month=day.month, day=day.day, clock=clock)
