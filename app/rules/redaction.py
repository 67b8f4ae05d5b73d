"""Records for reading by others: without who reported, without telephones and identity numbers, without originals."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.values.canonical import JsonValue
from app.values.revision import Body, Revision

BLANK = "（已隐去）"

# What these keys hold is blanked whole; the endings are those of telephones and of private texts.
_KEYS = frozenset({"reporter", "informant", "identity", "identity_no", "id_card", "bank_account", "contact"})
_PHONE = ("phone", "telephone", "mobile")
_SEALED = "_sealed"
_ONE_BLOB, _MANY_BLOBS = "_blob", "_blobs"
# An identity number of 18 or 15 digits, a mobile telephone, a landline with its area code.
_NUMBERS = re.compile(
    r"(?<![0-9A-Za-z])(?:[1-9]\d{16}[0-9Xx]|[1-9]\d{14}|1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8})(?![0-9A-Za-z])"
)


def redacted(revisions: Iterable[Revision]) -> list[Revision]:
    """Write the revisions of whole records once more, blanked; each follows the blanked ones of those it followed."""
    names: dict[str, str] = {}
    written: list[Revision] = []
    # A revision's clock is always above its parents', so that those come first.
    for revision in sorted(revisions, key=lambda revision: revision.hlc):
        blanked = replace(
            revision,
            parents=tuple(sorted(names[parent] for parent in revision.parents)),
            reason=None if revision.reason is None else _blanked_text(revision.reason),
            body=redacted_body(revision.body),
        )
        names[revision.rev_id] = blanked.rev_id
        written.append(blanked)
    return written


def redacted_body(body: Body) -> dict[str, JsonValue]:
    """Blank what a reader must not see, at any depth; originals are left out, for nobody has looked through them."""
    return {key: _blanked(key, value) for key, value in body.items()}


def _blanked(key: str, value: JsonValue) -> JsonValue:
    if value is None or isinstance(value, bool | int):
        return value
    if key.endswith((_SEALED, _ONE_BLOB)):
        return None
    if key.endswith(_MANY_BLOBS):
        return ()
    if key.endswith(_PHONE) or key in _KEYS:
        return BLANK
    if key.endswith(("_id", "_ids")):
        return value
    return _within(key, value)


def _within(key: str, value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return _blanked_text(value)
    if isinstance(value, Mapping):
        return redacted_body(value)
    if isinstance(value, list | tuple):
        return tuple(_blanked(key, item) for item in value)
    return value


def _blanked_text(text: str) -> str:
    return _NUMBERS.sub(BLANK, text)
