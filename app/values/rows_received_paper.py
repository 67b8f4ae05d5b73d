"""What the page 收文 shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.enums import ExtensionState, HazardLevel, HazardState, PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One paper in the register with the clock that it started."""

    id: UUID
    paper_kind: PaperKind
    enterprise: str
    enterprise_id: UUID
    inspection_id: UUID | None
    received_on: date
    reported_on: date | None
    items: int
    scans: int
    summary: str
    due: date | None
    left: str
    urgency: str
    handled_on: date | None
    handled_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRow:
    """延期: what was applied for, and what was answered."""

    id: UUID
    hazard_ids: Sequence[UUID]
    applied_on: date | None
    old_deadline: date | None
    new_deadline: date | None
    grounds: str
    state: ExtensionState
    approved_by: str
    answered_on: date | None
    answer: str
    is_in_time: bool


@dataclass(frozen=True, slots=True)
class MatchItem:
    """A hazard that a paper may be about."""

    hazard_id: UUID
    number: int
    fact: str
    level: HazardLevel
    state: HazardState
    deadline: date | None


@dataclass(frozen=True, slots=True)
class MatchInspection:
    """An inspection with open hazards, to match a paper with."""

    inspection_id: UUID
    enterprise: str
    checked_on: date | None
    items: Sequence[MatchItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """One paper whole."""

    row: PaperRow
    items: Sequence[MatchItem]
    extensions: Sequence[ExtensionRow]
    received_by: str
    handed_in_by: str
    copies: int | None
    sheets: int | None
    requested_deadline: date | None
    scan_blobs: Sequence[str]
