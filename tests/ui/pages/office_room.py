"""A page of the office over a real store beside laptops, and the answers to its questions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from tests.services.offices import Place, Shared
from tests.ui.conftest import HeardMessages
from tests.ui.pages.documents_room import Answers, settle

P = TypeVar("P", bound=Page)


class OfficeAnswers(Answers):
    """Choose a folder too."""

    def folder(self, parent: QWidget, title: str, *, then: Callable[[Path], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.path)


@dataclass
class OfficeRoom:
    """A page's surroundings, and where it wanted to go."""

    shared: Shared
    tasks: Tasks
    messages: HeardMessages
    ask: OfficeAnswers = field(default_factory=OfficeAnswers)
    went: list[tuple[str, object]] = field(default_factory=list)

    def open(self, kind: Callable[[UiContext], P], qtbot: QtBot, *, at: Place | None = None) -> P:
        """Show a page of the office, or of another place, as the shell does."""
        services = (at or self.shared.office).services
        page = kind(UiContext(tasks=self.tasks, messages=self.messages, ask=self.ask, services=services))
        qtbot.addWidget(page)
        for part in page.top_widgets():
            part.setParent(page)  # the shell's bar holds them in the window
            part.show()
        page.navigate.connect(lambda key, wanted: self.went.append((key, wanted)))
        page.resize(1214, 640)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        page.set_layout(Layout.WIDE)
        page.refresh()
        self.rest()
        return page

    def rest(self) -> None:
        """Wait until nothing is read or written any more; no bug was met."""
        settle(self.tasks)
        assert not self.messages.bugs

    @property
    def said(self) -> list[str]:
        """What the user was told."""
        return [note.words for note in self.messages.notes]
