"""What a rule of the legality check is: a code, a colour, a ground, the papers it protects, and a question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.values.enums import DocumentForm
from app.values.facts_document import PaperFacts
from app.values.facts_inspection import HazardFact
from app.values.verdict import Article, Colour, Verdict

F = DocumentForm
ORDERS = frozenset({F.RECTIFICATION_ORDER, F.ONSITE_MEASURES})
LINED = ORDERS | {F.INSPECTION_RECORD}
ON_SITE = LINED | {F.REINSPECTION_OPINION}
PENALTIES = frozenset({F.SUMMARY_PENALTY, F.PENALTY_NOTICE, F.HEARING_NOTICE, F.PENALTY_DECISION})
DECISIONS = frozenset({F.SUMMARY_PENALTY, F.PENALTY_DECISION})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what to do, as one sentence, and the field to mend.

    A target is `record.field`, or `hazard:ID.field` for one line. A problem found in a provision names it as ground.
    """

    message: str
    target: str
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the check."""

    code: str
    colour: Colour
    article: Article
    papers: frozenset[DocumentForm]
    find: Callable[[PaperFacts], Problem | None]

    def judge(self, facts: PaperFacts) -> Verdict | None:
        """Give the verdict on the paper, with the reason that answers it if there is one."""
        if facts.form not in self.papers:
            return None
        problem = self.find(facts)
        if problem is None:
            return None
        reason = facts.reasons.get(self.code, "").strip() if self.colour is Colour.YELLOW else ""
        article = problem.article or self.article
        return Verdict(self.code, self.colour, problem.message, article, problem.target, facts.form, reason)


def items(hazards: Iterable[HazardFact]) -> str:
    """Name lines by their numbers: 第1、3项."""
    return f"第{'、'.join(str(hazard.order_no) for hazard in hazards)}项"


def line_problem(hazards: Iterable[HazardFact], field: str, text: str) -> Problem | None:
    """Name the lines in a sentence and jump to the first of them; no lines, no problem."""
    named = tuple(hazards)
    if not named:
        return None
    return Problem(f"{items(named)}{text}", f"hazard:{named[0].id}.{field}")
