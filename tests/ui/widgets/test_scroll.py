"""The column brings the focused control into sight."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.widgets.scroll import Scroll


def test_focused_control_is_scrolled_into_sight(qtbot: QtBot) -> None:
    scroll = Scroll()
    first, last = QLineEdit(), QLineEdit()
    scroll.body.addWidget(first)
    scroll.body.addSpacing(900)
    scroll.body.addWidget(last)
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    scroll.show()
    scroll.activateWindow()
    qtbot.waitUntil(scroll.isActiveWindow)
    last.setFocus()
    qtbot.waitUntil(last.hasFocus)
    assert scroll.viewport().rect().contains(last.mapTo(scroll.viewport(), QPoint(5, 5)))
    assert scroll.verticalScrollBar().value() > 0
