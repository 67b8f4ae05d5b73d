"""The walk through the checklists of one inspection as the window shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.values.enums import FindingResult, HazardState, InspectionState
from app.values.facts_inspection import InspectionFact
from app.values.library import Item
from app.values.rows_hazard import HazardRow

JUDGED = frozenset({FindingResult.CONFORMS, FindingResult.FAILS, FindingResult.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Basis:
    """One provision of an item: its citation and what it asks."""

    citation: str
    text: str


@dataclass(frozen=True, slots=True)
class WalkItem:
    """One question with its number in the walk, its legal basis and its answer."""

    number: str
    checklist: str
    item: Item
    basis: tuple[Basis, ...] = ()
    penalty: str = ""
    criteria: tuple[str, ...] = ()
    result: FindingResult | None = None

    @property
    def id(self) -> str:
        """Give the id of the item in the library."""
        return self.item.id

    @property
    def is_judged(self) -> bool:
        """Tell whether it is settled; 待查 is kept for later and is not."""
        return self.result in JUDGED


@dataclass(frozen=True, slots=True)
class WalkSection:
    """A part of the walk with its place in it."""

    place: int
    title: str
    group: str
    items: tuple[WalkItem, ...]

    @property
    def judged(self) -> int:
        """Count the settled items."""
        return sum(item.is_judged for item in self.items)

    @property
    def failed(self) -> int:
        """Count the items that do not conform."""
        return sum(item.result is FindingResult.FAILS for item in self.items)

    @property
    def is_done(self) -> bool:
        """Tell whether every item is settled."""
        return self.judged == len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkHead:
    """Whom, when and by whom."""

    inspection_id: UUID
    enterprise: str
    category: str
    started_at: datetime | None
    officers: tuple[str, ...]
    state: InspectionState
    lock: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """检查诊断 of one inspection: its sections, its hazards, and the item at which it was left."""

    head: WalkHead
    sections: tuple[WalkSection, ...]
    hazards: tuple[HazardRow, ...] = ()
    stages: Mapping[str, str] = field(default_factory=dict)
    at_item: str = ""
    at_hazard: UUID | None = None
    can_undo: bool = False
    inspection: InspectionFact | None = None

    @property
    def items(self) -> Iterator[WalkItem]:
        """Go through all items in the order of the walk."""
        return (item for section in self.sections for item in section.items)

    @property
    def total(self) -> int:
        """Count all items."""
        return sum(len(section.items) for section in self.sections)

    @property
    def judged(self) -> int:
        """Count the settled items."""
        return sum(section.judged for section in self.sections)

    @property
    def open_items(self) -> tuple[WalkItem, ...]:
        """List what is not settled: not looked at, or kept for later."""
        return tuple(item for item in self.items if not item.is_judged)

    @property
    def extra_hazards(self) -> tuple[HazardRow, ...]:
        """List the hazards that do not stand on their item's own card: free ones and second ones of an item."""
        known = {item.id for item in self.items}
        seen: set[str] = set()
        extra = []
        for hazard in self.standing_hazards:
            item_no = hazard.fields.item_no
            if item_no not in known or item_no in seen:
                extra.append(hazard)
            seen.add(item_no)
        return tuple(extra)

    @property
    def standing_hazards(self) -> tuple[HazardRow, ...]:
        """List the hazards that are not void."""
        return tuple(one for one in self.hazards if one.state is not HazardState.VOID)

    def item(self, item_id: str) -> WalkItem | None:
        """Give the item under the id."""
        return next((item for item in self.items if item.id == item_id), None)

    def hazard(self, hazard_id: UUID) -> HazardRow | None:
        """Give the hazard under the id."""
        return next((one for one in self.hazards if one.id == hazard_id), None)

    def hazard_of(self, item_id: str) -> HazardRow | None:
        """Give the first hazard of an item."""
        return next((one for one in self.standing_hazards if one.fields.item_no == item_id), None)

    def answered(self, results: Mapping[str, FindingResult | None]) -> "Walk":
        """Show these answers in place of those that stood there."""
        return replace(self, sections=tuple(_answered(section, results) for section in self.sections))


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer made."""

    finding_id: UUID
    hazard_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the item to return to."""

    words: str
    item_id: str


def _answered(section: WalkSection, results: Mapping[str, FindingResult | None]) -> WalkSection:
    if not any(item.id in results for item in section.items):
        return section
    items = (replace(item, result=results.get(item.id, item.result)) for item in section.items)
    return replace(section, items=tuple(items))
