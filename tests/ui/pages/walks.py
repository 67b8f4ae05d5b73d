"""The walk-through in a shell over a real store, and what a test does and sees there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.page import PageSpec
from app.ui.pages.walkthrough import WalkthroughPage
from app.ui.tasks import Tasks
from app.values.enums import FindingResult, InspectionState
from app.values.rows_walk import Walk
from tests.services.records import desk_of, make_scene
from tests.ui.conftest import HeardMessages
from tests.ui.find import focused


class ReadyAsk(Ask):
    """Answer every question at once."""

    def __init__(self) -> None:
        super().__init__(native_dialogs=False)
        self.files: list[Path] = []

    def open_files(
        self, parent: QWidget, title: str, *, kinds: str, then: Callable[[list[Path]], None], start: str = ""
    ) -> None:
        then(self.files)


@dataclass
class OpenWalk:
    """A walk that is shown in a window."""

    qtbot: QtBot
    window: MainWindow
    page: WalkthroughPage
    services: Services
    tasks: Tasks
    messages: HeardMessages
    ask: ReadyAsk
    inspection_id: UUID
    places: list[tuple[str, object]] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything that was asked is written and shown."""
        self.qtbot.waitUntil(lambda: self.tasks.running == 0 and not self.is_writing)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.tasks.running == 0)

    @property
    def is_writing(self) -> bool:
        return self.page.acts is not None and self.page.acts.is_writing

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(focused(), key, held)

    def stored(self) -> Walk:
        """Read the walk from the store."""
        return self.services.walk.view(self.inspection_id)

    def item_id(self) -> str:
        """Name the item that is open."""
        assert self.page.stop is not None
        return self.page.stop.item_id

    def result(self, item_id: str) -> FindingResult | None:
        """Tell the answer that is stored."""
        item = self.stored().item(item_id)
        assert item is not None
        return item.result


def open_walk(
    qtbot: QtBot,
    store: Store,
    tasks: Tasks,
    messages: HeardMessages,
    *,
    size: tuple[int, int] = (1366, 768),
    prepare: Callable[[Services, UUID], None] | None = None,
    **changes: Any,
) -> OpenWalk:
    """Show the walk of an inspection that is under way."""
    values: dict[str, Any] = {"state": InspectionState.DRAFT, "ended_at": None, "party_signature": None}
    scene = make_scene(store, **(values | changes))
    services = Services(desk_of(store, scene))
    services.library.make_ready()
    if prepare is not None:
        prepare(services, scene.inspection_id)
    return show_walk(qtbot, services, tasks, messages, scene.inspection_id, size=size)


def show_walk(
    qtbot: QtBot,
    services: Services,
    tasks: Tasks,
    messages: HeardMessages,
    inspection_id: UUID,
    *,
    size: tuple[int, int] = (1366, 768),
) -> OpenWalk:
    """Show the walk of an inspection."""
    ask = ReadyAsk()
    context = UiContext(tasks=tasks, messages=messages, ask=ask, services=services)
    spec = PageSpec("walkthrough", "检查", "clipboard-check", lambda: WalkthroughPage(context))
    window = MainWindow((spec,), messages)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("walkthrough", inspection_id)
    page = window.current_page
    assert isinstance(page, WalkthroughPage)
    shown = OpenWalk(qtbot, window, page, services, tasks, messages, ask, inspection_id)
    page.navigate.connect(lambda key, payload: shown.places.append((key, payload)))
    shown.settle()
    return shown
