"""What stands in a JSON column, so that a record from elsewhere never breaks what shows it."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

# Words under which an entry keeps a civil day.
_DAYS = frozenset({"day", "from", "to", "valid_to"})


class JsonShape(Enum):
    """What a JSON column holds."""

    ANY = "any"
    OBJECT = "object"
    ENTRY = "entry"  # an object of plain values, like a person or a closing
    ENTRIES = "entries"
    TEXTS = "texts"

    def check(self, value: Any) -> None:
        """Refuse a value that has another shape."""
        if not _FITS[self](value):
            raise TypeError(f"not {self.value}")


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_entry(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_is_plain(key, item) for key, item in value.items())


def _is_plain(key: str, item: Any) -> bool:
    if key in _DAYS and item:
        return isinstance(item, str) and _is_day(item)
    return item is None or isinstance(item, str | int)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _all(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(fits, value))


_FITS: Mapping[JsonShape, Callable[[Any], bool]] = {
    JsonShape.ANY: lambda _value: True,
    JsonShape.OBJECT: _is_object,
    JsonShape.ENTRY: _is_entry,
    JsonShape.ENTRIES: _all(_is_entry),
    JsonShape.TEXTS: _all(lambda item: isinstance(item, str)),
}
