"""The page of one re-inspection: keys and mouse, locks, what is typed, photographs, the opinion."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.hazard import Hazard
from app.ui.pages.reinspection import ReinspectionPage
from app.ui.pages.reinspection_acts import ending_words
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from app.values.enums import HazardState, OutcomeNext, OutcomeResult, PhotoRole
from tests.photos import make_photo
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, Recheck, make_recheck
from tests.services.records import DEADLINE, change
from tests.ui.conftest import HeardMessages
from tests.ui.pages.recheck_room import Room, press


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


@pytest.fixture
def room(recheck: Recheck, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(recheck, tasks, messages)
    yield made
    made.rest()


@pytest.fixture
def page(room: Room, qtbot: QtBot) -> ReinspectionPage:
    return room.open(ReinspectionPage, qtbot, room.recheck.begin())


def result_of(page: ReinspectionPage, place: int) -> OutcomeResult | None:
    assert page.view is not None
    return page.view.items[place].result


def test_before_it_begins_the_due_items_and_both_officers_are_chosen(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionPage, qtbot, room.recheck.inspection_id)
    assert set(page.start.chosen_officers) == set(room.recheck.officers)
    assert set(page.start.chosen_items) == set(room.recheck.hazards)
    assert page.start.begin.isEnabled()
    assert page.top.opinion.isHidden()


def test_one_officer_alone_cannot_begin_and_is_told_why(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionPage, qtbot, room.recheck.inspection_id)
    page.start.officers.buttons[0].click()
    assert page.start.begin.lock_reason == "复查人员不足两人"
    assert "不足两人" in page.start.why.text()


def test_ctrl_enter_begins_with_the_chosen_items(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionPage, qtbot, room.recheck.inspection_id)
    page.start.items[room.recheck.hazards[1]].click()
    page.start.begin.setFocus()
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.rest()
    assert page.view is not None
    assert [one.hazard_id for one in page.view.items] == [room.recheck.hazards[0]]


def test_keys_judge_and_go_on(page: ReinspectionPage, room: Room) -> None:
    page.setFocus()
    press(page, Qt.Key.Key_1)
    room.rest()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_2)
    room.rest()
    assert (result_of(page, 0), result_of(page, 1)) == (OutcomeResult.DONE, OutcomeResult.NOT_DONE)
    assert page.view is not None
    assert page.view.items[1].next_step is OutcomeNext.CASE


def test_the_mouse_judges_too(page: ReinspectionPage, room: Room) -> None:
    QTest.mouseClick(page.work.list.buttons[room.recheck.hazards[1]], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.work.verdict.verdicts.buttons[0], Qt.MouseButton.LeftButton)
    room.rest()
    assert (result_of(page, 0), result_of(page, 1)) == (None, OutcomeResult.DONE)


def test_a_number_typed_into_the_text_judges_nothing(page: ReinspectionPage, room: Room) -> None:
    page.work.verdict.seen.setFocus()
    QTest.keyClicks(page.work.verdict.seen, "2 of 1")
    room.rest()
    assert result_of(page, 0) is None
    assert page.work.verdict.seen.toPlainText() == "2 of 1"


def test_what_an_input_method_writes_judges_nothing(page: ReinspectionPage, room: Room) -> None:
    seen = page.work.verdict.seen
    seen.setFocus()
    event = QInputMethodEvent("yi", [])
    QApplication.sendEvent(seen, event)
    QTest.keyClick(seen, Qt.Key.Key_1)
    room.rest()
    assert result_of(page, 0) is None


def test_what_is_typed_is_kept_within_a_second_and_saved_when_the_page_is_left(
    page: ReinspectionPage, room: Room, qtbot: QtBot
) -> None:
    assert page.view is not None
    hazard, begun = room.recheck.hazards[0], page.view.id
    page.work.verdict.seen.setPlainText("正在更换探测器")
    service = room.recheck.reinspections
    qtbot.waitUntil(lambda: service.view(begun).items[0].seen == "正在更换探测器")
    page.leave()
    room.rest()
    with room.recheck.office.store.read() as uow:
        assert uow.drafts.load(f"outcome:{begun}:{hazard}") is None
    assert service.view(begun).items[0].seen == "正在更换探测器"


def test_another_item_saves_what_was_typed_about_the_last(page: ReinspectionPage, room: Room) -> None:
    assert page.view is not None
    page.work.verdict.seen.setPlainText("已开锁")
    page.step(1)
    room.rest()
    assert page.view.items[0].seen == "已开锁"
    assert page.work.verdict.seen.toPlainText() == ""


def test_the_opinion_is_locked_until_all_is_judged(page: ReinspectionPage, room: Room) -> None:
    assert page.top.opinion.lock_reason == "还有 2 项待判"
    assert "还有 2 项待判" in page.lock_chip.words
    for result in (OutcomeResult.DONE, OutcomeResult.DONE):
        page.work.verdict.press(result)
        room.rest()
        page.step(1)
    assert page.top.opinion.isEnabled()
    assert page.lock_chip.isHidden()


def test_the_opinion_ends_the_reinspection_and_opens_its_draft(page: ReinspectionPage, room: Room) -> None:
    assert page.view is not None
    room.recheck.judge_all(page.view.id, DONE, NOT_DONE)
    page.refresh()
    room.rest()
    page.top.opinion.click()
    room.rest()
    assert room.ask.asked == ["结束复查"]
    assert room.recheck.state(1) is HazardState.PASSED
    assert [key for key, _ in room.went] == ["documents"]


def test_a_no_to_the_question_ends_nothing(page: ReinspectionPage, room: Room) -> None:
    assert page.view is not None
    room.recheck.judge_all(page.view.id, DONE, DONE)
    page.refresh()
    room.rest()
    room.ask.yes = False
    page.top.opinion.click()
    room.rest()
    assert room.recheck.state(1) is HazardState.ORDERED


def test_the_question_says_what_follows(page: ReinspectionPage, room: Room) -> None:
    assert page.view is not None
    room.recheck.judge_all(page.view.id, DONE, NOT_DONE)
    words = ending_words(room.recheck.reinspections.view(page.view.id))
    assert words == "已整改 1 项，未整改 1 项。其中 1 项移交立案，将生成立案线索。结束后结论不能再改。"


def test_an_extension_nobody_approved_cannot_be_chosen(page: ReinspectionPage, room: Room) -> None:
    page.work.verdict.press(OutcomeResult.NOT_DONE)
    room.rest()
    options = page.work.verdict.options
    assert options[OutcomeNext.CASE].isChecked()
    assert options[OutcomeNext.EXTENSION].lock_reason == "无到期前提出的延期申请"


def test_a_new_order_asks_for_day_and_reason(page: ReinspectionPage, room: Room) -> None:
    verdict = page.work.verdict
    verdict.press(OutcomeResult.NOT_DONE)
    room.rest()
    assert not verdict.reason.isVisible()
    verdict.options[OutcomeNext.NEW_ORDER].click()
    room.rest()
    assert verdict.reason.isVisible()
    verdict.reason.setPlainText("配件停产")
    page.keep()
    room.rest()
    assert page.view is not None
    assert (page.view.items[0].next_step, page.view.items[0].next_reason) == (OutcomeNext.NEW_ORDER, "配件停产")


def test_nothing_follows_not_done_while_the_deadline_runs(recheck: Recheck, room: Room, qtbot: QtBot) -> None:
    recheck.set_day(DEADLINE)
    page = room.open(ReinspectionPage, qtbot, recheck.begin())
    assert "整改期限未满" in page.work.verdict.why_not.text()
    page.work.verdict.press(OutcomeResult.NOT_DONE)
    room.rest()
    assert not page.work.verdict.options[OutcomeNext.CASE].isVisible()
    assert page.view is not None
    assert page.view.items[0].next_step is None


def test_an_item_is_left_out_by_its_button(page: ReinspectionPage, room: Room) -> None:
    page.work.verdict.leave_out.click()
    room.rest()
    assert page.view is not None
    assert [one.hazard_id for one in page.view.items] == [room.recheck.hazards[1]]


def test_f2_takes_photographs_in_beside_the_one_before(page: ReinspectionPage, room: Room, tmp_path: Path) -> None:
    room.recheck.photograph(1, PhotoRole.BEFORE)
    file = tmp_path / "整改后.jpg"
    file.write_bytes(make_photo(size=(80, 60)))
    room.ask.paths = [file]
    page.setFocus()
    press(page, Qt.Key.Key_F2)
    room.rest()
    assert len(page.work.pair.before.photos) == 1
    assert len(page.work.pair.after.photos) == 1
    assert page.work.pair.before.pane.has_image
    assert page.work.pair.after.pane.has_image
    assert page.work.pair.before.pane.size() == page.work.pair.after.pane.size()


def test_a_refused_photograph_is_named_and_the_rest_goes_on(page: ReinspectionPage, room: Room, tmp_path: Path) -> None:
    (tmp_path / "坏.jpg").write_bytes(b"no photo")
    (tmp_path / "好.jpg").write_bytes(make_photo(size=(80, 60)))
    room.ask.paths = [tmp_path / "坏.jpg", tmp_path / "好.jpg"]
    page.photos.choose()
    room.rest()
    assert "坏.jpg" in room.messages.errors[0]
    assert len(page.work.pair.after.photos) == 1


def test_a_dropped_photograph_is_taken_in(page: ReinspectionPage, room: Room, tmp_path: Path) -> None:
    file = tmp_path / "拖入.jpg"
    file.write_bytes(make_photo(size=(80, 60)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    kept = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), kept[0], mime, kept[1], kept[2])
    QApplication.sendEvent(page.work.pair, entered)
    QApplication.sendEvent(page.work.pair, QDropEvent(QPointF(9, 9), kept[0], mime, kept[1], kept[2]))
    room.rest()
    assert len(page.work.pair.after.photos) == 1


def test_the_enterprises_own_photographs_stand_apart(page: ReinspectionPage, room: Room, tmp_path: Path) -> None:
    file = tmp_path / "企业.jpg"
    file.write_bytes(make_photo(size=(80, 60)))
    room.ask.paths = [file]
    page.work.pair.add_provided.click()
    room.rest()
    assert page.work.pair.after.photos == ()
    assert page.work.pair.provided.text() == "企业提供 1 张"


def test_space_lays_the_photographs_over_each_other_and_back(page: ReinspectionPage) -> None:
    page.setFocus()
    press(page, Qt.Key.Key_Space)
    assert page.work.pair.overlay.isVisible()
    press(page, Qt.Key.Key_Space)
    assert not page.work.pair.overlay.isVisible()


def test_an_ended_reinspection_is_read_only(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    begun, _ = room.recheck.carry_out(DONE, NOT_DONE)
    page = room.open(ReinspectionPage, qtbot, begun)
    assert not page.work.verdict.verdicts.buttons[0].isEnabled()
    assert page.work.verdict.seen.isReadOnly()
    page.photos.choose()
    assert room.ask.asked == []
    assert "已经结束" in room.messages.errors[0]


def test_a_refusal_of_the_service_is_told_and_the_page_shows_what_is_stored(page: ReinspectionPage, room: Room) -> None:
    change(room.recheck.office.store, Hazard, room.recheck.hazards[0], state=HazardState.VOID)
    page.work.verdict.press(OutcomeResult.DONE)
    room.rest()
    assert "不在等待复查之列" in room.messages.errors[0]


def test_an_unknown_record_shows_the_error_and_the_way_back(room: Room, qtbot: QtBot) -> None:
    page = room.open(ReinspectionPage, qtbot, UUID(int=9))
    assert "本机没有这次检查" in page.error.words
    page.empty.action_chosen.emit()
    assert room.went == [("reinspections", None)]


def test_long_texts_and_a_narrow_window_survive(office: Office, room: Room, qtbot: QtBot) -> None:
    change(office.store, Hazard, room.recheck.hazards[0], fact="很长的事实" * 120, demand="很长的要求" * 120)
    page = room.open(ReinspectionPage, qtbot, room.recheck.begin())
    page.resize(1029, 494)
    page.set_layout(Layout.NARROW)
    room.rest()
    assert page.work.select.isVisible()
    assert not page.work.list.isVisible()
    assert page.work.verdict.save.isVisible()
    assert page.work.hazard.width() <= page.width()


def test_the_paper_of_the_enterprise_opens(page: ReinspectionPage, room: Room) -> None:
    page.work.list.paper_wanted.emit(UUID(int=4))
    assert room.went == [("received_papers", UUID(int=4))]


def test_the_last_reinspection_is_shown_where_nothing_waits(room: Room, qtbot: QtBot) -> None:
    begun, _ = room.recheck.carry_out(DONE, DONE)
    page = room.open(ReinspectionPage, qtbot, room.recheck.inspection_id)
    assert page.view is not None
    assert page.view.id == begun


def test_closing_names_what_is_in_the_way(page: ReinspectionPage, room: Room) -> None:
    page.closing.click()
    room.rest()
    panel = page.loop.panel
    assert panel.isVisible()
    assert panel.end.lock_reason == "还有 3 件事"
