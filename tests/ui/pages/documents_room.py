"""What tests of the page of documents share: answers to its questions, and a way to let it come to rest."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.ask import Ask
from app.ui.pages.documents import DocumentsPage
from app.ui.tasks import Tasks
from app.values.enums import DocumentForm
from tests.services.papers import Office
from tests.ui.conftest import HeardMessages

F = DocumentForm
LONG = "很长的名称" * 40
PATIENCE_S = 20


class Answers(Ask):
    """Answer every question at once, and note what was asked."""

    def __init__(self) -> None:
        super().__init__(native_dialogs=False)
        self.asked: list[str] = []
        self.yes = True
        self.words = "当事人在纸上勾选"
        self.path = Path("nowhere")

    def confirm(self, parent: QWidget, title: str, words: str, *, then: Callable[[bool], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.yes)

    def text(self, parent: QWidget, title: str, label: str, *, then: Callable[[str], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.words)

    def open_file(self, parent: QWidget, title: str, *, then: Callable[[Path], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.path)

    def save_file(self, parent: QWidget, title: str, *, then: Callable[[Path], None], **_: Any) -> None:
        self.asked.append(title)
        then(self.path)


def settle(tasks: Tasks) -> None:
    """Wait until nothing is read or written any more."""
    quiet, end = 0, monotonic() + PATIENCE_S
    while monotonic() < end:
        QTest.qWait(5)
        quiet = quiet + 1 if tasks.running == 0 else 0
        if quiet > 3:
            return
    raise AssertionError("the page does not come to rest")


def open_page(page: DocumentsPage, payload: object, tell: Callable[[], None]) -> None:
    page.enter(payload)
    page.refresh()
    tell()


def errors_of(page: DocumentsPage) -> list[str]:
    heard = page.acts._context.messages
    assert isinstance(heard, HeardMessages)
    return heard.errors


def order_of(office: Office) -> Any:
    office.hazard()
    return office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
