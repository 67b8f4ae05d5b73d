"""Civil deadlines: the last day counts, overdue begins the day after."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.deadlines import (
    DeadlineChip,
    chip_deadline,
    chip_of,
    days_late,
    days_left,
    deadline_text,
    group_by_deadline,
    no_code_filing_due,
    overdue,
    overdue_from,
    phone_approval_due,
    recheck_due,
    time_left,
    working_time_left,
)
from app.rules.periods import PeriodRule, PeriodUnit, Roll
from app.rules.working_days import published_calendar
from app.values.enums import ApprovalMode, Handling, HazardState
from app.values.facts import ApprovalFact
from app.values.work import Urgency
from tests.rules import make as m

VECTORS = Path(__file__).parents[1] / "vectors" / "clocks" / "other.json"
ORDERS = json.loads(VECTORS.read_text(encoding="utf-8"))["rectification"]
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
RULE = PeriodRule(
    "no_code_filing_3wd", "备案", 3, PeriodUnit.WORKING_DAY, Roll.NOT_APPLICABLE, "检查之日", "令375 18", verified=False
)


@pytest.mark.parametrize("case", ORDERS, ids=[case["id"] for case in ORDERS])
def test_deadline_of_an_order_counts_as_the_vectors_say(case: dict[str, object]) -> None:
    deadline = date.fromisoformat(str(case["deadline"]))

    assert deadline_text(deadline) == case["printed"]
    assert overdue_from(deadline).isoformat() == case["overdue_from"]
    late: dict[str, int] = case["overdue_days_on"]  # type: ignore[assignment]
    assert {day: days_late(deadline, date.fromisoformat(day)) for day in late} == late


def test_deadline_text_of_an_item_at_once_is_the_word() -> None:
    assert deadline_text(m.CHECK_DAY, is_at_once=True) == "立即"


@pytest.mark.parametrize(
    ("chip", "day"),
    [
        (DeadlineChip.AT_ONCE, date(2026, 11, 16)),
        (DeadlineChip.THREE, date(2026, 11, 19)),
        (DeadlineChip.SEVEN, date(2026, 11, 23)),
        (DeadlineChip.FIFTEEN, date(2026, 12, 1)),
        (DeadlineChip.OTHER, None),
    ],
)
def test_chip_gives_the_day_and_the_day_gives_the_chip(chip: DeadlineChip, day: date | None) -> None:
    assert chip_deadline(chip, ordered_on=m.CHECK_DAY) == day
    assert chip_of(day or date(2026, 11, 20), ordered_on=m.CHECK_DAY) is chip


@pytest.mark.parametrize(
    ("today", "urgency", "text"),
    [
        (date(2026, 12, 4), Urgency.LATE, "逾期 3 日"),
        (date(2026, 12, 1), Urgency.TODAY, "今日到期"),
        (date(2026, 11, 30), Urgency.SOON, "剩 1 日"),
        (date(2026, 11, 28), Urgency.SOON, "剩 3 日"),
        (date(2026, 11, 27), Urgency.LATER, "剩 4 日"),
    ],
)
def test_time_left_says_how_a_deadline_stands(today: date, urgency: Urgency, text: str) -> None:
    left = time_left(m.DEADLINE, today)

    assert (left.urgency, left.text) == (urgency, text)


@given(DAYS, st.integers(min_value=-400, max_value=400))
def test_days_left_and_days_late_never_both_count(deadline: date, shift: int) -> None:
    today = deadline + timedelta(days=shift)

    assert days_left(deadline, today) == -shift
    assert days_late(deadline, today) == max(0, shift)
    assert (days_late(deadline, today) > 0) == (today >= overdue_from(deadline))


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2026, 9, 29), "剩 2 工作日"),
        (date(2026, 10, 6), "剩 1 工作日"),
        (date(2026, 10, 8), "今日到期"),
        (date(2026, 10, 9), "逾期 1 日"),
    ],
)
def test_working_time_left_skips_the_holiday(today: date, text: str) -> None:
    assert working_time_left(date(2026, 10, 8), today, calendar=published_calendar()).text == text


def test_working_time_left_says_when_only_rest_days_are_left() -> None:
    assert working_time_left(date(2026, 11, 22), date(2026, 11, 20), calendar=published_calendar()).text == "剩休息日"


def test_recheck_due_runs_from_the_deadline_when_nothing_was_reported() -> None:
    due = recheck_due(reported_on=None, deadline=m.DEADLINE, days=10)

    assert due is not None
    assert (due.due, due.counted_from) == (date(2026, 12, 11), m.DEADLINE)
    assert due.text == "自整改期限届满之日（2026-12-01）起 10 日内"


def test_recheck_due_runs_from_an_earlier_report() -> None:
    due = recheck_due(reported_on=date(2026, 11, 25), deadline=m.DEADLINE, days=10)

    assert due is not None
    assert due.due == date(2026, 12, 5)
    assert "企业报告" in due.text


def test_recheck_due_runs_from_the_deadline_when_the_report_came_later() -> None:
    due = recheck_due(reported_on=date(2026, 12, 3), deadline=m.DEADLINE, days=10)

    assert due is not None
    assert due.counted_from == m.DEADLINE


def test_recheck_due_is_nothing_without_an_event() -> None:
    assert recheck_due(reported_on=None, deadline=None, days=10) is None


def test_filing_without_code_is_due_on_the_third_working_day() -> None:
    worked = no_code_filing_due(date(2026, 11, 19), rule=RULE, calendar=published_calendar())

    assert worked.deadline == date(2026, 11, 24)
    assert not worked.verified


def test_phone_approval_is_due_until_its_paper_is_done() -> None:
    due = date(2026, 11, 18)
    phoned = ApprovalFact("刘局长", None, ApprovalMode.PHONE, paper_due=due)

    assert phone_approval_due(phoned) == due
    assert phone_approval_due(ApprovalFact("刘局长", None, ApprovalMode.PHONE, due, paper_done=due)) is None
    assert phone_approval_due(ApprovalFact("刘局长", None, ApprovalMode.PAPER, paper_due=due)) is None
    assert phone_approval_due(None) is None


def test_overdue_lists_open_hazards_the_longest_overdue_first() -> None:
    hazards = (
        m.make_hazard(1, deadline=date(2026, 11, 30)),
        m.make_hazard(2, deadline=date(2026, 11, 20)),
        m.make_hazard(3, deadline=date(2026, 12, 2)),
        m.make_hazard(4, deadline=date(2026, 11, 1), state=HazardState.PASSED),
        m.make_hazard(5, deadline=date(2026, 11, 1), handling=Handling.ADVICE),
        m.make_hazard(6, deadline=None),
    )

    late = overdue(hazards, date(2026, 12, 2))

    assert [(one.hazard.order_no, one.days_late) for one in late] == [(2, 12), (1, 2)]


def test_group_by_deadline_keeps_the_numbers_in_order() -> None:
    first, second = date(2026, 11, 19), m.DEADLINE
    hazards = tuple(m.make_hazard(no, deadline=day) for no, day in ((4, first), (1, second), (3, second), (2, first)))

    groups = group_by_deadline((*hazards, m.make_hazard(9, deadline=None)))

    assert [(day, [one.order_no for one in members]) for day, members in groups] == [(first, [2, 4]), (second, [1, 3])]
