"""Searching waits for the hand to rest."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.search_box import DEBOUNCE_MS, SearchBox


def made(qtbot: QtBot) -> tuple[SearchBox, list[str]]:
    box = SearchBox("企业、电话尾号、文号尾数", key="Ctrl+K")
    qtbot.addWidget(box)
    box.show()
    told: list[str] = []
    box.searched.connect(told.append)
    return box, told


def test_fast_typing_searches_once(qtbot: QtBot) -> None:
    box, told = made(qtbot)
    QTest.keyClicks(box.edit, "0001 ")
    assert told == []
    qtbot.waitUntil(lambda: told == ["0001"], timeout=DEBOUNCE_MS * 20)


def test_enter_searches_at_once(qtbot: QtBot) -> None:
    box, told = made(qtbot)
    QTest.keyClicks(box.edit, "12")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert told == ["12"]


def test_composing_does_not_search_before_the_word_is_chosen(qtbot: QtBot) -> None:
    box, told = made(qtbot)
    QApplication.sendEvent(box.edit, QInputMethodEvent("jiayou", []))
    assert not box._timer.isActive()
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("加油")
    QApplication.sendEvent(box.edit, chosen)
    qtbot.waitUntil(lambda: told == ["加油"])


def test_cross_clears_at_once(qtbot: QtBot) -> None:
    box, told = made(qtbot)
    box.edit.setText("示例")
    assert box._clear.isVisible()
    QTest.mouseClick(box._clear, Qt.MouseButton.LeftButton)
    assert (told, box.words) == ([""], "")
    assert box._clear.isHidden()
