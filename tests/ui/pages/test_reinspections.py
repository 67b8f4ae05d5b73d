"""The list of what waits for a re-inspection."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.enterprise import Enterprise
from app.ui.pages.reinspections import ReinspectionsPage
from app.ui.tasks import Tasks
from app.values.enums import PaperKind
from app.values.errors import UserError
from app.values.fields_received_paper import PaperFields
from tests.services.papers import Office
from tests.services.rechecks import DONE, RECHECK_DAY, make_recheck
from tests.services.records import change
from tests.ui.conftest import HeardMessages
from tests.ui.pages.recheck_room import Room


@pytest.fixture
def room(office: Office, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(make_recheck(office), tasks, messages)
    yield made
    made.rest()


def test_enter_opens_what_is_due(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionsPage, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert room.went == [("reinspection", room.recheck.inspection_id)]


def test_the_button_of_the_row_opens_the_one_that_was_begun(room: Room, qtbot: QtBot) -> None:
    begun = room.recheck.begin()
    page = room.open(ReinspectionsPage, qtbot)
    index = page.model.index(0, len(page.model.columns) - 1)
    assert index.data() == "继续复查"
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.table.action_place(index).center())
    assert room.went == [("reinspection", begun)]


def test_tabs_count_and_choose_by_key(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionsPage, qtbot)
    assert [button.text() for button in page.tabs.buttons.values()] == ["到期 1", "逾期 1", "全部 1"]
    page.choose_next()
    assert page.tabs.current == "逾期"


def test_nothing_due_says_so_and_offers_all(room: Room, qtbot: QtBot) -> None:
    room.recheck.carry_out(DONE, DONE)
    page = room.open(ReinspectionsPage, qtbot)
    assert page.region.currentWidget() is page.empty
    page.empty.button.click()
    assert page.tabs.current == "全部"


def test_search_leaves_what_fits_and_says_when_nothing_does(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionsPage, qtbot)
    page.search.edit.setText("没有这家")
    page.search.searched.emit("没有这家")
    assert page.model.rowCount() == 0
    page.search.clear()
    assert page.model.rowCount() == 1


def test_a_report_shows_its_day_and_the_day_by_which_to_go(room: Room, qtbot: QtBot) -> None:
    recheck = room.recheck
    recheck.papers.receive(
        PaperFields(
            paper_kind=PaperKind.RECTIFICATION_REPORT,
            received_on=RECHECK_DAY,
            inspection_id=recheck.inspection_id,
            hazard_ids=recheck.hazards,
        )
    )
    page = room.open(ReinspectionsPage, qtbot)
    assert [page.model.index(0, column).data() for column in (3, 4)] == ["12-02", "12-11"]


def test_a_failure_is_told_and_tried_again(room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = room.open(ReinspectionsPage, qtbot)
    service = page._context.services.reinspections

    def fail(_scope: object) -> None:
        raise UserError("数据文件被占用。", hint="请稍后再试。")

    with monkeypatch.context() as patched:
        patched.setattr(service, "due", fail)
        page.refresh()
        room.rest()
    assert "数据文件被占用" in page.error.words
    page.error.retry.click()
    room.rest()
    assert page.error.isHidden()
    assert page.model.rowCount() == 1


def test_a_change_elsewhere_is_shown(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionsPage, qtbot)
    change(room.recheck.office.store, Enterprise, room.recheck.office.scene.enterprise_id, name="很长的名称" * 60)
    page._context.bell.changed.emit(frozenset({("hazard", room.recheck.hazards[0])}))
    qtbot.waitUntil(lambda: str(page.model.index(0, 1).data()).startswith("很长"))
