"""What tests of the pages after an order share: answers to questions, and a page over a real store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from tests.services.rechecks import Recheck
from tests.ui.conftest import HeardMessages
from tests.ui.pages.documents_room import Answers, settle

P = TypeVar("P", bound=Page)


class ManyAnswers(Answers):
    """Answer several texts in turn, and choose files."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.paths: list[Path] = []

    def text(self, parent: QWidget, title: str, label: str, *, then: Callable[[str], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.texts.pop(0) if self.texts else self.words)

    def open_files(self, parent: QWidget, title: str, *, then: Callable[[list[Path]], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.paths)


@dataclass
class Room:
    """A page's surroundings, and where it wanted to go."""

    recheck: Recheck
    tasks: Tasks
    messages: HeardMessages
    ask: ManyAnswers = field(default_factory=ManyAnswers)
    went: list[tuple[str, object]] = field(default_factory=list)
    shown: list[Page] = field(default_factory=list)

    def open(self, kind: Callable[[UiContext], P], qtbot: QtBot, payload: object = None) -> P:
        """Show a page as the shell does."""
        services = Services(self.recheck.desk)
        page = kind(UiContext(tasks=self.tasks, messages=self.messages, ask=self.ask, services=services))
        qtbot.addWidget(page)
        self.shown.append(page)
        for part in (*page.top_widgets(), *page.bottom_right_widgets()):
            part.setParent(page)  # the shell's bars hold them in the window
        page.navigate.connect(lambda key, wanted: self.went.append((key, wanted)))
        page.resize(1214, 640)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        page.set_layout(Layout.WIDE)
        if payload is not None:
            page.enter(payload)
        page.refresh()
        self.rest()
        return page

    def rest(self) -> None:
        """Wait until nothing is read or written any more; no bug was met."""
        settle(self.tasks)
        assert not self.messages.bugs


def press(page: QWidget, key: Any, modifier: Any = None) -> None:
    """Press a key where the focus is, or on the page."""
    target = QApplication.focusWidget() or page
    if modifier is None:
        QTest.keyClick(target, key)
    else:
        QTest.keyClick(target, key, modifier)
