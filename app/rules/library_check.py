"""Check a library before it is used: every fault that a keeper can mend, with the place where it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.rules.library import Cited, at_place, provisions
from app.rules.library_wording import alike, wording_faults
from app.values.enums import Confidence, HazardLevel
from app.values.library import (
    MANDATORY_SECTIONS,
    THREE_LEVELS,
    Checklist,
    Criterion,
    Item,
    Library,
    Parameter,
    Period,
    Provision,
    Spanned,
)
from app.values.reference import Ref

FEWEST_ITEMS = 15
_ORDER = (Confidence.UNVERIFIED, Confidence.SECONDARY, Confidence.VERIFIED)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its kind, where it stands, and what is wrong in words."""

    kind: str
    where: str
    text: str


def check_library(library: Library) -> list[Problem]:
    """List every fault of the library; an empty list means that it may be handed out."""
    return [
        *_law_faults(library),
        *_fine_faults(library),
        *_link_faults(library),
        *_dated_row_faults(library),
        *_id_faults(library),
        *(fault for checklist in library.checklists for fault in _list_faults(library, checklist)),
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


def _link_faults(library: Library) -> Iterator[Problem]:
    known = provisions(library)
    for provision in known:
        for ref in provision.penalised_by:
            yield from _unresolved(known, ref, where=provision.ref.text, span=provision)
    for tier in library.tiers:
        yield from _unresolved(known, tier.penalty, where=tier.tier, span=tier)


def _unresolved(places: Sequence[Cited], ref: Ref, *, where: str, span: Spanned) -> Iterator[Problem]:
    versions = at_place(places, ref)
    if not versions:
        yield Problem("unresolved", where, f"引用的“{ref}”不在标准库中。")
    elif not any(_overlap(version, span) for version in versions):
        yield Problem("not-in-force", where, f"引用的“{ref}”在适用期内没有效力。")


def _overlap(one: Spanned, other: Spanned) -> bool:
    return (other.valid_to is None or one.valid_from <= other.valid_to) and (
        one.valid_to is None or other.valid_from <= one.valid_to
    )


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


def _list_faults(library: Library, checklist: Checklist) -> Iterator[Problem]:
    titles = {section.title for section in checklist.sections if section.mandatory and section.items}
    for title in MANDATORY_SECTIONS:
        if title not in titles:
            yield Problem("mandatory", checklist.sector, f"缺少必查部分“{title}”。")
    tiers = {item.tier for item in checklist.items}
    for tier in THREE_LEVELS:
        if tier not in tiers:
            yield Problem("mandatory", checklist.sector, f"“三个层级负责人履职”缺少{tier}。")
    own = [item for section in checklist.sections if not section.mandatory for item in section.items]
    if len(own) < FEWEST_ITEMS:
        yield Problem("too-few", checklist.sector, f"除必查部分外只有{len(own)}项，至少{FEWEST_ITEMS}项。")
    for item in checklist.items:
        yield from _item_faults(library, checklist, item)


def _item_faults(library: Library, checklist: Checklist, item: Item) -> Iterator[Problem]:
    known = provisions(library)
    if not item.violations and not item.standards:
        yield Problem("no-basis", item.id, "没有条款也没有标准。")
    phrased = [ref for phrase in item.phrases for ref in (*phrase.violations, *phrase.penalised_by)]
    places: tuple[tuple[Sequence[Cited], Iterable[Ref]], ...] = (
        (known, dict.fromkeys((*item.violations, *item.penalised_by, *phrased))),
        (library.criteria, item.criteria),
    )
    for within, refs in places:
        for ref in refs:
            yield from _unresolved(within, ref, where=item.id, span=checklist)
    if item.level is HazardLevel.MAJOR and not any(
        criterion.usable for ref in item.criteria for criterion in at_place(library.criteria, ref)
    ):
        yield Problem("no-criterion", item.id, "默认重大，但没有可用的判定标准条款。")
    yield from _confidence_faults(known, item)
    for wording in dict.fromkeys([(item.violations, item.penalised_by), *_phrased(item)]):
        yield from _penalty_faults(known, *wording, where=item.id)
    yield from (Problem(kind, item.id, text) for kind, text in wording_faults(item))


def _confidence_faults(known: Sequence[Provision], item: Item) -> Iterator[Problem]:
    for ref in item.violations:
        for provision in at_place(known, ref):
            if _ORDER.index(item.confidence) > _ORDER.index(provision.confidence):
                yield Problem("confidence", item.id, f"可信度高于所引的“{ref}”。")


def _phrased(item: Item) -> list[tuple[tuple[Ref, ...], tuple[Ref, ...]]]:
    return [(phrase.violations, phrase.penalised_by) for phrase in item.phrases]


def _penalty_faults(
    known: Sequence[Provision], violations: Iterable[Ref], penalties: Iterable[Ref], *, where: str
) -> Iterator[Problem]:
    linked = {
        penalty.undated
        for ref in violations
        for provision in at_place(known, ref)
        for penalty in provision.penalised_by
    }
    for penalty in penalties:
        if penalty.undated not in linked and not any(other.parent == penalty.undated for other in linked):
            yield Problem("unlinked", where, f"罚则“{penalty}”不对应所引的任何义务条款。")
