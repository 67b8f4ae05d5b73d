"""The register of papers: register, look, deal with, answer."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.pages.received_papers import ReceivedPapersPage
from app.ui.tasks import Tasks
from app.values.enums import HazardState, PaperKind
from app.values.fields_received_paper import PaperFields
from tests.services.papers import Office
from tests.services.rechecks import RECHECK_DAY, make_recheck
from tests.services.records import DEADLINE
from tests.ui.conftest import HeardMessages
from tests.ui.pages.recheck_room import Room


@pytest.fixture
def room(office: Office, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(make_recheck(office), tasks, messages)
    yield made
    made.rest()


@pytest.fixture
def page(room: Room, qtbot: QtBot) -> ReceivedPapersPage:
    return room.open(ReceivedPapersPage, qtbot)


def search(page: ReceivedPapersPage, room: Room, words: str) -> None:
    page.form.picker.search.edit.setText(words)
    page.form.picker.search.searched.emit(words)
    room.rest()


def receive(room: Room, kind: PaperKind = PaperKind.RECTIFICATION_REPORT) -> None:
    recheck = room.recheck
    paper = PaperFields(
        paper_kind=kind,
        received_on=recheck.desk.today(),
        inspection_id=recheck.inspection_id,
        hazard_ids=recheck.hazards,
        requested_deadline=DEADLINE + timedelta(days=14),
    )
    recheck.papers.receive(paper)


def test_a_report_is_registered_and_its_hazards_wait(page: ReceivedPapersPage, room: Room, tmp_path: Path) -> None:
    scan = tmp_path / "整改报告.pdf"
    scan.write_bytes(b"%PDF-1.7 report")
    room.ask.paths = [scan]
    page.new.click()
    assert page.form.save.lock_reason == "请先选择对应的检查"
    search(page, room, "燃气")
    page.form.scans.click()
    page.form.summary.setPlainText("已更换探测器")
    page.form.save.click()
    room.rest()
    (row,) = room.recheck.papers.list()
    assert (row.items, row.scans, row.summary) == (2, 1, "已更换探测器")
    assert room.recheck.state() is HazardState.DUE
    assert page.drawer.isVisible()
    assert [note.words for note in room.messages.notes] == ["已登记收文"]


def test_ctrl_n_opens_the_form_with_the_search_focused(page: ReceivedPapersPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.form.isVisible()
    assert page.form.picker.search.edit.hasFocus()


def test_a_hazard_that_is_not_meant_is_left_out(page: ReceivedPapersPage, room: Room) -> None:
    page.open_form()
    search(page, room, "燃气")
    page.form.picker.hazards[room.recheck.hazards[1]].click()
    page.form.save.click()
    room.rest()
    assert room.recheck.papers.list()[0].items == 1


def test_only_an_application_asks_for_a_new_day(page: ReceivedPapersPage) -> None:
    page.open_form()
    assert not page.form.asked.isVisible()
    page.form.kinds.press(PaperKind.EXTENSION_REQUEST)
    assert page.form.asked.isVisible()
    assert not page.form.reported.isVisible()


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_stored(
    page: ReceivedPapersPage, room: Room, tmp_path: Path
) -> None:
    page.open_form()
    search(page, room, "燃气")
    page.form.add_scans([tmp_path / "没有.pdf"])
    page.form.save.click()
    room.rest()
    assert "没有.pdf" in room.messages.errors[0]
    assert room.recheck.papers.list() == ()


def test_a_paper_is_dealt_with_by_a_note(page: ReceivedPapersPage, room: Room) -> None:
    receive(room)
    page.refresh()
    room.rest()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    room.rest()
    room.ask.texts = ["已安排复查"]
    page.drawer.handle.click()
    room.rest()
    assert room.recheck.papers.list()[0].handled_note == "已安排复查"
    assert not page.drawer.handle.isVisible()


def test_the_drawer_leads_to_the_reinspection(page: ReceivedPapersPage, room: Room) -> None:
    receive(room)
    page.enter(room.recheck.papers.list()[0].id)
    page.refresh()
    room.rest()
    page.drawer.reinspect.click()
    assert room.went == [("reinspection", room.recheck.inspection_id)]


def test_an_application_in_time_is_approved_with_its_new_day(page: ReceivedPapersPage, room: Room) -> None:
    room.recheck.set_day(DEADLINE)
    receive(room, PaperKind.EXTENSION_REQUEST)
    page.enter(room.recheck.papers.list()[0].id)
    page.refresh()
    room.rest()
    view = page.drawer.view
    assert view is not None
    page.drawer.approve_wanted.emit(view.extensions[0])
    answer = page.acts.answer
    assert answer is not None
    answer.keep.click()
    assert answer._by_field.error == "请填写批准人。"
    answer.by.setText("示例局长")
    answer.keep.click()
    room.rest()
    assert room.recheck.state() is HazardState.EXTENDED
    assert room.recheck.office.hazard_row(room.recheck.hazards[0]).deadline == DEADLINE + timedelta(days=14)


def test_an_application_after_the_deadline_can_only_be_refused(page: ReceivedPapersPage, room: Room) -> None:
    receive(room, PaperKind.EXTENSION_REQUEST)
    page.enter(room.recheck.papers.list()[0].id)
    page.refresh()
    room.rest()
    view = page.drawer.view
    assert view is not None
    assert not view.extensions[0].is_in_time
    page.drawer.refuse_wanted.emit(view.extensions[0])
    answer = page.acts.answer
    assert answer is not None
    answer.by.setText("示例局长")
    answer.keep.click()
    assert "理由" in answer._answer_field.error
    answer.answer.setPlainText("逾期提出")
    answer.keep.click()
    room.rest()
    assert room.recheck.papers.list()[0].handled_note == "不予延期"


def test_an_inspection_opens_the_form_for_it(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReceivedPapersPage, qtbot, room.recheck.inspection_id)
    assert page.form.isVisible()
    assert page.form.picker.chosen == room.recheck.inspection_id
    assert page.form.picker.hazard_ids == room.recheck.hazards


def test_a_scan_is_written_where_it_was_wanted(page: ReceivedPapersPage, room: Room, tmp_path: Path) -> None:
    receive(room)
    paper_id = room.recheck.papers.list()[0].id
    room.recheck.papers.add_scans(paper_id, [b"%PDF-1.7 scan"])
    page.enter(paper_id)
    page.refresh()
    room.rest()
    room.ask.path = tmp_path / "扫描.pdf"
    page.drawer.scan_wanted.emit(0)
    room.rest()
    assert room.ask.path.read_bytes() == b"%PDF-1.7 scan"
    room.ask.path = tmp_path / "没有这个文件夹" / "扫描.pdf"
    page.drawer.scan_wanted.emit(0)
    room.rest()
    assert "没有写到" in room.messages.errors[0]
    assert room.recheck.desk.today() == RECHECK_DAY
