"""What the pages of penalty cases show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.enums import CaseState, HazardState, NoPenaltyGround, Procedure, StepKind
from app.values.library import FineOccasion, FineParty
from app.values.rows_loop import StageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case of the list, with its next step in a few words."""

    id: UUID
    number: str
    title: str
    party: str
    procedure: Procedure
    state: CaseState
    filed: date | None
    decided: date | None
    fine_cents: int | None
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step that was made."""

    id: UUID
    step: StepKind
    on: date | None
    number: str
    amount_cents: int | None
    provision: str
    occasion: FineOccasion | None
    officers: Sequence[str]
    persons: Sequence[str]
    ground: NoPenaltyGround | None
    reason: str
    text: str
    served_on: date | None
    answer_by: date | None
    is_defence_waived: bool


@dataclass(frozen=True, slots=True)
class TrackMark:
    """One of the ten stations of a case: done, current, later or not_needed, with its day."""

    name: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A period that runs or ran: since when, until when, by which article; unverified ones say so."""

    title: str
    start: date
    end: date
    left: str
    urgency: str
    part: int
    article: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class FineChoice:
    """A range out of a provision that penalises what was found; amounts in whole yuan."""

    ref: str
    citation: str
    who: FineParty
    when: FineOccasion
    min_yuan: int | None
    max_yuan: int
    condition: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class CaseHazard:
    """A hazard that the case is about."""

    id: UUID
    number: int
    fact: str
    state: HazardState
    deadline: date | None
    photo_id: UUID | None


@dataclass(frozen=True, slots=True)
class CaseOfficer:
    """An officer who may handle the case."""

    id: UUID
    name: str
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case whole: where it stands, what comes next, its clocks, steps, ranges and hazards."""

    id: UUID
    number: str
    title: str
    party: str
    is_person: bool
    identity: str
    procedure: Procedure
    cause: str
    violations: Sequence[str]
    penalty_basis: Sequence[str]
    state: CaseState
    inspection_id: UUID | None
    handlers: Sequence[str]
    track: Sequence[TrackMark]
    next_step: str
    next_note: str
    next_kinds: Sequence[StepKind]
    allowed: Sequence[StepKind]
    clocks: Sequence[ClockRow]
    steps: Sequence[StepRow]
    fines: Sequence[FineChoice]
    most_cents: int | None
    hazards: Sequence[CaseHazard]
    officers: Sequence[CaseOfficer]
    stages: Sequence[StageRow]
    ending: str
