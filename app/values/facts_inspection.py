"""Facts of an inspection, its hazards and its re-inspections."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.values.days import civil_day
from app.values.enums import (
    ExtensionState,
    Handling,
    HazardLevel,
    HazardState,
    InspectionCategory,
    InspectionManner,
    InspectionSource,
    InspectionState,
    OutcomeNext,
    OutcomeResult,
    PaperKind,
    ReinspectionManner,
)
from app.values.facts import NOBODY, NOT_ASKED, ApprovalFact, OfficerFact, PersonFact, SigningFact

OPEN_STATES = frozenset(HazardState) - {HazardState.PASSED, HazardState.TRANSFERRED, HazardState.VOID}


@dataclass(frozen=True, slots=True)
class HazardFact:
    """隐患 as one line of a paper. Photographs are counted, with those of the officers apart."""

    id: UUID
    order_no: int
    fact: str = ""
    demand: str = ""
    violations: tuple[str, ...] = ()
    level: HazardLevel = HazardLevel.ORDINARY
    default_level: HazardLevel | None = None
    level_reason: str = ""
    criterion: str = ""
    judged_by: str = ""
    safety_reason: str = ""
    handling: Handling | None = None
    is_at_once: bool = False
    deadline: date | None = None
    state: HazardState = HazardState.FOUND
    transfer_to: str = ""
    before_photos: int = 0
    after_photos: int = 0

    @property
    def is_advice(self) -> bool:
        """Tell 建议 from a 隐患: it is not counted and stands in no order."""
        return self.handling is Handling.ADVICE

    @property
    def is_major(self) -> bool:
        """Tell a 重大事故隐患."""
        return self.level is HazardLevel.MAJOR

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to act; advice asks for nothing."""
        return self.state in OPEN_STATES and not self.is_advice


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    """延期: what was applied for and what the authority answered."""

    id: UUID
    hazard_ids: tuple[UUID, ...]
    state: ExtensionState
    applied_on: date | None = None
    old_deadline: date | None = None
    new_deadline: date | None = None
    grounds: str = ""
    approved_by: str = ""
    answered_on: date | None = None

    @property
    def is_in_time(self) -> bool:
        """Tell whether it was applied for while the old deadline still ran; its last day counts."""
        if self.applied_on is None or self.old_deadline is None:
            return False
        return self.applied_on <= self.old_deadline


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """复查结论 of one hazard."""

    hazard_id: UUID
    result: OutcomeResult | None = None
    seen: str = ""
    next_step: OutcomeNext | None = None
    next_reason: str = ""
    new_deadline: date | None = None
    after_photos: int = 0


@dataclass(frozen=True, slots=True)
class ReinspectionFact:
    """复查: one visit after an order."""

    id: UUID
    officers: tuple[OfficerFact, ...] = ()
    manner: ReinspectionManner = ReinspectionManner.ON_SITE
    started_at: datetime | None = None
    ended_at: datetime | None = None
    outcomes: tuple[OutcomeFact, ...] = ()
    signing: SigningFact = NOT_ASKED
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedPaperFact:
    """收文 of the enterprise."""

    id: UUID
    paper_kind: PaperKind
    received_on: date
    hazard_ids: tuple[UUID, ...] = ()
    reported_on: date | None = None
    handled_on: date | None = None


@dataclass(frozen=True, slots=True)
class InspectionFact:
    """检查 from its approval to its record."""

    id: UUID
    authority_id: UUID
    enterprise_name: str = ""
    officers: tuple[OfficerFact, ...] = ()
    category: InspectionCategory | None = None
    source: InspectionSource | None = None
    manners: tuple[InspectionManner, ...] = ()
    matter: str = ""
    checklists: tuple[str, ...] = ()
    scheme: ApprovalFact | None = None
    law_code: str = ""
    no_code_reason: str = ""
    no_code_filed: date | None = None
    notice_served_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    place: str = ""
    party: PersonFact = NOBODY
    signing: SigningFact = NOT_ASKED
    is_recusal_asked: bool | None = None
    recusal_reason: str = ""
    summary: str = ""
    state: InspectionState = InspectionState.DRAFT
    is_typed_in: bool = False

    @property
    def started_on(self) -> date | None:
        """Give the civil day of the start."""
        return None if self.started_at is None else civil_day(self.started_at)


@dataclass(frozen=True, slots=True)
class HazardChange:
    """What a change of a hazard's state is judged by: the hazard as it is, and the act that changes it."""

    on: date
    hazard: HazardFact
    officer_count: int = 2
    reason: str = ""
    order_issued_on: date | None = None
    reported_on: date | None = None
    extension: ExtensionFact | None = None
    case_id: UUID | None = None
    outcome: OutcomeResult | None = None
    supervising_body: str = ""
    released_by: str = ""
    has_treatment_plan: bool = False
