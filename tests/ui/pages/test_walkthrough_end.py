"""A check begins with its first answer and ends with one last look at what is open."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.facts_inspection import inspection_facts
from app.storage.store import Store
from app.ui.pages.walkthrough_end import EndDialog
from app.ui.tasks import Tasks
from app.values.clock import FixedClock
from app.values.enums import Handling, HazardState, InspectionState, SignState
from tests.ui.conftest import HeardMessages
from tests.ui.find import find
from tests.ui.pages.walks import OpenWalk, open_walk

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def walk(qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages) -> OpenWalk:
    return open_walk(qtbot, store, tasks, messages)


def test_ended_check_is_shown_and_says_why_it_is_fixed(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages
) -> None:
    walk = open_walk(qtbot, store, tasks, messages, state=InspectionState.ENDED)
    walk.press(K.Key_1)
    walk.settle()
    assert "检查结果不再改动" in walk.messages.notes[-1].words
    assert walk.stored().judged == 0
    walk.page.top.end.click()
    assert walk.places == [("documents", walk.inspection_id)]


def test_planned_check_begins_with_its_first_answer(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages
) -> None:
    walk = open_walk(qtbot, store, tasks, messages, started_at=None)
    assert walk.page.top.end.accessibleName() == "开始检查"
    walk.press(K.Key_1)
    walk.settle()
    assert walk.stored().head.started_at is not None
    assert walk.page.top.end.accessibleName() == "结束检查"


def test_end_lists_open_items_and_goes_to_one(walk: OpenWalk) -> None:
    walk.page.top.end.click()
    dialog = find(walk.window, EndDialog)
    wanted = walk.stored().sections[1].items[0].id
    assert f"还有 {walk.stored().total} 项" in dialog.open_words.text()
    dialog.rows[wanted].click()
    assert walk.item_id() == wanted
    assert walk.stored().head.state is InspectionState.DRAFT


def test_end_stores_what_was_filled_in_and_goes_to_the_papers(walk: OpenWalk) -> None:
    walk.press(K.Key_1)
    walk.settle()
    clock = walk.services.desk.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(hours=2))
    walk.page.top.end.click()
    dialog = find(walk.window, EndDialog)
    dialog.signing.press(SignState.REFUSED)
    assert not dialog.reason.isHidden()
    dialog.reason.setPlainText("对检查结果有异议")
    dialog.witness.setText("示例网格员")
    dialog.recusal.press(False)
    dialog.end.click()
    walk.settle()
    assert walk.places == [("documents", walk.inspection_id)]
    with walk.services.desk.read() as uow:
        fact = inspection_facts(uow, walk.inspection_id)
    assert (fact.state, fact.signing.state, fact.signing.reason) == (
        InspectionState.ENDED,
        SignState.REFUSED,
        "对检查结果有异议",
    )
    assert fact.signing.witness is not None
    assert fact.is_recusal_asked is False


def test_check_that_ended_goes_on_and_shows_what_was_noted(
    qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages
) -> None:
    walk = open_walk(qtbot, store, tasks, messages, state=InspectionState.ENDED, is_recusal_asked=False, place="充装间")
    walk.page.top.again.click()
    walk.settle()
    assert walk.stored().head.state is InspectionState.DRAFT
    assert walk.page.top.again.isHidden()
    walk.page.top.end.click()
    dialog = find(walk.window, EndDialog)
    assert dialog.place.text() == "充装间"
    assert dialog.party.text() == "示例人丙"
    assert dialog.recusal.value is False
    dialog.place.setText("充装间、配电室")
    dialog.end.click()
    walk.settle()
    fact = walk.stored().inspection
    assert fact is not None
    assert (fact.place, fact.party.position, fact.state) == ("充装间、配电室", "站长", InspectionState.ENDED)


def test_end_settles_what_was_mended_on_the_spot(walk: OpenWalk) -> None:
    walk.press(K.Key_2)
    walk.page.card.editor.handling.press(Handling.ON_THE_SPOT)
    walk.page.top.end.click()
    find(walk.window, EndDialog).end.click()
    walk.settle()
    assert [one.state for one in walk.stored().hazards] == [HazardState.IMMEDIATE]
