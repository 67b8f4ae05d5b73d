"""Provisions are searched and pressed, several of them; of criteria there is one."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.storage.store import Store
from app.ui.pages.walkthrough_refs import RefDialog
from app.ui.tasks import Tasks
from app.values.enums import HazardLevel
from tests.ui.conftest import HeardMessages
from tests.ui.find import find
from tests.ui.pages.walks import OpenWalk, open_walk


@pytest.fixture
def walk(qtbot: QtBot, store: Store, tasks: Tasks, messages: HeardMessages) -> OpenWalk:
    opened = open_walk(qtbot, store, tasks, messages)
    opened.press(Qt.Key.Key_2)
    opened.settle()
    return opened


def search(walk: OpenWalk, dialog: RefDialog, words: str) -> None:
    dialog.search.edit.setText(words)
    dialog.search.searched.emit(words)
    walk.settle()


def test_provision_is_added_by_a_search_and_a_press(walk: OpenWalk) -> None:
    editor = walk.page.card.editor
    before = editor.fields().violations
    editor.refs.click()
    walk.settle()
    dialog = find(walk.window, RefDialog)
    assert set(dialog.taken) == set(before)
    search(walk, dialog, "安全生产法 第四十一条")
    wanted = next(ref for ref in dialog.options if ref not in before)
    dialog.options[wanted].click()
    dialog.accept_button.click()
    assert editor.fields().violations == (*before, wanted)
    walk.page.leave()
    walk.settle()
    assert walk.stored().hazards[0].fields.violations == (*before, wanted)


def test_provision_is_taken_away_by_a_second_press(walk: OpenWalk) -> None:
    editor = walk.page.card.editor
    (first, *rest) = editor.fields().violations
    editor.refs.click()
    walk.settle()
    dialog = find(walk.window, RefDialog)
    dialog.options[first].click()
    dialog.accept_button.click()
    assert editor.fields().violations == tuple(rest)


def test_search_without_a_result_says_what_to_do(walk: OpenWalk) -> None:
    walk.page.card.editor.refs.click()
    walk.settle()
    dialog = find(walk.window, RefDialog)
    search(walk, dialog, "没有这样的条文")
    assert dialog.options == {}
    assert "换个词" in dialog._words.text()
    search(walk, dialog, "")
    assert set(dialog.options) == set(dialog.taken)
    dialog.reject()


def test_one_criterion_takes_the_place_of_another(walk: OpenWalk) -> None:
    editor = walk.page.card.editor
    editor.level.press(HazardLevel.MAJOR)
    editor.criterion.click()
    dialog = find(walk.window, RefDialog)
    search(walk, dialog, "燃气")
    first, second = list(dialog.options)[:2]
    dialog.options[first].click()
    dialog.options[second].click()
    assert list(dialog.taken) == [second]
    assert not dialog.options[first].isChecked()
    dialog.accept_button.click()
    assert editor.fields().criterion == second
    assert editor.criterion.text().startswith("《")
