"""Ids that sort by time."""

from random import Random
from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.ids import finding_id, uuid7


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**74 - 1))
def test_uuid7_has_version_variant_and_moment(now: int, chance: int) -> None:
    made = uuid7(now, lambda bits: chance)
    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == now


@given(st.integers(0, 2**48 - 2), st.integers(0, 2**74 - 1), st.integers(0, 2**74 - 1))
def test_uuid7_sorts_by_moment(now: int, one: int, other: int) -> None:
    assert uuid7(now, lambda bits: one) < uuid7(now + 1, lambda bits: other)


def test_uuid7_takes_all_its_chance() -> None:
    random = Random(1)
    assert len({uuid7(0, random.getrandbits) for _ in range(1000)}) == 1000
    assert uuid7(0, lambda bits: 2**bits - 1).hex == "0000000000007fffbfffffffffffffff"


@pytest.mark.parametrize("now", [-1, 2**48])
def test_uuid7_refuses_a_moment_that_does_not_fit(now: int) -> None:
    with pytest.raises(ValueError, match="时刻"):
        uuid7(now, Random(1).getrandbits)


def test_finding_id_is_the_same_on_every_laptop_and_differs_by_question_and_inspection() -> None:
    here, there = uuid7(1, lambda bits: 1), uuid7(2, lambda bits: 1)
    assert finding_id(here, "01-10") == finding_id(here, "01-10")
    assert len({finding_id(here, "01-10"), finding_id(here, "01-11"), finding_id(there, "01-10")}) == 3
