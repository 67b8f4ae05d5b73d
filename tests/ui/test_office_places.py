"""The places of the office are offered where somebody works in one, or where the office sent something."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.office_places import FLEET, OFFICE_PAGES, OfficePlaces
from app.ui.page import Page, PageSpec
from app.ui.tasks import Tasks
from app.values.preferences import DESK_MODE, OFFICE
from tests.services.offices import Place, Shared, make_shared, open_district
from tests.ui.conftest import HeardMessages
from tests.ui.pages.documents_room import settle


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    with open_district(store_template, tmp_path / "machines") as district:
        yield make_shared(district)


def places(place: Place, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> tuple[OfficePlaces, MainWindow]:
    specs = [PageSpec(key, key, "mail", Page) for key in ("today", *OFFICE_PAGES)]
    window = MainWindow(specs, messages)
    qtbot.addWidget(window)
    context = UiContext(tasks=tasks, messages=messages, ask=None, services=place.services)  # type: ignore[arg-type]  # asks nothing
    return OfficePlaces(context, window), window


def offered(window: MainWindow) -> set[str]:
    return {key for key in OFFICE_PAGES if not window.nav.buttons[key].isHidden()}


def test_a_laptop_shows_no_place_of_the_office_until_it_becomes_one(
    shared: Shared, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> None:
    found, window = places(shared.first, tasks, messages, qtbot)
    found.look()
    settle(tasks)
    assert offered(window) == set()
    shared.first.services.preferences.set(DESK_MODE, OFFICE)
    found._context.bell.office_chosen.emit()
    settle(tasks)
    assert offered(window) == set(OFFICE_PAGES)


def test_a_laptop_shows_its_numbers_while_they_wait_to_be_taken_over(
    shared: Shared, tasks: Tasks, messages: HeardMessages, qtbot: QtBot, tmp_path: Path
) -> None:
    office = shared.office.services
    device = shared.first.services.fleet.this_device()
    office.fleet.register(device, label="一号机")
    office.fleet.hand_out(device, 1, 50)
    ((row, _),) = shared.first.take_in(office.office.send(tmp_path / "a.ancha", with_library=False).file)
    found, window = places(shared.first, tasks, messages, qtbot)
    found.look()
    settle(tasks)
    assert offered(window) == {FLEET}
    assert window.nav.buttons[FLEET].count == 1
    shared.first.services.office.accept(row.id)
    window.page_shown.emit(FLEET)
    window.page_shown.emit("today")
    settle(tasks)
    assert offered(window) == set()
