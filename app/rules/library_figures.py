"""Which version of a number or a period of the library applies on a day."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from app.rules.library import NotInForceError, UnknownRefError
from app.values.library import Parameter, Period, applies

WHOLE_COUNTRY = "全国"
Row = TypeVar("Row", Parameter, Period)


def parameter_on(parameters: Iterable[Parameter], name: str, *, on: date, region: str = WHOLE_COUNTRY) -> Parameter:
    """Give the number in force on the day: the region's own, or the country's where the region has none."""
    named = [row for row in parameters if row.id == name]
    local = [row for row in named if row.region == region]
    return _in_force(local or [row for row in named if row.region == WHOLE_COUNTRY], name, on=on)


def period_on(periods: Iterable[Period], name: str, *, on: date) -> Period:
    """Give the period in force on the day."""
    return _in_force([row for row in periods if row.id == name], name, on=on)


def _in_force(rows: list[Row], name: str, *, on: date) -> Row:
    if not rows:
        raise UnknownRefError(f"标准库中没有“{name}”这一项期限或者数额。", hint="请更新标准库。")
    valid = [row for row in rows if applies(row, on)]
    if not valid:
        raise NotInForceError(f"“{rows[-1].title}”在{on.isoformat()}没有适用的版本。", hint="请更新标准库。")
    return max(valid, key=lambda row: row.valid_from)
