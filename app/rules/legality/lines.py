"""The lines of a record or an order: text, provision, level, and what may not stand there."""

from collections.abc import Callable

from app.rules.blanks import unfilled
from app.rules.legality.articles import OWN, SAFETY_65_1_2, SAFETY_65_1_3, SAFETY_68, SAFETY_118_2
from app.rules.legality.rule import LINED, ORDERS, F, Problem, Rule, line_problem
from app.values.enums import Handling
from app.values.facts import ProvisionFact
from app.values.facts_document import PaperFacts
from app.values.facts_inspection import HazardFact
from app.values.verdict import Colour

_RECORD = frozenset({F.INSPECTION_RECORD})


def no_fact(facts: PaperFacts) -> Problem | None:
    """Ask what was seen, line by line."""
    return line_problem(
        (one for one in facts.hazards if not one.fact.strip()), "fact", "没有写明检查发现的事实，请填写。"
    )


def no_demand(facts: PaperFacts) -> Problem | None:
    """Ask what must be done, line by line."""
    return line_problem((one for one in facts.lines if not one.demand.strip()), "demand", "没有整改要求，请填写。")


def unfilled_fact(facts: PaperFacts) -> Problem | None:
    """Let no blank of the standard wording be printed as if it were a fact."""
    return line_problem(
        (one for one in facts.hazards if unfilled(one.fact)), "fact", "事实里还有〔〕没有填写，请按现场情况填写。"
    )


def unfilled_demand(facts: PaperFacts) -> Problem | None:
    """Let no blank of the standard wording be printed as if it were a demand."""
    return line_problem(
        (one for one in facts.lines if unfilled(one.demand)), "demand", "整改要求里还有〔〕没有填写，请填写完整。"
    )


def advice_ordered(facts: PaperFacts) -> Problem | None:
    """Keep advice out of orders."""
    return line_problem(
        (one for one in facts.hazards if one.is_advice), "handling", "是建议，不能写入责令文书，请移出或改选处理方式。"
    )


def settled_or_sent_away(facts: PaperFacts) -> Problem | None:
    """Keep out of orders what was put right on the spot and what another authority decides (安全生产法 69)."""
    gone = {Handling.ON_THE_SPOT, Handling.TRANSFER}
    return line_problem(
        (one for one in facts.hazards if one.handling in gone),
        "handling",
        "已经当场整改或者移送，不能再写入责令文书，请移出；仍须本机关责令整改的，请改选处理方式。",
    )


def nothing_ordered(facts: PaperFacts) -> Problem | None:
    """Ask for at least one line of an order."""
    return None if facts.lines else Problem("责令文书没有任何隐患，请至少选入一项。", "document.hazard_ids")


def no_provision(facts: PaperFacts) -> Problem | None:
    """Ask which provision each line violates."""
    return line_problem(
        (one for one in facts.lines if not one.violations), "violations", "没有违反条款，请选择条款，或改为建议。"
    )


def unknown_provision(facts: PaperFacts) -> Problem | None:
    """Refuse references that the library does not know."""
    return _cited(facts, lambda provision: provision is None, "在法规库中没有，请核对条款编号或更新法规库。")


def not_in_force(facts: PaperFacts) -> Problem | None:
    """Refuse provisions that were not in force on the day of the act."""
    return _cited(
        facts,
        lambda provision: provision is not None and not provision.in_force,
        "在检查当日没有施行或者已经失效，请改引当日有效的条款。",
    )


def unverified(facts: PaperFacts) -> Problem | None:
    """Refuse provisions that nobody has confirmed; one dialog confirms them on the spot."""
    return _cited(
        facts,
        lambda provision: provision is not None and provision.in_force and not provision.is_printable,
        "尚未核实，不能印出，请当场核实（出处、页面照片、姓名和口令）。",
    )


def basis_not_usable(facts: PaperFacts) -> Problem | None:
    """Refuse a form whose own basis is unknown, out of force or not verified on the day of the act."""
    for ref in facts.basis:
        known = facts.provisions.get(ref)
        if known is None or not known.in_force or not known.is_printable:
            name = ref if known is None else known.citation
            return Problem(
                f"文书本身的依据{name}不存在、当日无效或尚未核实，请更新法规库或当场核实。", "document.basis"
            )
    return None


def major_without_ground(facts: PaperFacts) -> Problem | None:
    """Ask for the criterion and the judge of a 重大事故隐患."""
    return line_problem(
        (one for one in facts.lines if one.is_major and not (one.criterion and one.judged_by.strip())),
        "criterion",
        "定为重大事故隐患，没有写明判定标准条款和判定人，请补充。",
    )


def criterion_not_usable(facts: PaperFacts) -> Problem | None:
    """Refuse a criterion that is unknown, out of force or not verified."""

    def is_bad(one: HazardFact) -> bool:
        known = facts.provisions.get(one.criterion)
        return known is None or not known.in_force or not known.is_printable

    return line_problem(
        (one for one in facts.lines if one.is_major and one.criterion and is_bad(one)),
        "criterion",
        "引用的判定标准不存在、当日无效或尚未核实，不能据以判定为重大，请核对。",
    )


def level_lowered(facts: PaperFacts) -> Problem | None:
    """Ask why an item that is 重大 by the list was entered as 一般."""
    return line_problem(
        (
            one
            for one in facts.lines
            if one.default_level is not None and one.default_level is not one.level and not one.is_major
            if not one.level_reason.strip()
        ),
        "level",
        "低于检查表默认的重大等级，请写明理由。",
    )


def major_without_measures(facts: PaperFacts) -> Problem | None:
    """Ask why safety is ensured where a 重大事故隐患 goes without measures on site."""
    return line_problem(
        (
            one
            for one in facts.lines
            if one.is_major and one.handling is not Handling.ONSITE_MEASURES and not one.safety_reason.strip()
        ),
        "handling",
        "是重大事故隐患而没有采取现场处理措施，请写明排除过程中能够保证安全的理由，或改为现场处理。",
    )


def _cited(facts: PaperFacts, is_bad: Callable[[ProvisionFact | None], bool], text: str) -> Problem | None:
    for one in facts.lines:
        bad = [ref for ref in one.violations if is_bad(facts.provisions.get(ref))]
        if bad:
            names = "、".join(known.citation if (known := facts.provisions.get(ref)) else ref for ref in bad)
            return Problem(f"第{one.order_no}项引用的{names}{text}", f"hazard:{one.id}.violations")
    return None


RULES = (
    Rule("R-FACT", Colour.RED, SAFETY_68, _RECORD, no_fact),
    Rule("R-FACT-ORDER", Colour.RED, OWN, ORDERS, no_fact),
    Rule("R-DEMAND", Colour.RED, SAFETY_65_1_2, ORDERS, no_demand),
    Rule("R-BLANK-FACT", Colour.RED, OWN, LINED, unfilled_fact),
    Rule("R-BLANK-DEMAND", Colour.RED, OWN, ORDERS, unfilled_demand),
    Rule("R-ADVICE", Colour.RED, OWN, ORDERS, advice_ordered),
    Rule("R-NOTHING-ORDERED", Colour.RED, OWN, ORDERS, nothing_ordered),
    Rule("R-NOT-FOR-ORDER", Colour.RED, OWN, ORDERS, settled_or_sent_away),
    # The record says what was seen (安全生产法 68); provision, level and criterion print on the orders that rest on it.
    Rule("R-PROVISION", Colour.RED, OWN, ORDERS, no_provision),
    Rule("R-PROVISION-UNKNOWN", Colour.RED, OWN, ORDERS, unknown_provision),
    Rule("R-IN-FORCE", Colour.RED, OWN, ORDERS, not_in_force),
    Rule("R-UNVERIFIED", Colour.RED, OWN, ORDERS, unverified),
    Rule("R-FORM-BASIS", Colour.RED, OWN, frozenset(F), basis_not_usable),
    Rule("R-MAJOR", Colour.RED, SAFETY_118_2, ORDERS, major_without_ground),
    Rule("R-CRITERION", Colour.RED, SAFETY_118_2, ORDERS, criterion_not_usable),
    Rule("R-LEVEL-LOWERED", Colour.YELLOW, OWN, LINED, level_lowered),
    Rule("R-MAJOR-NO-MEASURES", Colour.YELLOW, SAFETY_65_1_3, LINED - {F.ONSITE_MEASURES}, major_without_measures),
)
