"""Check the items of a list: a basis in force, penalties of that very duty, a wording that can be used."""

from collections.abc import Iterator

from app.rules.library_problem import Problem, Shelves, unresolved, versions
from app.rules.library_wording import wording_faults
from app.values.enums import Confidence, HazardLevel
from app.values.library import MANDATORY_SECTIONS, THREE_LEVELS, Checklist, Item
from app.values.reference import Ref

FEWEST_ITEMS = 15
_ORDER = (Confidence.UNVERIFIED, Confidence.SECONDARY, Confidence.VERIFIED)
Cites = tuple[tuple[Ref, ...], tuple[Ref, ...]]


def list_faults(shelves: Shelves, checklist: Checklist) -> Iterator[Problem]:
    """List what a list lacks, and the faults of its items."""
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
        yield from _item_faults(shelves, checklist, item)


def _item_faults(shelves: Shelves, checklist: Checklist, item: Item) -> Iterator[Problem]:
    if not item.violations and not item.standards:
        yield Problem("no-basis", item.id, "没有条款也没有标准。")
    cites = _cites(item)
    for ref in dict.fromkeys(ref for wording in cites for refs in wording for ref in refs):
        yield from unresolved(shelves.law, ref, where=item.id, span=checklist)
    for ref in item.criteria:
        yield from unresolved(shelves.criteria, ref, where=item.id, span=checklist)
    if item.level is HazardLevel.MAJOR and not _has_usable_criterion(shelves, item):
        yield Problem("no-criterion", item.id, "默认重大，但没有可用的判定标准条款。")
    yield from _confidence_faults(shelves, item)
    for wording in cites:
        yield from _penalty_faults(shelves, wording, where=item.id)
    yield from (Problem(kind, item.id, text) for kind, text in wording_faults(item))


def _cites(item: Item) -> list[Cites]:
    """Give what the item cites, and what its phrases cite where that is something else."""
    phrased = [(phrase.violations, phrase.penalised_by) for phrase in item.phrases]
    return list(dict.fromkeys([(item.violations, item.penalised_by), *phrased]))


def _has_usable_criterion(shelves: Shelves, item: Item) -> bool:
    return any(criterion.usable for ref in item.criteria for criterion in versions(shelves.criteria, ref))


def _confidence_faults(shelves: Shelves, item: Item) -> Iterator[Problem]:
    for ref in item.violations:
        for provision in versions(shelves.law, ref):
            if _ORDER.index(item.confidence) > _ORDER.index(provision.confidence):
                yield Problem("confidence", item.id, f"可信度高于所引的“{ref}”。")


def _penalty_faults(shelves: Shelves, wording: Cites, *, where: str) -> Iterator[Problem]:
    violations, penalties = wording
    linked = {
        penalty.undated
        for ref in violations
        for provision in versions(shelves.law, ref)
        for penalty in provision.penalised_by
    }
    for penalty in penalties:
        if penalty.undated not in linked and not any(other.parent == penalty.undated for other in linked):
            yield Problem("unlinked", where, f"罚则“{penalty}”不对应所引的任何义务条款。")
