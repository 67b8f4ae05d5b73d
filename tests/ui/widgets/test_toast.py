"""A passing note can be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.messages import Note
from app.ui.widgets.toast import Toast


def test_undo_takes_back_once_and_the_note_goes(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(900, 600)
    qtbot.addWidget(host)
    host.show()
    toast = Toast(host)
    undone: list[bool] = []
    toast.give(Note("已删除隐患 03。", lambda: undone.append(True)))
    assert toast.isVisible()
    QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert (undone, toast.isVisible()) == ([True], False)


def test_note_without_a_way_back_has_no_button_and_stays_inside(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(900, 600)
    qtbot.addWidget(host)
    host.show()
    toast = Toast(host)
    toast.give(Note("已导出 12 条记录。"))
    assert toast.undo.isHidden()
    host.resize(500, 400)
    assert host.rect().contains(toast.geometry())
    toast._timer.timeout.emit()
    assert toast.isHidden()
