"""Days that are worked."""

from datetime import date

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.working_days import ONE_DAY, CalendarDay, calendar_from_exceptions, published_calendar
from tests.rules.clocks import LAST_COVERED, exceptions, vector_calendar

COVERED = st.dates(date(2004, 1, 1), LAST_COVERED)


def test_published_calendar_says_the_same_as_the_vectors_on_every_day_of_two_years() -> None:
    published, given_days = published_calendar(), vector_calendar()
    day = date(2025, 1, 1)
    while day <= LAST_COVERED:
        assert published.look_up(day) == given_days.look_up(day)
        day += ONE_DAY
    assert published.last_covered == LAST_COVERED


def test_every_exception_is_kept() -> None:
    calendar = vector_calendar()
    assert all(calendar.look_up(row.day) == row for row in exceptions())
    assert len(exceptions()) == 48


@given(COVERED)
def test_published_calendar_agrees_with_its_source(day: date) -> None:
    assert published_calendar().look_up(day).working is chinese_calendar.is_workday(day)


@pytest.mark.parametrize(
    ("day", "working", "why", "is_known"),
    [
        (date(2027, 1, 1), False, "法定节假日", True),
        (date(2027, 5, 2), False, "法定节假日", True),
        (date(2027, 1, 2), False, "周末（2027年放假安排未公布）", False),
        (date(2027, 1, 4), True, "2027年放假安排未公布", False),
        (date(2026, 12, 31), True, "工作日", True),
        (date(2026, 10, 10), True, "调休上班", True),
        (date(2026, 10, 4), False, "国庆节", True),
    ],
)
def test_look_up_says_what_is_known(day: date, working: bool, why: str, is_known: bool) -> None:
    assert published_calendar().look_up(day) == CalendarDay(day, working, why, is_known)


def test_override_rows_win_and_make_a_day_known() -> None:
    rows = [
        CalendarDay(date(2026, 10, 10), working=False, why="本地放假"),
        CalendarDay(date(2027, 1, 4), working=True, why="工作日"),
    ]
    calendar = published_calendar(rows)
    assert not calendar.look_up(date(2026, 10, 10)).working
    assert calendar.look_up(date(2027, 1, 4)).is_known
    assert vector_calendar().with_overrides(rows).look_up(date(2026, 10, 10)) == rows[0]


def test_shifted_is_a_weekend_day_that_is_worked() -> None:
    calendar = published_calendar()
    assert calendar.look_up(date(2026, 5, 9)).is_shifted
    assert not calendar.look_up(date(2026, 5, 8)).is_shifted
    assert not calendar.look_up(date(2026, 5, 10)).is_shifted


def test_a_weekend_that_touches_no_festival_stays_a_weekend() -> None:
    row = CalendarDay(date(2026, 3, 4), working=False, why="某日")
    calendar = calendar_from_exceptions([row], last_covered=LAST_COVERED)
    assert calendar.look_up(date(2026, 3, 7)).why == "周末"
