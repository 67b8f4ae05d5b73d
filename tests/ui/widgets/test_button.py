"""Buttons say what they do, and why they do not."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, ThemeName, wear
from app.ui.widgets.big_button import BigButton
from app.ui.widgets.button import Button, Kind


def pressed_count(button: Button) -> list[bool]:
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    return presses


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_key_presses_the_button(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("保存")
    qtbot.addWidget(button)
    presses = pressed_count(button)
    QTest.keyClick(button, key)
    assert presses == [True]


def test_locked_button_cannot_be_pressed_and_says_why(qtbot: QtBot) -> None:
    button = Button("签发", icon="file-check")
    qtbot.addWidget(button)
    button.lock("缺项 2、红 1")
    presses = pressed_count(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presses == []
    assert (button.lock_reason, button.toolTip(), button.accessibleDescription()) == ("缺项 2、红 1",) * 3
    button.unlock()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presses == [True]
    assert button.accessibleDescription() == ""


def test_reader_speaks_the_name_of_an_icon_button(qtbot: QtBot) -> None:
    button = Button(icon="x", name="关闭")
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "关闭"
    assert spoken.role() == QAccessible.Role.Button


@pytest.mark.parametrize("button", [("", "x"), ("是", ""), ("保存并下一项", "save")])
@pytest.mark.parametrize("scale", [100, 130])
def test_button_is_never_smaller_than_a_finger(
    qapp: QApplication, qtbot: QtBot, button: tuple[str, str], scale: int
) -> None:
    wear(qapp, Look(scale=scale))
    made = Button(button[0], icon=button[1], name="名")
    qtbot.addWidget(made)
    least = made.minimumSizeHint()
    assert min(least.width(), least.height()) >= 44


def fill_of(button: Button) -> QColor:
    button.resize(120, 44)
    return button.grab().toImage().pixelColor(QPoint(8, 22))


@pytest.mark.parametrize("theme", list(ThemeName))
def test_kind_decides_the_fill(qapp: QApplication, qtbot: QtBot, theme: ThemeName) -> None:
    worn = Look(theme)
    wear(qapp, worn)
    button = Button("", name="办理")
    qtbot.addWidget(button)
    assert fill_of(button) == worn.colour("panel")
    button.set_kind(Kind.PRIMARY)
    assert fill_of(button) == worn.colour("pri")
    button.lock("还有 2 项待判")
    assert fill_of(button) == worn.colour("na_soft")


def test_say_changes_the_words_and_the_name(qtbot: QtBot) -> None:
    button = Button("打印")
    qtbot.addWidget(button)
    width = button.sizeHint().width()
    button.say("打印全套 4 份")
    assert button.accessibleName() == "打印全套 4 份"
    assert button.sizeHint().width() > width


def test_long_words_are_cut_and_do_not_widen_the_page(qtbot: QtBot) -> None:
    button = Button("很长的按钮文字" * 5, icon="x")
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() <= 110
    assert not button.grab().isNull()


def test_big_button_speaks_its_second_line(qtbot: QtBot) -> None:
    button = BigButton("继续上次", icon="play", key="Ctrl+L")
    qtbot.addWidget(button)
    button.show_second("示例加油站有限公司", count="27 / 64 项", part=0.4)
    assert button.accessibleDescription() == "示例加油站有限公司 27 / 64 项"
    assert button.sizeHint().height() == 80
    assert not button.grab().isNull()
