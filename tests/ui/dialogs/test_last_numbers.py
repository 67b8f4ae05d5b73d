"""The dialog of last numbers: by keyboard, what will be voided is seen while typing, errors keep what was typed."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.dialogs.last_numbers import LastNumbersDialog, ask_last_numbers
from app.ui.tasks import Tasks
from app.values.errors import UserError
from app.values.rows_numbers import PausedNumber, VoidedSpan
from tests.ui.conftest import HeardMessages

ORDERS = PausedNumber("责改", ("责令限期整改指令书",), 2026, first=1, last=200, known=3)
RECORDS = PausedNumber("检记", ("现场检查记录",), 2026, first=1, last=200, known=0)


class Numbering:
    """A service that notes what was given, and refuses where it is told to."""

    def __init__(self) -> None:
        self.given: list[Mapping[str, int]] = []
        self.error: UserError | None = None

    def resume(self, last_numbers: Mapping[str, int]) -> tuple[VoidedSpan, ...]:
        if self.error is not None:
            raise self.error
        self.given.append(last_numbers)
        return (VoidedSpan("责改", 2026, 4, 6),) if last_numbers["责改"] == 6 else ()


@pytest.fixture
def numbering() -> Numbering:
    return Numbering()


@pytest.fixture
def went_on() -> list[bool]:
    return []


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The smallest window that we are made for."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1093, 614)
    window.show()
    return window


@pytest.fixture
def dialog(
    host: QWidget, numbering: Numbering, went_on: list[bool], tasks: Tasks, messages: HeardMessages
) -> LastNumbersDialog:
    services: Any = SimpleNamespace(numbering=numbering)
    context = UiContext(tasks=tasks, messages=messages, ask=Ask(), services=services)
    return ask_last_numbers(context, (ORDERS, RECORDS), parent=host, then=lambda: went_on.append(True))


def test_the_dialog_is_filled_in_and_handed_in_by_keyboard(
    dialog: LastNumbersDialog, numbering: Numbering, went_on: list[bool], messages: HeardMessages, qtbot: QtBot
) -> None:
    first, second = (row.edit for row in dialog.rows)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClicks(first, "6")
    assert dialog.rows[0].words == "将作废 责改〔2026〕4—6号，共 3 个"
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClicks(second, "0")
    assert dialog.rows[1].words == "没有要作废的号"
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert dialog.keep.hasFocus()
    assert numbering.given == []
    QTest.keyClick(dialog.keep, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert numbering.given == [{"责改": 6, "检记": 0}]
    assert messages.notes[0].words == "编号已恢复，已作废 责改〔2026〕4—6号"
    assert went_on == [True]


def test_a_whole_number_and_ctrl_enter_do_as_well(
    dialog: LastNumbersDialog, numbering: Numbering, messages: HeardMessages, qtbot: QtBot
) -> None:
    dialog.rows[0].edit.setText("（渝铜）应急责改〔2026〕3号")
    dialog.rows[1].edit.setText("0")
    QTest.keyClick(dialog.rows[1].edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert numbering.given == [{"责改": 3, "检记": 0}]
    assert messages.notes[0].words == "编号已恢复，没有作废的号"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2", "已有3号"), ("201", "不在本机号段"), ("（渝铜）应急检记〔2026〕4号", "不是“责改”的"), ("七", "看不懂")],
)
def test_a_number_that_cannot_be_is_told_while_it_is_typed(dialog: LastNumbersDialog, typed: str, said: str) -> None:
    row = dialog.rows[0]
    row.edit.setText(typed)
    assert said in row.error
    assert row.words == ""
    row.edit.setText("")
    assert row.error == ""
    assert "本机登记到 3 号" in row.words


def test_an_empty_row_is_marked_and_gets_the_focus(dialog: LastNumbersDialog, numbering: Numbering) -> None:
    dialog.rows[0].edit.setText("3")
    QTest.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert "没有填写“检记”" in dialog.rows[1].error
    assert dialog.rows[1].edit.hasFocus()
    assert numbering.given == []


def test_a_refusal_of_the_service_keeps_the_dialog_and_what_was_typed(
    dialog: LastNumbersDialog, numbering: Numbering, went_on: list[bool], qtbot: QtBot
) -> None:
    numbering.error = UserError("另一个窗口正在写。", hint="请稍后再试。")
    dialog.rows[0].edit.setText("6")
    dialog.rows[1].edit.setText("0")
    dialog.keep.click()
    qtbot.waitUntil(dialog.error.isVisible)
    assert dialog.error.text() == "另一个窗口正在写。请稍后再试。"
    assert dialog.isVisible()
    assert dialog.keep.isEnabled()
    assert dialog.rows[0].edit.text() == "6"
    assert went_on == []
    dialog.rows[0].edit.setText("5")
    assert not dialog.error.isVisible()


def test_escape_leaves_everything_as_it_is(
    dialog: LastNumbersDialog, numbering: Numbering, went_on: list[bool]
) -> None:
    QTest.keyClick(dialog.rows[0].edit, Qt.Key.Key_Escape)
    assert (numbering.given, went_on) == ([], [])


def test_every_field_and_button_has_its_name_and_room(dialog: LastNumbersDialog) -> None:
    assert [row.edit.accessibleName() for row in dialog.rows] == [
        "责令限期整改指令书（责改）的最后文号",
        "现场检查记录（检记）的最后文号",
    ]
    assert dialog.height() <= 614
    assert all(part.height() >= 44 for part in (dialog.keep, dialog.leave, dialog.rows[0].edit))
