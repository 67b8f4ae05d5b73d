"""An option says what it is and why it cannot be taken."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, Tone
from app.ui.widgets.option import Mark, Option


def press(option: Option) -> None:
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)


def test_check_is_taken_and_given_back(qtbot: QtBot) -> None:
    option = Option("加油站检查表", second="2026年第2版", chip="推荐", figure="48 项")
    qtbot.addWidget(option)
    option.resize(360, 58)
    before = option.grab().toImage().pixelColor(45, 29)
    press(option)
    assert option.isChecked()
    assert (before, option.grab().toImage().pixelColor(45, 29)) == (Look().colour("panel"), Look().colour("pri_soft"))
    press(option)
    assert not option.isChecked()


def test_radios_beside_each_other_exclude_each_other(qtbot: QtBot) -> None:
    host = QWidget()
    layout = QVBoxLayout(host)
    first = Option("移交立案", mark=Mark.RADIO, tone=Tone.BAD)
    second = Option("再次责令整改", mark=Mark.RADIO)
    layout.addWidget(first)
    layout.addWidget(second)
    qtbot.addWidget(host)
    press(first)
    press(second)
    assert (first.isChecked(), second.isChecked()) == (False, True)


def test_locked_list_cannot_be_given_back(qtbot: QtBot) -> None:
    option = Option("主要负责人履职", second="《安全生产法》第二十一条", mark=Mark.LOCKED)
    qtbot.addWidget(option)
    press(option)
    assert not option.isCheckable()
    assert option.accessibleDescription() == "《安全生产法》第二十一条"


def test_option_that_is_not_open_says_why(qtbot: QtBot) -> None:
    option = Option("按批准的延期", mark=Mark.RADIO)
    qtbot.addWidget(option)
    option.lock("无到期前提出的延期申请")
    press(option)
    assert not option.isChecked()
    assert option.accessibleDescription() == "无到期前提出的延期申请"
    assert option.grab().toImage().pixelColor(45, 6) == Look().colour("na_soft")
