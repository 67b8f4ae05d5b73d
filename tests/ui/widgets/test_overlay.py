"""Panels at the right keep the focus where a person expects it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.ui.theme import Look, wear
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.overlay import Drawer, SidePanel, SlideOver
from tests.ui.find import focused


class Host(QWidget):
    """A page with one button."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1000, 600)
        self.start = Button("不符合")
        QVBoxLayout(self).addWidget(self.start)


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    window = Host()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def opened(host: Host) -> tuple[SlideOver, QLineEdit]:
    panel = SidePanel("隐患 03")
    fact = QLineEdit()
    panel.body.addWidget(fact)
    panel.add_action(Button("保存并下一项", kind=Kind.PRIMARY))
    slide = SlideOver(host, panel)
    return slide, fact


def test_slide_over_focuses_its_first_field_and_escape_returns_the_focus(qtbot: QtBot, host: Host) -> None:
    host.start.setFocus()
    slide, fact = opened(host)
    slide.present()
    qtbot.waitUntil(fact.hasFocus)
    with qtbot.waitSignal(slide.closed):
        QTest.keyClick(fact, Qt.Key.Key_Escape)
    assert slide.isHidden()
    assert host.start.hasFocus()


def test_press_on_the_dimmed_page_closes(qtbot: QtBot, host: Host) -> None:
    slide, _ = opened(host)
    slide.present()
    with qtbot.waitSignal(slide.closed):
        QTest.mouseClick(slide, Qt.MouseButton.LeftButton, pos=QPoint(20, 300))


def test_page_is_dimmed_and_panel_is_432_wide(qtbot: QtBot, host: Host) -> None:
    before = host.grab().toImage().pixelColor(10, 300)
    slide, _ = opened(host)
    slide.present()
    assert slide.panel.width() == 432
    assert host.grab().toImage().pixelColor(10, 300).lightness() < before.lightness()


def test_slide_over_follows_its_host_and_leaves_a_strip_to_press(qtbot: QtBot, host: Host) -> None:
    slide, _ = opened(host)
    slide.present()
    host.resize(460, 500)
    assert slide.size() == host.size()
    assert slide.panel.x() >= 44


def test_bar_that_is_kept_stays_bright_beside_the_panel(qtbot: QtBot, host: Host) -> None:
    foot = QWidget(host)
    foot.setGeometry(0, 540, 1000, 60)
    slide = SlideOver(host, SidePanel("隐患"), keep=foot)
    slide.present()
    assert not slide.mask().contains(QPoint(50, 570))
    assert slide.mask().contains(QPoint(50, 300))
    assert slide.mask().contains(QPoint(900, 570))


def test_tab_stays_inside_while_the_page_is_dimmed(qtbot: QtBot, host: Host) -> None:
    slide, _ = opened(host)
    slide.present()
    for _ in range(8):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert slide.isAncestorOf(focused())


def test_drawer_closes_with_escape_and_with_its_cross(qtbot: QtBot, host: Host) -> None:
    drawer = Drawer("示例加油站有限公司", parent=host)
    edit = QLineEdit()
    drawer.body.addWidget(edit)
    drawer.show()
    edit.setFocus()
    with qtbot.waitSignal(drawer.closed):
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    with qtbot.waitSignal(drawer.closed):
        QTest.mouseClick(drawer.close_button, Qt.MouseButton.LeftButton)


def test_drawer_grows_with_the_text(qapp: QApplication, qtbot: QtBot, host: Host) -> None:
    drawer = Drawer("示例", parent=host)
    drawer.show()
    assert drawer.width() == 392
    wear(qapp, Look(scale=130))
    assert drawer.width() == round(392 * 1.3)


def test_slide_over_closes_though_what_had_the_focus_is_gone(qtbot: QtBot, host: Host) -> None:
    host.start.setFocus()
    slide, _ = opened(host)
    slide.present()
    delete(host.start)
    with qtbot.waitSignal(slide.closed):
        slide.dismiss()
    assert slide.isHidden()


def test_press_between_the_fields_of_the_panel_leaves_it_open(qtbot: QtBot, host: Host) -> None:
    slide, _ = opened(host)
    slide.present()
    QTest.mouseClick(slide, Qt.MouseButton.LeftButton, pos=slide.panel.geometry().center())
    assert slide.isVisible()
