"""One act, one fine, by a norm that fits it and within the power (行政处罚法 24, 29; practice A6, A12)."""

from app.rules.legality.articles import OWN, PENALTY_24, PENALTY_29
from app.rules.legality.rule import DECISIONS, PENALTIES, Problem, Rule
from app.rules.penalty_basis import fined_twice, several_norms, without_power, wrong_basis
from app.rules.transitions import Refusal
from app.values.facts_document import PaperFacts
from app.values.verdict import Colour

_BASIS = "case.penalty_basis"


def basis_does_not_fit(facts: PaperFacts) -> Problem | None:
    """Ask why a basis is applied that penalises something else than what was violated."""
    case = facts.case
    return None if case is None else _told(wrong_basis(case, case.fine_ref, reason=""))


def beyond_the_power(facts: PaperFacts) -> Problem | None:
    """Refuse a fine that the list of powers of the day does not name."""
    case = facts.case
    return None if case is None else _told(without_power(case, case.fine_ref))


def twice_for_one_act(facts: PaperFacts) -> Problem | None:
    """Refuse a second fine of one party for one act."""
    case = facts.case
    return None if case is None or not case.fine_cents else _told(fined_twice(case))


def one_of_several_norms(facts: PaperFacts) -> Problem | None:
    """Ask which of several norms goes: the heavier fine."""
    case = facts.case
    return None if case is None or not case.fine_cents else _told(several_norms(case, case.fine_ref, reason=""))


def _told(refusal: Refusal | None) -> Problem | None:
    return None if refusal is None else Problem(f"{refusal.why}，{refusal.hint}。", _BASIS)


RULES = (
    Rule("R-BASIS-MATCH", Colour.YELLOW, OWN, PENALTIES, basis_does_not_fit),
    Rule("R-POWER", Colour.RED, PENALTY_24, PENALTIES, beyond_the_power),
    Rule("R-FINED-TWICE", Colour.RED, PENALTY_29, DECISIONS, twice_for_one_act),
    Rule("R-ONE-ACT", Colour.YELLOW, PENALTY_29, DECISIONS, one_of_several_norms),
)
