"""The head of a package as the lines of its table `meta`, and back.

Beside the fields of PackageMeta stands one line `check`: the hash of those lines, of the stubs and of the private
texts, which the root hash does not cover. A bit that fell over on the way to the office is found there too.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from app.values.canonical import JsonValue, canonical_bytes, parse_canonical
from app.values.days import from_ms, to_ms
from app.values.package import ChainEnd, PackageMeta, PrivateLine, Selection, SelectionKind, StubLink

CHECK = "check"
_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("format", "schema", "needs", "made_at", "revisions", "stubs", "blobs"), (int,)),
    **dict.fromkeys(("program", "device", "device_label", "recipient", "root"), (str,)),
    **dict.fromkeys(("authority", "officer"), (str, type(None))),
    **dict.fromkeys(("selection", "records", "carries"), (dict,)),
    "is_redacted": (bool,),
    "chains": (list,),
}


class MetaError(ValueError):
    """The head of a package is not as it should be; the message names the lines."""


def meta_lines(
    meta: PackageMeta, *, stubs: Iterable[StubLink] = (), privates: Iterable[PrivateLine] = ()
) -> dict[str, str]:
    """Write the head as the lines of its table, the one that proves them among them."""
    lines = _lines(meta)
    check = content_check(lines, stubs=stubs, privates=privates)
    return {**lines, CHECK: canonical_bytes(check).decode()}


def read_meta(lines: Mapping[str, str]) -> PackageMeta:
    """Read the head from its lines, whatever the line `check` says; those that are missing or wrong are named."""
    if lines.keys() - {CHECK} != _TYPES.keys():
        raise MetaError("、".join(sorted(lines.keys() - {CHECK} ^ _TYPES.keys())))
    values = {key: _value(key, lines[key]) for key in _TYPES}
    try:
        meta = _meta(values)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise MetaError("selection、chains") from None
    again = _lines(meta)
    if wrong := sorted(key for key in again if again[key] != lines[key]):
        raise MetaError("、".join(wrong))
    return meta


def is_proved(lines: Mapping[str, str], *, stubs: Iterable[StubLink], privates: Iterable[PrivateLine]) -> bool:
    """Say whether the line `check` fits the other lines, the stubs and the private texts."""
    found = content_check(lines, stubs=stubs, privates=privates)
    return lines.get(CHECK) == canonical_bytes(found).decode()


def content_check(lines: Mapping[str, str], *, stubs: Iterable[StubLink], privates: Iterable[PrivateLine]) -> str:
    """Hash the lines of the head, the stubs and the private texts of a package."""
    found = [f"m {key} {value}" for key, value in lines.items() if key != CHECK]
    found += [f"s {stub.device} {stub.seq} {stub.rev_id} {stub.prev or '-'}" for stub in stubs]
    found += [f"p {line.sha256} {line.salt.hex()}" for line in privates]
    return sha256("\n".join(sorted(found)).encode()).hexdigest()


def _lines(meta: PackageMeta) -> dict[str, str]:
    plain: dict[str, JsonValue] = {key: getattr(meta, key) for key in _TYPES}
    plain["made_at"] = to_ms(meta.made_at)
    plain["device"] = str(meta.device)
    plain["chains"] = [{"device": str(end.device), "seq": end.seq, "rev_id": end.rev_id} for end in meta.chains]
    plain["selection"] = _plain_selection(meta.selection)
    return {key: canonical_bytes(value).decode() for key, value in plain.items()}


def _plain_selection(selection: Selection) -> dict[str, JsonValue]:
    return {
        "kind": selection.kind.value,
        "first_day": None if selection.first_day is None else selection.first_day.isoformat(),
        "last_day": None if selection.last_day is None else selection.last_day.isoformat(),
        "inspection_ids": [str(inspection_id) for inspection_id in selection.inspection_ids],
        "with_photos": selection.with_photos,
        "with_private": selection.with_private,
    }


def _value(key: str, text: str) -> Any:
    try:
        value = parse_canonical(text.encode())
    except ValueError:
        raise MetaError(key) from None
    if type(value) not in _TYPES[key]:
        raise MetaError(key)
    return value


def _meta(values: Mapping[str, Any]) -> PackageMeta:
    if any(type(number) is not int for number in values["records"].values()):
        raise MetaError("records")
    read = {
        "made_at": from_ms(values["made_at"]),
        "device": UUID(values["device"]),
        "selection": _selection(values["selection"]),
        "chains": tuple(_chain_end(end) for end in values["chains"]),
    }
    return PackageMeta(**{**values, **read})


def _selection(value: Mapping[str, Any]) -> Selection:
    days = {key: None if value[key] is None else date.fromisoformat(value[key]) for key in ("first_day", "last_day")}
    return Selection(
        kind=SelectionKind(value["kind"]),
        inspection_ids=tuple(map(UUID, value["inspection_ids"])),
        with_photos=bool(value["with_photos"]),
        with_private=bool(value["with_private"]),
        **days,
    )


def _chain_end(value: Mapping[str, Any]) -> ChainEnd:
    seq, rev_id = value["seq"], value["rev_id"]
    if type(seq) is not int or type(rev_id) is not str:
        raise MetaError("chains")
    return ChainEnd(device=UUID(value["device"]), seq=seq, rev_id=rev_id)
