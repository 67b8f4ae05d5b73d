"""The words of a recorded file as typed values: days, moments, references, amounts; an empty one counts as left out."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from app.values.days import CIVIL_ZONE, parse_day
from app.values.errors import UserError
from app.values.reference import parse_ref
from app.values.written_text import cleaned

AT_ONCE: Literal["立即"] = "立即"
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_YES, _NO = frozenset({"true", "yes", "是"}), frozenset({"false", "no", "否"})
_HOUR = re.compile(r"\d[T ]\d")
LONGEST = 4000


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return _believable(parse_day(value))
    except ValueError as error:
        raise ValueError("应当是日期，例如 2026-12-01。") from error


def _believable(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("no day on which this law is applied")
    return day


def _deadline(value: object) -> object:
    return value if value == AT_ONCE else _day(value)


def _moment(value: object) -> object:
    """Read a moment; without a zone it is by the clock of the country."""
    if not isinstance(value, str):
        return value
    try:
        found = datetime.fromisoformat(value.strip().replace(" ", "T"))
        _believable(found.date())
        if not _HOUR.search(value):
            raise ValueError("a day without an hour would be printed as midnight")
    except ValueError as error:
        raise ValueError("应当是日期和时刻，例如 2026-11-16T09:10。") from error
    return found.replace(tzinfo=CIVIL_ZONE) if found.tzinfo is None else found


def _ref(value: object) -> object:
    try:
        return parse_ref(str(value)).text
    except UserError as error:
        raise ValueError(str(error)) from error


def _yuan(value: object) -> object:
    """Read an amount in yuan as whole cents."""
    try:
        cents = Decimal(str(value)) * 100
    except InvalidOperation as error:
        raise ValueError("应当是金额，例如 30000。") from error
    if cents != cents.to_integral_value() or cents < 0:
        raise ValueError("金额应当不小于零，最多两位小数。")
    return int(cents)


def _flag(value: object) -> object:
    text = str(value).lower()
    if text in _YES | _NO:
        return text in _YES
    raise ValueError("应当是 true 或者 false。")


def _clean(value: object) -> object:
    """Leave out what nobody sees, so that a pasted name is found again; a turned text is refused."""
    return cleaned(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean), Field(max_length=LONGEST)]
Name = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=200)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Deadline = Annotated[date | Literal["立即"], BeforeValidator(_deadline)]
RefText = Annotated[str, BeforeValidator(_ref)]
Cents = Annotated[int, BeforeValidator(_yuan)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Place = Annotated[int, Field(ge=1)]


class Part(BaseModel):
    """A mapping of the file without unknown keys; an empty value counts as left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: item for key, item in data.items() if not (isinstance(item, str) and item in _NOTHING)}
        return data
