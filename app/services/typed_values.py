"""Values as a person types them on a line, read by the type of the field that they are for."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import yaml

from app.values.days import CIVIL_ZONE, parse_day
from app.values.errors import UsageError
from app.values.written_text import cleaned

_YES, _NO = frozenset({"true", "yes", "是", "1"}), frozenset({"false", "no", "否", "0"})


def read_changes(fields_class: type[Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """Read what was typed for fields of a dataclass; an unknown field is refused by name."""
    if not is_dataclass(fields_class):
        raise TypeError(f"{fields_class.__name__} declares no fields")
    hints = get_type_hints(fields_class)
    known = [one.name for one in fields(fields_class) if _is_typed(hints[one.name])]
    unknown = [name for name in typed if name not in known]
    if unknown:
        raise UsageError(f"没有“{unknown[0]}”这一项，", hint=f"可以修改的有：{'、'.join(known)}。")
    return {name: _read(name, hints[name], text) for name, text in typed.items()}


def _read(name: str, hint: Any, text: str) -> Any:
    try:
        return read_value(hint, text)
    except ValueError as error:
        raise UsageError(f"“{name}”写得不对：{error}", hint="") from error


def read_value(hint: Any, text: str) -> Any:
    """Read one value; of what may be absent an empty text is nothing."""
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
        return None if not text.strip() else read_value(kinds[0], text)
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        return tuple(read_value(part, one.strip()) for one in _listed(text) if one.strip())
    return _READERS[_kind(hint)](hint, text)


def _listed(text: str) -> list[str]:
    """Split a list: [一, 二] as in YAML and JSON, else by commas and 、."""
    if not text.strip().startswith("["):
        return text.replace("、", ",").split(",")
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError("应当是一列，例如 [一, 二]。")
    return found


def _kind(hint: Any) -> type[Any]:
    return Enum if isinstance(hint, type) and issubclass(hint, Enum) else hint


def _is_typed(hint: Any) -> bool:
    """Tell whether the field can be typed on one line."""
    if get_origin(hint) in (Union, types.UnionType):
        return any(_is_typed(kind) for kind in get_args(hint) if kind is not types.NoneType)
    if get_origin(hint) is tuple:
        return _is_typed(get_args(hint)[0])
    return _kind(hint) in _READERS


def _choice(hint: Any, text: str) -> Any:
    try:
        return hint(text.strip())
    except ValueError as error:
        raise ValueError(f"只能是：{'、'.join(str(one.value) for one in hint)}。") from error


def _day(_hint: Any, text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise ValueError("应当是日期，例如 2026-12-01。") from error


def _moment(_hint: Any, text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.strip().replace(" ", "T"))
    except ValueError as error:
        raise ValueError("应当是日期和时刻，例如 2026-11-16T09:10。") from error
    return found.replace(tzinfo=CIVIL_ZONE) if found.tzinfo is None else found


def _number(_hint: Any, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ValueError("应当是整数。") from error


def _flag(_hint: Any, text: str) -> bool:
    if text.strip().lower() not in _YES | _NO:
        raise ValueError("应当是 true 或者 false。")
    return text.strip().lower() in _YES


_READERS = {
    str: lambda _hint, text: cleaned(text).strip(),
    bool: _flag,
    int: _number,
    datetime: _moment,
    date: _day,
    Enum: _choice,
}
