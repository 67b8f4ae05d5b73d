"""The running client: the shell paints first, then the store opens behind it, then the first page comes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.appearance import Wardrobe, kept_look
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.day_watch import DayWatch
from app.ui.everywhere import Everywhere
from app.ui.excepthook import Excepthook
from app.ui.fonts import use_chinese_font
from app.ui.housekeeping import Housekeeping
from app.ui.language import speak_chinese
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.office_places import OfficePlaces
from app.ui.pages.registry import page_specs
from app.ui.tasks import Tasks, plain
from app.ui.theme import Look, wear
from app.ui.tr import tr
from app.values.errors import LockedStoreError, UserError

if TYPE_CHECKING:
    from app.services.catalogue import Services
    from app.services.first_look import FirstLook, FirstLooks
    from app.ui.dialogs.secret import SecretDialog
    from app.ui.gate import Gate
    from app.ui.safety_watch import SafetyWatch
    from app.values.rows_encryption import Unlock
    from app.values.rows_people import OfficerRow

# Called with what a person typed where the store turned out to be encrypted.
OpenServices = Callable[..., "Services"]
Looks = Callable[[], "FirstLooks"]
FIRST_PAGE = "today"
SET_UP = "set_up"
OFFICER_CHOICE = "officer_choice"
READ_AHEAD_AFTER_MS = 300


def run_client(open_services: OpenServices, *, looks: Looks, look_file: Path, version: str) -> int:
    """Open the window, serve until it is closed, and give the exit code; the look is kept in `look_file`."""
    app = make_application(kept_look(look_file))
    messages = Messages()
    hook = Excepthook(messages)
    hook.install()
    housekeeping = Housekeeping(app)
    client = Client(open_services, messages=messages, looks=looks, version=version)
    wardrobe = Wardrobe(app, client.window, messages, file=look_file)
    wardrobe.officer_change_asked.connect(client.change_officer)
    client.context.bell.look_chosen.connect(wardrobe.dress)
    client.context.when_open(client.keep_safe)
    try:
        client.show()
        return app.exec()
    finally:
        client.close()
        housekeeping.stop()
        hook.remove()


def make_application(first_look: Look | None = None) -> QApplication:
    """Make the one application object, in our style and font and in the look that was chosen."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("安查")
    app.setStyle("Fusion")
    speak_chinese(app)
    use_chinese_font(app)
    wear(app, first_look or Look())
    return app


class FirstPaint(QObject):
    """Tell once that a window or a page stands painted, so that nothing heavy begins before."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # Its children paint after it and before any timer.
            QTimer.singleShot(0, self, self.painted.emit)
        return False


class Client(QObject):
    """Hold the window and open the store once the shell was painted."""

    def __init__(
        self,
        open_services: OpenServices,
        *,
        messages: Messages,
        looks: Looks | None = None,
        version: str = "",
        ask: Ask | None = None,
    ) -> None:
        super().__init__()
        self._open_services = open_services
        self._looks = looks
        self.messages = messages
        self.tasks = Tasks(messages)
        self.context = UiContext(tasks=self.tasks, messages=messages, ask=ask or Ask())
        self.window = MainWindow(page_specs(self.context), messages, version=version)
        self.office_places = OfficePlaces(self.context, self.window)
        self._services: Services | None = None
        self.gate: Gate | None = None
        self.watch: SafetyWatch | None = None
        self._stop_listening: Callable[[], None] = _nothing

    def show(self) -> None:
        """Paint the shell and then open the store."""
        self.window.nav.setEnabled(False)
        self.window.lamp.waiting("正在打开资料…")
        FirstPaint(self.window).painted.connect(self.begin)
        self.window.show()

    def begin(self) -> None:
        """Show what was kept for this start, if it holds, and open the store behind it."""
        if self._looks is None:
            self.open()
        else:
            self.tasks.run_read(plain(self._take_look), done=self._on_look_taken, owner=self)

    def open(self) -> None:
        """Open the store in a worker; the window stays alive meanwhile."""
        self.tasks.run_read(plain(self._begin), done=self._on_opened, owner=self, failed=self._on_refused)

    def change_officer(self) -> None:
        """Let another officer sit down."""
        if self._services is not None and self._services.desk.officer_id is not None:
            self.window.go(OFFICER_CHOICE)

    def keep_safe(self) -> None:
        """Copy by itself, tell at the lamp what is backed up and handed over, and warn at the exit."""
        from app.ui.leaving import Leaving  # nothing of it is needed to paint the window
        from app.ui.safety_watch import SafetyWatch

        watch = self.watch = SafetyWatch(self.context, self.window.lamp, self)
        self.leaving = Leaving(
            self.context, self.window, standing=lambda: watch.standing, is_locked=lambda: self._is_locked
        )
        watch.start()

    def close(self) -> None:
        """Let the last write end, then let go of the store."""
        if self.watch is not None:
            self.watch.stop()
        if self.gate is not None:
            self.gate.stop()
        if self._services is not None:
            self.days.stop()
        self._stop_listening()
        self.tasks.close()
        if self._services is not None:
            services, self._services = self._services, None
            with self._looked_back(services):
                services.desk.store.close()

    @property
    def _is_locked(self) -> bool:
        return self.gate is not None and self.gate.lock.is_locked

    def _take_look(self) -> "FirstLook | None":
        """Take what was kept for this start (called in the worker)."""
        return self._looks().take() if self._looks is not None else None

    @contextmanager
    def _looked_back(self, services: "Services") -> Iterator[None]:
        """Gather what the next start shows first, and keep it once the store is closed."""
        looks = self._looks() if self._looks is not None else None
        gathered = looks.gather(services) if looks is not None else None
        yield
        if looks is not None:
            looks.keep(gathered)

    def _on_look_taken(self, look: "FirstLook | None") -> None:
        if look is None:
            self.open()
            return
        self.context.first_look = look
        self.window.page_shown.connect(self._on_first_shown)
        self.window.open_first(self._first_glance())

    def _on_first_shown(self, _key: str) -> None:
        self.window.page_shown.disconnect(self._on_first_shown)
        page = self.window.current_page
        if page is not None:
            FirstPaint(page).painted.connect(self.open)

    def _first_glance(self) -> str:
        """Name the page that is shown while the store is opened."""
        return OFFICER_CHOICE

    def _begin(self, *words: "Unlock") -> tuple["Services", str]:
        """Open the store and find the first page (called in the worker)."""
        services = self._open_services(*words)
        try:
            return services, self._first_page(services)
        except BaseException:
            services.desk.store.close()
            raise

    def _on_opened(self, opened: tuple["Services", str]) -> None:
        services, first = opened
        self._services = services
        self.context.open_with(services)
        self._stop_listening = services.desk.on_change(self.context.bell.changed.emit)
        self.context.bell.changed.connect(self._on_changed)
        self.context.bell.seated.connect(self._on_seated)
        from app.ui.gate import Gate  # what locks the window is not needed to paint it

        self.gate = Gate(self.context, self.window)
        self.gate.look_again()
        self.everywhere = Everywhere(self.context, self.window)
        self.office_places.look()
        self._show_saved()
        # Nobody goes anywhere before it is known who works here.
        self.window.nav.setEnabled(first == FIRST_PAGE)
        if self.window.current != first:
            self.window.open_first(first)
        self.days = DayWatch(services.desk.today, self)
        self.days.day_changed.connect(self._on_day_changed)
        if first == OFFICER_CHOICE:
            QTimer.singleShot(READ_AHEAD_AFTER_MS, self, self._read_ahead)

    def _on_day_changed(self) -> None:
        """Count every deadline anew; the first start asks for nothing that has a day."""
        self.context.first_look = None
        if self.window.current != SET_UP:
            self.window.refresh_page()

    def _read_ahead(self) -> None:
        """Read the day once while a person makes a choice, so that its page opens without a wait."""
        self.tasks.run_read(plain(self._read_day), done=_forget, owner=self, failed=_forget)

    def _read_day(self) -> None:
        """Read the day (called in the worker, which also loads what reads it)."""
        if self._services is not None:
            self._services.today.today()

    def _on_seated(self, officer: "OfficerRow") -> None:
        self.window.nav.setEnabled(True)
        self.window.nav.show_user(officer.name, tr("证号 {number}", number=officer.certificate))

    def _try_words(self, words: "Unlock", dialog: "SecretDialog") -> None:
        """Open the encrypted store in a worker; the dialog stays until the words are right."""

        def opened(found: tuple["Services", str]) -> None:
            dialog.accept()
            self._on_opened(found)

        self.tasks.run_read(plain(lambda: self._begin(words)), done=opened, owner=self, failed=dialog.tell)

    def _on_changed(self, _changes: object) -> None:
        self.context.first_look = None
        self._show_saved()

    def _show_saved(self) -> None:
        from app.ui.text import hour  # the words of records are not needed to paint the shell

        self.window.lamp.saved(hour(self.context.services.desk.now()))

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, LockedStoreError):
            from app.ui.dialogs.unlock import ask_to_unlock

            ask_to_unlock(self.window, given=self._try_words, given_up=self.window.close)
            return
        self.messages.show_error(error, retry=self.open)

    def _first_page(self, services: "Services") -> str:
        if not services.setup.state().is_set_up:
            return SET_UP
        return OFFICER_CHOICE if services.desk.officer_id is None else FIRST_PAGE


def _nothing() -> None:
    """Stop nothing: no store was opened."""


def _forget(_answer: object) -> None:
    """Nobody asked yet: what was read, or could not be, is told when the page asks."""
