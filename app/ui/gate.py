"""Who may pass: the unlocking of an encrypted store at the start, and the lock that falls when nobody is there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.ui.context import UiContext
from app.ui.idle_lock import KEY, IdleLock
from app.ui.main_window import MainWindow
from app.ui.tasks import plain
from app.ui.tr import tr
from app.values.errors import UserError
from app.values.preferences import IDLE_MINUTES
from app.values.rows_encryption import Unlock

if TYPE_CHECKING:
    from app.values.rows_people import OfficerRow


@dataclass(frozen=True)
class WayBack:
    """How the one who sits here comes back after a lock, and how long the window waits before it falls."""

    officer: "OfficerRow | None"
    by_pin: bool
    by_passphrase: bool
    minutes: int

    @property
    def is_open(self) -> bool:
        """Tell whether there is anything to ask for; without it a lock would keep nobody out."""
        return self.by_pin or self.by_passphrase


class Gate(QObject):
    """Let the lock fall and lift it again."""

    def __init__(self, context: UiContext, window: MainWindow) -> None:
        super().__init__(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._context = context
        self.way = WayBack(None, by_pin=False, by_passphrase=False, minutes=0)
        self.lock = IdleLock(app, window)
        self.lock.idle.connect(self.lock_now)
        window.add_key(KEY, self.lock_now)
        context.bell.seated.connect(self.look_again)
        context.bell.access_changed.connect(self.look_again)

    def look_again(self, _officer: object = None) -> None:
        """Learn how the one who sits here comes back."""
        services = self._context.services

        def work() -> WayBack:
            officer = services.officers.at_desk()
            return WayBack(
                officer,
                by_pin=officer is not None and officer.id in services.access.with_pin(),
                by_passphrase=services.encryption.is_encrypted,
                minutes=services.preferences.get(IDLE_MINUTES),
            )

        self._context.tasks.run_read(plain(work), done=self._on_learnt, owner=self, lane="way")

    def lock_now(self) -> None:
        """Let the lock fall, or say what is missing for it."""
        way = self.way
        if not way.is_open:
            self._context.messages.say(tr("还没有 PIN，也没有加密，无法锁定。请到“设置”设 PIN。"))
            return
        name = way.officer.name if way.officer is not None else ""
        self.lock.lock(
            title=tr("已锁定：{name}", name=name) if name else tr("已锁定"),
            label=tr("PIN") if way.by_pin else tr("口令"),
            digits=way.by_pin,
            given=self._on_given,
        )

    def stop(self) -> None:
        """Watch no more."""
        self.lock.stop()

    def _on_learnt(self, way: WayBack) -> None:
        self.way = way
        self.lock.wait(way.minutes if way.is_open else 0)

    def _on_given(self, secret: str) -> None:
        self._context.tasks.run_write(
            plain(self._proof(secret)), done=self._on_proved, owner=self, failed=self._on_refused
        )

    def _proof(self, secret: str) -> Callable[[], None]:
        services, way = self._context.services, self.way
        officer = way.officer
        if way.by_pin and officer is not None:
            return lambda: services.access.prove(officer.id, secret)
        return lambda: services.encryption.prove(Unlock(passphrase=secret))

    def _on_proved(self, _nothing: None) -> None:
        self.lock.unlock()

    def _on_refused(self, error: UserError) -> None:
        if self.lock.cover is not None:
            self.lock.cover.tell(str(error))
