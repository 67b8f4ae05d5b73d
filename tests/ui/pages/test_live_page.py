"""A page reads itself again after a change to what it shows, and only while it is seen."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.pages.live_page import LivePage
from app.ui.tasks import Tasks
from tests.ui.conftest import HeardMessages
from tests.ui.pages.recheck_room import ManyAnswers


class Counting(LivePage):
    """Count how often it was read."""

    kinds = frozenset({"case"})
    reads = 0

    def refresh(self) -> None:
        self.reads += 1


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, messages: HeardMessages) -> Counting:
    made = Counting(UiContext(tasks=tasks, messages=messages, ask=ManyAnswers()))
    qtbot.addWidget(made)
    return made


@pytest.fixture
def change(page: Counting, qtbot: QtBot) -> Callable[[str], None]:
    def tell(kind: str) -> None:
        page._context.bell.changed.emit(frozenset({(kind, None)}))
        qtbot.waitUntil(lambda: not page._settle.isActive())

    return tell


def test_several_changes_are_read_once(page: Counting, qtbot: QtBot) -> None:
    page.show()
    for _ in range(5):
        page._context.bell.changed.emit(frozenset({("case", None)}))
    qtbot.waitUntil(lambda: page.reads == 1)


def test_other_kinds_and_hidden_pages_read_nothing(page: Counting, change: Callable[[str], None]) -> None:
    change("case")
    page.show()
    change("photo")
    assert page.reads == 0


def test_retry_reads_again_and_takes_the_error_away(page: Counting) -> None:
    page.error.tell("读不出来。")
    page.error.retry_chosen.emit()
    assert page.reads == 1
    assert page.error.isHidden()
