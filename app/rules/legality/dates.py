"""Papers dated in order: not in the future, not before the check began, not before the papers they follow."""

from datetime import timedelta

from app.rules.legality.articles import OWN
from app.rules.legality.rule import ON_SITE, PENALTIES, F, Problem, Rule
from app.values.days import civil_day, long_moment
from app.values.facts_document import PaperFacts
from app.values.verdict import Colour

CLOCK_ROOM = timedelta(hours=24)
_ALL = frozenset(F)
_AFTER_START = ON_SITE | PENALTIES | {F.RECTIFICATION_REPLY, F.EXTENSION_REPLY, F.PHOTO_PAGE}


def in_the_future(facts: PaperFacts) -> Problem | None:
    """Refuse a date after today."""
    if facts.day <= facts.today:
        return None
    return Problem(f"文书日期（{facts.day.isoformat()}）晚于今天，请改正日期。", "document.issued_on")


def before_the_start(facts: PaperFacts) -> Problem | None:
    """Refuse a date before the check began."""
    start = None if facts.inspection is None else facts.inspection.started_on
    if start is None or facts.day >= start:
        return None
    return Problem(
        f"文书日期（{facts.day.isoformat()}）早于检查开始日期（{start.isoformat()}），请改正日期。",
        "document.issued_on",
    )


def before_a_parent(facts: PaperFacts) -> Problem | None:
    """Refuse a date before that of the paper that is followed."""
    for parent in facts.parents:
        if parent.issued_on is not None and facts.day < parent.issued_on:
            day = parent.issued_on.isoformat()
            return Problem(f"文书日期早于它所依据的{parent.name}（{day}），请改正日期。", "document.issued_on")
    return None


def parent_gone(facts: PaperFacts) -> Problem | None:
    """Refuse to build on a paper that is a draft, revoked or void."""
    for parent in facts.parents:
        if not parent.is_issued:
            return Problem(f"所依据的{parent.name}没有签发或者已经撤销、作废，请另选文书。", "document.parent_ids")
    return None


def before_the_reinspection(facts: PaperFacts) -> Problem | None:
    """Ask for the time of the re-inspection, not after the paper's day."""
    reinspection = facts.reinspection
    if reinspection is None or reinspection.started_at is None:
        return Problem("没有复查时间，请填写。", "reinspection.started_at")
    if facts.day < civil_day(reinspection.started_at):
        return Problem("文书日期早于复查日期，请改正日期。", "document.issued_on")
    return None


def ahead_of_the_clock(facts: PaperFacts) -> Problem | None:
    """Ask about a visit that lies more than a day after what the clock of the machine shows."""
    is_again = facts.form is F.REINSPECTION_OPINION
    visit = facts.reinspection if is_again else facts.inspection
    started = None if visit is None else visit.started_at
    if started is None or facts.written_at is None or started <= facts.written_at + CLOCK_ROOM:
        return None
    word, target = ("复查", "reinspection.started_at") if is_again else ("检查", "inspection.started_at")
    return Problem(
        f"{word}开始时间（{long_moment(started)}）晚于本机时钟一日以上，请核对时间和本机时钟；确实如此的，请说明理由。",
        target,
    )


RULES = (
    Rule("R-CLOCK", Colour.YELLOW, OWN, frozenset({F.INSPECTION_RECORD, F.REINSPECTION_OPINION}), ahead_of_the_clock),
    Rule("R-DATE-FUTURE", Colour.RED, OWN, _ALL, in_the_future),
    Rule("R-DATE-START", Colour.RED, OWN, _AFTER_START, before_the_start),
    Rule("R-DATE-PARENT", Colour.RED, OWN, _ALL, before_a_parent),
    Rule("R-PARENT-GONE", Colour.RED, OWN, _ALL, parent_gone),
    Rule("R-REINSPECTION-TIME", Colour.RED, OWN, frozenset({F.REINSPECTION_OPINION}), before_the_reinspection),
)
