"""Deadlines of orders, new orders after a failed re-inspection, and extensions (practice A5, A15)."""

from datetime import timedelta

from app.rules.legality.articles import OWN, SAFETY_65_1_2
from app.rules.legality.rule import F, Problem, Rule, line_problem
from app.values.enums import ExtensionState, HazardState
from app.values.facts_document import PaperFacts
from app.values.facts_inspection import ExtensionFact
from app.values.verdict import Colour

_ORDER = frozenset({F.RECTIFICATION_ORDER})
_REPLY = frozenset({F.EXTENSION_REPLY})


def no_deadline(facts: PaperFacts) -> Problem | None:
    """Ask for a day, or 立即, on each line that is to be mended."""
    return line_problem(
        (one for one in facts.lines if one.deadline is None and not one.is_at_once),
        "deadline",
        "没有整改期限，请选择期限或立即。",
    )


def deadline_passed(facts: PaperFacts) -> Problem | None:
    """Refuse a deadline before the day of the order; the same day is allowed."""
    day = facts.day
    return line_problem(
        (one for one in facts.lines if one.deadline is not None and not one.is_at_once and one.deadline < day),
        "deadline",
        f"的整改期限早于文书日期（{day.isoformat()}），请改正期限。",
    )


def deadline_far(facts: PaperFacts) -> Problem | None:
    """Ask why a deadline is very far."""
    most = facts.settings.far_deadline_days
    limit = facts.day + timedelta(days=most)
    return line_problem(
        (one for one in facts.lines if one.deadline is not None and one.deadline > limit),
        "deadline",
        f"的整改期限超过 {most} 日，请说明理由或缩短期限。",
    )


def new_date_without_reason(facts: PaperFacts) -> Problem | None:
    """Ask for the head's reason of a new order; the overdue fact stays as it is."""
    if facts.document.new_order_reason.strip():
        return None
    return line_problem(
        (one for one in facts.lines if one.state is HazardState.FAILED),
        "deadline",
        "复查未整改，再次责令整改须由负责人写明理由，且不影响对前述逾期未整改行为的处理；没有理由的请移交立案。",
    )


def ordered_already(facts: PaperFacts) -> Problem | None:
    """Keep a running order from being replaced by a second one with another date."""
    running = {HazardState.ORDERED, HazardState.EXTENDED, HazardState.DUE}
    return line_problem(
        (one for one in facts.lines if one.state in running),
        "state",
        "已经责令整改且未复查，新期限只能通过批准延期，或复查后再次责令，请移出本文书。",
    )


def applied_too_late(facts: PaperFacts) -> Problem | None:
    """Refuse to extend what was applied for after expiry."""
    if all(one.is_in_time for one in _approved(facts)):
        return None
    return Problem("延期申请没有在整改期限届满前提出，不能批准延期，请移交立案或改为不予延期。", "extension.applied_on")


def no_approver(facts: PaperFacts) -> Problem | None:
    """Ask who approved the answer."""
    if all(one.approved_by.strip() for one in facts.extensions):
        return None
    return Problem("延期批复没有批准人，请填写。", "extension.approved_by")


def no_later_date(facts: PaperFacts) -> Problem | None:
    """Ask for a new last day after the old one."""
    for one in _approved(facts):
        if one.new_deadline is None or (one.old_deadline is not None and one.new_deadline <= one.old_deadline):
            return Problem("批准延期没有写明晚于原期限的新期限，请填写。", "extension.new_deadline")
    return None


def no_grounds(facts: PaperFacts) -> Problem | None:
    """Ask for the grounds of the application and of the answer."""
    if facts.extensions and all(one.grounds.strip() for one in facts.extensions):
        return None
    return Problem("没有登记延期申请及其理由，请先在收文中登记。", "extension.grounds")


def _approved(facts: PaperFacts) -> tuple[ExtensionFact, ...]:
    return tuple(one for one in facts.extensions if one.state is ExtensionState.APPROVED)


RULES = (
    Rule("R-DEADLINE", Colour.RED, SAFETY_65_1_2, _ORDER, no_deadline),
    Rule("R-DEADLINE-PAST", Colour.RED, OWN, _ORDER, deadline_passed),
    Rule("R-DEADLINE-FAR", Colour.YELLOW, OWN, _ORDER, deadline_far),
    Rule("R-NEW-ORDER", Colour.RED, OWN, _ORDER, new_date_without_reason),
    Rule("R-ORDERED-ALREADY", Colour.RED, OWN, _ORDER, ordered_already),
    Rule("R-EXTENSION-LATE", Colour.RED, OWN, _REPLY, applied_too_late),
    Rule("R-EXTENSION-APPROVER", Colour.RED, OWN, _REPLY, no_approver),
    Rule("R-EXTENSION-DATE", Colour.RED, OWN, _REPLY, no_later_date),
    Rule("R-EXTENSION-GROUNDS", Colour.RED, OWN, _REPLY, no_grounds),
)
