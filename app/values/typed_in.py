"""补录: an inspection of the past as it stands on paper; nothing of it is checked against what a check needs today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.values.enums import DocumentForm, HazardLevel, InspectionCategory

MARK = "补录"


def kind_of_check(category: InspectionCategory | None, *, is_typed_in: bool, unknown: str = "") -> str:
    """Say above a page what kind of check it is, and that it was typed in where it was."""
    words = unknown if category is None else f"{category.value}检查"
    return "　".join(filter(None, (MARK if is_typed_in else "", words)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedInHazard:
    """隐患 as the old papers say it; `done_on` is the day on which it was found mended."""

    fact: str
    demand: str = ""
    level: HazardLevel = HazardLevel.ORDINARY
    place: str = ""
    deadline: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedInPaper:
    """A paper that was issued long ago, with the number that it bears and a scan of it."""

    form: DocumentForm
    number: str
    issued_on: date
    is_served: bool = False
    scan: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedInInspection:
    """检查 of the past."""

    enterprise_id: UUID
    started_at: datetime
    ended_at: datetime
    officer_ids: tuple[UUID, ...] = ()
    category: InspectionCategory | None = None
    place: str = ""
    summary: str = ""
    source_note: str = ""
    hazards: tuple[TypedInHazard, ...] = ()
    papers: tuple[TypedInPaper, ...] = ()
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many inspections and hazards of a year the ledger holds, and how many of them were typed in."""

    year: int
    inspections: int
    typed_in_inspections: int
    hazards: int
    typed_in_hazards: int

    def without_typed_in(self) -> Mapping[str, int]:
        """Give the counts of what was done with this program alone."""
        return {
            "inspections": self.inspections - self.typed_in_inspections,
            "hazards": self.hazards - self.typed_in_hazards,
        }
