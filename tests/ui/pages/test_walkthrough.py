"""The walk goes from the keyboard: four answers, sections, undo; what is typed is never taken for a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.storage.store import Store
from app.ui.pages.walkthrough import WalkthroughPage
from app.ui.pages.walkthrough_card import DRAFT_MS
from app.ui.tasks import Tasks
from app.values.enums import FindingResult, HazardLevel
from app.values.errors import UserError
from tests.ui.conftest import HeardMessages
from tests.ui.find import focused
from tests.ui.pages.walks import OpenWalk, open_walk

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def walk(qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages) -> OpenWalk:
    return open_walk(qtbot, store, tasks, messages)


def test_walk_opens_at_its_first_item_with_head_and_progress(walk: OpenWalk) -> None:
    assert walk.page.title == "示例燃气有限公司"
    assert "示例员甲、示例员乙" in walk.page.subtitle
    assert walk.page.top.words.text().startswith("已查 0 / ")
    assert walk.page.view.sections.rows[1].isChecked()
    assert walk.item_id() == next(walk.stored().items).id


@pytest.mark.parametrize(
    ("key", "result"),
    [(K.Key_1, FindingResult.CONFORMS), (K.Key_3, FindingResult.NOT_APPLICABLE), (K.Key_4, FindingResult.PENDING)],
)
def test_answer_key_saves_and_goes_on(walk: OpenWalk, key: Qt.Key, result: FindingResult) -> None:
    first = walk.item_id()
    walk.press(key)
    assert walk.item_id() != first
    walk.settle()
    assert walk.result(first) is result


def test_quick_keys_answer_one_item_each(walk: OpenWalk) -> None:
    for _ in range(12):
        walk.press(K.Key_1)
    walk.settle()
    assert walk.stored().judged == 12
    assert walk.page.top.words.text().startswith("已查 12 / ")


def test_failing_opens_the_standard_wording_with_the_focus_in_it(walk: OpenWalk) -> None:
    item = next(walk.stored().items)
    walk.press(K.Key_2)
    editor = walk.page.card.editor
    assert focused() is editor.texts["fact"]
    assert editor.texts["fact"].toPlainText() == item.item.fact
    walk.settle()
    assert editor.title.text() == "隐患 01"
    assert walk.result(item.id) is FindingResult.FAILS
    assert walk.item_id() == item.id


def test_typed_text_is_never_a_shortcut_and_is_saved_on_leaving(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.page.card.editor.texts["fact"].selectAll()
    QTest.keyClicks(focused(), "H123L4 hh")
    walk.press(K.Key_Return, CTRL)
    walk.settle()
    (hazard,) = walk.stored().hazards
    assert hazard.fields.fact == "H123L4 hh"
    assert (walk.stored().judged, hazard.is_draft) == (1, False)


def test_text_of_an_input_method_triggers_nothing(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.settle()
    edit = walk.page.card.editor.texts["fact"]
    edit.selectAll()
    QApplication.sendEvent(edit, QInputMethodEvent("h1l2", []))
    QTest.keyClick(edit, K.Key_1)
    QTest.keyClick(edit, K.Key_Space)
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("软管老化")
    QApplication.sendEvent(edit, chosen)
    walk.page.leave()
    walk.settle()
    assert "软管老化" in walk.stored().hazards[0].fields.fact
    assert walk.stored().judged == 1


def test_typed_text_becomes_a_draft_within_a_second(walk: OpenWalk, store: Store) -> None:
    walk.press(K.Key_2)
    QTest.keyClicks(focused(), "A")
    editor = walk.page.card.editor
    assert editor.saved.words == "正在输入"
    walk.qtbot.waitUntil(lambda: editor.saved.words == "已自动保存")
    assert DRAFT_MS < 1000
    with store.read() as uow:
        drafts = {text.key.split(":")[0] for text in uow.drafts.all()}
    assert "hazard" in drafts
    assert walk.stored().hazards[0].is_draft


def test_typing_before_the_hazard_is_stored_is_kept(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.page.card.editor.texts["fact"].selectAll()
    QTest.keyClicks(focused(), "quick")
    walk.press(K.Key_Return, CTRL)
    walk.settle()
    assert [one.fields.fact for one in walk.stored().hazards] == ["quick"]


def test_arrows_and_pages_move_and_hold_at_the_ends(walk: OpenWalk) -> None:
    items = list(walk.stored().items)
    walk.press(K.Key_Up)
    assert walk.item_id() == items[0].id
    walk.press(K.Key_Down)
    assert walk.item_id() == items[1].id
    walk.press(K.Key_PageDown)
    assert walk.item_id() == walk.stored().sections[1].items[0].id
    walk.press(K.Key_PageUp)
    assert walk.item_id() == items[0].id


def test_place_is_remembered(walk: OpenWalk) -> None:
    walk.press(K.Key_PageDown)
    walk.press(K.Key_Down)
    here = walk.item_id()
    walk.page.leave()
    walk.settle()
    assert walk.stored().at_item == here


def test_whole_section_conforms_and_comes_back(walk: OpenWalk) -> None:
    walk.press(K.Key_4)
    walk.press(K.Key_H)
    walk.settle()
    section = walk.stored().sections[0]
    assert section.judged == len(section.items) - 1
    assert section.items[0].result is FindingResult.PENDING
    walk.press(K.Key_Z, CTRL)
    walk.settle()
    assert walk.stored().judged == 0


def test_undo_takes_the_hazard_back_too(walk: OpenWalk) -> None:
    first = walk.item_id()
    walk.press(K.Key_2)
    walk.settle()
    walk.press(K.Key_Escape)
    walk.press(K.Key_Z, CTRL)
    walk.settle()
    assert (walk.stored().hazards, walk.result(first)) == ((), None)
    assert walk.item_id() == first
    assert walk.page.view.side.currentWidget() is walk.page.view.hazards


def test_undo_in_a_text_belongs_to_the_text(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.settle()
    QTest.keyClicks(focused(), "x")
    walk.press(K.Key_Z, CTRL)
    walk.settle()
    assert len(walk.stored().hazards) == 1


def test_undo_without_a_step_says_so(walk: OpenWalk) -> None:
    walk.press(K.Key_Z, CTRL)
    walk.settle()
    assert [note.words for note in walk.messages.notes] == ["没有可以撤销的判定。"]


def test_legal_basis_folds(walk: OpenWalk) -> None:
    basis = walk.page.view.card.basis
    walk.press(K.Key_L)
    assert basis.is_folded
    walk.press(K.Key_L)
    assert not basis.is_folded


def test_mouse_answers_opens_items_and_sections(walk: OpenWalk) -> None:
    card = walk.page.view.card
    QTest.mouseClick(card.answers.buttons[0], Qt.MouseButton.LeftButton)
    walk.settle()
    assert walk.stored().judged == 1
    rows = walk.page.view.items.rows
    stop = next(iter(rows))
    QTest.mouseClick(rows[stop], Qt.MouseButton.LeftButton)
    assert walk.page.stop == stop
    QTest.mouseClick(walk.page.view.sections.rows[2], Qt.MouseButton.LeftButton)
    assert walk.page.stop.section == 2


def test_answering_again_goes_one_further_only(walk: OpenWalk) -> None:
    items = list(walk.stored().items)
    for _ in range(3):
        walk.press(K.Key_1)
    walk.press(K.Key_Up)
    walk.press(K.Key_Up)
    walk.press(K.Key_3)
    walk.settle()
    assert walk.item_id() == items[2].id
    assert walk.result(items[1].id) is FindingResult.NOT_APPLICABLE


def test_free_hazard_is_recorded_and_opened(walk: OpenWalk) -> None:
    walk.press(K.Key_N, CTRL)
    walk.settle()
    assert focused() is walk.page.card.editor.texts["fact"]
    QTest.keyClicks(focused(), "gas leak")
    walk.page.leave()
    walk.settle()
    (hazard,) = walk.stored().hazards
    assert (hazard.fields.fact, hazard.fields.item_no) == ("gas leak", "")
    assert walk.page.stop is not None
    assert walk.page.stop.hazard_id == hazard.id
    assert not walk.page.view.card.answers.isVisible()


def test_deleted_hazard_comes_back_by_the_note(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.settle()
    walk.page.card.editor.remove.click()
    walk.settle()
    assert walk.stored().hazards == ()
    note = walk.messages.notes[-1]
    assert (note.words, note.undo is not None) == ("隐患已删除", True)
    assert note.undo is not None
    note.undo()
    walk.settle()
    assert len(walk.stored().hazards) == 1


def test_hazards_of_other_items_open_from_the_list(walk: OpenWalk) -> None:
    first = walk.item_id()
    walk.press(K.Key_2)
    walk.settle()
    walk.press(K.Key_Return, CTRL)
    walk.settle()
    assert walk.item_id() != first
    (button,) = walk.page.view.hazards.buttons.values()
    button.click()
    assert walk.item_id() == first


def test_refused_answer_is_told_and_the_screen_shows_the_truth(walk: OpenWalk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise UserError("磁盘空间不足，没有保存。", hint="请腾出空间后再试。")

    first = walk.item_id()
    monkeypatch.setattr(walk.services.walk, "answer", refuse)
    walk.press(K.Key_1)
    walk.settle()
    assert walk.messages.errors == ["磁盘空间不足，没有保存。请腾出空间后再试。"]
    assert walk.page.course is not None
    item = walk.page.course.walk.item(first)
    assert item is not None
    assert item.result is None


def test_failed_reading_is_told_with_a_way_to_try_again(walk: OpenWalk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_inspection: object) -> None:
        raise UserError("资料读不出来。", hint="请检查磁盘。")

    with monkeypatch.context() as broken:
        broken.setattr(walk.services.walk, "view", fail)
        walk.page.refresh()
        walk.settle()
    assert "资料读不出来" in walk.page.view.error.words
    walk.page.view.error.retry.click()
    walk.settle()
    assert walk.page.view.error.isHidden()


def test_page_without_an_inspection_leads_to_the_list(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages
) -> None:
    walk = open_walk(qtbot, store, tasks, messages)
    page = WalkthroughPage(walk.page._context)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    asked: list[str] = []
    page.navigate.connect(lambda key, _payload: asked.append(key))
    assert page.view.region.currentWidget() is page.view.empty
    page.view.empty.button.click()
    assert asked == ["inspections"]


def test_long_text_stays_inside_the_window(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.page.card.editor.texts["fact"].setPlainText("可燃气体探测器检定到期仍在使用，" * 200)
    walk.page.leave()
    walk.settle()
    walk.press(K.Key_Escape)
    walk.press(K.Key_Down)
    walk.settle()
    assert walk.window.width() == 1366
    for button in walk.page.view.hazards.buttons.values():
        right = button.mapTo(walk.window, button.rect().topRight()).x()
        assert right <= walk.window.width()


def test_major_hazard_asks_for_criterion_and_judge_without_blocking(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    editor = walk.page.card.editor
    editor.level.press(HazardLevel.MAJOR)
    assert editor.criterion.isVisible()
    assert editor.texts["judged_by"].isVisible()
    walk.press(K.Key_Return, CTRL)
    walk.settle()
    (hazard,) = walk.stored().hazards
    assert hazard.fields.wants_criterion
    assert walk.messages.errors == []
