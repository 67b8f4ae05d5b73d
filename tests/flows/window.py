"""The real window as an inspector works it: keys, clicks, committed text, and the files that he chooses."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.store import Means
from app.ui.ask import Ask, PathChosen, PathsChosen
from app.ui.client import Client
from app.ui.page import Page
from app.ui.pages.walkthrough import WalkthroughPage
from app.values.clock import FixedClock
from tests.flows.bureau import moment
from tests.stores import make_means, open_copy
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all

W = TypeVar("W", bound=QObject)
PATIENCE_MS = 15_000
PICTURES = "ANCHA_FLOW_PICTURES"  # a folder: each step of a story leaves a picture there
FIRST_SIZE = (1366, 768)


class FileAsk(Ask):
    """Answer every question for a file with what was laid ready; other questions open as ever."""

    def __init__(self) -> None:
        super().__init__(native_dialogs=False)
        self.to_read: list[Path] = []
        self.to_write: list[Path] = []

    def open_file(self, parent: QWidget, title: str, *, kinds: str, then: PathChosen, start: str = "") -> None:
        then(self.to_read.pop(0))

    def open_files(self, parent: QWidget, title: str, *, kinds: str, then: PathsChosen, start: str = "") -> None:
        chosen, self.to_read = self.to_read, []
        then(chosen)

    def save_file(self, parent: QWidget, title: str, *, kinds: str, then: PathChosen, start: str = "") -> None:
        then(self.to_write.pop(0))


@dataclass
class Laptop:
    """A laptop with the window open: what is done here is done by key and mouse."""

    qtbot: QtBot
    client: Client
    clock: FixedClock
    ask: FileAsk
    messages: HeardMessages
    folder: Path | None = None
    taken: int = 0

    @property
    def services(self) -> Services:
        """Look behind the window, to see what was stored."""
        return self.client.context.services

    @property
    def page(self) -> Page:
        """The page that is open."""
        page = self.client.window.current_page
        assert page is not None
        return page

    def shoot(self, name: str) -> None:
        """Keep a picture of the screen where somebody asked for pictures."""
        if self.folder is not None:
            self.taken += 1
            self.folder.mkdir(parents=True, exist_ok=True)
            top = QApplication.activeModalWidget()
            self.client.window.grab().save(str(self.folder / f"{self.taken:02d}-{name}.png"))
            if top is not None:
                top.grab().save(str(self.folder / f"{self.taken:02d}-{name}-dialog.png"))

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Let it be this time."""
        self.clock.set(moment(day, hour, minute))

    def settle(self) -> None:
        """Wait until nothing is being read or written."""
        calm = 0

        def is_calm() -> bool:
            nonlocal calm
            calm = calm + 1 if self.client.tasks.running == 0 else 0
            return calm > 2

        self.qtbot.waitUntil(is_calm, timeout=PATIENCE_MS)
        if QApplication.activeWindow() is None:
            # Offscreen there is no window manager to give the focus back when a dialog has closed.
            self.client.window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None, timeout=PATIENCE_MS)
        assert not self.messages.bugs, self.messages.bugs

    def wait_for(self, key: str) -> None:
        """Wait until a page is open and filled."""
        self.qtbot.waitUntil(lambda: self.client.window.current == key, timeout=PATIENCE_MS)
        self.settle()

    def key(self, keys: str) -> None:
        """Press a key, or keys held together, where the focus is."""
        *held, last = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= _HELD[name]
        code = _KEYS.get(last) or getattr(Qt.Key, f"Key_{last.upper()}")
        QTest.keyClick(self.focus, code, modifiers)
        self.settle()

    @property
    def focus(self) -> QWidget:
        """What has the focus, or the window itself."""
        return QApplication.focusWidget() or QApplication.activeWindow() or self.client.window

    def write(self, words: str) -> None:
        """Type a text as an input method commits it, in place of what stands there."""
        QTest.keyClick(self.focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.focus, event)

    def fill(self, name: str, words: str) -> None:
        """Click a field and write into it."""
        control = next(self.named(name, kind) for kind in _WRITABLE if self.sees(name, kind))
        self.press(control)
        if isinstance(control, QDateTimeEdit):
            _retype(control, words)
        else:
            self.write(words)

    def choose(self, name: str, words: str) -> None:
        """Choose from a list by its keys."""
        select = self.named(name, QComboBox)
        assert isinstance(select, QComboBox)
        self.press(select)
        wanted = select.findText(words, Qt.MatchFlag.MatchContains)
        assert wanted >= 0, f"{words} is not in {name}"
        view = select.view()
        QTest.keyClick(view, Qt.Key.Key_Home)
        for _ in range(wanted):
            QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.settle()

    def click(self, name: str, *, within: QWidget | None = None) -> None:
        """Click what bears the name."""
        self.press(self.named(name, QAbstractButton, within=within))
        self.settle()

    def press(self, widget: QWidget) -> None:
        """Click in the middle of a widget, rolling it into view first."""
        roll_into_view(widget)
        assert widget.isEnabled(), f"{widget.accessibleName()} is locked: {widget.accessibleDescription()}"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))

    def named(self, name: str, kind: type[W] = QWidget, *, within: QWidget | None = None) -> QWidget:  # type: ignore[assignment]
        """Find the one thing that is shown and bears the name, on top of all that is open."""
        found = [one for one in self._shown(kind, within) if bears(one, name)]
        assert found, f"nothing named {name!r}; there are {sorted({name_of(one) for one in self._shown(kind, within)})}"
        return found[0]

    def sees(self, name: str, kind: type[QWidget] = QWidget) -> bool:
        """Tell whether something of this name is shown."""
        return any(bears(one, name) for one in self._shown(kind, None))

    @property
    def dialog(self) -> QDialog:
        """The dialog that lies on top."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog), "no dialog is open"
        return found

    def pick_files(self, act: Callable[[], None], files: Sequence[Path]) -> None:
        """Do what asks for files to read, and choose these."""
        self.ask.to_read = list(files)
        act()

    def save_file(self, act: Callable[[], None], file: Path) -> bytes:
        """Do what asks where to write a file, answer, and read what was written."""
        self.ask.to_write = [file]
        act()
        return file.read_bytes()

    @property
    def item(self) -> str:
        """The item of the walk at which the officer is."""
        stop = self._walk.stop
        return "" if stop is None else stop.item_id

    @property
    def items_left(self) -> int:
        """How many items of the walk wait for an answer."""
        course = self._walk.course
        return -1 if course is None else len(course.walk.open_items)

    @property
    def _walk(self) -> WalkthroughPage:
        page = self.page
        assert isinstance(page, WalkthroughPage)
        return page

    def _shown(self, kind: type[QObject], within: QWidget | None) -> list[QWidget]:
        return shown_widgets(kind, within or room_on_top(self.client.window))


_WRITABLE: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit, QDateTimeEdit)
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "PgDn": Qt.Key.Key_PageDown,
    "Space": Qt.Key.Key_Space,
    "Del": Qt.Key.Key_Delete,
    "/": Qt.Key.Key_Slash,
    "F2": Qt.Key.Key_F2,
}


def room_on_top(window: QWidget) -> QWidget:
    """Give the popup or dialog that lies over the window, else the window."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or window


def shown_widgets(kind: type[QObject], room: QWidget) -> list[QWidget]:
    """List what is shown in a room."""
    return [one for one in find_all(room, kind) if isinstance(one, QWidget) and one.isVisible()]


def name_of(widget: QWidget) -> str:
    """Give what a reader would speak of a widget."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def bears(widget: QWidget, name: str) -> bool:
    """Tell whether a widget is called so, by its own words or by those that a reader speaks."""
    return name in (widget.accessibleName(), widget.text() if isinstance(widget, QAbstractButton) else name + "?")


def roll_into_view(widget: QWidget) -> None:
    """Scroll whatever the widget lies in until it is seen."""
    room = widget.parentWidget()
    while room is not None:
        if isinstance(room, QScrollArea):
            room.ensureWidgetVisible(widget)
        room = room.parentWidget()
    QApplication.processEvents()
    assert not widget.visibleRegion().isEmpty(), f"{name_of(widget)} is out of sight"


def _retype(edit: QDateTimeEdit, words: str) -> None:
    """Type a day or a moment as the field is read: select all, then the figures."""
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, words)
    QTest.keyClick(edit, Qt.Key.Key_Tab)


def lay_ready(folder: Path, means: Means) -> Callable[[], Services]:
    """Give the way in which the window opens the store of the folder."""

    def open_services() -> Services:
        store = open_copy(folder, means=means)
        store.claim()
        services = Services(Desk(store))
        services.library.make_ready()
        return services

    return open_services


@contextmanager
def open_laptop(folder: Path, qtbot: QtBot, *, seed: int | str = "window") -> Iterator[Laptop]:
    """Open the window on the store of the folder and close it again."""
    means = make_means(seed=seed)
    assert isinstance(means.clock, FixedClock)
    ask, messages = FileAsk(), HeardMessages()
    client = Client(lay_ready(folder, means), messages=messages, ask=ask, version="测试")
    client.window.resize(*FIRST_SIZE)
    pictures = os.environ.get(PICTURES)
    laptop = Laptop(qtbot, client, means.clock, ask, messages, Path(pictures) if pictures else None)
    with qtbot.waitExposed(client.window):
        client.show()
    client.window.activateWindow()
    try:
        yield laptop
    finally:
        client.window.close()
        client.close()
        client.window.deleteLater()
        QApplication.processEvents()
