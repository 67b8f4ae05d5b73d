"""The time of day, passed in so that a test or the demo can set it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tell the time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class SystemClock:
    """Tell the time of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """Tell a time that was set, the same until it is moved."""

    moment: datetime

    def __post_init__(self) -> None:
        self.set(self.moment)

    def now(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        """Set the time."""
        if moment.tzinfo is None:
            raise ValueError("an instant without a time zone")
        self.moment = moment.astimezone(UTC)

    def move(self, step: timedelta) -> None:
        """Let time pass, or run back."""
        self.moment += step
