"""Rows of the inspections, and what the wizard shows beside its fields."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.values.enums import InspectionCategory, InspectionSource, InspectionState
from app.values.rows_enterprise import Frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRow:
    """One inspection of the list; `line` is its place in the table, by which lists ask for it."""

    line: int
    id: UUID
    enterprise_id: UUID
    enterprise: str
    town: str
    category: InspectionCategory | None
    state: InspectionState
    started_at: datetime | None
    ended_at: datetime | None
    officers: tuple[str, ...]
    judged: int
    hazards: int
    major: int
    open_hazards: int
    is_typed_in: bool = False

    @property
    def is_planned(self) -> bool:
        """Tell an inspection that has not begun."""
        return self.state is InspectionState.DRAFT and self.started_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionHead:
    """What stands over every page of an inspection."""

    id: UUID
    authority_id: UUID
    enterprise_id: UUID
    enterprise: str
    category: InspectionCategory | None
    source: InspectionSource | None
    state: InspectionState
    started_at: datetime | None
    ended_at: datetime | None
    place: str
    officer_ids: tuple[UUID, ...]
    officers: tuple[str, ...]
    checklists: tuple[str, ...]
    task_no: str
    law_code: str

    @property
    def is_planned(self) -> bool:
        """Tell an inspection that has not begun."""
        return self.state is InspectionState.DRAFT and self.started_at is None


@dataclass(frozen=True, slots=True)
class ChecklistChoice:
    """One list that may be taken along."""

    sector: str
    title: str
    version: str
    items: int
    is_recommended: bool


@dataclass(frozen=True, slots=True)
class MandatorySection:
    """One of the 两个必查, which stand in every list."""

    title: str
    basis: str
    items: int


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """The lists to choose from, and how many questions the chosen ones ask."""

    choices: tuple[ChecklistChoice, ...]
    mandatory: tuple[MandatorySection, ...]
    items: int


@dataclass(frozen=True, slots=True)
class FilingClock:
    """备案 of a check made without 执法码: the last day, and whether the rule was verified."""

    last_day: date
    working_days: int
    article: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What is still open before the check, none of which stops it."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """What the wizard shows beside what is filled in."""

    frequency: Frequency
    open_hazards: int
    matters: tuple[str, ...]
    approvers: tuple[str, ...]
