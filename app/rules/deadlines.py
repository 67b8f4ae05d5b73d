"""期限: civil deadlines whose last day counts (含当日), what is left of them, and when a re-inspection is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.rules.periods import Period, PeriodRule, period
from app.rules.working_days import Calendar
from app.values.days import by_day
from app.values.enums import ApprovalMode
from app.values.facts import ApprovalFact
from app.values.facts_inspection import HazardFact
from app.values.work import Urgency


class DeadlineChip(StrEnum):
    """The choices for a deadline that an inspector presses."""

    AT_ONCE = "立即"
    THREE = "3日"
    SEVEN = "7日"
    FIFTEEN = "15日"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How a deadline stands on a day: days left (negative when late) and the words for it."""

    days: int
    urgency: Urgency
    text: str


@dataclass(frozen=True, slots=True)
class RecheckDue:
    """The last day for a re-inspection, the event that it runs from and how it was counted."""

    due: date
    counted_from: date
    text: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """A hazard whose deadline has passed."""

    hazard: HazardFact
    deadline: date
    days_late: int


_CHIP_DAYS = {DeadlineChip.AT_ONCE: 0, DeadlineChip.THREE: 3, DeadlineChip.SEVEN: 7, DeadlineChip.FIFTEEN: 15}
_SOON_DAYS = 3


def chip_deadline(chip: DeadlineChip, *, ordered_on: date) -> date | None:
    """Give the last day in time for a choice; 其他 names none."""
    days = _CHIP_DAYS.get(chip)
    return None if days is None else ordered_on + timedelta(days=days)


def chip_of(deadline: date, *, ordered_on: date) -> DeadlineChip:
    """Tell which choice a deadline is."""
    days = (deadline - ordered_on).days
    return next((chip for chip, count in _CHIP_DAYS.items() if count == days), DeadlineChip.OTHER)


def deadline_text(deadline: date, *, is_at_once: bool = False) -> str:
    """Write a deadline as orders print it."""
    return DeadlineChip.AT_ONCE.value if is_at_once else by_day(deadline)


def overdue_from(deadline: date) -> date:
    """Give the first day that is too late."""
    return deadline + timedelta(days=1)


def days_left(deadline: date, today: date) -> int:
    """Count the days to the deadline; negative when it has passed."""
    return (deadline - today).days


def days_late(deadline: date, today: date) -> int:
    """Count the days after the deadline; zero while it runs."""
    return max(0, -days_left(deadline, today))


def time_left(deadline: date, today: date) -> TimeLeft:
    """Say how a deadline stands: 逾期 3 日, 今日到期, 剩 2 日."""
    left = days_left(deadline, today)
    return TimeLeft(left, _urgency(left), _left_text(left, "日"))


def working_time_left(deadline: date, today: date, *, calendar: Calendar) -> TimeLeft:
    """Say how a deadline in working days stands; lateness is counted in plain days."""
    left = days_left(deadline, today)
    if left <= 0:
        return time_left(deadline, today)
    working = sum(1 for step in range(1, left + 1) if calendar.look_up(today + timedelta(days=step)).working)
    return TimeLeft(working, _urgency(working), _left_text(working, "工作日") if working else "剩休息日")


def _urgency(left: int) -> Urgency:
    if left < 0:
        return Urgency.LATE
    if left == 0:
        return Urgency.TODAY
    return Urgency.SOON if left <= _SOON_DAYS else Urgency.LATER


def _left_text(left: int, unit: str) -> str:
    if left < 0:
        return f"逾期 {-left} 日"
    return "今日到期" if left == 0 else f"剩 {left} {unit}"


def recheck_due(*, reported_on: date | None, deadline: date | None, days: int) -> RecheckDue | None:
    """Give the last day for a re-inspection: so many days after the report or the deadline, whichever is first.

    The number of days is a dated parameter; its article was not read, so it is shown as unverified.
    """
    events = [day for day in (reported_on, deadline) if day is not None]
    if not events:
        return None
    start = min(events)
    what = "企业报告" if start == reported_on else "整改期限届满"
    return RecheckDue(start + timedelta(days=days), start, f"自{what}之日（{start.isoformat()}）起 {days} 日内")


def no_code_filing_due(checked_on: date, *, rule: PeriodRule, calendar: Calendar) -> Period:
    """Work out the time for filing a check that was made without 执法码 (令375 18; the rule is data)."""
    return period(rule, checked_on, calendar)


def phone_approval_due(scheme: ApprovalFact | None) -> date | None:
    """Give the day by which an approval by phone must be put on paper; nothing when it is done or was not by phone."""
    if scheme is None or scheme.mode is not ApprovalMode.PHONE or scheme.paper_done is not None:
        return None
    return scheme.paper_due


def overdue(hazards: Iterable[HazardFact], today: date) -> tuple[Overdue, ...]:
    """List the open hazards whose deadline has passed, the longest overdue first."""
    late = [
        Overdue(hazard, hazard.deadline, days_late(hazard.deadline, today))
        for hazard in hazards
        if hazard.is_open and hazard.deadline is not None and hazard.deadline < today
    ]
    return tuple(sorted(late, key=lambda one: (one.deadline, one.hazard.order_no)))


def group_by_deadline(hazards: Iterable[HazardFact]) -> tuple[tuple[date, tuple[HazardFact, ...]], ...]:
    """Group the lines of an order by their last day, so that one paper can name several."""
    groups: dict[date, list[HazardFact]] = {}
    for hazard in sorted(hazards, key=lambda one: one.order_no):
        if hazard.deadline is not None:
            groups.setdefault(hazard.deadline, []).append(hazard)
    return tuple((day, tuple(groups[day])) for day in sorted(groups))
