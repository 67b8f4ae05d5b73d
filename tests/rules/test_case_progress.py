from datetime import date

import pytest

from app.rules.case_progress import case_state, is_finished, is_lawfully_ended, is_performed, latest_day
from app.values.enums import CaseState
from app.values.enums import StepKind as K
from app.values.facts_case import StepFact
from tests.rules.make import make_case, make_step

DAY = date(2026, 12, 3)


def steps(*kinds: K, **amounts: int) -> tuple[StepFact, ...]:
    return tuple(make_step(kind, DAY, amount_cents=amounts.get(kind.name)) for kind in kinds)


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((K.LEAD,), CaseState.LEAD),
        ((K.LEAD, K.FILING), CaseState.FILED),
        ((K.FILING, K.NOTICE), CaseState.NOTIFIED),
        ((K.FILING, K.NOTICE, K.DECISION), CaseState.DECIDED),
        ((K.FILING, K.NO_PENALTY), CaseState.DECIDED),
        ((K.FILING, K.NOTICE, K.DECISION, K.SERVICE), CaseState.SERVED),
        ((K.FILING, K.NOTICE, K.DECISION, K.SERVICE, K.PAYMENT), CaseState.PERFORMED),
        ((K.FILING, K.WITHDRAWAL), CaseState.VOID),
        ((K.FILING, K.WITHDRAWAL, K.CLOSING), CaseState.CLOSED),
    ],
)
def test_case_state_follows_from_the_steps(kinds: tuple[K, ...], state: CaseState) -> None:
    assert case_state(make_case(*steps(*kinds, DECISION=100, PAYMENT=100))) is state


def test_a_case_is_performed_when_fine_surcharge_and_daily_penalty_are_paid() -> None:
    kinds = (K.DECISION, K.SERVICE, K.SURCHARGE, K.PAYMENT)

    assert not is_performed(make_case(*steps(*kinds, DECISION=100, SURCHARGE=3, PAYMENT=102)))
    assert is_performed(make_case(*steps(*kinds, DECISION=100, SURCHARGE=3, PAYMENT=103)))


def test_instalments_add_up() -> None:
    case = make_case(*steps(K.DECISION, K.PAYMENT, K.PAYMENT, DECISION=100, PAYMENT=50))

    assert is_performed(case)


def test_a_warning_is_performed_by_its_service() -> None:
    assert not is_performed(make_case(*steps(K.DECISION)))
    assert is_performed(make_case(*steps(K.DECISION, K.SERVICE)))


@pytest.mark.parametrize("kind", [K.NO_PENALTY, K.WITHDRAWAL, K.TRANSFER])
def test_a_case_ends_lawfully_without_a_fine(kind: K) -> None:
    case = make_case(*steps(K.FILING, kind))

    assert is_lawfully_ended(case)
    assert is_finished(case)
    assert not is_performed(case)


def test_an_unpaid_case_is_not_finished() -> None:
    assert not is_finished(make_case(*steps(K.FILING, K.DECISION, K.SERVICE, DECISION=100)))


def test_latest_day_is_that_of_the_last_act() -> None:
    case = make_case(make_step(K.FILING, DAY), make_step(K.NOTICE, None), make_step(K.DECISION, date(2026, 12, 20)))

    assert latest_day(case) == date(2026, 12, 20)
    assert latest_day(make_case(make_step(K.LEAD, None))) is None
