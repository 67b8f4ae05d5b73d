"""A list and a day are chosen on purpose, never by a passing wheel."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.calendar_edit import NOT_FILLED
from app.ui.widgets.select import DayEdit, Select


def turn_wheel(widget: QWidget) -> None:
    spot = QPointF(5, 5)
    event = QWheelEvent(
        spot, spot, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def made_select(qtbot: QtBot) -> tuple[Select, list[object]]:
    select = Select(name="镇街")
    qtbot.addWidget(select)
    select.fill([("甲镇", 1), ("乙街道", 2), ("丙镇", 3)], value=2)
    told: list[object] = []
    select.value_chosen.connect(told.append)
    return select, told


def test_filling_shows_a_value_and_tells_nobody(qtbot: QtBot) -> None:
    select, told = made_select(qtbot)
    assert (select.value, select.currentText(), told) == (2, "乙街道", [])
    select.choose(9)
    assert select.value is None


def test_choosing_by_key_tells_the_value(qtbot: QtBot) -> None:
    select, told = made_select(qtbot)
    QTest.keyClick(select, Qt.Key.Key_Down)
    assert (select.value, told) == (3, [3])


def test_wheel_changes_neither_list_nor_day(qtbot: QtBot) -> None:
    select, told = made_select(qtbot)
    day = DayEdit(name="签发日期")
    qtbot.addWidget(day)
    day.set_day(date(2026, 12, 8))
    for widget in (select, day):
        widget.setFocus()
        turn_wheel(widget)
    assert (select.value, told, day.day) == (2, [], date(2026, 12, 8))


def test_chooser_is_44_high_and_marked(qtbot: QtBot) -> None:
    select, _ = made_select(qtbot)
    day = DayEdit(name="签发日期")
    qtbot.addWidget(day)
    for widget in (select, day):
        assert widget.sizeHint().height() >= 44
        assert not widget.grab().isNull()


def test_day_may_be_missing(qtbot: QtBot) -> None:
    day = DayEdit(name="签发日期")
    qtbot.addWidget(day)
    assert (day.day, day.text()) == (None, NOT_FILLED)
    told: list[object] = []
    day.day_changed.connect(told.append)
    day.setDate(QDate(2026, 12, 8))
    day.set_day(None)
    assert (told, day.day) == ([date(2026, 12, 8)], None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(7999, 12, 31)))
def test_day_set_is_the_day_read(day: date) -> None:
    assert isinstance(QApplication.instance(), QApplication)
    edit = DayEdit(name="日")
    edit.set_day(day)
    assert edit.day == day
    assert edit.text() == day.isoformat()
