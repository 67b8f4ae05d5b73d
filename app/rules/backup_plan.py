"""Which automatic copies of the store to keep: the newest of each of the last days and of each of the last weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.values.days import civil_day

DAILY = 7
WEEKLY = 8
EVERY = timedelta(hours=4)


@dataclass(frozen=True, slots=True, order=True)
class DatedCopy:
    """One automatic copy in one place: when it was made, and its file's name."""

    at: datetime
    name: str


def copies_to_keep(copies: Iterable[DatedCopy], *, daily: int = DAILY, weekly: int = WEEKLY) -> frozenset[str]:
    """Name the copies that stay: the newest of a day, for so many days, and the newest of a week, for so many weeks.

    Days and weeks without a copy do not count: a laptop that lay in a drawer for a month keeps what it has.
    """
    newest_first = sorted(copies, reverse=True)
    days: dict[date, str] = {}
    weeks: dict[tuple[int, int], str] = {}
    for copy in newest_first:
        day = civil_day(copy.at)
        days.setdefault(day, copy.name)
        weeks.setdefault(day.isocalendar()[:2], copy.name)
    kept = {*list(days.values())[: max(daily, 1)], *list(weeks.values())[: max(weekly, 0)]}
    return frozenset(kept)


def superseded(copies: Iterable[DatedCopy], *, daily: int = DAILY, weekly: int = WEEKLY) -> tuple[str, ...]:
    """Name the copies that may go now that a newer one was proved, the oldest first; the newest never goes."""
    known = sorted(copies)
    kept = copies_to_keep(known, daily=daily, weekly=weekly)
    return tuple(copy.name for copy in known if copy.name not in kept)


def is_due(*, has_new_work: bool, last_at: datetime | None, now: datetime, every: timedelta = EVERY) -> bool:
    """Say whether a place needs a copy now: there is work that it lacks, and its last copy is old enough.

    A last copy that lies in the future says that the clock was set back; then nobody waits for that moment.
    """
    if not has_new_work:
        return False
    return last_at is None or last_at > now or now - last_at >= every
