"""The one way in which a value becomes bytes, so that the same record has the same hash everywhere."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeAlias, cast

JsonValue: TypeAlias = "bool | int | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"

GREATEST_INTEGER = 2**53 - 1
# Far more than any record has, and far less than what exhausts a stack: every reader must draw the same line.
DEEPEST = 64
# What needs no look inside; the checks of a hot path pass over it first.
PLAIN_TYPES = frozenset({str, bool, type(None)})
_KEY = re.compile(r"[a-z][a-z0-9_]*")
# In encoded text a control character other than tab and newline shows as one of these escapes; the
# look-behind and the pairs keep apart a backslash that somebody typed.
_ESCAPED_CONTROL = re.compile(r"(?<!\\)(?:\\\\)*\\[ubfr]")


class UnprintableTextError(ValueError):
    """A text holds signs that no record can keep: control characters, or half of a sign."""


def canonical_bytes(value: JsonValue) -> bytes:
    """Write the value as its only permitted bytes (RFC 8785, integers and plain keys only)."""
    try:
        _check(value)
        text = _encode(value)
    except RecursionError:
        raise ValueError("嵌套过深") from None
    if "\\" in text and _ESCAPED_CONTROL.search(text):
        raise UnprintableTextError("文字中有控制字符")
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise UnprintableTextError("文字中有不成对的代理字符") from None


def parse_canonical(data: bytes) -> JsonValue:
    """Read the value back and refuse bytes that differ in anything from its canonical form."""
    try:
        value: JsonValue = json.loads(data.decode())
    except UnicodeDecodeError:
        raise ValueError("不是UTF-8文字") from None
    except RecursionError:
        raise ValueError("嵌套过深") from None
    except ValueError:
        raise ValueError("不是JSON") from None
    if canonical_bytes(value) != data:
        raise ValueError("字节不是规范形式")
    return value


def sha256_hex(data: bytes) -> str:
    """Hash the bytes as lower-case hex."""
    return sha256(data).hexdigest()


def nfc(value: JsonValue) -> JsonValue:
    """Bring all text, at any depth, to the composed form; for writers only, a reader never normalises."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: nfc(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return tuple(nfc(item) for item in value)
    return value


def frozen(value: JsonValue) -> JsonValue:
    """Copy the value, at any depth, into what cannot be changed in place."""
    if type(value) in PLAIN_TYPES or type(value) is int:
        return value
    if isinstance(value, Mapping):
        return frozen_object(value)
    if isinstance(value, (list, tuple)):
        return tuple([frozen(item) for item in value])
    return value


def frozen_object(value: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    """Copy an object into what cannot be changed in place."""
    plain = PLAIN_TYPES
    return MappingProxyType({key: item if type(item) in plain else frozen(item) for key, item in value.items()})


def _check(value: JsonValue, depth: int = 0) -> None:
    kind = type(value)
    if kind in PLAIN_TYPES:
        return
    if kind is int:
        if not -GREATEST_INTEGER <= cast("int", value) <= GREATEST_INTEGER:
            raise ValueError("整数过大")
    elif depth >= DEEPEST:
        raise ValueError("嵌套过深")
    elif kind is dict or isinstance(value, Mapping):
        _check_object(cast("Mapping[str, JsonValue]", value), depth + 1)
    elif kind is list or kind is tuple:
        for item in cast("Sequence[JsonValue]", value):
            if type(item) not in PLAIN_TYPES:
                _check(item, depth + 1)
    else:
        raise ValueError(f"不允许的类型：{kind.__name__}")


def _check_object(value: Mapping[str, JsonValue], depth: int) -> None:
    for key, item in value.items():
        if not _is_key(key):
            raise ValueError(f"键不合规：{key!r}")
        if type(item) not in PLAIN_TYPES:
            _check(item, depth)


@lru_cache(maxsize=4096)
def _is_key(key: object) -> bool:
    return type(key) is str and _KEY.fullmatch(key) is not None


def _as_dict(value: Any) -> dict[str, JsonValue]:
    if isinstance(value, Mapping):
        return dict(value)
    raise ValueError(f"不允许的类型：{type(value).__name__}")


_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_as_dict
).encode
