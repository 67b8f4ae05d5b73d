"""A page of documents over a real store with one inspection; a module with a page of its own names it `page` too."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.ui.context import UiContext
from app.ui.pages.documents import DocumentsPage
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from tests.services.papers import Office
from tests.services.records import desk_of
from tests.ui.conftest import HeardMessages
from tests.ui.pages.documents_room import Answers, settle


@pytest.fixture
def ask() -> Answers:
    return Answers()


@pytest.fixture
def page(office: Office, tasks: Tasks, messages: HeardMessages, ask: Answers, qtbot: QtBot) -> Iterator[DocumentsPage]:
    services = Services(desk_of(office.store, office.scene))
    shown = DocumentsPage(UiContext(tasks=tasks, messages=messages, ask=ask, services=services))
    qtbot.addWidget(shown)
    for part in (*shown.top_widgets(), *shown.bottom_right_widgets()):
        part.setParent(shown)  # the shell's bars hold them in the window
    shown.resize(1214, 640)
    shown.show()
    shown.activateWindow()
    QTest.qWaitForWindowActive(shown)
    shown.set_layout(Layout.WIDE)
    yield shown
    shown.hide()
    settle(tasks)


@pytest.fixture
def tell(tasks: Tasks, messages: HeardMessages) -> Iterator[Callable[[], None]]:
    """Come to rest; at the end no bug was met."""
    yield lambda: settle(tasks)
    assert not messages.bugs
