"""Frozen rows as plain JSON values and back, by what their fields are declared to be."""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")
Read = Callable[[Any], Any]


class NotThisFormError(ValueError):
    """What was read is not what the rows are made of."""


def to_plain(value: Any) -> Any:
    """Write a value so that JSON can hold it."""
    if is_dataclass(value):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(one) for key, one in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(to_plain(one) for one in value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_plain(one) for one in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """Read a row back, or say that these are not its values."""
    wanted: Any = kind
    try:
        row: T = _reader(wanted)(plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotThisFormError(kind.__name__) from error
    return row


@cache
def _reader(kind: Any) -> Read:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is Mapping:
        each = _reader(get_args(kind)[1])
        return lambda plain: {key: each(one) for key, one in plain.items()}
    if origin in (tuple, Sequence, frozenset):
        one_of = _reader(get_args(kind)[0])
        gather = frozenset if origin is frozenset else tuple
        return lambda plain: gather(one_of(one) for one in plain)
    if is_dataclass(kind):
        return _row(kind)
    return _simple(kind)


def _optional(kind: Any) -> Read:
    (inner,) = (one for one in get_args(kind) if one is not type(None))
    read = _reader(inner)
    return lambda plain: None if plain is None else read(plain)


def _row(kind: Any) -> Read:
    hints = get_type_hints(kind)
    readers = [(one.name, _reader(hints[one.name])) for one in fields(kind)]
    return lambda plain: kind(**{name: read(plain[name]) for name, read in readers})


def _simple(kind: Any) -> Read:
    if kind in (date, datetime):
        return kind.fromisoformat  # type: ignore[no-any-return]  # both give their own kind
    if kind is UUID or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind

    def same(plain: Any) -> Any:
        if type(plain) is not kind:
            raise TypeError(f"{kind} is expected")
        return plain

    return same
