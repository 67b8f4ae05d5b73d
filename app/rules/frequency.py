"""检查频次: how often a party was inspected in a year; 日常 and 专项 count, each apart (令375, practice A2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.values.enums import InspectionCategory, InspectionState


@dataclass(frozen=True, slots=True)
class VisitFact:
    """One inspection of the party, as far as counting looks at it; re-inspections are no visits."""

    started_on: date | None
    category: InspectionCategory | None
    state: InspectionState


@dataclass(frozen=True, slots=True)
class YearCount:
    """The counted visits of one year."""

    year: int
    routine: int
    special: int

    def of(self, category: InspectionCategory) -> int | None:
        """Give the counter of a category; 线索核查 and 即时 have none."""
        return {InspectionCategory.ROUTINE: self.routine, InspectionCategory.SPECIAL: self.special}.get(category)


def count_year(visits: Iterable[VisitFact], *, year: int) -> YearCount:
    """Count the visits of a year by the day they began; void ones do not count."""
    begun = [
        visit.category
        for visit in visits
        if visit.state is not InspectionState.VOID and visit.started_on is not None and visit.started_on.year == year
    ]
    return YearCount(year, begun.count(InspectionCategory.ROUTINE), begun.count(InspectionCategory.SPECIAL))


def cap_of(settings: Mapping[str, Any] | None, category: InspectionCategory) -> int | None:
    """Read the cap of a category from the authority's settings: {"frequency_caps": {"routine": 3}}."""
    caps: Mapping[str, int] = (settings or {}).get("frequency_caps") or {}
    return caps.get(category.name.lower())


def exceeds_cap(count: YearCount, category: InspectionCategory, *, cap: int | None) -> bool:
    """Tell whether one more visit of the category goes beyond the cap; no cap, no excess."""
    counted = count.of(category)
    return cap is not None and counted is not None and counted + 1 > cap
