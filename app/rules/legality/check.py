"""The legality check of one paper: every rule that protects it, red first, in the order of the rules."""

from app.rules.legality import (
    approval,
    dates,
    lines,
    measures,
    officers,
    one_act,
    orders,
    penalty,
    record,
    reinspection,
    signing,
)
from app.rules.legality.rule import Rule
from app.values.enums import DocumentForm
from app.values.facts_document import PaperFacts
from app.values.verdict import Colour, Verdict

ALL_RULES: tuple[Rule, ...] = (
    *officers.RULES,
    *approval.RULES,
    *record.RULES,
    *signing.RULES,
    *lines.RULES,
    *measures.RULES,
    *orders.RULES,
    *reinspection.RULES,
    *dates.RULES,
    *penalty.RULES,
    *one_act.RULES,
)


def check(facts: PaperFacts) -> tuple[Verdict, ...]:
    """Judge the paper by every rule that protects it."""
    found = [verdict for rule in ALL_RULES if (verdict := rule.judge(facts)) is not None]
    return tuple(sorted(found, key=lambda verdict: verdict.colour is not Colour.RED))


def red(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Give the verdicts that stop the paper."""
    return tuple(verdict for verdict in verdicts if verdict.stops)


def unanswered(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Give the yellow verdicts that still lack their reason; they are stored so and stop nothing."""
    return tuple(verdict for verdict in verdicts if verdict.colour is Colour.YELLOW and not verdict.is_answered)


def rules_of(form: DocumentForm) -> tuple[Rule, ...]:
    """Give the rules that protect a form."""
    return tuple(rule for rule in ALL_RULES if form in rule.papers)
