"""The hazard ledger: find, narrow, open where it was found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.hazard_ledger import HazardLedgerService
from app.ui.pages.hazards import HazardsPage
from app.ui.tasks import Tasks
from app.values.errors import CancelledError, UserError
from app.values.rows_hazard_ledger import StateScope
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, make_recheck
from tests.ui.conftest import HeardMessages
from tests.ui.pages.recheck_room import Room


@pytest.fixture
def room(office: Office, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(make_recheck(office), tasks, messages)
    yield made
    made.rest()


@pytest.fixture
def page(room: Room, qtbot: QtBot) -> HazardsPage:
    room.recheck.carry_out(DONE, NOT_DONE)
    return room.open(HazardsPage, qtbot)


def test_enter_opens_the_hazard_in_its_inspection(page: HazardsPage, room: Room) -> None:
    assert page.subtitle.startswith("共 2 项")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert room.went == [("walkthrough", (room.recheck.inspection_id, room.recheck.hazards[1]))]


def test_filters_narrow_and_escape_clears_them(page: HazardsPage, room: Room) -> None:
    page.filters.state.hold([StateScope.CLOSED])
    page.filters.changed.emit()
    room.rest()
    assert page.model.rowCount() == 1
    page.search.edit.setText("没有这样的事")
    page.search.edit.returnPressed.emit()
    room.rest()
    assert page.region.currentWidget() is page.empty
    page.empty.button.click()
    room.rest()
    assert (page.model.rowCount(), page.filters.is_narrowed, page.search.words) == (2, False, "")


def test_towns_and_sectors_of_the_ledger_are_offered(page: HazardsPage) -> None:
    assert page.filters.town.menu().actions()[0].isEnabled()
    assert page.filters.level.menu().actions()[0].text() == "一般"


def test_a_change_elsewhere_is_shown_after_a_moment(page: HazardsPage, room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.model.modelReset):
        page._context.bell.changed.emit(frozenset({("hazard", room.recheck.hazards[0])}))
    room.rest()
    assert page.model.rowCount() == 2


def test_the_list_that_is_shown_is_exported(page: HazardsPage, room: Room, tmp_path: Path) -> None:
    page.filters.state.hold([StateScope.CLOSED])
    page.filters.changed.emit()
    room.rest()
    room.ask.path = tmp_path / "台账.xlsx"
    page.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_E)
    room.rest()
    assert load_workbook(room.ask.path).worksheets[0].max_row == 2
    assert [note.words for note in room.messages.notes] == ["已导出：台账.xlsx"]
    page.search.edit.setText("没有这样的事")
    page.search.edit.returnPressed.emit()
    room.rest()
    assert page.write.lock_reason == "没有可以导出的隐患"


def test_an_export_that_fails_or_is_cancelled_is_told(page: HazardsPage, room: Room, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    room.ask.path = tmp_path / "file" / "台账.xlsx"
    page.write.click()
    room.rest()
    assert len(room.messages.errors) == 1
    page.export._on_failed(CancelledError())
    assert room.messages.notes[-1].words == "已取消，没有留下任何内容。需要时可以重新开始。"


def test_a_ledger_that_cannot_be_read_says_so_and_is_read_again(
    page: HazardsPage, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("资料库被占用。")

    with monkeypatch.context() as patched:
        patched.setattr(HazardLedgerService, "search", refuse)
        page.refresh()
        room.rest()
        assert page.error.isVisibleTo(page)
        assert page.model.rowCount() == 2
    page.error.retry_chosen.emit()
    room.rest()
    assert not page.error.isVisibleTo(page)
