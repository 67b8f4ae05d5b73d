"""Pages of the first start, the ledger and the plan in a shell over a real store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.enterprises import EnterprisesPage
from app.ui.pages.inspections import InspectionsPage
from app.ui.pages.new_inspection import NewInspectionPage
from app.ui.pages.officer_choice import OfficerChoicePage
from app.ui.pages.set_up import SetUpPage
from app.ui.pages.settings import SettingsPage
from app.ui.tasks import Tasks
from tests.ui.conftest import HeardMessages
from tests.ui.find import focused

PAGES: dict[str, type[Page]] = {
    "enterprises": EnterprisesPage,
    "inspections": InspectionsPage,
    "new_inspection": NewInspectionPage,
    "set_up": SetUpPage,
    "officer_choice": OfficerChoicePage,
    "settings": SettingsPage,
}


@dataclass
class Shell:
    """A window with our pages; where else they lead is noted."""

    qtbot: QtBot
    window: MainWindow
    services: Services
    tasks: Tasks
    messages: HeardMessages
    context: UiContext
    places: list[tuple[str, object]] = field(default_factory=list)

    def go(self, key: str, payload: object = None) -> Page:
        """Open a page and come to rest."""
        self.window.go(key, payload)
        self.settle()
        page = self.window.current_page
        assert page is not None
        return page

    def settle(self) -> None:
        """Wait until everything that was asked is written and shown."""
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: self.tasks.running == 0)
        QApplication.processEvents()
        assert not self.messages.bugs

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, and come to rest."""
        QTest.keyClick(focused(), key, modifier)
        self.settle()

    def type(self, widget: QWidget, words: str) -> None:
        """Type into a field as an input method does: whole words at once."""
        widget.setFocus()
        composed = QInputMethodEvent()
        composed.setCommitString(words)
        QApplication.sendEvent(widget, composed)
        QApplication.processEvents()


@contextmanager
def open_shell(services: Services, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> Iterator[Shell]:
    """Open a window over a store, and leave nothing of it behind."""
    shell = _shell(services, tasks, messages, qtbot)
    stop = services.desk.on_change(shell.context.bell.changed.emit)
    yield shell
    stop()
    shell.window.close()
    shell.settle()
    shell.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _shell(services: Services, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> Shell:
    context = UiContext(tasks=tasks, messages=messages, ask=Ask(native_dialogs=False), services=services)
    specs = [PageSpec(key, key, "settings", lambda made=made: made(context)) for key, made in PAGES.items()]  # type: ignore[misc]  # every page takes the context
    window = MainWindow([*specs, *(PageSpec(key, key, "settings", Page) for key in ("today", "walkthrough"))], messages)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    shell = Shell(qtbot, window, services, tasks, messages, context)
    go = window.go

    def noted(key: str, payload: object = None) -> None:
        shell.places.append((key, payload))
        go(key, payload)

    for spec in window._specs.values():
        page = window._page(spec)
        page.navigate.disconnect()
        page.navigate.connect(noted)
    return shell
