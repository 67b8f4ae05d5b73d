"""What the pages of the re-inspection show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.values.annotation import Marks
from app.values.enums import (
    HazardLevel,
    HazardState,
    OutcomeNext,
    OutcomeResult,
    PaperKind,
    PhotoSource,
    PhotoView,
    ReinspectionManner,
)
from app.values.rows_loop import StageRow


class DueScope(StrEnum):
    """Which re-inspections a list shows."""

    DUE = "到期"
    LATE = "逾期"
    ALL = "全部"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One inspection that waits for a re-inspection: how many items, by when, and how that stands today."""

    inspection_id: UUID
    enterprise: str
    town: str
    checked_on: date | None
    items: int
    majors: int
    deadline: date | None
    reported_on: date | None
    due: date | None
    left: str
    urgency: str
    is_due: bool
    is_late: bool
    rounds: int
    open_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPhoto:
    """A photograph on one side of the comparison."""

    id: UUID
    view: PhotoView | None
    source: PhotoSource
    taken_by: str
    taken: str
    added_at: datetime
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class NextChoice:
    """One thing that may follow 未整改, or why it may not."""

    step: OutcomeNext
    why_not: str = ""
    extension_id: UUID | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinspectedRow:
    """One hazard of the re-inspection: what was ordered, both sides of the comparison, the outcome so far."""

    hazard_id: UUID
    outcome_id: UUID
    number: int
    fact: str
    demand: str
    place: str
    level: HazardLevel
    state: HazardState
    deadline: date | None
    is_at_once: bool
    left: str
    urgency: str
    result: OutcomeResult | None
    seen: str
    next_step: OutcomeNext | None
    next_reason: str
    new_deadline: date | None
    why_not_failed: str
    choices: Sequence[NextChoice]
    before: Sequence[PairPhoto]
    after: Sequence[PairPhoto]
    provided: Sequence[PairPhoto]


@dataclass(frozen=True, slots=True)
class ReportedPaper:
    """What the enterprise handed in before the re-inspection."""

    id: UUID
    kind: PaperKind
    received_on: date
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinspectionView:
    """One re-inspection with its items in the order of the paper that is followed up."""

    id: UUID
    inspection_id: UUID
    enterprise: str
    order_name: str
    round_no: int
    manner: ReinspectionManner
    started_at: datetime | None
    ended_at: datetime | None
    is_ended: bool
    officers: Sequence[str]
    items: Sequence[ReinspectedRow]
    papers: Sequence[ReportedPaper]
    stages: Sequence[StageRow]
    opinion_id: UUID | None

    @property
    def judged(self) -> int:
        """Count the items that have an outcome."""
        return sum(1 for one in self.items if one.result is not None)

    @property
    def left(self) -> int:
        """Count the items that still have to be judged."""
        return len(self.items) - self.judged


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A hazard that may be taken into a re-inspection; chosen beforehand when it is due."""

    hazard_id: UUID
    number: int
    fact: str
    level: HazardLevel
    deadline: date | None
    left: str
    urgency: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class OfficerChoice:
    """An officer who may carry out the re-inspection."""

    id: UUID
    name: str
    certificate: str
    is_of_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinspectionStart:
    """What is asked before a re-inspection begins, or the one that is still open."""

    inspection_id: UUID
    enterprise: str
    order_name: str
    items: Sequence[WaitingItem]
    officers: Sequence[OfficerChoice]
    papers: Sequence[ReportedPaper]
    stages: Sequence[StageRow]
    open_id: UUID | None
    last_id: UUID | None
    has_major: bool
