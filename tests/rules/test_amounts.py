"""Amounts of penalties, against the vectors."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.amounts import (
    DailyPenalty,
    Party,
    PartyLimit,
    PenaltyKind,
    Surcharge,
    Tier,
    allows_summary,
    daily_penalty,
    instalments,
    needs_hearing,
    surcharge,
    thirds,
)
from app.values.errors import UserError
from tests.vector_files import read_vectors

VECTORS = read_vectors("money/amounts.json")
CHONGQING = PartyLimit(500_000, 5_000_000, valid_from=date(2023, 3, 1))
ON_THE_SPOT = PartyLimit(20_000, 300_000, valid_from=date(2021, 7, 15))
CENTS = st.integers(0, 10**11)


def _cases(name: str) -> list[Any]:
    cases: list[Any] = VECTORS[name]["cases"]
    return cases


@pytest.mark.parametrize("case", _cases("surcharge"), ids=lambda case: case["id"])
def test_surcharge_of_the_vectors(case: Any) -> None:
    days = {"days_late": case["days_late"], "days_suspended": case["days_suspended"]}
    assert surcharge(case["fine_cents"], **days, percent=3) == Surcharge(case["surcharge_cents"], case["capped"])


@pytest.mark.parametrize("case", _cases("instalments"), ids=lambda case: case["id"])
def test_instalments_of_the_vectors(case: Any) -> None:
    if "refused" in case:
        with pytest.raises(UserError, match="一元"):
            instalments(case["total_cents"], case["parts"])
    else:
        assert instalments(case["total_cents"], case["parts"]) == tuple(case["amounts_cents"])


@given(st.integers(100, 10**9), st.integers(1, 60))
def test_instalments_add_up_and_the_last_is_the_greatest(total: int, parts: int) -> None:
    if total < parts * 100:
        with pytest.raises(UserError):
            instalments(total, parts)
        return
    amounts = instalments(total, parts)
    assert sum(amounts) == total
    assert len(amounts) == parts
    assert max(amounts) == amounts[-1]
    assert all(amount % 100 == 0 for amount in amounts[:-1])


def test_instalments_refuse_no_part() -> None:
    with pytest.raises(UserError):
        instalments(5_300_000, 0)


@pytest.mark.parametrize("case", _cases("daily_penalty"), ids=lambda case: case["id"])
def test_daily_penalty_of_the_vectors(case: Any) -> None:
    found = daily_penalty(
        case["original_fine_cents"],
        correction_order_day=date.fromisoformat(case["correction_order_day"]),
        recheck_day=date.fromisoformat(case["recheck_day"]),
    )
    assert found == DailyPenalty(date.fromisoformat(case["first_day"]), case["days"], case["total_cents"])


def test_daily_penalty_refuses_a_recheck_before_the_order() -> None:
    with pytest.raises(ValueError, match="复查"):
        daily_penalty(1, correction_order_day=date(2026, 3, 2), recheck_day=date(2026, 3, 1))


@pytest.mark.parametrize("case", _cases("discretion_thirds"), ids=lambda case: case["id"])
def test_thirds_of_the_vectors(case: Any) -> None:
    found = thirds(case["min_cents"], case["max_cents"])
    assert (found.light_to, found.ordinary_to) == (case["light_to"], case["ordinary_to"])
    for amount in case["amounts"]:
        assert found.tier(amount["cents"]) == amount["tier"]


def test_thirds_take_no_lower_end_as_nothing_and_refuse_what_lies_outside() -> None:
    found = thirds(None, 5_000_000)
    assert found == thirds(0, 5_000_000)
    assert found.tier(0) is Tier.LIGHT
    with pytest.raises(ValueError, match="幅度"):
        found.tier(5_000_001)
    with pytest.raises(ValueError, match="幅度"):
        thirds(2, 1)


@given(CENTS, CENTS)
def test_thirds_are_ascending(one: int, other: int) -> None:
    found = thirds(min(one, other), max(one, other))
    assert found.min_cents <= found.light_to <= found.ordinary_to <= found.max_cents


@pytest.mark.parametrize("case", _cases("hearing"), ids=lambda case: case["id"])
def test_hearing_of_the_vectors(case: Any) -> None:
    assert CHONGQING.is_in_force(date.fromisoformat(case["on"]))
    party, kind = Party(case["party"]), PenaltyKind(case["kind"])
    assert needs_hearing(kind, cents=case["cents"], party=party, threshold=CHONGQING) is case["hearing"]


@pytest.mark.parametrize("case", _cases("summary"), ids=lambda case: case["id"])
def test_summary_of_the_vectors(case: Any) -> None:
    found = allows_summary(
        PenaltyKind(case["kind"]),
        cents=case["cents"],
        party=Party(case["party"]),
        ceiling=ON_THE_SPOT,
        floor_cents=case["floor_cents"],
    )
    assert found is case["summary_allowed"]


def test_summary_is_for_warnings_and_fines_only() -> None:
    for kind in (PenaltyKind.SUSPENSION, PenaltyKind.REVOCATION, PenaltyKind.CLOSURE, PenaltyKind.RESTRICTION):
        assert not allows_summary(kind, cents=0, party=Party.ORGANISATION, ceiling=ON_THE_SPOT)


def test_limit_is_in_force_from_its_first_to_its_last_day() -> None:
    limit = PartyLimit(1, 2, valid_from=date(2023, 3, 1), valid_to=date(2026, 3, 1))
    assert [
        limit.is_in_force(date(year, month, 1)) for year, month in ((2023, 2), (2023, 3), (2026, 3), (2026, 4))
    ] == [
        False,
        True,
        True,
        False,
    ]
