"""The lamp's second half, and copies by themselves: what is backed up, what has not gone to the office."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.context import UiContext
from app.ui.tasks import Ticket, plain
from app.ui.text import CHINA, day_in_list, hour
from app.ui.theme import Tone
from app.ui.tr import tr
from app.ui.widgets.bars import Lamp
from app.values.errors import UserError
from app.values.rows_safekeeping import AutomaticRun, SafetyStanding

SETTLE_MS = 3_000
FIRST_COPY_MS = 60_000
COPY_EVERY_MS = 600_000


class SafetyWatch(QObject):
    """Look how the records are kept after each change, tell it at the lamp, and copy when a copy is due."""

    looked = Signal(object)

    def __init__(self, context: UiContext, lamp: Lamp, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._lamp = context, lamp
        self.standing: SafetyStanding | None = None
        self._is_copying = False
        self._settle = _timer(self, SETTLE_MS, self.look, once=True)
        self._first = _timer(self, FIRST_COPY_MS, self.copy_if_due, once=True)
        self._copies = _timer(self, COPY_EVERY_MS, self.copy_if_due)

    def start(self) -> None:
        """Begin with the store that was opened."""
        self._context.bell.changed.connect(lambda _changes: self._settle.start())
        self._settle.start()
        self._first.start()
        self._copies.start()

    def stop(self) -> None:
        """Look no more: the window closes."""
        for timer in (self._settle, self._first, self._copies):
            timer.stop()

    def look(self) -> None:
        """Read how the records are kept."""
        standing = plain(self._context.services.safekeeping.standing)
        self._context.tasks.run_read(standing, done=self._on_read, owner=self, lane="look", failed=_leave_old)

    def copy_if_due(self) -> None:
        """Make a copy beside the work of the window where one is due; nobody waits for it."""
        if self._is_copying:
            return
        self._is_copying = True
        task = self._context.tasks.run_read(self._copy, done=self._on_copied, owner=self, failed=_leave_old)
        task.ended.connect(self._on_ended)

    def _copy(self, ticket: Ticket) -> AutomaticRun:
        backups = self._context.services.backups
        if not backups.due():
            return AutomaticRun()
        return backups.run_automatic(at_exit=False, cancelled=lambda: ticket.is_cancelled)

    def _on_copied(self, run: AutomaticRun) -> None:
        if run.made or run.failed:
            self.look()

    def _on_ended(self) -> None:
        self._is_copying = False

    def _on_read(self, standing: SafetyStanding) -> None:
        self.standing = standing
        words, tone = lamp_words(standing)
        self._lamp.note(words, tone=tone)
        self.looked.emit(standing)


def lamp_words(standing: SafetyStanding) -> tuple[str, Tone]:
    """Say in a few words what is backed up and what is still to go."""
    waiting = standing.not_handed_over
    count = waiting.inspections or waiting.records
    to_go = "" if waiting.is_empty else tr("未移交 {n}", n=count)
    backup, tone = _backup_words(standing)
    return "　".join(part for part in (backup, to_go) if part), tone


def _backup_words(standing: SafetyStanding) -> tuple[str, Tone]:
    if standing.only_here_today:
        return tr("今天的只在本机"), Tone.WARN
    if standing.only_here:
        return tr("有改动只在本机"), Tone.WARN
    last = standing.last_copy
    if last is None:
        return "", Tone.OK
    at = last.at.astimezone(CHINA)
    return tr("备份 {day} {hour}", day=day_in_list(at.date()), hour=hour(at)), Tone.WARN if standing.level else Tone.OK


def _timer(watch: SafetyWatch, every: int, act: Callable[[], None], *, once: bool = False) -> QTimer:
    timer = QTimer(watch)
    timer.setSingleShot(once)
    timer.setInterval(every)
    timer.timeout.connect(act)
    return timer


def _leave_old(_error: UserError) -> None:
    """What cannot be read or copied now is told by the page 数据安全, which asks again."""
