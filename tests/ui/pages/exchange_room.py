"""The page of the exchange at an office, with packages that laptops wrote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.hazard import Hazard
from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.pages.exchange import IMPORT, ExchangePage
from app.ui.pages.exchange_import import ImportPart
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from app.values.enums import DocumentState
from tests.services.offices import Shared
from tests.services.test_imports import issue
from tests.ui.conftest import HeardMessages

PATIENCE_S = 20


class ExchangeAnswers(Ask):
    """Choose files that were laid ready, and answer yes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(native_dialogs=False)
        self.stick = folder
        self.files: list[Path] = []
        self.saved: list[Path] = []
        self.questions: list[str] = []
        self.ending = ""

    def confirm(
        self, parent: QWidget, title: str, words: str, *, yes: str, then: Callable[[bool], None], **_: Any
    ) -> None:
        self.questions.append(words)
        then(True)

    def open_files(self, parent: QWidget, title: str, *, then: Callable[[list[Path]], None], **_: Any) -> None:
        then(self.files)

    def open_file(self, parent: QWidget, title: str, *, then: Callable[[Path], None], **_: Any) -> None:
        then(self.files[0])

    def folder(self, parent: QWidget, title: str, *, then: Callable[[Path], None], start: str = "") -> None:
        then(self.stick)

    def save_file(
        self, parent: QWidget, title: str, *, kinds: str, then: Callable[[Path], None], start: str = ""
    ) -> None:
        file = self.stick / start
        self.saved.append(file.with_suffix(self.ending) if self.ending else file)
        then(self.saved[-1])


@dataclass
class ExchangeRoom:
    """The office's page and its surroundings."""

    shared: Shared
    tasks: Tasks
    messages: HeardMessages
    ask: ExchangeAnswers
    went: list[tuple[str, object]] = field(default_factory=list)

    def open(self, qtbot: QtBot, *, officer: int = 1) -> ExchangePage:
        """Show the page as the shell does."""
        services = self.shared.office.at(self.shared.scene.officer_ids[officer])
        context = UiContext(tasks=self.tasks, messages=self.messages, ask=self.ask, services=services)
        page = ExchangePage(context)
        qtbot.addWidget(page)
        page.undecided.setParent(page)  # the shell's bars hold these in the window
        page.navigate.connect(lambda key, wanted: self.went.append((key, wanted)))
        page.resize(1214, 640)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        page.set_layout(Layout.WIDE)
        page.refresh()
        self.rest()
        return page

    def preview(self, page: ExchangePage, files: Sequence[Path]) -> ImportPart:
        """Choose files to import, and wait until they are verified."""
        self.ask.files = list(files)
        part = self.go(page, IMPORT)
        assert isinstance(part, ImportPart)
        for button in page.top_widgets():
            button.setParent(page)
        part.choose.button.click()
        self.rest()
        return part

    def go(self, page: ExchangePage, key: str) -> Any:
        """Open one part and come to rest."""
        page.tabs.buttons[key].click()
        self.rest()
        return page.parts[key]

    def rest(self) -> None:
        """Wait until nothing is read or written any more: each package is read in a process of its own."""
        settle(self.tasks)
        assert not self.messages.bugs


def part_ways(shared: Shared) -> None:
    """Let the office and a laptop change one hazard in two ways, and each give out the same number."""
    first, second = shared.scene.officer_ids
    shared.office.change(
        Hazard,
        shared.hazard_id,
        officer=second,
        reason="企业来电",
        deadline=date(2026, 12, 18),
        fact="二号探测器故障。",
    )
    shared.first.change(
        Hazard, shared.hazard_id, officer=first, reason="当面核定", deadline=date(2026, 12, 8), fact="探测器不响。"
    )
    issue(shared.office, shared, state=DocumentState.SERVED, day=date(2026, 11, 17))
    issue(shared.first, shared, state=DocumentState.ISSUED, day=date(2026, 11, 18))


def settle(tasks: Tasks) -> None:
    """Wait until nothing is read or written any more, however slow the machine."""
    quiet, end = 0, monotonic() + PATIENCE_S
    while quiet < 4 and monotonic() < end:
        QTest.qWait(5)
        quiet = quiet + 1 if tasks.running == 0 else 0
    assert quiet, "the page does not come to rest"
