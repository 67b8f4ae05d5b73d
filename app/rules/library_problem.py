"""What a fault of the library is, and how references are looked up while it is checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.rules.library import Cited, at_place, provisions
from app.values.library import Criterion, Library, Provision, Spanned
from app.values.reference import Ref

Found = TypeVar("Found", bound=Cited)
Shelf = Mapping[tuple[str, int, int], list[Found]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its kind, where it stands, and what is wrong in words."""

    kind: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Shelves:
    """The places of a library by their article, so that a check of many lists stays quick."""

    law: Shelf[Provision]
    criteria: Shelf[Criterion]


def shelve(library: Library) -> Shelves:
    """Sort the places of the library by article."""
    return Shelves(_by_article(provisions(library)), _by_article(library.criteria))


def versions(shelf: Shelf[Found], ref: Ref) -> list[Found]:
    """List all versions of the place, oldest first."""
    return at_place(shelf.get((ref.short, ref.article, ref.inserted), ()), ref)


def unresolved(shelf: Shelf[Found], ref: Ref, *, where: str, span: Spanned) -> Iterator[Problem]:
    """Report a reference that is not held, or that is never in force while the row that cites it applies."""
    found = versions(shelf, ref)
    if not found:
        yield Problem("unresolved", where, f"引用的“{ref}”不在标准库中。")
    elif not any(_overlap(version, span) for version in found):
        yield Problem("not-in-force", where, f"引用的“{ref}”在适用期内没有效力。")


def _by_article(places: Iterable[Found]) -> Shelf[Found]:
    shelf: dict[tuple[str, int, int], list[Found]] = {}
    for place in places:
        shelf.setdefault((place.ref.short, place.ref.article, place.ref.inserted), []).append(place)
    return shelf


def _overlap(one: Spanned, other: Spanned) -> bool:
    return (other.valid_to is None or one.valid_from <= other.valid_to) and (
        one.valid_to is None or other.valid_from <= one.valid_to
    )
