"""证照: whether a paper with a last day still counts, and whether that day is near."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

SOON_DAYS = 60


class LicenceState(StrEnum):
    """How a paper with a last day stands."""

    NONE = "未登记"
    VALID = "有效"
    SOON = "将到期"
    EXPIRED = "已过期"


_ORDER = (LicenceState.NONE, LicenceState.VALID, LicenceState.SOON, LicenceState.EXPIRED)


def licence_state(valid_to: date | None, *, today: date) -> LicenceState:
    """Tell how one paper stands; its last day still counts."""
    if valid_to is None:
        return LicenceState.VALID
    if valid_to < today:
        return LicenceState.EXPIRED
    return LicenceState.SOON if valid_to <= soon_until(today) else LicenceState.VALID


def worst_state(last_days: Iterable[date | None], *, today: date) -> LicenceState:
    """Tell how the worst of several papers stands."""
    states = [licence_state(day, today=today) for day in last_days]
    return max(states, key=_ORDER.index, default=LicenceState.NONE)


def soon_until(today: date) -> date:
    """Give the last day that is near."""
    return today + timedelta(days=SOON_DAYS)
