"""The wait after wrong tries: it grows, and neither a restart nor the clock shortens it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.pin_delay import FREE_TRIES, wait_after, wait_left, wait_words

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)


def test_first_tries_are_free_and_then_the_wait_grows_to_an_hour() -> None:
    waits = [wait_after(failures) for failures in range(12)]
    assert waits[:FREE_TRIES] == [timedelta(0)] * FREE_TRIES
    assert waits[FREE_TRIES] == timedelta(seconds=30)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=1)


@given(st.integers(FREE_TRIES, 50), st.integers(0, 10_000))
def test_a_clock_that_was_set_back_neither_ends_the_wait_nor_draws_it_out(failures: int, minutes_back: int) -> None:
    until = NOW + wait_after(failures)
    assert wait_left(failures, until=until, now=NOW - timedelta(minutes=minutes_back)) == wait_after(failures)


def test_the_wait_is_over_when_its_time_has_come() -> None:
    assert wait_left(3, until=NOW, now=NOW) == timedelta(0)
    assert wait_left(3, until=None, now=NOW) == timedelta(0)
    assert wait_left(3, until=NOW + timedelta(seconds=10), now=NOW) == timedelta(seconds=10)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=0.2), "1 秒"),
        (timedelta(seconds=59), "59 秒"),
        (timedelta(seconds=61), "2 分钟"),
        (timedelta(hours=1), "60 分钟"),
    ],
)
def test_the_wait_is_said_in_whole_units_rounded_up(left: timedelta, words: str) -> None:
    assert wait_words(left) == words
