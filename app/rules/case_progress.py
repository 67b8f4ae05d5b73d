"""How far a case has come: its state, whether it is performed, whether anything is left to do."""

from datetime import date

from app.values.enums import CaseState, StepKind
from app.values.facts_case import CaseFact

K = StepKind
_ENDS = (K.NO_PENALTY, K.WITHDRAWAL, K.TRANSFER)


def case_state(case: CaseFact) -> CaseState:
    """Tell where a case stands by its steps."""
    if case.has(K.CLOSING):
        return CaseState.CLOSED
    if case.has(K.WITHDRAWAL):
        return CaseState.VOID
    if case.has(K.DECISION, K.NO_PENALTY):
        return _decided_state(case)
    if case.has(K.NOTICE, K.HEARING_NOTICE):
        return CaseState.NOTIFIED
    return CaseState.FILED if case.has(K.FILING) else CaseState.LEAD


def is_performed(case: CaseFact) -> bool:
    """Tell whether the fine and what was added to it are paid; a warning is performed by its service."""
    if not case.has(K.DECISION):
        return False
    due = sum(case.total_cents(kind) for kind in (K.DECISION, K.SURCHARGE, K.DAILY_PENALTY))
    if due == 0:
        return case.has(K.SERVICE)
    return case.total_cents(K.PAYMENT) >= due


def is_lawfully_ended(case: CaseFact) -> bool:
    """Tell whether the case ended without a fine to perform, or performance ended by law."""
    return bool(case.ended_by_law) or case.has(*_ENDS)


def is_finished(case: CaseFact) -> bool:
    """Tell whether nothing of the penalty is left to do."""
    return case.has(K.CLOSING) or is_performed(case) or is_lawfully_ended(case)


def is_heard_out(case: CaseFact) -> bool:
    """Tell whether the party has used its right before the time ran out; a defence is no answer on a hearing."""
    if case.has(K.HEARING_NOTICE):
        return case.has(K.HEARING)
    return case.has(K.DEFENCE)


def _decided_state(case: CaseFact) -> CaseState:
    if is_performed(case):
        return CaseState.PERFORMED
    return CaseState.SERVED if case.has(K.SERVICE) else CaseState.DECIDED


def latest_day(case: CaseFact) -> date | None:
    """Give the day of the last act of the case."""
    return max((step.on for step in case.steps if step.on is not None), default=None)
