"""Devices: register, hand numbers out, retire, send back; a laptop takes over what it was sent."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.pages.office_fleet import FleetPage
from app.ui.tasks import Tasks
from app.values.rows_office import LaptopRow, LaptopState
from tests.services.offices import Place, make_shared, open_district
from tests.ui.conftest import HeardMessages
from tests.ui.pages.office_room import OfficeRoom


@pytest.fixture
def room(store_template: Path, tmp_path: Path, tasks: Tasks, messages: HeardMessages) -> Iterator[OfficeRoom]:
    with open_district(store_template, tmp_path / "machines") as district:
        made = OfficeRoom(make_shared(district), tasks, messages)
        yield made
        made.rest()


def device(place: Place) -> UUID:
    return place.services.fleet.this_device()


def row_of(page: FleetPage, place: Place) -> LaptopRow:
    return next(row for row in page._rows or () if row.device == device(place))


def open_drawer(page: FleetPage, room: OfficeRoom, row: LaptopRow) -> None:
    page.open_row(row)
    room.rest()


def test_a_device_that_handed_in_is_registered_and_given_numbers(room: OfficeRoom, qtbot: QtBot) -> None:
    page = room.open(FleetPage, qtbot)
    row = row_of(page, room.shared.first)
    assert row.state is LaptopState.UNKNOWN
    open_drawer(page, room, row)
    drawer = page.drawer
    assert drawer.keep.lock_reason
    drawer.label.setText("一号机")
    drawer.holder.setText("示例员甲")
    drawer.keep.click()
    room.rest()
    row = row_of(page, room.shared.first)
    assert (row.label, row.holder, row.state) == ("一号机", "示例员甲", LaptopState.FINE)
    open_drawer(page, room, row)
    assert (drawer.first.words, drawer.last.words) == ("1", "200")
    drawer.last.setText("50")
    drawer.give.click()
    room.rest()
    assert {(span.first, span.last) for span in row_of(page, room.shared.first).spans} == {(1, 50)}
    assert room.said == ["已登记 一号机", "已发 1—50 号，发给各台电脑后采用"]


def test_numbers_that_are_taken_are_told_and_nothing_changes(room: OfficeRoom, qtbot: QtBot) -> None:
    fleet = room.shared.office.services.fleet
    for place, label in ((room.shared.first, "一号机"), (room.shared.second, "二号机")):
        fleet.register(device(place), label=label)
    fleet.hand_out(device(room.shared.first), 1, 50)
    page = room.open(FleetPage, qtbot)
    open_drawer(page, room, row_of(page, room.shared.second))
    page.drawer.first.setText("40")
    page.drawer.give.click()
    room.rest()
    assert "已经发给“一号机”" in page.error.words
    assert row_of(page, room.shared.second).spans == ()


def test_a_device_is_typed_in_retired_and_taken_up(room: OfficeRoom, qtbot: QtBot) -> None:
    page = room.open(FleetPage, qtbot)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    drawer = page.drawer
    assert drawer.isVisible()
    drawer.device.setText("不是编号")
    drawer.label.setText("二号机")
    assert drawer.keep.lock_reason == "请填写设备编号"
    drawer.device.setText(str(device(room.shared.second)))
    drawer.keep.click()
    room.rest()
    open_drawer(page, room, row_of(page, room.shared.second))
    drawer.retire.click()
    room.rest()
    assert row_of(page, room.shared.second).state is LaptopState.RETIRED
    open_drawer(page, room, row_of(page, room.shared.second))
    drawer.retire.click()
    room.rest()
    assert row_of(page, room.shared.second).state is LaptopState.FINE


def test_what_is_sent_is_taken_over_on_the_laptop_after_a_click(room: OfficeRoom, qtbot: QtBot, tmp_path: Path) -> None:
    fleet = room.shared.office.services.fleet
    fleet.register(device(room.shared.second), label="二号机")
    fleet.hand_out(device(room.shared.second), 51, 100)
    page = room.open(FleetPage, qtbot)
    room.ask.path = tmp_path / "back.ancha"
    page.send.click()
    room.rest()
    assert room.said[-1].startswith("已写好并读回核对：back.ancha")
    assert not page.offers.isVisible()
    laptop = room.shared.second
    laptop.take_in(tmp_path / "back.ancha")
    there = room.open(FleetPage, qtbot, at=laptop)
    assert there.offers.isVisible()
    ((take, _),) = there.offers.buttons
    take.click()
    room.rest()
    assert not there.offers.isVisible()
    assert {(use.first, use.last) for use in laptop.services.numbering.ranges()} == {(51, 100)}


def test_what_is_declined_is_shown_no_more(room: OfficeRoom, qtbot: QtBot, tmp_path: Path) -> None:
    fleet = room.shared.office.services.fleet
    fleet.register(device(room.shared.second), label="二号机")
    fleet.hand_out(device(room.shared.second), 51, 100)
    room.shared.second.take_in(room.shared.office.services.office.send(tmp_path / "b.ancha", with_library=False).file)
    page = room.open(FleetPage, qtbot, at=room.shared.second)
    ((_, leave),) = page.offers.buttons
    leave.click()
    room.rest()
    assert not page.offers.isVisible()
    assert room.shared.second.services.numbering.ranges() == ()


def test_the_tab_leaves_what_asks_for_attention(room: OfficeRoom, qtbot: QtBot) -> None:
    page = room.open(FleetPage, qtbot)
    assert page.model.rowCount() == 2
    page.tabs.choose("do")
    page.narrow()
    assert page.model.rowCount() == 1
    page.search.edit.setText("没有这样的设备")
    page.search.edit.returnPressed.emit()
    room.rest()
    assert page.region.currentWidget() is page.empty
