"""The library as one canonical file and back: the file that inspections name and offices hand out."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from app.values.canonical import JsonValue, canonical_bytes, parse_canonical
from app.values.errors import RefusedFileError, UserError
from app.values.library import Library
from app.values.reference import Ref, parse_ref

Reader = Callable[[Any], Any]
FORMAT = 1


def snapshot_bytes(library: Library) -> bytes:
    """Write the whole library as canonical bytes."""
    return canonical_bytes({"format": FORMAT, "library": to_json(library)})


def read_snapshot(data: bytes) -> Library:
    """Read a library back from its canonical bytes."""
    try:
        document = parse_canonical(data)
        if not isinstance(document, Mapping) or document.get("format") != FORMAT:
            raise ValueError("not a library of this format")
        library: Library = from_json(Library, document["library"])
    except (ValueError, KeyError, TypeError, UserError) as error:
        raise RefusedFileError(
            "标准库快照已损坏，或者是更新版本的程序写的。", hint="请更新程序或者重新导入标准库。"
        ) from error
    return library


def to_json(value: Any) -> JsonValue:
    """Turn a value of the library into JSON: references, days and choices become text."""
    if isinstance(value, Ref):
        return value.text
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"no form for {type(value).__name__}")


def from_json(kind: Any, data: Any) -> Any:
    """Build a value of the library, of the given form, from JSON."""
    return _reader(kind)(data)


@cache
def _reader(kind: Any) -> Reader:
    if kind is Ref:
        return parse_ref
    if kind is date:
        return date.fromisoformat
    if get_origin(kind) in (Union, types.UnionType):
        return _choice_reader(get_args(kind))
    if get_origin(kind) is tuple:
        part = _reader(get_args(kind)[0])
        return lambda data: tuple(part(item) for item in data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return _plain_reader(kind)


def _dataclass_reader(kind: Any) -> Reader:
    """A key that an older program did not write takes its default; one of a newer program is passed over."""
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise ValueError(f"not the keys of {kind.__name__}")
        return kind(**{name: reader(data[name]) for name, reader in readers.items() if name in data})

    return read


def _choice_reader(kinds: tuple[Any, ...]) -> Reader:
    readers = [_reader(kind) for kind in kinds if kind is not types.NoneType]

    def read(data: Any) -> Any:
        if data is None and types.NoneType in kinds:
            return None
        for reader in readers:
            try:
                return reader(data)
            except (ValueError, TypeError, UserError):
                continue
        raise ValueError("none of the forms fits")

    return read


def _plain_reader(kind: Any) -> Reader:
    allowed = get_args(kind) if get_origin(kind) is Literal else ()

    def read(data: Any) -> Any:
        fits = data in allowed if allowed else type(data) is kind
        if not fits:
            raise ValueError("another form was expected")
        return data

    return read
