"""Days and moments."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.days import (
    by_day,
    civil_day,
    civil_day_ms,
    from_ms,
    iso_day,
    long_day,
    long_moment,
    parse_day,
    short_day,
    to_ms,
)
from tests.vector_files import read_vectors

INSTANTS = [case for case in read_vectors("clocks/other.json")["instants"] if "event_day" in case]
DAYS = st.dates(date(1949, 10, 1), date(2100, 12, 31))
MOMENTS = st.integers(0, 2**45)


@pytest.mark.parametrize("case", INSTANTS, ids=lambda case: case["id"])
def test_civil_day_is_that_of_utc_plus_8(case: Any) -> None:
    instant = datetime.fromisoformat(case["instant_utc"])
    expected = date.fromisoformat(case["event_day"])
    assert civil_day(instant) == expected
    assert civil_day(instant.astimezone(timezone(timedelta(hours=-9)))) == expected
    assert civil_day_ms(to_ms(instant)) == expected


def test_papers_write_days_and_moments() -> None:
    assert long_day(date(2026, 12, 8)) == "2026年12月8日"
    assert short_day(date(2026, 12, 8)) == "12月8日"
    assert iso_day(date(2026, 12, 8)) == "2026-12-08"
    assert by_day(date(2026, 12, 8)) == "2026年12月8日前（含当日）"
    assert long_moment(datetime(2026, 11, 16, 1, 10, tzinfo=UTC)) == "2026年11月16日9时10分"


@given(DAYS)
def test_parse_day_reads_back_every_form(day: date) -> None:
    assert parse_day(long_day(day)) == day
    assert parse_day(iso_day(day)) == day
    assert parse_day(f" {day.year}/{day.month}/{day.day} ") == day


@pytest.mark.parametrize("typed", ["", "2026年2月30日", "12月8日", "26-12-08", "2026-12", "明天"])
def test_parse_day_refuses_what_is_no_day(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_day(typed)


@given(MOMENTS)
def test_milliseconds_come_back(ms: int) -> None:
    assert to_ms(from_ms(ms)) == ms
    assert from_ms(ms).tzinfo is UTC


def test_to_ms_rounds_down_to_the_millisecond() -> None:
    assert to_ms(datetime(1970, 1, 1, 0, 0, 1, 1999, tzinfo=UTC)) == 1001


@pytest.mark.parametrize("ask", [civil_day, to_ms, long_moment])
def test_a_moment_without_zone_is_refused(ask: Any) -> None:
    with pytest.raises(ValueError, match="时区"):
        ask(datetime(2026, 1, 1))
