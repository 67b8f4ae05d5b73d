"""The window paints first; only then does the store open."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.ui.client import Client, FirstPaint
from app.values.errors import UserError
from tests.ui.conftest import HeardMessages


def test_first_paint_is_told_once_and_after_the_window_was_painted(qtbot: QtBot) -> None:
    happened: list[str] = []

    class Window(QMainWindow):
        def paintEvent(self, event: object) -> None:
            happened.append("paint")

    window = Window()
    qtbot.addWidget(window)
    first = FirstPaint(window)
    first.painted.connect(lambda: happened.append("told"))
    with qtbot.waitSignal(first.painted):
        window.show()
    assert happened[0] == "paint"
    window.repaint()
    qtbot.waitUntil(lambda: happened[-1] == "paint")
    assert happened.count("told") == 1


def test_a_window_that_is_not_shown_tells_nothing(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    first = FirstPaint(window)
    with qtbot.assertNotEmitted(first.painted, wait=20):
        window.resize(900, 600)


NOW = datetime(2026, 11, 16, 1, 10, tzinfo=UTC)


class Store:
    """Tell whether the store was let go."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True


def services(*, is_set_up: Callable[[], bool] = lambda: True, today: Callable[[], object] = object) -> Any:
    """Make services as far as the client asks them."""
    return SimpleNamespace(
        desk=SimpleNamespace(
            store=Store(), officer_id=None, on_change=lambda _told: lambda: None, now=lambda: NOW, today=NOW.date
        ),
        setup=SimpleNamespace(state=lambda: SimpleNamespace(is_set_up=is_set_up())),
        officers=SimpleNamespace(list=lambda: (), last_at_desk=lambda: None, at_desk=lambda: None),
        encryption=SimpleNamespace(is_encrypted=False),
        preferences=SimpleNamespace(get=lambda preference: preference.default),
        today=SimpleNamespace(today=today),
        waiting_counts=SimpleNamespace(counts=dict),
    )


@pytest.fixture
def start(qtbot: QtBot, messages: HeardMessages) -> Iterator[Callable[[Any], Client]]:
    """Show a client over some services and close it after the test."""
    started: list[Client] = []

    def run(found: Any) -> Client:
        client = Client(lambda: found, messages=messages)
        qtbot.addWidget(client.window)
        started.append(client)
        client.show()
        return client

    yield run
    for client in started:
        client.close()


def test_the_day_is_read_ahead_while_the_officer_is_chosen(qtbot: QtBot, start: Callable[[Any], Client]) -> None:
    asked: list[str] = []

    def today() -> None:
        asked.append("today")
        raise UserError("标准库尚未编译。")

    client = start(services(today=today))
    qtbot.waitUntil(lambda: asked == ["today"])
    qtbot.waitUntil(lambda: client.tasks.running == 0)
    assert client.window.current == "officer_choice"


def test_a_read_ahead_that_fails_tells_nobody(
    qtbot: QtBot, start: Callable[[Any], Client], messages: HeardMessages
) -> None:
    def today() -> None:
        raise UserError("标准库尚未编译。")

    client = start(services(today=today))
    qtbot.waitUntil(lambda: client.window.current == "officer_choice")
    client._read_ahead()
    qtbot.waitUntil(lambda: client.tasks.running == 0)
    assert messages.errors == []


def test_the_store_is_let_go_when_the_first_page_cannot_be_found(
    qtbot: QtBot, start: Callable[[Any], Client], messages: HeardMessages
) -> None:
    def refuse() -> bool:
        raise UserError("资料读不出来。")

    found = services(is_set_up=refuse)
    start(found)
    qtbot.waitUntil(lambda: bool(messages.errors))
    assert found.desk.store.is_closed
