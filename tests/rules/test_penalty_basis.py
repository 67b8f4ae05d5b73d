"""The ground of a fine: fitting, within the power, once for one act; and what a daily penalty asks first."""

from datetime import date
from typing import Any

import pytest

from app.rules.case_steps import check_step
from app.rules.penalty_basis import (
    article_of,
    fined_twice,
    not_of_safety_law,
    not_refused,
    several_norms,
    without_power,
    wrong_basis,
)
from app.rules.transitions import TransitionRefusedError
from app.values.enums import StepKind
from app.values.facts_case import CaseFact
from tests.rules import make as m

REF = "安全生产法/99/3"


def case(**changes: Any) -> CaseFact:
    return m.make_case(**changes)


@pytest.mark.parametrize(
    ("ref", "article"),
    [("安全生产法/99/1/3", "安全生产法/99"), ("安全生产法(2021)/99", "安全生产法/99"), ("某规定", "某规定")],
)
def test_a_reference_is_compared_by_its_article(ref: str, article: str) -> None:
    assert article_of(ref) == article


@pytest.mark.parametrize(
    ("expected", "reason", "fits"),
    [
        (("安全生产法/99",), "", True),
        ((), "", True),
        (("安全生产法/97/1/3",), "", False),
        (("安全生产法/97/1/3",), "逾期未消除隐患，适用本条", True),
    ],
)
def test_a_basis_penalises_what_was_violated_or_says_why(expected: tuple[str, ...], reason: str, fits: bool) -> None:
    refusal = wrong_basis(case(expected_refs=expected), REF, reason=reason)
    assert (refusal is None) is fits
    if refusal is not None:
        assert "安全生产法/97/1/3" in refusal.why


def test_only_what_was_granted_is_in_the_power_of_a_township() -> None:
    assert without_power(case(), REF) is None
    assert without_power(case(granted_refs=("安全生产法/99",)), REF) is None
    assert without_power(case(granted_refs=()), REF) is not None


def test_one_party_is_fined_once_for_one_act() -> None:
    assert fined_twice(case()) is None
    refusal = fined_twice(case(fined_elsewhere="前案"))
    assert refusal is not None
    assert "前案" in refusal.why


def test_several_norms_ask_for_the_heavier_one() -> None:
    assert several_norms(case(basis_refs=(REF, "安全生产法/99/1/5")), REF, reason="") is None
    assert several_norms(case(basis_refs=(REF, "安全生产法/102")), REF, reason="") is not None
    assert several_norms(case(basis_refs=(REF, "安全生产法/102")), REF, reason="两个违法行为") is None


def test_a_daily_penalty_asks_for_a_refusal_that_was_seen_and_for_its_own_clause() -> None:
    assert not_refused(case()) is not None
    assert not_refused(case(refused_on=date(2027, 1, 5))) is None
    assert not_of_safety_law(case(), reason="") is None
    other = case(fine_ref="消防法/60")
    assert not_of_safety_law(other, reason="") is not None
    assert not_of_safety_law(other, reason="消防法没有这一规定") is None


def test_the_steps_of_a_case_are_held_to_their_ground() -> None:
    notice = m.make_step(StepKind.NOTICE, date(2026, 12, 8), amount_cents=2_000_000, provision=REF)
    check_step(case(expected_refs=("安全生产法/99",)), notice)
    with pytest.raises(TransitionRefusedError, match="与违反条款不对应"):
        check_step(case(expected_refs=("安全生产法/97",)), notice)
    with pytest.raises(TransitionRefusedError, match="赋权事项清单"):
        check_step(case(granted_refs=()), notice)
