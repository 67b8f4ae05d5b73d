"""A window that stays open learns of the new day once."""

from datetime import date

from pytestqt.qtbot import QtBot

from app.ui.day_watch import DayWatch


def test_a_new_day_is_told_once(qtbot: QtBot) -> None:
    days = [date(2026, 11, 16)]
    watch = DayWatch(lambda: days[-1])
    told: list[date] = []
    watch.day_changed.connect(lambda: told.append(days[-1]))
    watch.look()
    days.append(date(2026, 11, 17))
    watch.look()
    watch.look()
    assert told == [date(2026, 11, 17)]


def test_a_window_that_closed_is_told_nothing(qtbot: QtBot) -> None:
    watch = DayWatch(lambda: date(2026, 11, 16))
    watch._timer.setInterval(1)
    watch.stop()
    assert not watch._timer.isActive()
