"""The report of an import as this machine keeps it: plain JSON, and back into the rows that it was."""

import types
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from app.values.days import from_ms, to_ms
from app.values.rows_import import ImportReport


def write_report(report: ImportReport) -> Any:
    """Write the report as plain JSON."""
    return _write(report)


def read_report(value: Mapping[str, Any]) -> ImportReport:
    """Read the report back."""
    return cast("ImportReport", _read(ImportReport, value))


def _write(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _write(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(_write(key)): _write(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_write(item) for item in value]
    return value


def _read(hint: Any, value: Any) -> Any:
    """Read a value by the type of the field that it stood in; what is JSON by itself stays as it is."""
    origin = get_origin(hint)
    if value is None or not (isinstance(hint, type) or origin):
        return value
    if origin in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
        return _read(kinds[0], value) if len(kinds) == 1 else value
    if origin is tuple:
        return tuple(_read(get_args(hint)[0], item) for item in value)
    if origin is Mapping:
        key, item = get_args(hint)
        return {_read(key, name): _read(item, one) for name, one in value.items()}
    return _plain(hint, value)


def _plain(hint: Any, value: Any) -> Any:
    if is_dataclass(hint):
        hints = _hints(cast("Hashable", hint))
        return cast("Any", hint)(**{one.name: _read(hints[one.name], value[one.name]) for one in fields(hint)})
    if hint is datetime:
        return from_ms(value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is UUID or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint(value)
    return value


@cache
def _hints(hint: Any) -> dict[str, Any]:
    # What is JSON by itself names itself in its own definition; it is read as it stands.
    return get_type_hints(hint, localns={"JsonValue": Any, "Mapping": Mapping, "Sequence": Sequence})
