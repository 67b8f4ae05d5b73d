"""What a reference means on a day, how it is cited, and which questions a walk asks."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from app.values.errors import UserError
from app.values.library import (
    Checklist,
    Criterion,
    FineOccasion,
    FineParty,
    FineRange,
    Item,
    Library,
    Provision,
    Section,
    applies,
)
from app.values.reference import Ref


class UnknownRefError(UserError):
    """A reference to a place that the library does not hold."""


class NotInForceError(UserError):
    """A reference to a place that does not apply on the day of the act."""


class Cited(Protocol):
    """What is found by its place and applies between two days."""

    @property
    def ref(self) -> Ref: ...
    @property
    def paragraphs(self) -> int: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def citation(self) -> str: ...
    def in_force(self, on: date) -> bool: ...


Found = TypeVar("Found", bound=Cited)


def choose(candidates: Iterable[Found], ref: Ref, *, on: date) -> Found:
    """Pick what the reference means on the day among all versions of the place."""
    versions = at_place(candidates, ref)
    if not versions:
        raise UnknownRefError(f"标准库中没有“{ref}”。", hint="请核对条、款、项，或者先在标准库中补录。")
    valid = [version for version in versions if version.in_force(on)]
    if not valid:
        raise NotInForceError(
            f"{versions[-1].citation}在{_day(on)}不适用（{_span(versions[-1])}）。", hint="请改引行为当日有效的条文。"
        )
    return max(valid, key=lambda version: version.valid_from)


def at_place(candidates: Iterable[Found], ref: Ref) -> list[Found]:
    """List all versions of the place, oldest first; an article of one paragraph may be cited by its item at once."""
    of_law = [found for found in candidates if found.ref.short == ref.short and ref.year in (None, found.ref.year)]
    versions = [found for found in of_law if found.ref.undated == ref.undated]
    if not versions and ref.paragraph is not None and ref.item is None:
        item = Ref(ref.short, ref.article, 1, ref.paragraph, ref.inserted)
        versions = [found for found in of_law if found.ref.undated == item and found.paragraphs == 1]
    return sorted(versions, key=lambda version: version.valid_from)


def provisions(library: Library) -> tuple[Provision, ...]:
    """Give the provisions of all laws and versions."""
    return tuple(provision for law in library.laws for provision in law.provisions)


def find_provision(library: Library, ref: Ref, *, on: date) -> Provision:
    """Find the provision that the reference means on the day."""
    return choose(provisions(library), ref, on=on)


def find_criterion(library: Library, ref: Ref, *, on: date) -> Criterion:
    """Find the criterion that the reference means on the day."""
    return choose(library.criteria, ref, on=on)


def citations(cited: Sequence[Provision]) -> tuple[str, ...]:
    """Write the citations in order: a law's full name once, its short name after that."""
    named: set[str] = set()
    texts = []
    for provision in cited:
        texts.append(provision.short_citation if provision.law_title in named else provision.citation)
        named.add(provision.law_title)
    return tuple(texts)


def fine_range(provision: Provision, *, who: FineParty, when: FineOccasion) -> FineRange | None:
    """Give the range of the fine for that party on that occasion, or nothing where the law sets none."""
    return next((fine for fine in provision.fines if fine.who is who and fine.when is when), None)


def checklist_on(library: Library, sector: str, *, on: date) -> Checklist:
    """Give the list of a sector that is in force on the day."""
    lists = [found for found in library.checklists if found.sector == sector]
    if not lists:
        raise UnknownRefError(f"标准库中没有检查表“{sector}”。", hint="请核对检查表名称。")
    valid = [found for found in lists if applies(found, on)]
    if not valid:
        raise NotInForceError(f"检查表“{sector}”在{_day(on)}没有适用的版本。", hint="请更新标准库。")
    return max(valid, key=lambda found: found.valid_from)


def walk(checklists: Sequence[Checklist]) -> tuple[Section, ...]:
    """Join the chosen lists: mandatory sections first, every question once, under the id of the list named first."""
    asked: set[str] = set()
    sections: list[Section] = []
    ordered = [section for chosen in checklists for section in chosen.sections]
    for section in sorted(ordered, key=lambda part: not part.mandatory):
        items = tuple(item for item in section.items if item.question not in asked)
        asked.update(item.question for item in items)
        if items:
            sections.append(Section(section.title, items, section.mandatory))
    return tuple(sections)


def asked_item(checklists: Sequence[Checklist], item_id: str) -> Item:
    """Give the item of the walk that asks what the id asks; ids of two lists may mean one question."""
    named = next((item for chosen in checklists for item in chosen.items if item.id == item_id), None)
    if named is None:
        raise UnknownRefError(f"所选检查表中没有检查项“{item_id}”。", hint="请核对编号和所选检查表。")
    return next(item for section in walk(checklists) for item in section.items if item.question == named.question)


def _span(found: Cited) -> str:
    since = f"{_day(found.valid_from)}起适用"
    return since if found.valid_to is None else f"{since}，{_day(found.valid_to)}止"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
