"""What an office sends along in the head of a package: numbers for its devices, and its library."""

import base64
import binascii
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.values.canonical import JsonValue, sha256_hex
from app.values.errors import RefusedFileError
from app.values.rows_office import NumberSpan

RANGES, LIBRARY = "ranges", "library"
_MOST_SPANS = 20_000
_MOST_SERIAL = 999_999
_LONGEST_KEY = 20
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CarriedLibrary:
    """A library as one canonical file, packed; its hash is that of the file unpacked."""

    sha256: str
    title: str
    edition: str
    packed: str

    def unpack(self) -> bytes:
        """Give the file, never longer than a library can be, and only where it is the one it says it is."""
        try:
            opened = zlib.decompressobj()
            data = opened.decompress(base64.b64decode(self.packed, validate=True), _MOST_BYTES)
        except (binascii.Error, zlib.error, ValueError) as error:
            raise _refusal("标准库") from error
        if not opened.eof or sha256_hex(data) != self.sha256:
            raise _refusal("标准库")
        return data


@dataclass(frozen=True, slots=True)
class Carried:
    """What a package carries beside its records."""

    spans: tuple[NumberSpan, ...] = ()
    library: CarriedLibrary | None = None


def pack_library(data: bytes, *, title: str, edition: str) -> CarriedLibrary:
    """Pack the canonical file of a library."""
    packed = base64.b64encode(zlib.compress(data, 9)).decode()
    return CarriedLibrary(sha256_hex(data), title, edition, packed)


def write_carried(spans: Iterable[NumberSpan], library: CarriedLibrary | None = None) -> dict[str, JsonValue]:
    """Write what goes along as JSON."""
    carried: dict[str, JsonValue] = {}
    ranges: list[JsonValue] = [
        {"device": str(span.device), "first": span.first, "key": span.key, "last": span.last} for span in spans
    ]
    if ranges:
        carried[RANGES] = ranges
    if library is not None:
        carried[LIBRARY] = {
            "edition": library.edition,
            "packed": library.packed,
            "sha256": library.sha256,
            "title": library.title,
        }
    return carried


def read_carried(carries: Mapping[str, object]) -> Carried:
    """Read what came along; what is not as it should be is refused whole."""
    ranges = carries.get(RANGES, [])
    if not isinstance(ranges, list | tuple) or len(ranges) > _MOST_SPANS:
        raise _refusal("号段")
    library = carries.get(LIBRARY)
    return Carried(tuple(_span(one) for one in ranges), None if library is None else _library(library))


def _span(value: object) -> NumberSpan:
    if not isinstance(value, Mapping) or value.keys() != {"device", "first", "key", "last"}:
        raise _refusal("号段")
    key, first, last = value["key"], value["first"], value["last"]
    if not isinstance(key, str) or not 0 < len(key) <= _LONGEST_KEY or type(first) is not int or type(last) is not int:
        raise _refusal("号段")
    if not 1 <= first <= last <= _MOST_SERIAL:
        raise _refusal("号段")
    try:
        return NumberSpan(key, first, last, UUID(str(value["device"])))
    except ValueError as error:
        raise _refusal("号段") from error


def _library(value: object) -> CarriedLibrary:
    if not isinstance(value, Mapping) or value.keys() != {"edition", "packed", "sha256", "title"}:
        raise _refusal("标准库")
    texts = {key: value[key] for key in ("sha256", "title", "edition", "packed")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise _refusal("标准库")
    return CarriedLibrary(**texts)


def _refusal(what: str) -> RefusedFileError:
    return RefusedFileError(f"数据包里附带的{what}看不懂，没有采用。", hint="请向单位再要一份数据包。")
