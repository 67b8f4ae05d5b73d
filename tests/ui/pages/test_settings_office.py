"""What this machine is for is decided here and shown at once in the navigation; its id can be read out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.pages.settings_office import OfficePart
from app.ui.tasks import Tasks
from app.values.preferences import DESK_MODE, FIELD, OFFICE, SILENT_DAYS
from tests.services.offices import Shared, make_shared, open_district
from tests.ui.conftest import HeardMessages
from tests.ui.pages.documents_room import Answers, settle


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    with open_district(store_template, tmp_path / "machines") as district:
        yield make_shared(district)


def test_a_decision_holds_at_once_and_is_told(
    shared: Shared, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> None:
    services = shared.first.services
    context = UiContext(tasks=tasks, messages=messages, ask=Answers(), services=services)
    told: list[bool] = []
    context.bell.office_chosen.connect(lambda: told.append(True))
    shown = OfficePart(context)
    qtbot.addWidget(shown)
    shown.show()
    shown.refresh()
    settle(tasks)
    assert shown.device.words == str(services.fleet.this_device())
    assert shown.selects[DESK_MODE.key].value == FIELD
    for key, press in ((DESK_MODE.key, Qt.Key.Key_Down), (SILENT_DAYS.key, Qt.Key.Key_Up)):
        shown.selects[key].setFocus()
        QTest.keyClick(shown.selects[key], press)
        settle(tasks)
    assert services.preferences.get(DESK_MODE) == OFFICE
    assert services.preferences.get(SILENT_DAYS) == 7
    assert told == [True, True]
    assert not messages.bugs
