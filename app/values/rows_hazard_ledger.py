"""隐患台账: one row a hazard, and what the list is narrowed by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.values.enums import Handling, HazardLevel, HazardState


class DeadlineScope(StrEnum):
    """Which deadlines are asked for."""

    LATE = "逾期"
    SOON = "7日内到期"
    NONE = "未定期限"


class StateScope(StrEnum):
    """Which states are asked for."""

    OPEN = "未闭环"
    FAILED = "复查未整改"
    CLOSED = "已闭环"


SOON_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardFilter:
    """What the ledger is narrowed by; None and an empty text leave it as it is."""

    level: HazardLevel | None = None
    state: StateScope | None = None
    deadline: DeadlineScope | None = None
    town: str = ""
    sector: str = ""


ALL_HAZARDS = HazardFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardLedgerRow:
    """One hazard of the ledger; `line` is its place in the table, by which the list asks for it."""

    line: int
    id: UUID
    inspection_id: UUID
    enterprise: str
    town: str
    number: int
    fact: str
    level: HazardLevel
    handling: Handling | None
    state: HazardState
    deadline: date | None
    is_at_once: bool
    found_on: date | None
    left: str
    urgency: str
    is_typed_in: bool = False
