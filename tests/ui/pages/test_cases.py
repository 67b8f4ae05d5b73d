"""The list of cases: find, open, begin."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.pages.cases import CasesPage
from app.ui.tasks import Tasks
from app.values.enums import Procedure
from tests.services.papers import Office
from tests.services.rechecks import NOT_DONE, make_recheck
from tests.ui.conftest import HeardMessages
from tests.ui.pages.recheck_room import Room


@pytest.fixture
def room(office: Office, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(make_recheck(office), tasks, messages)
    yield made
    made.rest()


def test_enter_opens_the_lead_of_the_reinspection(room: Room, qtbot: QtBot) -> None:
    _, lead = room.recheck.carry_out(NOT_DONE)
    page = room.open(CasesPage, qtbot)
    room.rest()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert room.went == [("case", lead)]


def test_an_inspection_opens_its_case_or_says_that_nothing_waits(room: Room, qtbot: QtBot) -> None:
    room.open(CasesPage, qtbot, room.recheck.inspection_id)
    assert "没有等待立案的隐患" in room.messages.errors[0]
    _, lead = room.recheck.carry_out(NOT_DONE)
    room.open(CasesPage, qtbot, room.recheck.inspection_id)
    assert room.went == [("case", lead)]


def test_nothing_says_so_and_begins_one(room: Room, qtbot: QtBot) -> None:
    page = room.open(CasesPage, qtbot)
    assert page.region.currentWidget() is page.empty
    page.empty.button.click()
    assert page.form.isVisible()
    assert page.form.save.lock_reason == "请先选择对应的检查"


def test_a_case_is_begun_from_the_hazards_of_a_check(room: Room, qtbot: QtBot) -> None:
    page = room.open(CasesPage, qtbot)
    page.new.click()
    page.form.picker.search.searched.emit("燃气")
    room.rest()
    page.form.procedures.press(Procedure.SUMMARY)
    page.form.cause.setText("未保证报警装置正常使用")
    page.form.identity.setText("50022819900101123X")
    page.form.save.click()
    room.rest()
    (row,) = room.recheck.cases.list()
    assert room.went == [("case", row.id)]
    view = room.recheck.cases.view(row.id)
    assert (view.procedure, view.cause, len(view.hazards)) == (Procedure.SUMMARY, "未保证报警装置正常使用", 2)
    assert view.identity == "50022819900101123X"


def test_tabs_and_search_leave_what_fits(room: Room, qtbot: QtBot) -> None:
    _, lead = room.recheck.carry_out(NOT_DONE)
    assert lead is not None
    room.recheck.cases.not_file(lead, reason="另案处理", by="示例局长")
    page = room.open(CasesPage, qtbot)
    assert page.model.rowCount() == 0
    page.tabs.buttons["ended"].click()
    room.rest()
    assert page.model.rowCount() == 1
    page.search.edit.setText("没有这个")
    page.search.searched.emit("没有这个")
    room.rest()
    assert page.model.rowCount() == 0
    assert page.region.currentWidget() is page.empty
