"""What case handlers write: the case itself, and each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.values.enums import NoPenaltyGround, Procedure, StepKind
from app.values.library import FineOccasion


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFields:
    """案件: what is left empty is taken from its hazards and their inspection."""

    hazard_ids: tuple[UUID, ...] = ()
    inspection_id: UUID | None = None
    enterprise_id: UUID | None = None
    title: str = ""
    party_name: str = ""
    is_person: bool | None = None
    party_identity: str = ""
    procedure: Procedure = Procedure.ORDINARY
    cause: str = ""
    violations: tuple[str, ...] = ()
    penalty_basis: tuple[str, ...] = ()
    number: str = ""
    found_on: date | None = None
    officer_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFields:
    """办案步骤: the day, the number, money, persons, and what this kind of step asks for besides.

    `served_on` and `answer_by` belong to a notice; `occasion` names the range of the fine; `ended_by_law` tells at the
    closing why nothing is left to perform; `until` is the new end of the time for the case.
    """

    step: StepKind
    on: date | None = None
    number: str = ""
    document_id: UUID | None = None
    amount_cents: int | None = None
    provision: str = ""
    occasion: FineOccasion | None = None
    officer_ids: tuple[UUID, ...] = ()
    persons: tuple[Mapping[str, str], ...] = ()
    ground: NoPenaltyGround | None = None
    reason: str = ""
    text: str = ""
    served_on: date | None = None
    answer_by: date | None = None
    is_defence_waived: bool = False
    is_passed: bool = True
    ended_by_law: str = ""
    until: date | None = None
    more: Mapping[str, str] = field(default_factory=dict)
