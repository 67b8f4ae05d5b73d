"""A day that is not filled is typed, stepped and emptied from the keyboard; its calendar opens at this month."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.line_edit import MomentEdit
from app.ui.widgets.select import DayEdit

WHOLE = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edit(qtbot: QtBot) -> DayEdit:
    shown = DayEdit(name="整改期限")
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.setFocus()
    return shown


@pytest.mark.parametrize("words", ["20281231", "2028-12-31", "2028/12/31", "2028.12.31"])
def test_an_open_day_is_filled_by_typing(edit: DayEdit, words: str) -> None:
    QTest.keyClicks(edit, words)
    assert edit.day == date(2028, 12, 31)


@pytest.mark.parametrize("before", [None, date(2026, 1, 5)])
def test_a_day_is_typed_over_when_all_of_it_is_selected(edit: DayEdit, before: date | None) -> None:
    edit.set_day(before)
    QTest.keyClick(edit, Qt.Key.Key_A, WHOLE)
    QTest.keyClicks(edit, "20281231")
    assert edit.day == date(2028, 12, 31)


def test_a_day_that_is_erased_as_a_whole_is_open_again_and_tells_so(edit: DayEdit, qtbot: QtBot) -> None:
    edit.set_day(date(2026, 1, 5))
    QTest.keyClick(edit, Qt.Key.Key_A, WHOLE)
    with qtbot.waitSignal(edit.day_changed) as told:
        QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert told.args == [None]
    assert edit.day is None


def test_an_open_day_steps_from_today(edit: DayEdit) -> None:
    QTest.keyClick(edit, Qt.Key.Key_Up)
    today = QDate.currentDate()
    assert edit.day == date(today.year(), today.month(), today.day())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_calendar_of_an_open_day_shows_this_month(edit: DayEdit, qtbot: QtBot) -> None:
    calendar = edit.calendarWidget()
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(edit.width() - 12, edit.height() // 2))
    qtbot.waitUntil(calendar.isVisible)
    today = QDate.currentDate()
    assert (calendar.yearShown(), calendar.monthShown()) == (today.year(), today.month())
    assert edit.day is None
    calendar.window().close()


def test_an_open_moment_is_filled_by_typing(qtbot: QtBot) -> None:
    edit = MomentEdit(name="批准时间")
    qtbot.addWidget(edit)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.setFocus()
    QTest.keyClicks(edit, "2026-11-15 16:00")
    assert edit.moment is not None
    assert edit.moment.isoformat() == "2026-11-15T16:00:00+08:00"


@pytest.mark.parametrize("kind", [DayEdit, MomentEdit])
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_leaves_an_edit_that_is_not_filled(
    qtbot: QtBot, kind: type[DayEdit] | type[MomentEdit], key: Qt.Key
) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    before, edit, after = QLineEdit(), kind(name="有效期至"), QLineEdit()
    for part in (before, edit, after):
        column.addWidget(part)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    edit.setFocus()
    QTest.keyClick(edit, key)
    assert (before if key == Qt.Key.Key_Backtab else after).hasFocus()


def test_tab_goes_through_the_parts_of_a_filled_day_and_then_leaves_it(qtbot: QtBot) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    edit, after = DayEdit(name="有效期至"), QLineEdit()
    column.addWidget(edit)
    column.addWidget(after)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    edit.set_day(date(2026, 1, 5))
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or edit, Qt.Key.Key_Tab)
    assert after.hasFocus()
