"""A single key never fires while somebody types or an input method composes."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.widgets.button import Button
from app.ui.widgets.overlay import SidePanel, SlideOver
from app.ui.widgets.shortcuts import Shortcuts, is_editor, types_or_edits
from app.ui.widgets.table import Table
from tests.ui.find import focused

KEYS = {
    "1": Qt.Key.Key_1, "2": Qt.Key.Key_2, "H": Qt.Key.Key_H, "L": Qt.Key.Key_L, "E": Qt.Key.Key_E,
    "Space": Qt.Key.Key_Space, "Up": Qt.Key.Key_Up, "PgDown": Qt.Key.Key_PageDown,
}  # fmt: skip


class Desk(QWidget):
    """A page with one of each control and its keys."""

    def __init__(self) -> None:
        super().__init__()
        self.fired: list[str] = []
        self.line, self.plain, self.rich = QLineEdit(), QPlainTextEdit(), QTextEdit()
        self.spin, self.day, self.list = QSpinBox(), QDateEdit(QDate(2026, 12, 8)), QComboBox()
        self.list.setEditable(True)
        self.button = Button("保存")
        self.table = Table(name="事项")
        layout = QVBoxLayout(self)
        for part in [*self.editors, self.button, self.table]:
            layout.addWidget(part)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.keys = Shortcuts(self)
        for key in (*KEYS, "Return", "F2", "Ctrl+Return", "Ctrl+Z"):
            self.keys.add(key, partial(self.fired.append, key))

    @property
    def editors(self) -> list[QWidget]:
        return [self.line, self.plain, self.rich, self.spin, self.day, self.list]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    page = Desk()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    page.hide()


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


@pytest.mark.parametrize("key", KEYS)
def test_bare_key_fires_when_nothing_is_typed_into(qtbot: QtBot, desk: Desk, key: str) -> None:
    focus(qtbot, desk)
    QTest.keyClick(desk, KEYS[key])
    assert desk.fired == [key]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("place", range(6), ids=["line", "plain", "rich", "spin", "day", "list"])
def test_bare_key_never_fires_in_an_editor(qtbot: QtBot, desk: Desk, place: int, key: str) -> None:
    editor = desk.editors[place]
    focus(qtbot, editor)
    QTest.keyClick(focused(), KEYS[key])
    assert desk.fired == []


def test_typed_keys_arrive_in_the_editor(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.line)
    QTest.keyClicks(desk.line, "H12 L")
    assert desk.line.text() == "H12 L"
    assert desk.fired == []


def test_read_only_editor_counts_as_an_editor(qtbot: QtBot, desk: Desk) -> None:
    desk.line.setReadOnly(True)
    focus(qtbot, desk.line)
    QTest.keyClick(desk.line, Qt.Key.Key_1)
    assert desk.fired == []


def test_keys_while_an_input_method_composes_do_not_fire(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.plain)
    QApplication.sendEvent(desk.plain, QInputMethodEvent("yinhuan", []))
    QTest.keyClick(desk.plain, Qt.Key.Key_1)
    assert desk.fired == []
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("隐患")
    QApplication.sendEvent(desk.plain, chosen)
    assert "隐患" in desk.plain.toPlainText()
    assert desk.fired == []


def test_keys_fire_again_when_the_editor_is_left(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.line)
    focus(qtbot, desk)
    QTest.keyClick(desk, Qt.Key.Key_2)
    assert desk.fired == ["2"]


def test_function_and_held_keys_fire_in_an_editor(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.plain)
    QTest.keyClick(desk.plain, Qt.Key.Key_F2)
    QTest.keyClick(desk.plain, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.fired == ["F2", "Ctrl+Return"]


def test_undo_belongs_to_the_editor_while_it_has_the_focus(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.line)
    QTest.keyClicks(desk.line, "A")
    QTest.keyClick(desk.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.line.text() == ""
    assert desk.fired == []
    focus(qtbot, desk)
    QTest.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.fired == ["Ctrl+Z"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_press_the_focused_button_instead(qtbot: QtBot, desk: Desk, key: Qt.Key) -> None:
    presses: list[bool] = []
    desk.button.clicked.connect(lambda: presses.append(True))
    focus(qtbot, desk.button)
    QTest.keyClick(desk.button, key)
    assert (presses, desk.fired) == ([True], [])


def test_digit_fires_while_a_button_or_a_table_has_the_focus(qtbot: QtBot, desk: Desk) -> None:
    for widget in (desk.button, desk.table):
        focus(qtbot, widget)
        QTest.keyClick(widget, Qt.Key.Key_1)
    assert desk.fired == ["1", "1"]


def test_page_under_a_slide_over_does_not_hear_keys(qtbot: QtBot, desk: Desk) -> None:
    panel = SidePanel("隐患 03")
    button = Button("立即")
    panel.body.addWidget(button)
    slide = SlideOver(desk, panel)
    slide.present(button)
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_1)
    assert desk.fired == []
    slide.dismiss()
    focus(qtbot, desk)
    QTest.keyClick(desk, Qt.Key.Key_1)
    assert desk.fired == ["1"]


def test_hidden_page_does_not_hear_keys(qtbot: QtBot) -> None:
    window = QWidget()
    page, other = Desk(), Desk()
    layout = QVBoxLayout(window)
    layout.addWidget(page)
    layout.addWidget(other)
    qtbot.addWidget(window)
    other.hide()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focus(qtbot, page)
    QTest.keyClick(page, Qt.Key.Key_1)
    assert (page.fired, other.fired) == (["1"], [])


@pytest.mark.parametrize(
    ("key", "expected"),
    [("1", True), ("H", True), ("Shift+A", True), ("Up", True), ("Del", True), ("Return", True), ("Ctrl+C", True),
     ("Ctrl+Return", False), ("Alt+1", False), ("F8", False), ("Esc", False), ("Ctrl+K", False)],
)  # fmt: skip
def test_keys_that_type_or_edit_are_known(key: str, expected: bool) -> None:
    assert types_or_edits(QKeySequence(key)) is expected


def test_custom_canvas_with_an_input_method_counts_as_an_editor(qtbot: QtBot) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    assert not is_editor(canvas)
    canvas.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert is_editor(canvas)
