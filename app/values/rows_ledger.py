"""Rows of the ledgers; their names are the keys that the command line promises to scripts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What every record tells: id, number if it has one, state, last change, open conflicts."""

    id: UUID
    number: str | None
    state: str | None
    updated: datetime
    conflicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseLine(LedgerRow):
    """One party of the 企业台账."""

    name: str
    party_kind: str
    uscc: str | None
    town: str | None
    sectors: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionLine(LedgerRow):
    """One inspection with its stage and its hazards counted."""

    enterprise: str
    enterprise_id: UUID
    category: str | None
    started: datetime | None
    ended: datetime | None
    stage: str
    hazards: int
    open: int
    typed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardLine(LedgerRow):
    """One hazard with its three texts."""

    inspection_id: UUID
    enterprise: str
    order_no: int
    item: str | None
    fact: str
    demand: str
    violations: Sequence[str]
    level: str
    handling: str | None
    place: str | None
    deadline: date | None
    at_once: bool
    photos: int
    photos_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine(LedgerRow):
    """One document with its hashes."""

    form: str
    title: str
    inspection_id: UUID | None
    case_id: UUID | None
    enterprise: str
    issued: date | None
    content_sha256: str | None
    file_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine(LedgerRow):
    """One penalty case."""

    title: str
    party: str
    procedure: str
    filed: date | None
    decided: date | None
    fine_yuan: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinspectionLine(LedgerRow):
    """One re-inspection with its outcomes counted."""

    inspection_id: UUID
    enterprise: str
    round: int
    manner: str
    started: datetime | None
    ended: datetime | None
    done: int
    not_done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine(LedgerRow):
    """One day by which something has to be done: what it is about, and how many days are left."""

    kind: str
    enterprise: str
    detail: str
    due: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One change of a record: who, when, why, and what was set."""

    rev_id: str
    at: datetime
    actor: str | None
    actor_id: UUID | None
    device: UUID
    reason: str | None
    deleted: bool
    changed: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView(LedgerRow):
    """One record whole: its kind, its fields as the log holds them, the fields in conflict."""

    kind: str
    deleted: bool
    fields: dict[str, Any]
    conflict_fields: Sequence[str]
