"""The navigation shows where the user is and what waits."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.page import Page, PageSpec
from app.ui.theme import Look
from app.ui.widgets.nav_bar import NavBar

SPECS = [PageSpec("today", "今日", "layout-dashboard", Page), PageSpec("hazards", "隐患台账", "triangle-alert", Page)]


def made(qtbot: QtBot) -> NavBar:
    bar = NavBar(SPECS)
    qtbot.addWidget(bar)
    bar.resize(bar.width(), 500)
    bar.show()
    return bar


def test_press_tells_where_to_go_and_marks_only_that_place(qtbot: QtBot) -> None:
    bar = made(qtbot)
    with qtbot.waitSignal(bar.chosen) as chosen:
        QTest.mouseClick(bar.buttons["hazards"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["hazards"]
    bar.show_current("today")
    assert [button.isChecked() for button in bar.buttons.values()] == [True, False]


def test_current_place_is_filled(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.show_current("today")
    image = bar.buttons["today"].grab().toImage()
    assert image.pixelColor(image.width() - 20, 6) == Look().colour("nav_sel")


def test_count_is_spoken_and_drawn_and_zero_is_silent(qtbot: QtBot) -> None:
    bar = made(qtbot)
    button = bar.buttons["today"]
    silent = button.grab().toImage()
    bar.set_count("today", 120)
    assert button.accessibleName() == "今日，120 项"
    assert button.grab().toImage() != silent
    bar.set_count("today", 0)
    assert button.accessibleName() == "今日"


def test_rows_are_48_high_and_44_as_icons(qtbot: QtBot) -> None:
    bar = made(qtbot)
    assert bar.buttons["today"].sizeHint().height() == 48
    bar.set_icons_only(True)
    assert (bar.width(), bar.buttons["today"].sizeHint().height()) == (64, 44)


def test_user_stands_at_the_bottom(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.show_user("示例甲", "证号 示例0001")
    assert bar._user.text() == "示例甲"
    assert bar._user.y() > bar.buttons["hazards"].y()
    bar.set_icons_only(True)
    assert bar._user_second.isHidden()
