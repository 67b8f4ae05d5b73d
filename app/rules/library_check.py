"""Check a library before it is used: every fault that a keeper can mend, with the place where it stands."""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.rules.library import provisions
from app.rules.library_item_check import list_faults
from app.rules.library_problem import Problem, Shelves, shelve, unresolved
from app.rules.library_wording import alike
from app.values.library import Criterion, Library, Parameter, Period, Provision, Spanned

__all__ = ["Problem", "check_library"]


def check_library(library: Library) -> list[Problem]:
    """List every fault of the library; an empty list means that it may be handed out."""
    shelves = shelve(library)
    return [
        *_law_faults(library),
        *_fine_faults(library),
        *_link_faults(library, shelves),
        *_dated_row_faults(library),
        *_id_faults(library),
        *(fault for checklist in library.checklists for fault in list_faults(shelves, checklist)),
        *_alike_faults(library),
    ]


def _law_faults(library: Library) -> Iterator[Problem]:
    for law in library.laws:
        versions = [one for one in library.laws if one.short == law.short]
        yield from _span_faults(law, f"{law.short}({law.year})", versions)
        yield from _place_faults(law.provisions, source=law.source)
    yield from _place_faults(library.criteria, source="有")


def _span_faults(row: Spanned, where: str, versions: Sequence[Spanned]) -> Iterator[Problem]:
    if row.valid_to is not None and row.valid_to < row.valid_from:
        yield Problem("dates", where, "止期早于起期。")
    later = [version.valid_from for version in versions if version.valid_from > row.valid_from]
    if later and (row.valid_to is None or row.valid_to >= min(later)):
        yield Problem("overlap", where, "与后一版本的适用期重叠，请填写止期。")


def _place_faults(places: Sequence[Provision] | Sequence[Criterion], *, source: str) -> Iterator[Problem]:
    for ref, times in Counter(place.ref for place in places).items():
        if times > 1:
            yield Problem("double", ref.text, "同一条款写了两次。")
    for place in places:
        if not (place.source and source):
            yield Problem("source", place.ref.text, "没有来源。")
        if not 4 <= len(place.text) <= 80:
            yield Problem("length", place.ref.text, "提要应为4至80字。")
        if place.paragraphs and (place.ref.paragraph or 0) > place.paragraphs:
            yield Problem("paragraph", place.ref.text, f"该条只有{place.paragraphs}款。")


def _fine_faults(library: Library) -> Iterator[Problem]:
    for provision in provisions(library):
        seen = Counter((fine.who, fine.when, fine.condition) for fine in provision.fines)
        for fine in provision.fines:
            if fine.max_yuan <= 0 or (fine.min_yuan is not None and fine.min_yuan >= fine.max_yuan):
                yield Problem("range", provision.ref.text, "罚款的下限应低于上限，上限应大于零。")
            if seen[fine.who, fine.when, fine.condition] > 1:
                yield Problem("range", provision.ref.text, "同一对象、同一情形写了两个幅度。")
    for tier in library.tiers:
        if tier.min_yuan is not None and tier.min_yuan > tier.max_yuan:
            yield Problem("range", tier.penalty.text, f"裁量阶次“{tier.tier}”的下限高于上限。")


def _link_faults(library: Library, shelves: Shelves) -> Iterator[Problem]:
    for provision in provisions(library):
        for ref in provision.penalised_by:
            yield from unresolved(shelves.law, ref, where=provision.ref.text, span=provision)
    for tier in library.tiers:
        yield from unresolved(shelves.law, tier.penalty, where=tier.tier, span=tier)


def _dated_row_faults(library: Library) -> Iterator[Problem]:
    for figure in library.parameters:
        same = [one for one in library.parameters if (one.id, one.region) == (figure.id, figure.region)]
        yield from _figure_faults(figure, same)
    for period in library.periods:
        yield from _figure_faults(period, [one for one in library.periods if one.id == period.id])


def _figure_faults(row: Parameter | Period, same: Sequence[Parameter | Period]) -> Iterator[Problem]:
    yield from _span_faults(row, row.id, same)
    if not row.source or not row.article:
        yield Problem("source", row.id, "没有来源或者依据。")
    if sum(one.valid_from == row.valid_from for one in same) > 1:
        yield Problem("double", row.id, "同一日起用的数额写了两次。")


def _id_faults(library: Library) -> Iterator[Problem]:
    for checklist in library.checklists:
        same = [one for one in library.checklists if one.sector == checklist.sector]
        yield from _span_faults(checklist, checklist.sector, same)
        if sum(one.valid_from == checklist.valid_from for one in same) > 1:
            yield Problem("double", checklist.sector, "同一行业有两张同日起用的检查表。")
    owners: dict[str, set[str]] = {}
    for checklist in library.checklists:
        for item_id, times in Counter(item.id for item in checklist.items).items():
            owners.setdefault(item_id, set()).add(checklist.sector)
            if times > 1 or len(owners[item_id]) > 1:
                yield Problem("double", item_id, "检查项编号重复；编号在全库唯一，永不改变。")


def _alike_faults(library: Library) -> Iterator[Problem]:
    for one, two in alike(library.checklists):
        yield Problem("alike", f"{one.id}、{two.id}", "两个检查项说的是同一件事。")
