"""How long nobody may try a PIN or a passphrase again after wrong ones."""

from datetime import datetime, timedelta

FREE_TRIES = 3
_WAITS = (
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)


def wait_after(failures: int) -> timedelta:
    """Give the wait after so many failures in a row: the first few are free, then it grows to an hour."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return _WAITS[min(failures - FREE_TRIES, len(_WAITS) - 1)]


def wait_left(failures: int, *, until: datetime | None, now: datetime) -> timedelta:
    """Give what is left of the wait.

    A clock that was set back makes it no longer than it was at first, and takes nothing of it away.
    """
    if until is None:
        return timedelta(0)
    return max(timedelta(0), min(until - now, wait_after(failures)))


def wait_words(left: timedelta) -> str:
    """Say how long to wait."""
    seconds = -(-int(left.total_seconds() * 1000) // 1000)
    if seconds < 60:
        return f"{seconds} 秒"
    return f"{-(-seconds // 60)} 分钟"
