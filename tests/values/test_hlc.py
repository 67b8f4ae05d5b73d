"""The clock of records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.hlc import hlc_ms, next_hlc

MOMENTS = st.integers(0, 2**47)


def test_next_hlc_is_now_for_a_first_revision() -> None:
    assert next_hlc(1_795_400_000_000, ()) == "01a2062de2000000"
    assert hlc_ms("01a2062de2000000") == 1_795_400_000_000


def test_next_hlc_counts_up_within_one_millisecond() -> None:
    assert next_hlc(1_795_400_000_000, ["01a2062de2000000"]) == "01a2062de2000001"


def test_next_hlc_stays_above_a_parent_whose_clock_runs_ahead() -> None:
    assert next_hlc(0, ["01a2062de200ffff", "01a2062de2000000"]) == "01a2062de2010000"


@given(MOMENTS, st.lists(MOMENTS, max_size=4))
def test_next_hlc_is_above_every_parent_and_not_behind_now(now: int, moments: list[int]) -> None:
    parents = [next_hlc(moment, ()) for moment in moments]
    clock = next_hlc(now, parents)
    assert all(clock > parent for parent in parents)
    assert hlc_ms(clock) >= now
    assert len(clock) == 16


@pytest.mark.parametrize(("now", "parents"), [(-1, []), (0, ["f" * 16]), (2**48, [])])
def test_next_hlc_refuses_what_does_not_fit(now: int, parents: list[str]) -> None:
    with pytest.raises(ValueError, match="时钟"):
        next_hlc(now, parents)
