"""Periods of the law: from the event to the last day in time, with the days that were skipped on the way."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.rules.working_days import ONE_DAY, Calendar, CalendarDay
from app.values.enums import Confidence
from app.values.library import Period as PeriodRow


class PeriodUnit(StrEnum):
    """What a period counts."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    HOUR = "hour"
    WORKING_DAY_BEFORE = "working_day_before"
    CALENDAR_DAY_BEFORE = "calendar_day_before"


_FORWARD_IN_DAYS = frozenset({PeriodUnit.WORKING_DAY, PeriodUnit.CALENDAR_DAY, PeriodUnit.MONTH})


class Roll(StrEnum):
    """Whether a last day that is a rest day moves; doubtful: the law is silent, both answers are shown."""

    NOT_APPLICABLE = "n/a"
    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """A period as the library knows it: dated data, never a number in code."""

    id: str
    title: str
    n: int
    unit: PeriodUnit
    roll: Roll
    event: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class RollDoubt:
    """The last day is or may be a rest day and the law is silent: the day if it moved, where that is known."""

    if_moved: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """A period worked out: day 1, the last day in time (含当日), and how it was counted."""

    rule: PeriodRule
    event: date
    starts: date
    last_day_before_roll: date
    last_day: CalendarDay
    deadline: date
    provisional: bool
    month_end: bool
    skipped: tuple[CalendarDay, ...]
    shifted: tuple[date, ...]
    roll_doubt: RollDoubt | None

    @property
    def rolled(self) -> bool:
        """Say whether the last day moved because it was a rest day."""
        return self.deadline != self.last_day_before_roll

    @property
    def overdue_from(self) -> date:
        """Give the first day that is too late."""
        return self.deadline + ONE_DAY

    @property
    def verified(self) -> bool:
        """Say whether both the rule and this way of counting it are certain."""
        return self.rule.verified and not (self.provisional or self.month_end or self.roll_doubt)

    def days_late(self, on: date) -> int:
        """Count the days by which this day is too late."""
        return days_late(self.deadline, on=on)


def rule_of(row: PeriodRow) -> PeriodRule:
    """Take a period from the library; what is marked unverified there stays so in every answer."""
    return PeriodRule(
        id=row.id,
        title=row.title,
        n=row.n,
        unit=PeriodUnit(row.unit),
        roll=Roll(row.roll),
        event=row.event,
        article=row.article,
        verified=row.confidence is not Confidence.UNVERIFIED,
    )


def period(rule: PeriodRule, event: date, calendar: Calendar) -> Period:
    """Work out a period that begins on the day after the event."""
    if rule.unit not in _FORWARD_IN_DAYS:
        raise ValueError(f"期限“{rule.title}”不是从某日起按日、月计算的")
    seen: list[CalendarDay] = []
    if rule.unit is PeriodUnit.WORKING_DAY:
        seen = _count_working_days(event, rule.n, calendar)
        last = seen[-1].day
    elif rule.unit is PeriodUnit.MONTH:
        last = add_months(event, rule.n)
    else:
        last = event + rule.n * ONE_DAY
    rolling = _roll(last, calendar) if rule.roll is Roll.NEXT_WORKING_DAY else []
    last_day = calendar.look_up(last)
    return Period(
        rule=rule,
        event=event,
        starts=event + ONE_DAY,
        last_day_before_roll=last,
        last_day=last_day,
        deadline=rolling[-1].day if rolling else last,
        provisional=any(not day.is_known for day in (*seen, *rolling)),
        month_end=rule.unit is PeriodUnit.MONTH and last.day != event.day,
        skipped=tuple(day for day in seen if not day.working),
        shifted=tuple(day.day for day in seen if day.is_shifted),
        roll_doubt=_roll_doubt(last_day, calendar) if rule.roll is Roll.DOUBTFUL else None,
    )


def period_in_hours(rule: PeriodRule, event: datetime) -> datetime:
    """Give the last instant in time of a period in hours; it runs through nights and holidays."""
    if rule.unit is not PeriodUnit.HOUR:
        raise ValueError(f"期限“{rule.title}”不按小时计")
    return event + timedelta(hours=rule.n)


@dataclass(frozen=True, slots=True)
class NoticeBefore:
    """The last days for a notice before a hearing: refuse after the lenient one, warn between the two."""

    latest: date
    latest_lenient: date


def notice_before(event: date, working_days: int, calendar: Calendar) -> NoticeBefore:
    """Count working days back from a hearing: a notice that leaves them whole, and one that is counted itself."""
    day = event
    left = working_days
    while left:
        day -= ONE_DAY
        left -= calendar.look_up(day).working
    return NoticeBefore(latest=day - ONE_DAY, latest_lenient=day)


def days_late(deadline: date, *, on: date, suspended: Iterable[tuple[date, date]] = ()) -> int:
    """Count the days after the deadline up to this day, without those suspended (both ends included)."""
    late = {deadline + number * ONE_DAY for number in range(1, (on - deadline).days + 1)}
    for first, last in suspended:
        late -= {first + number * ONE_DAY for number in range((last - first).days + 1)}
    return len(late)


def add_months(day: date, months: int) -> date:
    """Go to the same day of a later month, or to its last day where it has no such day (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _count_working_days(event: date, number: int, calendar: Calendar) -> list[CalendarDay]:
    seen: list[CalendarDay] = []
    left = number
    day = event
    while left:
        day += ONE_DAY
        seen.append(calendar.look_up(day))
        left -= seen[-1].working
    return seen


def _roll(last: date, calendar: Calendar) -> list[CalendarDay]:
    """List the days from the last one to the one that is worked."""
    days = [calendar.look_up(last)]
    while not days[-1].working:
        days.append(calendar.look_up(days[-1].day + ONE_DAY))
    return days


def _roll_doubt(last: CalendarDay, calendar: Calendar) -> RollDoubt | None:
    days = _roll(last.day, calendar)
    if not all(day.is_known for day in days):
        return RollDoubt(if_moved=None)
    return None if last.working else RollDoubt(if_moved=days[-1].day)
