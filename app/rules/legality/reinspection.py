"""整改复查意见书: its issued order, a judged outcome for every item, and no new date by the way (practice A5)."""

from collections.abc import Callable

from app.rules.hazard_states import is_under_measures, time_runs
from app.rules.legality.articles import OWN, SAFETY_65_1_3
from app.rules.legality.rule import DECISIONS, ORDERS, F, Problem, Rule, line_problem
from app.values.days import civil_day
from app.values.enums import ExtensionState, Handling, OutcomeNext, OutcomeResult, ReinspectionManner
from app.values.facts_document import PaperFacts
from app.values.facts_inspection import HazardFact, OutcomeFact
from app.values.verdict import Colour

_OPINION = frozenset({F.REINSPECTION_OPINION})


def no_issued_order(facts: PaperFacts) -> Problem | None:
    """Ask for the issued order that is followed up."""
    # A penalty decision orders the correction too (行政处罚法 28).
    if any(parent.form in ORDERS | DECISIONS and parent.is_issued for parent in facts.parents):
        return None
    return Problem(
        "没有已签发的责令限期整改指令书、现场处理措施决定书或载明责令改正的处罚决定书，不能出具复查意见书，"
        "请先签发责令文书。",
        "document.parent_ids",
    )


def not_judged(facts: PaperFacts) -> Problem | None:
    """Ask for 已整改 or 未整改 on every line."""
    judged = {one.hazard_id for one in _outcomes(facts) if one.result is not None}
    return line_problem(
        (one for one in facts.lines if one.id not in judged), "outcome", "没有复查结论，请逐项选择已整改或未整改。"
    )


def no_lines(facts: PaperFacts) -> Problem | None:
    """Ask for at least one line."""
    return None if facts.lines else Problem("复查意见书没有任何复查项，请选入复查的隐患。", "document.hazard_ids")


def failed_without_next(facts: PaperFacts) -> Problem | None:
    """Ask what follows an item that was not rectified in its time; while the time runs, it simply goes on."""
    running = {one.id for one in facts.lines if _still_runs(facts, one)}
    return _failed(
        facts,
        lambda one: one.next_step is None and one.hazard_id not in running,
        "未整改，没有选择后续处理，请选择立案、延期或再次责改。",
    )


def extension_not_approved(facts: PaperFacts) -> Problem | None:
    """Let 延期 follow only where an extension applied for in time was approved."""
    extended = {
        hazard_id
        for extension in facts.extensions
        if extension.state is ExtensionState.APPROVED and extension.is_in_time
        for hazard_id in extension.hazard_ids
    }
    return _failed(
        facts,
        lambda one: one.next_step is OutcomeNext.EXTENSION and one.hazard_id not in extended,
        "没有期限届满前申请并获批准的延期，不能给予新期限，请选择立案或再次责改。",
    )


def new_order_without_reason(facts: PaperFacts) -> Problem | None:
    """Ask why a new order follows instead of a case."""
    return _failed(
        facts,
        lambda one: one.next_step is OutcomeNext.NEW_ORDER and not one.next_reason.strip(),
        "选择再次责改，没有写明理由，请填写；逾期未整改的事实不受影响。",
    )


def new_date_in_opinion(facts: PaperFacts) -> Problem | None:
    """Keep a bare new date off an item that was not rectified; that of an approved extension is none."""
    granted = {
        (hazard_id, extension.new_deadline)
        for extension in facts.extensions
        if extension.state is ExtensionState.APPROVED
        for hazard_id in extension.hazard_ids
    }
    return _failed(
        facts,
        lambda one: (
            one.new_deadline is not None
            and one.next_step is not OutcomeNext.NEW_ORDER
            and not (one.next_step is OutcomeNext.EXTENSION and (one.hazard_id, one.new_deadline) in granted)
        ),
        "未整改而直接给了新期限，请改为批准延期或再次责改。",
    )


def no_after_photo(facts: PaperFacts) -> Problem | None:
    """Ask for the officers' photograph of what was rectified."""
    bare = {one.hazard_id for one in _outcomes(facts) if one.result is OutcomeResult.DONE and not one.after_photos}
    return line_problem(
        (one for one in facts.lines if one.id in bare),
        "outcome",
        "已整改，但没有执法人员拍摄的整改后照片，请补拍或说明。",
    )


def major_not_on_site(facts: PaperFacts) -> Problem | None:
    """Ask for a re-inspection on site of every 重大事故隐患."""
    if facts.reinspection is None or facts.reinspection.manner is ReinspectionManner.ON_SITE:
        return None
    return line_problem((one for one in facts.lines if one.is_major), "outcome", "是重大事故隐患，必须现场复查。")


def judged_before_deadline(facts: PaperFacts) -> Problem | None:
    """Warn when an item is called not rectified while its deadline still runs."""
    failed = {one.hazard_id for one in _outcomes(facts) if one.result is OutcomeResult.NOT_DONE}
    return line_problem(
        (one for one in facts.lines if one.id in failed and _still_runs(facts, one) and not is_under_measures(one)),
        "outcome",
        "整改期限未满即复查为未整改，尚不构成逾期，请说明理由。",
    )


def resumption_not_asked(facts: PaperFacts) -> Problem | None:
    """Remind that what was suspended resumes only after it is examined and agreed to."""
    done = {one.hazard_id for one in _outcomes(facts) if one.result is OutcomeResult.DONE}
    return line_problem(
        (one for one in facts.lines if one.id in done and one.handling is Handling.ONSITE_MEASURES),
        "outcome",
        "曾责令停产停业或停止使用，恢复前须经审查同意，请写明审查意见。",
    )


def _still_runs(facts: PaperFacts, one: HazardFact) -> bool:
    """Tell whether the visit came before the item's time ran out (含当日), whatever day the opinion bears."""
    again = facts.reinspection
    day = facts.day if again is None or again.started_at is None else civil_day(again.started_at)
    return time_runs(one, day)


def _outcomes(facts: PaperFacts) -> tuple[OutcomeFact, ...]:
    return () if facts.reinspection is None else facts.reinspection.outcomes


def _failed(facts: PaperFacts, is_bad: Callable[[OutcomeFact], bool], text: str) -> Problem | None:
    bad = {one.hazard_id for one in _outcomes(facts) if one.result is OutcomeResult.NOT_DONE and is_bad(one)}
    return line_problem((one for one in facts.lines if one.id in bad), "outcome", text)


RULES = (
    Rule("R-PARENT", Colour.RED, OWN, _OPINION, no_issued_order),
    Rule("R-OUTCOMES", Colour.RED, OWN, _OPINION, not_judged),
    Rule("R-NO-OUTCOME", Colour.RED, OWN, _OPINION, no_lines),
    Rule("R-OUTCOME-NEXT", Colour.RED, OWN, _OPINION, failed_without_next),
    Rule("R-OUTCOME-EXTENSION", Colour.RED, OWN, _OPINION, extension_not_approved),
    Rule("R-OUTCOME-ORDER", Colour.RED, OWN, _OPINION, new_order_without_reason),
    Rule("R-OUTCOME-DATE", Colour.RED, OWN, _OPINION, new_date_in_opinion),
    Rule("R-AFTER-PHOTO", Colour.YELLOW, OWN, _OPINION, no_after_photo),
    Rule("R-MAJOR-ON-SITE", Colour.RED, OWN, _OPINION, major_not_on_site),
    Rule("R-NOT-YET-OVERDUE", Colour.YELLOW, OWN, _OPINION, judged_before_deadline),
    Rule("R-RESUMPTION", Colour.YELLOW, SAFETY_65_1_3, _OPINION, resumption_not_asked),
)
