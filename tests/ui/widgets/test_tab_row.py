"""Tabs show counts and turn with the arrows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.widgets.tab_row import Tab, TabRow


def made(qtbot: QtBot) -> tuple[TabRow, list[str]]:
    row = TabRow([Tab("basics", "概况"), Tab("licences", "证照", 3), Tab("timeline", "时间线")])
    qtbot.addWidget(row)
    told: list[str] = []
    row.chosen.connect(told.append)
    return row, told


def test_first_tab_is_current_and_a_press_turns(qtbot: QtBot) -> None:
    row, told = made(qtbot)
    assert row.current == "basics"
    QTest.mouseClick(row.buttons["licences"], Qt.MouseButton.LeftButton)
    assert (row.current, told) == ("licences", ["licences"])


def test_pressing_the_current_tab_keeps_it(qtbot: QtBot) -> None:
    row, _ = made(qtbot)
    QTest.mouseClick(row.buttons["basics"], Qt.MouseButton.LeftButton)
    assert row.current == "basics"


def test_count_stands_in_words_and_in_the_name(qtbot: QtBot) -> None:
    row, _ = made(qtbot)
    assert row.buttons["licences"].accessibleName() == "证照 3"
    row.set_count("licences", 4)
    assert row.buttons["licences"].text() == "证照 4"
    row.set_count("licences", None)
    assert row.buttons["licences"].text() == "证照"


def test_arrows_turn_round(qtbot: QtBot) -> None:
    row, told = made(qtbot)
    QTest.keyClick(row, Qt.Key.Key_Left)
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert told == ["timeline", "basics"]
