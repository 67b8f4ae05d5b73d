"""Ids are new each time; seeded ones come again."""

from datetime import UTC, datetime, timedelta

from app.values.clock import FixedClock
from app.values.idsource import RandomIds, SeededIds

MOMENT = datetime(2026, 11, 16, 1, 10, tzinfo=UTC)


def test_seeded_ids_come_again_from_the_same_seed_and_clock() -> None:
    one, two, other = (SeededIds(FixedClock(MOMENT), seed=seed) for seed in (1, 1, 2))
    first = [one.new() for _ in range(50)]
    assert first == [two.new() for _ in range(50)]
    assert not set(first) & {other.new() for _ in range(50)}


def test_random_ids_are_all_different_and_sort_by_the_clock() -> None:
    clock = FixedClock(MOMENT)
    ids = RandomIds(clock)
    before = {ids.new() for _ in range(100)}
    clock.move(timedelta(milliseconds=1))
    after = {ids.new() for _ in range(100)}
    assert len(before | after) == 200
    assert max(before) < min(after)
    assert {item.version for item in before} == {7}
