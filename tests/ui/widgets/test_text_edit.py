"""A text field grows with its lines and tells when it is left."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.text_edit import TextEdit


def test_field_grows_to_its_limit_and_then_scrolls(qtbot: QtBot) -> None:
    edit = TextEdit(name="事实", rows=2, most_rows=4)
    qtbot.addWidget(edit)
    edit.resize(400, 60)
    edit.show()
    two = edit.sizeHint().height()
    edit.fill("甲\n乙\n丙")
    three = edit.sizeHint().height()
    assert three > two
    assert edit.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    edit.fill("\n" * 9)
    assert edit.sizeHint().height() - three == three - two
    assert edit.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_typing_and_composing_are_told_but_filling_is_not(qtbot: QtBot) -> None:
    edit = TextEdit(name="事实")
    qtbot.addWidget(edit)
    told: list[str] = []
    edit.edited.connect(told.append)
    edit.fill("旧")
    assert told == []
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("隐患")
    QApplication.sendEvent(edit, chosen)
    assert told[-1] == "旧隐患"


def test_tab_leaves_the_field_and_tells_its_text(qtbot: QtBot) -> None:
    window = QWidget()
    edit, after = TextEdit(name="事实"), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(edit)
    layout.addWidget(after)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus()
    edit.setPlainText("无自检记录")
    with qtbot.waitSignal(edit.left) as left:
        QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert left.args == ["无自检记录"]
    assert after.hasFocus()


def test_field_takes_another_height_when_another_width_breaks_its_lines(qtbot: QtBot) -> None:
    window = QWidget()
    edit = TextEdit(name="整改要求", rows=1)
    layout = QVBoxLayout(window)
    layout.addWidget(edit)
    layout.addStretch(1)
    qtbot.addWidget(window)
    edit.fill("立即采取措施消除未整改的事故隐患，消除前落实防范措施。" * 2)
    window.resize(900, 400)
    window.show()
    qtbot.waitUntil(lambda: edit.height() == edit.sizeHint().height())
    wide = edit.height()
    window.resize(240, 400)
    qtbot.waitUntil(lambda: edit.height() == edit.sizeHint().height() > wide)
