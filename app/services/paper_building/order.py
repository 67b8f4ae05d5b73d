"""责令限期整改指令书 (paper 02) from the records of an inspection."""

from collections.abc import Sequence
from datetime import date

from app.services.paper_building.citing import Citer
from app.services.paper_building.ground import PaperGround
from app.services.paper_building.refusal import refusal_of
from app.values.days import civil_day
from app.values.enums import HazardState
from app.values.facts_inspection import HazardFact
from app.values.library import Criterion
from app.values.papers import Remedy, item_list
from app.values.papers_order import DeadlineGroup, MajorMark, OrderItem, RectificationOrder

ORDER_AGAIN = "order_again"


def build(ground: PaperGround) -> RectificationOrder:
    """Fill the order in: problems with their provisions, majors with their criterion, deadlines in groups."""
    lines = ground.facts.lines
    refs = [ref for one in lines for ref in one.violations]
    citer = Citer(ground.provisions, refs=[*refs, *ground.definition.cites])
    items = tuple(OrderItem(one.fact, citer.cite(one.violations)) for one in lines)
    started = ground.inspection.started_at
    return RectificationOrder(
        header=ground.header(),
        addressee=ground.addressee,
        checked=ground.day if started is None else civil_day(started),
        items=items,
        basis=ground.typed("basis") or citer.shorten(ground.worded("basis")),
        deadlines=deadline_groups(lines),
        requirements=_requirements(ground, lines),
        remedy=remedy_of(ground),
        officers=ground.officers,
        majors=majors_of(ground, lines),
        refusal=refusal_of(ground),
    )


def deadline_groups(lines: Sequence[HazardFact]) -> tuple[DeadlineGroup, ...]:
    """Group the items by their last day: at once first, then by day."""
    groups: dict[date | None, list[int]] = {}
    for one in lines:
        groups.setdefault(until_of(one), []).append(one.order_no)
    ordered = sorted(groups, key=lambda day: (day is not None, day or date.min))
    return tuple(DeadlineGroup(tuple(groups[day]), day) for day in ordered)


def until_of(hazard: HazardFact) -> date | None:
    """Give the last day of an item; none means at once."""
    return None if hazard.is_at_once else hazard.deadline


def remedy_of(ground: PaperGround) -> Remedy:
    """Give the dated paragraph on 复议 and 诉讼 with the authority's own body and court."""
    wording = ground.profile.wording(ground.definition.remedy, ground.day)
    own = ground.authority
    text = wording.text.replace("{paper}", ground.definition.short)
    return Remedy(text, own.reconsideration_body or "", own.court or "")


def majors_of(ground: PaperGround, lines: Sequence[HazardFact]) -> tuple[MajorMark, ...]:
    """Name the items that are 重大事故隐患 by their criterion."""
    marks: dict[str, list[int]] = {}
    for one in lines:
        if one.is_major:
            known = ground.provisions.get(one.criterion)
            cited = known.citation if isinstance(known, Criterion) else one.criterion
            marks.setdefault(cited, []).append(one.order_no)
    return tuple(MajorMark(tuple(numbers), cited) for cited, numbers in marks.items())


def _requirements(ground: PaperGround, lines: Sequence[HazardFact]) -> str:
    """Say what must be done item by item, items of one demand together, then the general duties."""
    demands: dict[str, list[int]] = {}
    for one in lines:
        demand = one.demand.strip().rstrip("。；")
        if demand:
            demands.setdefault(demand, []).append(one.order_no)
    parts = [f"第{item_list(numbers)}项，{demand}" for demand, numbers in demands.items()]
    own = [f"具体要求：{'；'.join(parts)}。"] if parts else []
    again = any(one.state is HazardState.FAILED for one in lines)
    own += [ground.profile.wording(ORDER_AGAIN, ground.day).text] if again else []
    return "\n".join([*own, ground.worded("requirements")])
