"""Old copies go only where newer ones cover their days and weeks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.backup_plan import DAILY, WEEKLY, DatedCopy, copies_to_keep, is_due, superseded
from app.values.days import civil_day

NOON = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)


def copies(*days_ago: float) -> list[DatedCopy]:
    """Return copies that were made so many days ago, named by that."""
    return [DatedCopy(NOON - timedelta(days=ago), str(ago)) for ago in days_ago]


def test_keep_takes_the_newest_of_each_day() -> None:
    assert copies_to_keep(copies(0, 0.1, 0.2, 1)) == {"0", "1"}


def test_keep_holds_a_week_of_days_and_eight_weeks() -> None:
    kept = copies_to_keep(copies(*range(100)))
    assert {str(ago) for ago in range(DAILY)} <= kept
    # The eighth day and later stay only where they are the newest of their week (Sundays; day 1 ago was a Sunday).
    assert kept - {str(ago) for ago in range(DAILY)} == {str(1 + 7 * week) for week in range(1, WEEKLY - 1)}


def test_keep_does_not_count_days_without_a_copy() -> None:
    assert copies_to_keep(copies(0, 40, 80), daily=3, weekly=1) == {"0", "40", "80"}


def test_superseded_names_the_oldest_first() -> None:
    assert superseded(copies(0, 0.1, 0.2), daily=1, weekly=1) == ("0.2", "0.1")


def test_superseded_never_names_the_newest() -> None:
    assert superseded(copies(0, 0.1), daily=0, weekly=0) == ("0.1",)


@given(st.lists(st.integers(0, 24 * 200), unique=True), st.integers(1, 10), st.integers(0, 10))
def test_superseded_copy_always_has_a_newer_one_of_its_day_or_enough_later_days(
    hours: list[int], daily: int, weekly: int
) -> None:
    made = [DatedCopy(NOON - timedelta(hours=ago), str(ago)) for ago in hours]
    gone = set(superseded(made, daily=daily, weekly=weekly))
    kept = [copy for copy in made if copy.name not in gone]
    days = sorted({civil_day(copy.at) for copy in made}, reverse=True)
    assert {civil_day(copy.at) for copy in kept} >= set(days[:daily])
    assert superseded(kept, daily=daily, weekly=weekly) == ()


@pytest.mark.parametrize(
    ("has_new_work", "hours_ago", "expected"),
    [(False, None, False), (True, None, True), (True, 1, False), (True, 4, True), (True, -2, True), (False, 99, False)],
)
def test_due_asks_for_new_work_and_an_old_copy(has_new_work: bool, hours_ago: int | None, expected: bool) -> None:
    last = None if hours_ago is None else NOON - timedelta(hours=hours_ago)
    assert is_due(has_new_work=has_new_work, last_at=last, now=NOON) is expected
