"""The navigation shows where the user is and what waits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.page import Page, PageSpec
from app.ui.theme import Look, wear
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


PLACES = (
    "今日",
    "企业台账",
    "检查",
    "隐患台账",
    "复查",
    "文书",
    "案件处罚",
    "收文",
    "数据交换",
    "收件箱",
    "文号",
    "设置",
)


def full(qtbot: QtBot, height: int) -> NavBar:
    bar = NavBar([PageSpec(f"p{number}", title, "inbox", Page) for number, title in enumerate(PLACES, start=1)])
    qtbot.addWidget(bar)
    bar.resize(bar.width(), height)
    bar.show()
    return bar


def test_places_without_room_are_scrolled_to_when_they_are_shown_or_reached_by_key(qtbot: QtBot) -> None:
    bar = full(qtbot, 430)
    bar.set_icons_only(True)
    last = bar.buttons["p12"]
    bar.show_current("p12")
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    assert last.visibleRegion().boundingRect().size() == last.size()
    assert (last.width(), last.height()) == (48, 44)
    assert bar.buttons["p1"].visibleRegion().isEmpty()
    assert bar.appearance.y() + bar.appearance.height() <= bar._user.y()


def test_rows_move_together_before_they_are_scrolled(qtbot: QtBot) -> None:
    bar = full(qtbot, 740)
    qtbot.waitUntil(lambda: bar.buttons["p1"].height() < 48)
    assert bar.buttons["p1"].height() >= 44
    assert bar.rows.verticalScrollBar().maximum() == 0


def test_digits_go_to_the_places_that_are_shown(qtbot: QtBot) -> None:
    bar = full(qtbot, 900)
    bar.set_icons_only(True)
    assert (bar.place(10), bar.place(13)) == ("p10", "")
    assert [bar.buttons[key].toolTip() for key in ("p10", "p11")] == ["收件箱（Alt+0）", "文号"]
    bar.show_place("p2", False)
    assert (bar.place(2), bar.place(10), bar.place(12)) == ("p3", "p11", "")
    assert bar.buttons["p3"].toolTip() == "检查（Alt+2）"
    bar.show_place("p2", True)
    assert bar.place(2) == "p2"


@pytest.mark.parametrize("scale", [100, 130])
@pytest.mark.parametrize("count", [3, 12, 120])
def test_count_covers_no_word(qtbot: QtBot, qapp: QApplication, scale: int, count: int) -> None:
    wear(qapp, Look(scale=scale))
    button = full(qtbot, 900).buttons["p7"]
    button.setChecked(True)
    button.set_count(count)
    words = button.word_room()
    words.setWidth(QFontMetrics(button.word_font()).horizontalAdvance(button.text()))
    assert not button.count_room().intersects(words)
    assert button.rect().contains(button.count_room())


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
