"""What a package of records says of itself, and what it is asked to hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.values.canonical import JsonValue

PACKAGE_FORMAT = 1
PACKAGE_SUFFIX = ".ancha"


class SelectionKind(StrEnum):
    """Which records a package is to hold."""

    ALL = "全部"
    LAST = "上次移交以后"
    DAYS = "按日期"
    INSPECTIONS = "按检查"
    # What an office sends back to its laptops.
    PEOPLE = "执法人员"
    LEDGER = "单位台账和执法人员"


SENT_BACK = frozenset({SelectionKind.PEOPLE, SelectionKind.LEDGER})


@dataclass(frozen=True, slots=True)
class Selection:
    """The records asked for; a package also holds all that they refer to and all that came before each."""

    kind: SelectionKind = SelectionKind.ALL
    first_day: date | None = None
    last_day: date | None = None
    inspection_ids: tuple[UUID, ...] = ()
    with_photos: bool = True
    with_private: bool = False


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """How far one device's chain of revisions reaches."""

    device: UUID
    seq: int
    rev_id: str


@dataclass(frozen=True, slots=True)
class PackageMeta:
    """What stands in the head of a package; `carries` holds what an office sends along (number ranges, a library)."""

    format: int
    schema: int
    needs: int
    made_at: datetime
    program: str
    authority: str | None
    device: UUID
    device_label: str
    officer: str | None
    recipient: str
    selection: Selection
    is_redacted: bool
    revisions: int
    stubs: int
    blobs: int
    records: Mapping[str, int]
    chains: tuple[ChainEnd, ...]
    root: str
    carries: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StubLink:
    """A link of a device's chain whose revision stayed behind."""

    device: UUID
    seq: int
    rev_id: str
    prev: str | None


@dataclass(frozen=True, slots=True)
class PrivateLine:
    """A private text in a package, with the salt that its seal was made with."""

    sha256: str
    salt: bytes
    value: str
