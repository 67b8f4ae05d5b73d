"""Which days are worked: the published calendar, the office's own rows above it, and plain weeks beyond both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Protocol

ONE_DAY = timedelta(days=1)
FIXED_DAYS_OFF = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})

WORKING_DAY = "工作日"
SHIFTED_WORKING_DAY = "调休上班"
WEEKEND = "周末"
STATUTORY_DAY_OFF = "法定节假日"
NOT_YET_KNOWN = "放假安排未公布"

_SATURDAY = 5


class DayRow(Protocol):
    """A day that differs from the plain week, and why."""

    @property
    def day(self) -> date: ...
    @property
    def working(self) -> bool: ...
    @property
    def why(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What is known of one day: whether it is worked, why, and whether the data reach that far."""

    day: date
    working: bool
    why: str
    is_known: bool = True

    @property
    def is_shifted(self) -> bool:
        """Say whether this is a weekend day that is worked."""
        return self.working and self.day.weekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days that differ from the plain week, up to the last day that the data cover."""

    rows: Mapping[date, CalendarDay]
    last_covered: date
    overrides: Mapping[date, CalendarDay] = field(default_factory=dict)
    fixed_days_off: frozenset[tuple[int, int]] = FIXED_DAYS_OFF

    def look_up(self, day: date) -> CalendarDay:
        """Tell what is known of a day; the office's own rows win, beyond the data nothing is certain."""
        row = self.overrides.get(day) or self.rows.get(day)
        if row is not None:
            return row
        is_weekend = day.weekday() >= _SATURDAY
        if day <= self.last_covered:
            return CalendarDay(day, not is_weekend, WEEKEND if is_weekend else WORKING_DAY)
        if (day.month, day.day) in self.fixed_days_off:
            return CalendarDay(day, working=False, why=STATUTORY_DAY_OFF)
        unknown = f"{day.year}年{NOT_YET_KNOWN}"
        why = f"{WEEKEND}（{unknown}）" if is_weekend else unknown
        return CalendarDay(day, not is_weekend, why, is_known=False)

    def with_overrides(self, overrides: Iterable[DayRow]) -> "Calendar":
        """Put the office's own rows above the calendar."""
        return Calendar(self.rows, self.last_covered, _by_day(overrides), self.fixed_days_off)


def calendar_from_exceptions(
    exceptions: Iterable[DayRow], *, last_covered: date, overrides: Iterable[DayRow] = ()
) -> Calendar:
    """Build a calendar from the days that differ from the plain week; a weekend beside a festival belongs to it."""
    rows = _by_day(exceptions)
    for first in [row for row in rows.values() if not row.working]:
        for step in (ONE_DAY, -ONE_DAY):
            day = first.day + step
            while day.weekday() >= _SATURDAY and day not in rows:
                rows[day] = CalendarDay(day, working=False, why=first.why)
                day += step
    return Calendar(rows, last_covered, _by_day(overrides))


def published_calendar(overrides: Iterable[DayRow] = ()) -> Calendar:
    """Take the published arrangements from chinesecalendar, with the office's own rows above them."""
    rows, last_covered = _published_rows()
    return Calendar(rows, last_covered, _by_day(overrides))


@cache
def _published_rows() -> tuple[dict[date, CalendarDay], date]:
    from chinese_calendar.constants import Holiday, holidays, workdays

    names = {holiday.value: holiday.chinese for holiday in Holiday}
    rows = {day: CalendarDay(day, working=False, why=names[name]) for day, name in holidays.items()}
    rows |= {day: CalendarDay(day, working=True, why=SHIFTED_WORKING_DAY) for day in workdays}
    return rows, date(max(holidays).year, 12, 31)


def _by_day(rows: Iterable[DayRow]) -> dict[date, CalendarDay]:
    return {row.day: CalendarDay(row.day, row.working, row.why) for row in rows}
