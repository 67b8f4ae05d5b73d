"""A start shows what was kept for it before the store is open, and nothing that was pressed meanwhile is lost."""

import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.services.first_look import FirstLook
from app.ui.client import Client
from app.ui.pages.officer_choice import OfficerChoicePage
from app.values.rows_people import OfficerRow
from tests.ui.conftest import HeardMessages
from tests.ui.pages.test_today import VIEW
from tests.ui.test_client import services

OFFICERS = tuple(
    OfficerRow(UUID(int=number), f"示例员{number}", f"渝示—{number}", UUID(int=9), "示例局", True, None, None, True)
    for number in (1, 2)
)


class Looks:
    """Give one look, and note what is asked in which order."""

    def __init__(self, look: FirstLook | None) -> None:
        self.look = look
        self.asked: list[str] = []

    def take(self) -> FirstLook | None:
        return self.look

    def gather(self, found: Any) -> str:
        self.asked.append("gathered while closed" if found.desk.store.is_closed else "gathered")
        self.found = found
        return "what was gathered"

    def keep(self, gathered: object) -> None:
        self.asked.append(f"kept {gathered}" if self.found.desk.store.is_closed else "kept while open")


class Opening:
    """Open the services when the test lets it."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.signed_in: list[UUID] = []
        self.services = services(today=lambda: VIEW)
        self.services.officers = SimpleNamespace(
            list=lambda: OFFICERS, last_at_desk=lambda: OFFICERS[1].id, at_desk=lambda: None
        )
        self.services.desk.today = lambda: VIEW.today
        self.services.access = SimpleNamespace(sign_in=self._sign_in)

    def __call__(self) -> Any:
        assert self.may.wait(10)
        return self.services

    def _sign_in(self, officer_id: UUID) -> OfficerRow:
        self.signed_in.append(officer_id)
        return next(row for row in OFFICERS if row.id == officer_id)


@pytest.fixture
def opening() -> Iterator[Opening]:
    found = Opening()
    yield found
    found.may.set()


@pytest.fixture
def start(qtbot: QtBot, messages: HeardMessages, opening: Opening) -> Iterator[Callable[[Looks], Client]]:
    """Show a client that has a first look, and close it after the test."""
    started: list[Client] = []

    def run(looks: Looks) -> Client:
        client = Client(opening, messages=messages, looks=lambda: looks)  # type: ignore[arg-type,return-value]
        qtbot.addWidget(client.window)
        started.append(client)
        client.show()
        return client

    yield run
    opening.may.set()
    for client in started:
        client.close()


LOOK = FirstLook(VIEW, OFFICERS, OFFICERS[1].id)


def choice(qtbot: QtBot, client: Client) -> OfficerChoicePage:
    """Wait for the question who works here."""
    qtbot.waitUntil(lambda: isinstance(client.window.current_page, OfficerChoicePage))
    page = client.window.current_page
    assert isinstance(page, OfficerChoicePage)
    qtbot.waitUntil(lambda: len(page.buttons) == 2)
    return page


def test_officers_are_shown_before_the_store_is_open(
    qtbot: QtBot, start: Callable[[Looks], Client], opening: Opening
) -> None:
    client = start(Looks(LOOK))
    page = choice(qtbot, client)
    assert not client.context.is_open
    assert not client.window.nav.isEnabled()
    shown = list(page.buttons)
    opening.may.set()
    qtbot.waitUntil(lambda: client.context.is_open and client.tasks.running == 0)
    assert page.buttons == shown  # the same answer puts nothing else under the finger
    assert opening.signed_in == []


def test_choice_made_before_the_store_is_open_counts(
    qtbot: QtBot, start: Callable[[Looks], Client], opening: Opening
) -> None:
    client = start(Looks(LOOK))
    page = choice(qtbot, client)
    with qtbot.waitSignal(client.context.bell.seated):
        page.buttons[0].click()
        assert opening.signed_in == []
        opening.may.set()
    assert opening.signed_in == [OFFICERS[0].id]


def test_start_without_a_look_opens_the_store_first(
    qtbot: QtBot, start: Callable[[Looks], Client], opening: Opening
) -> None:
    client = start(Looks(None))
    opening.may.set()
    choice(qtbot, client)
    assert client.context.is_open


def test_closing_gathers_from_the_open_store_and_keeps_once_it_is_closed(
    qtbot: QtBot, start: Callable[[Looks], Client], opening: Opening
) -> None:
    looks = Looks(None)
    client = start(looks)
    opening.may.set()
    qtbot.waitUntil(lambda: client.context.is_open)
    client.close()
    assert looks.asked == ["gathered", "kept what was gathered"]


def test_change_ends_the_look(qtbot: QtBot, start: Callable[[Looks], Client], opening: Opening) -> None:
    client = start(Looks(LOOK))
    opening.may.set()
    qtbot.waitUntil(lambda: client.context.is_open)
    assert client.context.first_look is LOOK
    client.context.bell.changed.emit(frozenset({("hazard", UUID(int=1))}))
    assert client.context.first_look is None
