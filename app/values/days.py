"""Days and moments: civil days at UTC+08:00 whatever the machine's zone, and how papers write them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

CIVIL_ZONE = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_TYPED_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")


def civil_day(instant: datetime) -> date:
    """Tell the civil day on which an instant falls."""
    return _aware(instant).astimezone(CIVIL_ZONE).date()


def civil_day_ms(ms: int) -> date:
    """Tell the civil day of an instant given in milliseconds."""
    return civil_day(from_ms(ms))


def to_ms(instant: datetime) -> int:
    """Count the whole milliseconds from 1970 (UTC) to an instant."""
    return (_aware(instant) - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """Turn milliseconds since 1970 back into an instant (UTC)."""
    return _EPOCH + ms * _MILLISECOND


def long_day(day: date) -> str:
    """Write a day as in 2026年12月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date) -> str:
    """Write a day without its year, as in 12月8日."""
    return f"{day.month}月{day.day}日"


def iso_day(day: date) -> str:
    """Write a day as in 2026-12-08."""
    return day.isoformat()


def long_moment(instant: datetime) -> str:
    """Write an instant as in 2026年11月16日9时10分."""
    local = _aware(instant).astimezone(CIVIL_ZONE)
    return f"{long_day(local.date())}{local.hour}时{local.minute}分"


def by_day(deadline: date) -> str:
    """Write the last day of an order so that nobody doubts whether it counts."""
    return f"{long_day(deadline)}前（含当日）"


def parse_day(typed: str) -> date:
    """Read a day as 2026年12月8日 or 2026-12-08 (ValueError where it is none)."""
    match = _TYPED_DAY.fullmatch(typed.strip())
    if match is None:
        raise ValueError(f"不是日期：{typed}")
    year, month, day = map(int, match.groups())
    return date(year, month, day)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("时刻没有时区")
    return instant
