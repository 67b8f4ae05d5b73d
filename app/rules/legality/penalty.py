"""Penalty papers: fine, notice, defence, hearing, review and time (行政处罚法, practice A3, A4, A9, A14)."""

from app.rules.case_progress import is_heard_out
from app.rules.legality.articles import (
    OWN,
    PENALTY_37,
    PENALTY_44,
    PENALTY_51,
    PENALTY_58_1_2,
    PENALTY_60,
    PENALTY_62,
    PENALTY_63_1,
)
from app.rules.legality.fines import CODE, fine_verdict
from app.rules.legality.rule import DECISIONS, PENALTIES, F, Problem, Rule
from app.values.enums import StepKind
from app.values.facts import ProvisionFact
from app.values.facts_case import StepFact
from app.values.facts_document import PaperFacts
from app.values.library import FineParty
from app.values.verdict import Article, Colour

_DECISION = frozenset({F.PENALTY_DECISION})
_SUMMARY = frozenset({F.SUMMARY_PENALTY})
_NOTICES = (StepKind.NOTICE, StepKind.HEARING_NOTICE)


def no_basis(facts: PaperFacts) -> Problem | None:
    """Ask for the provision that the penalty rests on."""
    if facts.case is not None and facts.case.fine_ref:
        return None
    return Problem("没有处罚依据，请选择罚则条款。", "case.penalty_basis")


def basis_not_in_force(facts: PaperFacts) -> Problem | None:
    """Ask for a basis that was in force when the act was done."""
    known = _basis(facts)
    if facts.case is None or not facts.case.fine_ref or (known is not None and known.in_force):
        return None
    return Problem("处罚依据在违法行为发生时没有施行或者已经失效，请改引当时有效的条款。", "case.penalty_basis")


def basis_unverified(facts: PaperFacts) -> Problem | None:
    """Refuse a basis that nobody has confirmed."""
    known = _basis(facts)
    if known is None or known.is_printable:
        return None
    return Problem(f"处罚依据{known.citation}尚未核实，不能印出，请先核实。", "case.penalty_basis")


def summary_too_high(facts: PaperFacts) -> Problem | None:
    """Keep on-the-spot fines under the ceiling, and cases whose floor lies above it out of 简易程序."""
    case = facts.case
    if case is None or not case.fine_cents:
        return None
    settings = facts.settings
    ceiling = settings.summary_ceiling_citizen_cents if case.is_person else settings.summary_ceiling_organisation_cents
    if ceiling is None:
        return Problem("没有当场处罚的限额参数，请先更新参数库。", "settings.summary_ceiling")
    floors = (case.fine_range.min_cents if case.fine_range else None, case.tier_floor_cents)
    if case.fine_cents > ceiling or max(floor or 0 for floor in floors) > ceiling:
        return Problem(
            f"罚款金额或裁量下限超过当场处罚的限额（{ceiling // 100:,}元），请改用普通程序立案。", "case.amount_cents"
        )
    return None


def not_notified(facts: PaperFacts) -> Problem | None:
    """Ask for a served notice before the decision."""
    notice = _last(facts, *_NOTICES)
    if notice is not None and notice.served_on is not None and notice.served_on <= facts.day:
        return None
    return Problem("处罚决定前没有送达告知书，请先告知并登记送达日期。", "case.steps")


def more_than_notified(facts: PaperFacts) -> Problem | None:
    """Refuse an amount above the one notified."""
    notice = _last(facts, *_NOTICES)
    case = facts.case
    if notice is None or case is None or notice.amount_cents is None or case.fine_cents is None:
        return None
    if case.fine_cents <= notice.amount_cents:
        return None
    return Problem("罚款金额高于告知的金额，请重新告知后再决定。", "case.amount_cents")


def defence_running(facts: PaperFacts) -> Problem | None:
    """Wait for the end of the time for defence or for asking for a hearing, unless it was used or waived."""
    case = facts.case
    if case is None or case.defence_end is None or case.is_defence_waived:
        return None
    if facts.day > case.defence_end or is_heard_out(case):
        return None
    return Problem(
        f"陈述申辩或者要求听证的期限到 {case.defence_end.isoformat()} 才届满，当事人没有用尽也没有书面放弃，"
        "请届满后再决定。",
        "document.issued_on",
    )


def hearing_not_offered(facts: PaperFacts) -> Problem | None:
    """Ask for the hearing notice where the threshold is reached."""
    case = facts.case
    if case is None or not case.needs_hearing_notice:
        return None
    notice = case.last(StepKind.HEARING_NOTICE)
    if notice is not None and notice.served_on is not None and notice.served_on <= facts.day:
        return None
    return Problem("达到听证标准，听证告知书没有送达，请先送达听证告知书并登记送达日期。", "case.steps")


def not_reviewed_after_hearing(facts: PaperFacts) -> Problem | None:
    """Ask for the legal review after the hearing; an earlier one does not count."""
    hearing = _last(facts, StepKind.HEARING)
    if hearing is None or hearing.on is None:
        return None
    review = _last(facts, StepKind.LEGAL_REVIEW)
    if review is not None and review.on is not None and review.on >= hearing.on and review.is_passed:
        return None
    return Problem("经过听证的案件，听证后没有通过法制审核，请先送法制审核。", "case.steps")


def beyond_time(facts: PaperFacts) -> Problem | None:
    """Ask the head for a reason when the time for deciding has passed; the duty to decide goes on."""
    case = facts.case
    if case is None or case.decide_by is None or facts.day <= case.decide_by:
        return None
    return Problem(f"超过办案期限（{case.decide_by.isoformat()}），请由负责人写明超期理由。", "case.steps")


def outside_range(facts: PaperFacts) -> Problem | None:
    """Judge the fine of the case by the range of its own provision, which is then the ground."""
    case = facts.case
    if case is None or case.fine_range is None or case.fine_cents is None:
        return None
    article = Article(case.fine_citation, case.fine_ref)
    verdict = fine_verdict(
        case.fine_cents,
        case.fine_range,
        party=FineParty.PERSON if case.is_person else FineParty.ORGANISATION,
        when=case.fine_when,
        article=article,
        paper=facts.form,
        mitigation=case.mitigation,
    )
    return None if verdict is None else Problem(verdict.message, verdict.target, article)


def _last(facts: PaperFacts, *kinds: StepKind) -> StepFact | None:
    return None if facts.case is None else facts.case.last(*kinds)


def _basis(facts: PaperFacts) -> ProvisionFact | None:
    return None if facts.case is None else facts.provisions.get(facts.case.fine_ref)


RULES = (
    Rule("R-BASIS", Colour.RED, OWN, PENALTIES, no_basis),
    Rule("R-BASIS-IN-FORCE", Colour.RED, PENALTY_37, PENALTIES, basis_not_in_force),
    Rule("R-BASIS-UNVERIFIED", Colour.RED, OWN, PENALTIES, basis_unverified),
    Rule(CODE, Colour.RED, OWN, PENALTIES, outside_range),
    Rule("R-SUMMARY-CEILING", Colour.RED, PENALTY_51, _SUMMARY, summary_too_high),
    Rule("R-NOTICE", Colour.RED, PENALTY_44, _DECISION, not_notified),
    Rule("R-NOTICE-AMOUNT", Colour.RED, PENALTY_44, _DECISION, more_than_notified),
    Rule("R-DEFENCE", Colour.RED, PENALTY_62, _DECISION, defence_running),
    Rule("R-HEARING", Colour.RED, PENALTY_63_1, _DECISION, hearing_not_offered),
    Rule("R-LEGAL-REVIEW", Colour.RED, PENALTY_58_1_2, _DECISION, not_reviewed_after_hearing),
    Rule("R-CASE-TIME", Colour.YELLOW, PENALTY_60, DECISIONS, beyond_time),
)
