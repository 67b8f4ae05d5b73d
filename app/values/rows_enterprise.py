"""Rows of the 企业台账 and its drawer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.values.enums import (
    HazardLevel,
    HazardState,
    InspectionCategory,
    InspectionState,
    PartyKind,
    ProductionState,
    RiskLevel,
)
from app.values.fields_enterprise import EnterpriseFields


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseRow:
    """One party of the ledger; `line` is its place in the table, by which lists ask for it."""

    line: int
    id: UUID
    name: str
    party_kind: PartyKind
    uscc: str
    operator: str
    sectors: tuple[str, ...]
    town: str
    address: str
    risk: RiskLevel | None
    production_state: ProductionState | None
    licence_state: str
    next_licence_day: date | None
    last_visit: datetime | None
    last_category: InspectionCategory | None
    open_hazards: int


@dataclass(frozen=True, slots=True)
class EnterpriseTwin:
    """Another party with the same code or the same name."""

    id: UUID
    name: str
    uscc: str
    is_same_code: bool


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """What stands over the ledger."""

    enterprises: int
    open_hazards: int
    licences_due: int


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """One paper of the party with its state in a word."""

    name: str
    number: str
    valid_to: date | None
    state: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One inspection of the party."""

    id: UUID
    category: InspectionCategory | None
    state: InspectionState
    started_at: datetime | None
    hazards: int
    open_hazards: int


@dataclass(frozen=True, slots=True)
class PartyHazardRow:
    """One hazard of the party."""

    id: UUID
    inspection_id: UUID
    fact: str
    place: str
    level: HazardLevel
    state: HazardState
    deadline: date | None
    is_open: bool


class Moment(StrEnum):
    """What kind of thing happened to a party."""

    VISIT = "visit"
    HAZARDS = "hazards"
    DOCUMENT = "document"
    SERVICE = "service"
    PAPER = "paper"
    REINSPECTION = "reinspection"
    CASE = "case"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to a party, the last one first."""

    on: date
    moment: Moment
    title: str
    detail: str = ""
    inspection_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a party was inspected in a year, by the counted categories, and the caps of the authority."""

    year: int
    routine: int
    special: int
    routine_cap: int | None = None
    special_cap: int | None = None

    def of(self, category: InspectionCategory | None) -> int | None:
        """Give the counter of a category; 线索核查 and 即时 have none."""
        counters = {InspectionCategory.ROUTINE: self.routine, InspectionCategory.SPECIAL: self.special}
        return None if category is None else counters.get(category)

    def cap(self, category: InspectionCategory | None) -> int | None:
        """Give the cap of a category, where the authority set one."""
        caps = {InspectionCategory.ROUTINE: self.routine_cap, InspectionCategory.SPECIAL: self.special_cap}
        return None if category is None else caps.get(category)


@dataclass(frozen=True, slots=True)
class EnterpriseDetail:
    """Everything that the drawer shows of a party."""

    row: EnterpriseRow
    fields: EnterpriseFields
    licences: tuple[LicenceRow, ...]
    visits: tuple[VisitRow, ...]
    hazards: tuple[PartyHazardRow, ...]
    timeline: tuple[TimelineEntry, ...]
    frequency: Frequency
