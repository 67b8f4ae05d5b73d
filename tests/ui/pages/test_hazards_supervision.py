"""挂牌督办 and 销号 from the ledger: only where they may be, and nothing that was typed is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.pages.hazards import HazardsPage
from app.ui.pages.hazards_supervision import ReleaseDialog, SuperviseDialog
from app.ui.tasks import Tasks
from app.values.enums import HazardState
from tests.services.papers import Office
from tests.services.rechecks import DONE, make_recheck
from tests.services.test_supervision import LISTED, MAJOR, hand_in_plan
from tests.ui.conftest import HeardMessages
from tests.ui.find import find
from tests.ui.pages.recheck_room import Room


@pytest.fixture
def room(office: Office, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(make_recheck(office, hazards=(MAJOR, {})), tasks, messages)
    yield made
    made.rest()


@pytest.fixture
def page(room: Room, qtbot: QtBot) -> HazardsPage:
    return room.open(HazardsPage, qtbot)


def choose(page: HazardsPage, room: Room, number: int) -> None:
    """Choose a hazard by its place in the inspection."""
    wanted = room.recheck.hazards[number - 1]
    rows = [page.model.index(place, 0) for place in range(page.model.rowCount())]
    place = next(one.row() for one in rows if getattr(page.model.row_of(one), "id", None) == wanted)
    page.table.choose_row(place)
    page.setFocus()


def list_it(page: HazardsPage, room: Room) -> None:
    choose(page, room, 1)
    QTest.keyClick(page.table, Qt.Key.Key_G)
    dialog = find(page, SuperviseDialog)
    room.rest()
    dialog.body.setText(LISTED.body)
    dialog.number.setText(LISTED.number)
    dialog.until.set_day(LISTED.until)
    dialog.keep.click()
    room.rest()
    page.refresh()  # in the window the bell of changes does that
    room.rest()


def test_only_a_major_hazard_may_be_listed(page: HazardsPage, room: Room) -> None:
    choose(page, room, 2)
    assert page.supervise.lock_reason == "只对重大事故隐患"
    choose(page, room, 1)
    assert page.supervise.lock_reason == ""
    assert page.release.isHidden()


def test_a_listed_hazard_offers_its_release_and_says_what_still_lacks(page: HazardsPage, room: Room) -> None:
    list_it(page, room)
    assert room.messages.notes[-1].words == "已登记挂牌督办"
    assert room.recheck.state() is HazardState.SUPERVISED
    choose(page, room, 1)
    assert page.supervise.isHidden()
    page.release.click()
    room.rest()
    dialog = find(page, ReleaseDialog)
    dialog.by.setText("示例主任")
    dialog.keep.click()
    room.rest()
    assert "复查没有确认整改完成" in room.messages.errors[-1]
    assert room.recheck.state() is HazardState.SUPERVISED


def test_a_rectified_hazard_with_its_plan_is_released(page: HazardsPage, room: Room) -> None:
    list_it(page, room)
    room.recheck.carry_out(DONE)
    hand_in_plan(room.recheck)
    page.refresh()
    room.rest()
    choose(page, room, 1)
    page.release.click()
    room.rest()
    dialog = find(page, ReleaseDialog)
    dialog.by.setText("示例主任")
    dialog.keep.click()
    room.rest()
    assert room.recheck.state() is HazardState.PASSED
    assert room.messages.notes[-1].words == "已销号"


def test_without_its_body_nothing_is_registered_and_the_dialog_says_so(page: HazardsPage, room: Room) -> None:
    choose(page, room, 1)
    page.supervise.click()
    dialog = find(page, SuperviseDialog)
    room.rest()
    dialog.keep.click()
    assert dialog.error.text() == "请填写督办单位。"
    assert room.recheck.state() is not HazardState.SUPERVISED
    dialog.reject()
