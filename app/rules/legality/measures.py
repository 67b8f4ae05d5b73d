"""现场处理措施: suspension for 重大事故隐患 only, never a penalty, and not by way of a mere order (practice A8)."""

from app.rules.legality.articles import OWN, PENALTY_63_1, SAFETY_65_1_3
from app.rules.legality.rule import ORDERS, F, Problem, Rule, items, line_problem
from app.rules.measures import named_penalty, names_stop
from app.values.enums import Handling, HazardState
from app.values.facts_document import PaperFacts
from app.values.verdict import Colour

_MEASURES = frozenset({F.ONSITE_MEASURES})
_ORDER = frozenset({F.RECTIFICATION_ORDER})


def suspends_without_major(facts: PaperFacts) -> Problem | None:
    """Keep evacuation, suspension and stopped use for 重大事故隐患."""
    if not facts.document.suspends:
        return None
    return line_problem(
        (one for one in facts.lines if not one.is_major),
        "level",
        "不是重大事故隐患，不能责令撤人、暂时停产停业或停止使用，请核对等级，或只责令立即排除。",
    )


def unsafe_without_reason(facts: PaperFacts) -> Problem | None:
    """Ask why safety cannot be ensured before or while the hazard is removed."""
    if not facts.document.suspends:
        return None
    return line_problem(
        (one for one in facts.lines if one.is_major and not one.safety_reason.strip()),
        "safety_reason",
        "没有写明排除前或排除过程中无法保证安全的理由，请补充。",
    )


def stops_without_suspending(facts: PaperFacts) -> Problem | None:
    """Refuse words of suspension in a decision that only orders the hazard to be removed at once."""
    if facts.document.suspends:
        return None
    bad = next((text for text in facts.document.measures if names_stop(text)), None)
    if bad is None:
        return None
    return Problem(
        f"没有重大事故隐患，或者只责令立即排除，措施却写了“{bad[:30]}”，请改写措施，或者核对隐患等级。",
        "document.measures",
    )


def penalty_as_measure(facts: PaperFacts) -> Problem | None:
    """Refuse words of a penalty: 停产停业整顿 needs a case and a hearing notice."""
    for text in (*facts.document.measures, *(one.demand for one in facts.lines)):
        if word := named_penalty(text):
            return Problem(
                f"“{word}”是行政处罚的用语，须立案、告知（达到听证标准的告知听证）后另行决定，不能写入责令文书，请改写。",
                "document.measures" if facts.form is F.ONSITE_MEASURES else "document.requirements",
            )
    return None


def no_approval(facts: PaperFacts) -> Problem | None:
    """Ask by whom the suspension was approved; the paper itself does not say it."""
    if not facts.document.suspends or facts.document.approval.strip():
        return None
    return Problem("没有登记内部请示（批准人、时间和方式），请补记；电话请示的，事后补办审批。", "document.approval")


def decided_already(facts: PaperFacts) -> Problem | None:
    """Keep a hazard that is under measures from being decided on once more."""
    return line_problem(
        (one for one in facts.lines if one.state is HazardState.SUSPENDED),
        "state",
        "已经在现场处理中，请移出本文书；原决定有误的，先作废或者撤销。",
    )


def stopped_by_order(facts: PaperFacts) -> Problem | None:
    """Ask for the decision on measures where an order alone would stop production or use."""
    bare = [one for one in facts.lines if one.state is not HazardState.SUSPENDED]
    chosen = [one for one in bare if one.handling is Handling.ONSITE_MEASURES]
    stopped = [one for one in bare if one.is_major and names_stop(one.demand) and one not in chosen]
    if chosen:
        return Problem(
            f"{items(chosen)}选择了现场处理，现场处理措施决定书还没有签发，责令整改不能代替，请先签发或者说明理由。",
            f"hazard:{chosen[0].id}.handling",
        )
    if stopped:
        return Problem(
            f"{items(stopped)}是重大事故隐患，整改要求写有停产停业、停止使用或撤人，须另作现场处理措施决定书，"
            "请改选现场处理，或者说明理由。",
            f"hazard:{stopped[0].id}.handling",
        )
    return None


RULES = (
    Rule("R-MEASURES-MAJOR", Colour.RED, SAFETY_65_1_3, _MEASURES, suspends_without_major),
    Rule("R-MEASURES-REASON", Colour.RED, SAFETY_65_1_3, _MEASURES, unsafe_without_reason),
    Rule("R-MEASURES-STOP", Colour.RED, SAFETY_65_1_3, _MEASURES, stops_without_suspending),
    Rule("R-MEASURES-PENALTY", Colour.RED, PENALTY_63_1, ORDERS, penalty_as_measure),
    Rule("R-MEASURES-APPROVAL", Colour.YELLOW, OWN, _MEASURES, no_approval),
    Rule("R-MEASURES-TWICE", Colour.RED, OWN, _MEASURES, decided_already),
    Rule("R-STOP-BY-ORDER", Colour.YELLOW, SAFETY_65_1_3, _ORDER, stopped_by_order),
)
