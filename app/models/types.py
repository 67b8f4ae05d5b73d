"""Column types: how ids, instants, days, money, hashes, enums and JSON lie in the database."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Enum, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from app.values.json_shape import JsonShape

_HASH_BYTES = 32
_ENUM_LENGTH = 40


_SCALARS = frozenset({str, int, bool, type(None)})


def freeze(value: Any) -> Any:
    """Return the JSON value with tuples for arrays and read-only mappings for objects."""
    if type(value) in _SCALARS:
        return value
    if isinstance(value, Mapping):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    return value


def thaw(value: Any) -> Any:
    """Return the JSON value with plain lists and dicts, as the json module wants it."""
    if type(value) in _SCALARS:
        return value
    if isinstance(value, list | tuple):
        return [thaw(item) for item in value]
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    return value


def _plain(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON value: {value!r}")


json_text = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain
).encode


class Uuid16(TypeDecorator[UUID]):
    """Keep a UUID as its 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> UUID | None:
        return None if value is None else UUID(bytes=value)


class UtcDateTime(TypeDecorator[datetime]):
    """Keep an instant as whole UTC milliseconds; a naive time is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else instant(value)


class CivilDay(TypeDecorator[date]):
    """Keep a civil day as its text YYYY-MM-DD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        if isinstance(value, datetime):
            raise TypeError("a civil day is a date, not an instant")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Cents(TypeDecorator[int]):
    """Keep money as whole cents."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, _dialect: Dialect) -> int | None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError("money is a whole number of cents")
        return value


class Hash(TypeDecorator[str]):
    """Keep a sha256 as its 32 bytes; the program sees lower-case hex."""

    impl = LargeBinary(_HASH_BYTES)
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else hash_bytes(value)

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        return None if value is None else value.hex()


class Hashes(TypeDecorator[tuple[str, ...]]):
    """Keep a list of sha256 as their bytes one after the other."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else b"".join(hash_bytes(item) for item in value)

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else split_hashes(value)


class JsonValueType(TypeDecorator[Any]):
    """Keep a JSON value as canonical text; the program sees tuples and read-only mappings, so assign a new value."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: JsonShape = JsonShape.ANY) -> None:
        super().__init__()
        self.shape = shape

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        return None if value is None else freeze(json.loads(value))

    def compare_values(self, x: Any, y: Any) -> bool:
        return bool(thaw(x) == thaw(y))


class UuidList(TypeDecorator[tuple[UUID, ...]]):
    """Keep a list of ids as canonical JSON text; the program sees a tuple of UUIDs."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[UUID, ...] | None, _dialect: Dialect) -> str | None:
        return None if value is None else json_text([str(item) for item in value])

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[UUID, ...] | None:
        return None if value is None else tuple(UUID(item) for item in json.loads(value))


def enum_text(choices: type[StrEnum], *, name: str | None = None) -> Enum:
    """Return the type of a column that keeps the enum by value, with a CHECK named after the enum or `name`."""
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in choices.__name__)
    return Enum(
        choices,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=_ENUM_LENGTH,
        name=name or words.strip("_"),
    )


def milliseconds(moment: datetime) -> int:
    """Return the UTC milliseconds of an aware instant, cut to the millisecond."""
    if moment.tzinfo is None:
        raise TypeError("an instant without a time zone")
    since = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def instant(value: int) -> datetime:
    """Return the aware UTC instant of the milliseconds."""
    seconds, rest = divmod(value, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


def hash_bytes(text: str) -> bytes:
    """Return the 32 bytes of a sha256 in lower-case hex."""
    data = bytes.fromhex(text)
    if len(data) != _HASH_BYTES or data.hex() != text:
        raise ValueError(f"not a sha256 in lower-case hex: {text!r}")
    return data


def split_hashes(data: bytes) -> tuple[str, ...]:
    """Return the hex of each of the hashes that stand one after the other."""
    return tuple(data[at : at + _HASH_BYTES].hex() for at in range(0, len(data), _HASH_BYTES))


def uuid_bytes(text: str) -> bytes:
    """Return the 16 bytes of a UUID in its usual text, many times faster than by way of the object."""
    data = bytes.fromhex(text.replace("-", ""))
    if len(data) != 16:
        raise ValueError(f"not a UUID: {text!r}")
    return data


def uuid_text(data: bytes) -> str:
    """Return the usual text of the 16 bytes of a UUID."""
    digits = data.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
