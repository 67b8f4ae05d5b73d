"""The standard library as a use case reads it: the edition of today, or the one that an inspection was made with."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from app.rules import library as rules
from app.rules.library_figures import WHOLE_COUNTRY, parameter_on, period_on
from app.rules.periods import PeriodRule, rule_of
from app.rules.working_days import Calendar, published_calendar
from app.storage.library_store import LibraryShelf
from app.values.facts import ProvisionFact
from app.values.library import (
    Checklist,
    Criterion,
    DiscretionTier,
    HolidayOverride,
    Item,
    Library,
    Parameter,
    Period,
    Phrase,
    Provision,
    Section,
)
from app.values.reference import Ref, UnreadableRefError, parse_ref


class LibraryView(ABC):
    """Answer from one edition of the library; `sha256` is its snapshot's name."""

    def __init__(self, *, sha256: str) -> None:
        self.sha256 = sha256

    @abstractmethod
    def checklists(self, on: date) -> tuple[Checklist, ...]:
        """Give every list in force on the day."""

    @abstractmethod
    def checklist(self, sector: str, on: date) -> Checklist:
        """Give the list of a sector in force on the day."""

    @abstractmethod
    def item(self, item_id: str) -> Item:
        """Give an item by its id."""

    @abstractmethod
    def versions(self, ref: Ref | str) -> Sequence[Provision | Criterion]:
        """List all versions of the place, oldest first."""

    @abstractmethod
    def phrases(self, sectors: Iterable[str], typed: str) -> tuple[tuple[str, Phrase], ...]:
        """Find common wordings by initials or words, each with its item's id."""

    @abstractmethod
    def parameters(self) -> Sequence[Parameter]:
        """Give the numbers that rules read, all versions."""

    @abstractmethod
    def periods(self) -> Sequence[Period]:
        """Give the periods, all versions."""

    @abstractmethod
    def tiers(self) -> Sequence[DiscretionTier]:
        """Give the steps of the 裁量基准."""

    @abstractmethod
    def holidays(self) -> Sequence[HolidayOverride]:
        """Give the office's corrections of the calendar."""

    def walk(self, sectors: Sequence[str], on: date) -> tuple[Section, ...]:
        """Join the chosen lists: mandatory sections first, every question once."""
        return rules.walk([self.checklist(sector, on) for sector in sectors])

    def find(self, ref: Ref | str, on: date) -> Provision | Criterion:
        """Find what the reference means on the day; unknown or not in force is refused."""
        return rules.choose(self.versions(ref), _as_ref(ref), on=on)

    def provision(self, ref: Ref | str, on: date) -> Provision:
        """Find the provision that the reference means on the day."""
        found = self.find(ref, on)
        if isinstance(found, Provision):
            return found
        raise rules.UnknownRefError(f"“{ref}”是判定标准，不是法律条款。", hint="请改引法律、法规、规章的条款。")

    def citations(self, refs: Iterable[Ref | str], on: date) -> tuple[str, ...]:
        """Write the citations in order: a law's full name once, its short name after that."""
        return rules.citations([self.provision(ref, on) for ref in refs])

    def provision_facts(
        self, refs: Iterable[str], on: date, *, confirmed: frozenset[str] = frozenset()
    ) -> Mapping[str, ProvisionFact]:
        """Tell of each reference what the legality check asks; one that the library does not know is left out."""
        facts: dict[str, ProvisionFact] = {}
        for text in dict.fromkeys(refs):
            fact = self._fact(text, on, confirmed)
            if fact is not None:
                facts[text] = fact
        return facts

    def parameter(self, name: str, on: date, *, region: str | None = None) -> Parameter:
        """Give the number in force on the day, the region's own first."""
        return parameter_on(self.parameters(), name, on=on, region=region or WHOLE_COUNTRY)

    def period(self, name: str, on: date) -> PeriodRule:
        """Give the period in force on the day, as the deadline rules count it."""
        return rule_of(period_on(self.periods(), name, on=on))

    def calendar(self) -> Calendar:
        """Give the published calendar with the office's own days above it."""
        return published_calendar(self.holidays())

    def _fact(self, text: str, on: date, confirmed: frozenset[str]) -> ProvisionFact | None:
        try:
            versions = self.versions(text)
        except UnreadableRefError:
            return None
        if not versions:
            return None
        valid = [version for version in versions if version.in_force(on)]
        shown = max(valid, key=lambda version: version.valid_from) if valid else versions[-1]
        return ProvisionFact(
            ref=text,
            citation=shown.citation,
            in_force=bool(valid),
            confidence=shown.confidence,
            confirmed=shown.ref.undated.text in confirmed,
        )


class CurrentView(LibraryView):
    """Answer from the compiled edition inside a unit of work."""

    def __init__(self, shelf: LibraryShelf, *, sha256: str) -> None:
        super().__init__(sha256=sha256)
        self._shelf = shelf

    def checklists(self, on: date) -> tuple[Checklist, ...]:
        """Give every list in force on the day."""
        return self._shelf.checklists(on=on)

    def checklist(self, sector: str, on: date) -> Checklist:
        """Give the list of a sector in force on the day."""
        return self._shelf.checklist(sector, on=on)

    def item(self, item_id: str) -> Item:
        """Give an item by its id."""
        return self._shelf.item(item_id)

    def versions(self, ref: Ref | str) -> Sequence[Provision | Criterion]:
        """List all versions of the place, oldest first."""
        return self._shelf.versions(_as_ref(ref))

    def search(self, text: str, on: date, *, is_criterion: bool | None = None) -> tuple[Provision | Criterion, ...]:
        """Find places in force on the day by words; of one kind only if asked."""
        return self._shelf.search(text, on=on, is_criterion=is_criterion)

    def phrases(self, sectors: Iterable[str], typed: str) -> tuple[tuple[str, Phrase], ...]:
        """Find common wordings by initials or words, each with its item's id."""
        return self._shelf.phrases(sectors, typed=typed)

    def parameters(self) -> Sequence[Parameter]:
        """Give the numbers that rules read, all versions."""
        return self._shelf.parameters()

    def periods(self) -> Sequence[Period]:
        """Give the periods, all versions."""
        return self._shelf.periods()

    def tiers(self) -> Sequence[DiscretionTier]:
        """Give the steps of the 裁量基准."""
        return self._shelf.tiers()

    def holidays(self) -> Sequence[HolidayOverride]:
        """Give the office's corrections of the calendar."""
        return self._shelf.holidays()


class FrozenView(LibraryView):
    """Answer from the snapshot that an inspection names, whatever is current now."""

    def __init__(self, library: Library, *, sha256: str) -> None:
        super().__init__(sha256=sha256)
        self._library = library

    def checklists(self, on: date) -> tuple[Checklist, ...]:
        """Give every list in force on the day."""
        return tuple(one for one in self._library.checklists if _applies(one, on))

    def checklist(self, sector: str, on: date) -> Checklist:
        """Give the list of a sector in force on the day."""
        return rules.checklist_on(self._library, sector, on=on)

    def item(self, item_id: str) -> Item:
        """Give an item by its id."""
        found = self._items.get(item_id)
        if found is None:
            raise rules.UnknownRefError(f"这次检查所用的标准库中没有检查项“{item_id}”。", hint="请核对编号。")
        return found

    def versions(self, ref: Ref | str) -> Sequence[Provision | Criterion]:
        """List all versions of the place, oldest first."""
        place = _as_ref(ref)
        return rules.at_place(self._library.criteria, place) or rules.at_place(self._provisions, place)

    def phrases(self, sectors: Iterable[str], typed: str) -> tuple[tuple[str, Phrase], ...]:
        """Find common wordings by initials or words, each with its item's id."""
        wanted = set(sectors)
        lists = [one for one in self._library.checklists if one.sector in wanted]
        found = {
            (item.id, phrase): None
            for checklist in lists
            for item in checklist.items
            for phrase in item.phrases
            if phrase.initials.startswith(typed.lower()) or typed in phrase.text
        }
        return tuple(found)

    def parameters(self) -> Sequence[Parameter]:
        """Give the numbers that rules read, all versions."""
        return self._library.parameters

    def periods(self) -> Sequence[Period]:
        """Give the periods, all versions."""
        return self._library.periods

    def tiers(self) -> Sequence[DiscretionTier]:
        """Give the steps of the 裁量基准."""
        return self._library.tiers

    def holidays(self) -> Sequence[HolidayOverride]:
        """Give the office's corrections of the calendar."""
        return self._library.holidays

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {item.id: item for checklist in self._library.checklists for item in checklist.items}

    @cached_property
    def _provisions(self) -> Sequence[Provision]:
        return rules.provisions(self._library)


def _as_ref(ref: Ref | str) -> Ref:
    return ref if isinstance(ref, Ref) else parse_ref(ref)


def _applies(one: Checklist, on: date) -> bool:
    return one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)
