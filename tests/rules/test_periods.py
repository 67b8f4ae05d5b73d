"""Periods of the law, counted as the vectors count them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.periods import (
    NoticeBefore,
    Period,
    PeriodUnit,
    RollDoubt,
    add_months,
    days_late,
    notice_before,
    period,
    period_in_hours,
    rule_of,
)
from app.rules.working_days import ONE_DAY, CalendarDay
from app.values.days import by_day, civil_day
from app.values.enums import Confidence
from app.values.library import Period as PeriodRow
from tests.rules.clocks import CHINESE, RULES, vector_calendar, vector_rule
from tests.vector_files import read_vectors

CALENDAR = vector_calendar()
CASES = read_vectors("clocks/periods.json")
OTHER = read_vectors("clocks/other.json")
FIRST_YEAR_OF_EXCEPTIONS = 2025
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
DAY_RULES = st.sampled_from([name for name, row in RULES.items() if row["unit"] != "hour"])


def _counted(case: Any) -> Period:
    return period(vector_rule(case["rule"]), date.fromisoformat(case["event"]), CALENDAR)


def _why(text: str) -> tuple[date, str]:
    day, _, why = text.partition(" ")
    return date.fromisoformat(day), CHINESE[why]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_days_of_the_vectors(case: Any) -> None:
    counted = _counted(case)
    for name in ("starts", "last_day_before_roll", "deadline", "overdue_from"):
        assert getattr(counted, name) == date.fromisoformat(case[name]), name
    for name in ("rolled", "provisional", "verified"):
        assert getattr(counted, name) is case[name], name
    if counted.last_day.day.year >= FIRST_YEAR_OF_EXCEPTIONS:
        assert counted.last_day.why == CHINESE[case["last_day_is"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_explanation_of_the_vectors(case: Any) -> None:
    counted = _counted(case)
    assert [(day.day, day.why) for day in counted.skipped] == [_why(text) for text in case.get("skipped", [])]
    shifted = case.get("shifted_working_days_counted", [])
    assert counted.shifted == tuple(date.fromisoformat(day) for day in shifted)
    doubt = case.get("roll_doubt")
    if_moved = doubt and doubt["if_moved"] and date.fromisoformat(doubt["if_moved"])
    assert counted.roll_doubt == (RollDoubt(if_moved) if doubt else None)
    if case["rule"] == "suit_6m":
        assert counted.month_end is case.get("month_end", False)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_of_the_vectors_is_counted_by_a_case(name: str) -> None:
    instants = {case["rule"] for case in OTHER["instants"]}
    assert name in instants | {case["rule"] for case in CASES}


@pytest.mark.parametrize("case", OTHER["instants"], ids=lambda case: case["id"])
def test_instants_of_the_vectors(case: Any) -> None:
    instant = datetime.fromisoformat(case["instant_utc"])
    rule = vector_rule(case["rule"])
    if "deadline" in case:
        assert period(rule, civil_day(instant), CALENDAR).deadline == date.fromisoformat(case["deadline"])
    else:
        assert period_in_hours(rule, instant) == datetime.fromisoformat(case["deadline_instant_utc"])


@pytest.mark.parametrize("case", OTHER["hearing_notice"], ids=lambda case: case["id"])
def test_notice_before_a_hearing(case: Any) -> None:
    found = notice_before(date.fromisoformat(case["hearing"]), 7, CALENDAR)
    assert found == NoticeBefore(
        date.fromisoformat(case["latest_notice"]), date.fromisoformat(case["latest_notice_lenient"])
    )


@pytest.mark.parametrize("case", OTHER["rectification"], ids=lambda case: case["id"])
def test_deadline_of_an_order_counts_the_day_itself(case: Any) -> None:
    deadline = date.fromisoformat(case["deadline"])
    assert by_day(deadline) == case["printed"]
    assert deadline == date.fromisoformat(case["last_day_in_time"])
    assert deadline + ONE_DAY == date.fromisoformat(case["overdue_from"])
    for day, late in case["overdue_days_on"].items():
        assert days_late(deadline, on=date.fromisoformat(day)) == late


@pytest.mark.parametrize("case", OTHER["late_payment_days"], ids=lambda case: case["id"])
def test_late_days_leave_out_what_was_suspended(case: Any) -> None:
    pay_by = period(vector_rule("payment_15d"), date.fromisoformat(case["served"]), CALENDAR).deadline
    assert pay_by == date.fromisoformat(case["pay_by"])
    suspended = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in case.get("suspended", [])]
    assert days_late(pay_by, on=date.fromisoformat(case["paid"]), suspended=suspended) == case["late_days"]


def test_days_suspended_twice_are_left_out_once() -> None:
    span = (date(2026, 3, 20), date(2026, 3, 29))
    assert days_late(date(2026, 3, 17), on=date(2026, 4, 16), suspended=[span, span]) == 20


def test_override_makes_a_provisional_period_certain_again() -> None:
    rule, event = vector_rule("evidence_7wd"), date(2026, 12, 25)
    rows = [CalendarDay(date(2027, 1, day), day not in {1, 2, 3}, "公布") for day in range(1, 12)]
    assert period(rule, event, CALENDAR).provisional
    assert not period(rule, event, CALENDAR.with_overrides(rows)).provisional


@pytest.mark.parametrize(("confidence", "verified"), [("verified", True), ("secondary", True), ("unverified", False)])
def test_rule_of_a_library_row_keeps_its_number_and_its_doubt(confidence: str, verified: bool) -> None:
    expected = vector_rule("payment_15d")
    row = PeriodRow(
        id=expected.id,
        title=expected.title,
        n=15,
        unit="calendar_day",
        roll="doubtful",
        event=expected.event,
        article=expected.article,
        valid_from=date(2021, 7, 15),
        valid_to=None,
        source="某源",
        confidence=Confidence(confidence),
    )
    assert rule_of(row) == replace(expected, verified=verified)


@pytest.mark.parametrize("unit", ["working_day_before", "calendar_day_before"])
def test_a_period_that_counts_back_is_not_counted_forward(unit: str) -> None:
    rule = replace(vector_rule("payment_15d"), unit=PeriodUnit(unit))
    with pytest.raises(ValueError, match="不是从某日起"):
        period(rule, date(2026, 1, 1), CALENDAR)


def test_hours_and_days_are_not_mixed() -> None:
    hours = vector_rule("emergency_approval_24h")
    with pytest.raises(ValueError, match="不是从某日起"):
        period(hours, date(2026, 1, 1), CALENDAR)
    with pytest.raises(ValueError, match="小时"):
        period_in_hours(vector_rule("payment_15d"), datetime(2026, 1, 1, tzinfo=UTC))
    assert period_in_hours(hours, datetime(2026, 1, 1, tzinfo=UTC)) == datetime(2026, 1, 2, tzinfo=UTC)


@given(DAY_RULES, DAYS)
def test_deadline_lies_after_the_event_and_moves_only_forward(name: str, event: date) -> None:
    counted = period(vector_rule(name), event, CALENDAR)
    assert event < counted.last_day_before_roll <= counted.deadline < counted.overdue_from
    assert counted.days_late(counted.deadline) == 0
    assert counted.days_late(counted.overdue_from) == 1


@given(DAY_RULES, DAYS)
def test_a_later_event_never_has_an_earlier_deadline(name: str, event: date) -> None:
    rule = vector_rule(name)
    assert period(rule, event, CALENDAR).deadline <= period(rule, event + ONE_DAY, CALENDAR).deadline


@given(DAYS, st.integers(0, 40))
def test_add_months_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
