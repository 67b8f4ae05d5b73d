"""A revision: what one person set in one record at one moment, known by the hash of its bytes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias, cast

from app.values.canonical import PLAIN_TYPES, JsonValue, canonical_bytes, frozen_object, parse_canonical, sha256_hex

Body: TypeAlias = Mapping[str, JsonValue]

# The instants that a calendar can show, in milliseconds since 1970: the years 1900 to 9998.
FIRST_MS = -2_208_988_800_000
LAST_MS = 253_370_764_799_999

LIFECYCLE = ("closing", "deadline", "level", "state")

REVISION_KEYS = (
    "actor",
    "body",
    "changed",
    "deleted",
    "device",
    "entity_id",
    "hlc",
    "kind",
    "needs",
    "parents",
    "prev",
    "reason",
    "schema",
    "seq",
)
_KEY_SET = frozenset(REVISION_KEYS)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_CLOCK = re.compile(r"[0-9a-f]{16}")
_KIND = re.compile(r"[a-z][a-z0-9_]*")


class RevisionRefusedError(ValueError):
    """The bytes are no well-formed revision; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Revision:
    """The fourteen things that a revision says; two with one hash are the same revision."""

    kind: str
    entity_id: str
    schema: int
    needs: int
    parents: tuple[str, ...]
    hlc: str
    device: str
    seq: int
    prev: str | None
    actor: str | None
    reason: str | None
    deleted: bool
    changed: tuple[str, ...]
    body: Body
    _bytes: bytes | None = field(default=None, init=False, repr=False)
    _rev_id: str | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", frozen_object(self.body))

    def to_bytes(self) -> bytes:
        """Give the exact bytes that are hashed, stored and handed over."""
        if self._bytes is None:
            plain = {key: getattr(self, key) for key in REVISION_KEYS}
            object.__setattr__(self, "_bytes", canonical_bytes(plain))
        return cast("bytes", self._bytes)

    @property
    def rev_id(self) -> str:
        """Name the revision by the hash of its bytes."""
        if self._rev_id is None:
            object.__setattr__(self, "_rev_id", sha256_hex(self.to_bytes()))
        return cast("str", self._rev_id)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Revision":
        """Read a revision and refuse whatever is not the canonical form of a well-formed one."""
        try:
            value = parse_canonical(data)
        except ValueError as error:
            raise RevisionRefusedError(str(error)) from None
        check_revision_object(value)
        plain = cast("dict[str, Any]", value)
        revision = cls(**{**plain, "parents": tuple(plain["parents"]), "changed": tuple(plain["changed"])})
        object.__setattr__(revision, "_bytes", data)
        return revision

    def known_as(self, rev_id: str) -> "Revision":
        """Trust the hash under which our own log keeps this revision, instead of working it out again."""
        object.__setattr__(self, "_rev_id", rev_id)
        return self

    def check(self) -> None:
        """Refuse a revision of our own making that no reader would accept."""
        check_revision_object({key: getattr(self, key) for key in REVISION_KEYS})

    def read_as(self, *, body: Body, changed: tuple[str, ...]) -> "Revision":
        """Show the revision in the words of a newer version; its bytes and its hash stay the original's."""
        plain = {key: getattr(self, key) for key in REVISION_KEYS}
        revision = Revision(**{**plain, "body": body, "changed": changed})
        object.__setattr__(revision, "_bytes", self.to_bytes())
        object.__setattr__(revision, "_rev_id", self.rev_id)
        return revision

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Revision) and self.rev_id == other.rev_id

    def __hash__(self) -> int:
        return hash(self.rev_id)


def check_revision_object(value: object) -> None:
    """Refuse an object that breaks the forms of a revision, naming the key."""
    if not isinstance(value, Mapping):
        raise RevisionRefusedError("修订不是对象")
    if value.keys() != _KEY_SET:
        raise RevisionRefusedError(f"修订的键不符：{'、'.join(sorted(value.keys() ^ _KEY_SET))}")
    for key, is_well_formed in _FORMS.items():
        if not is_well_formed(value[key]):
            raise RevisionRefusedError(f"{key} 的写法不符")
    if not value["needs"] <= value["schema"]:
        raise RevisionRefusedError("needs 大于 schema")
    if (value["prev"] is None) != (value["seq"] == 1):
        raise RevisionRefusedError("prev 与 seq 不符")
    _check_changed(value)
    _check_body(value["body"])


def _check_changed(value: Mapping[str, Any]) -> None:
    keys = value["body"].keys()
    named = set(value["changed"])
    if not named <= keys:
        raise RevisionRefusedError(f"changed 列了正文没有的字段：{'、'.join(sorted(named - keys))}")
    if not value["parents"] and named != keys:
        raise RevisionRefusedError(f"首条修订的 changed 不全：缺{'、'.join(sorted(keys - named))}")


def _check_body(body: Body) -> None:
    for key, item in body.items():
        if item is None:
            continue
        form = _form_by_ending(key)
        if form is not None and not form(item):
            raise RevisionRefusedError(f"正文中 {key} 的写法不符")
        if type(item) not in PLAIN_TYPES:
            _check_within(item)


def _check_within(value: JsonValue) -> None:
    if isinstance(value, (list, tuple)):
        for item in value:
            _check_within(item)
    elif isinstance(value, Mapping):
        _check_body(value)


def _is_uuid(value: object) -> bool:
    return type(value) is str and _UUID.fullmatch(value) is not None


def _is_hash(value: object) -> bool:
    return type(value) is str and _HASH.fullmatch(value) is not None


def _is_text(value: object) -> bool:
    return type(value) is str


def _is_whole(value: object) -> bool:
    return type(value) is int


def _is_instant(value: object) -> bool:
    return type(value) is int and FIRST_MS <= value <= LAST_MS


def _is_positive(value: object) -> bool:
    return type(value) is int and value >= 1


def _or_null(form: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or form(value)


def _many(form: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, (list, tuple)) and all(map(form, value))


def _ascending(form: Callable[[object], bool]) -> Callable[[object], bool]:
    def is_ascending(value: object) -> bool:
        if not isinstance(value, (list, tuple)) or not all(map(form, value)):
            return False
        return all(before < after for before, after in pairwise(value))

    return is_ascending


_FORMS: dict[str, Callable[[Any], bool]] = {
    "kind": lambda value: type(value) is str and _KIND.fullmatch(value) is not None,
    "entity_id": _is_uuid,
    "schema": _is_positive,
    "needs": _is_positive,
    "parents": _ascending(_is_hash),
    "hlc": lambda value: type(value) is str and _CLOCK.fullmatch(value) is not None,
    "device": _is_uuid,
    "seq": _is_positive,
    "prev": _or_null(_is_hash),
    "actor": _or_null(_is_uuid),
    "reason": _or_null(_is_text),
    "deleted": lambda value: type(value) is bool,
    "changed": _ascending(_is_text),
    "body": lambda value: isinstance(value, Mapping),
}

_ENDINGS: tuple[tuple[str, Callable[[object], bool]], ...] = (
    ("_at", _is_instant),
    ("_cents", _is_whole),
    ("_id", _is_uuid),
    ("_ids", _many(_is_uuid)),
    ("_blob", _is_hash),
    ("_blobs", _many(_is_hash)),
    ("_sealed", _is_hash),
)


@lru_cache(maxsize=4096)
def _form_by_ending(key: str) -> Callable[[object], bool] | None:
    return next((form for ending, form in _ENDINGS if key.endswith(ending)), None)
