"""Time is aware, in UTC, and moves when a test says so."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.values.clock import FixedClock, SystemClock


def test_fixed_clock_stands_until_it_is_moved() -> None:
    clock = FixedClock(datetime(2026, 11, 16, 9, 10, tzinfo=timezone(timedelta(hours=8))))
    assert clock.now() == datetime(2026, 11, 16, 1, 10, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.move(timedelta(minutes=5))
    assert clock.now().minute == 15


def test_fixed_clock_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(datetime(2026, 11, 16))


def test_system_clock_tells_utc_and_goes_on() -> None:
    first, second = SystemClock().now(), SystemClock().now()
    assert first.tzinfo is UTC
    assert first <= second
