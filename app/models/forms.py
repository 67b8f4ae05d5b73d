"""How a column's value is written in the body of a revision, by the type of the column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Enum, Integer, String

from app.models.types import (
    Cents,
    CivilDay,
    Hash,
    JsonValueType,
    UtcDateTime,
    Uuid16,
    UuidList,
    freeze,
    hash_bytes,
    instant,
    json_text,
    milliseconds,
    thaw,
    uuid_bytes,
)
from app.values.json_shape import JsonShape


class BodyError(ValueError):
    """Say that a value in a body does not fit the field it stands for."""

    def __init__(self, kind: str, key: str, value: Any) -> None:
        super().__init__(f"{kind}.{key}: {value!r}")
        self.kind = kind
        self.key = key


@dataclass(frozen=True, slots=True)
class Form:
    """Write a column's value into a body, read it back, or lay it from the body straight into the database.

    `endings` is what such a key must end in. `lay` is `read` and the column's own binding in one step: an import
    makes a row from every revision and never needs the value in between.
    """

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    lay: Callable[[Any], Any]
    endings: tuple[str, ...] = ()


def form_of(column: Column[Any]) -> Form:
    """Return the form of the column in a body."""
    kind = column.type
    if isinstance(kind, Enum):
        choices = kind.enum_class
        if choices is None:
            raise TypeError(f"{column} is an enum without a class")
        known = frozenset(choice.value for choice in choices)
        return Form(
            lambda value: choices(value).value, lambda text: choices(_text(text)), lambda text: _known(text, known)
        )
    if isinstance(kind, JsonValueType):
        return _json_form(kind.shape)
    for column_type, form in _FORMS:
        if isinstance(kind, column_type):
            return form
    raise TypeError(f"{column} has a type that no body can hold: {kind!r}")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def _uuid(value: Any) -> UUID:
    found = UUID(_text(value))
    if str(found) != value:
        raise ValueError("not a UUID in lower case with hyphens")
    return found


def _uuid_text(value: UUID) -> str:
    if not isinstance(value, UUID):
        raise TypeError("not a UUID")
    return str(value)


def _uuids(value: Any) -> tuple[UUID, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError("not a list")
    return tuple(_uuid(item) for item in value)


def _day(value: Any) -> date:
    found = date.fromisoformat(_text(value))
    if found.isoformat() != value:
        raise ValueError("not a day as YYYY-MM-DD")
    return found


def _day_text(value: date) -> str:
    if isinstance(value, datetime):
        raise TypeError("a civil day is a date, not an instant")
    return value.isoformat()


def _hash(value: Any) -> str:
    hash_bytes(_text(value))
    return str(value)


def _known(text: Any, choices: frozenset[str]) -> str:
    if _text(text) not in choices:
        raise ValueError("not one of the choices")
    return str(text)


def _day_checked(value: Any) -> str:
    _day(value)
    return str(value)


def _list(value: Any) -> str:
    if not isinstance(value, list | tuple):
        raise TypeError("not a list")
    return json_text(value)


def _json_form(shape: JsonShape) -> Form:
    def write(value: Any) -> Any:
        shape.check(value)
        return thaw(value)

    def read(value: Any) -> Any:
        shape.check(value)
        return freeze(value)

    def lay(value: Any) -> str:
        shape.check(value)
        return json_text(value)

    return Form(write, read, lay)


# The order matters: our own types are looked for before the plain ones.
_FORMS: tuple[tuple[type[Any], Form], ...] = (
    (Uuid16, Form(_uuid_text, _uuid, lambda value: uuid_bytes(_text(value)), ("_id",))),
    (UuidList, Form(lambda ids: [_uuid_text(item) for item in ids], _uuids, _list, ("_ids",))),
    (UtcDateTime, Form(milliseconds, lambda value: instant(_whole(value)), _whole, ("_at",))),
    (CivilDay, Form(_day_text, _day, _day_checked)),
    (Cents, Form(_whole, _whole, _whole, ("_cents",))),
    (Hash, Form(_hash, _hash, lambda value: hash_bytes(_text(value)), ("_blob", "_sealed", "_sha256"))),
    (Boolean, Form(_flag, _flag, lambda value: int(_flag(value)))),
    (Integer, Form(_whole, _whole, _whole)),
    (String, Form(_text, _text, _text)),
)
