"""Facts of a penalty case and its steps."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.enums import NoPenaltyGround, Procedure, StepKind
from app.values.library import FineOccasion, FineRange


@dataclass(frozen=True, slots=True)
class StepFact:
    """办案步骤: what was done, on which day; a notice or decision also has the day of its service."""

    step: StepKind
    on: date | None = None
    served_on: date | None = None
    amount_cents: int | None = None
    ground: NoPenaltyGround | None = None
    reason: str = ""
    is_passed: bool = True
    officer_count: int = 2
    provision: str = ""


@dataclass(frozen=True, slots=True)
class CaseFact:
    """案件: one party and its steps in the order of their days.

    `defence_end` and `decide_by` are counted from the periods of the day by the caller. `expected_refs` penalise what
    was violated, as far as the library knows; `granted_refs` is the list of powers of the day, None where none limits
    the authority; `fined_elsewhere` names another case that fines the party for the same act; `refused_on` is the day
    of a re-inspection after the service that saw the act go on.
    """

    id: UUID
    title: str = ""
    hazard_ids: tuple[UUID, ...] = ()
    procedure: Procedure = Procedure.ORDINARY
    is_person: bool = False
    steps: tuple[StepFact, ...] = ()
    fine_cents: int | None = None
    fine_when: FineOccasion = FineOccasion.FIRST
    fine_range: FineRange | None = None
    fine_citation: str = ""
    fine_ref: str = ""
    tier_floor_cents: int | None = None
    mitigation: str = ""
    needs_hearing_notice: bool = False
    is_defence_waived: bool = False
    defence_end: date | None = None
    decide_by: date | None = None
    is_rectified: bool = False
    ended_by_law: str = ""
    basis_refs: tuple[str, ...] = ()
    expected_refs: tuple[str, ...] = ()
    granted_refs: tuple[str, ...] | None = None
    fined_elsewhere: str = ""
    refused_on: date | None = None

    def last(self, *kinds: StepKind) -> StepFact | None:
        """Give the latest step of these kinds."""
        return next((step for step in reversed(self.steps) if step.step in kinds), None)

    def has(self, *kinds: StepKind) -> bool:
        """Tell whether a step of these kinds was made."""
        return self.last(*kinds) is not None

    def total_cents(self, kind: StepKind) -> int:
        """Add up the amounts of the steps of a kind."""
        return sum(step.amount_cents or 0 for step in self.steps if step.step is kind)
