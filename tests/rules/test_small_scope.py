"""Every short history of three machines, merged in every order, beside a second formulation."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from random import Random
from typing import TypeAlias

import pytest

from app.rules.merge import merge_record
from tests.rules.carried_state import carried_record, carry_join
from tests.rules.fleet import Fleet, new_fleet

Step: TypeAlias = tuple[int, int | str]

MACHINES = range(3)
ALL_KINDS = ("fact", "place", "lifecycle", "deleted")
STEPS: list[Step] = [(machine, kind) for machine in MACHINES for kind in ALL_KINDS]
STEPS += [(receiver, giver) for receiver in MACHINES for giver in MACHINES if receiver != giver]
ORDERS = list(permutations(MACHINES))


def _take(fleet: Fleet, step: Step, number: int) -> Fleet:
    place, what = step
    machine = fleet[place]
    # Two values in turn, so that some histories set the same value at once and others do not.
    value = f"第{number % 2}值"
    if isinstance(what, int):
        machine = machine.receive(fleet[what])
    elif what == "deleted":
        machine = machine.turn_deleted()
    elif what == "lifecycle":
        machine = machine.edit({"state": value})
    else:
        machine = machine.edit({what: value})
    return (*fleet[:place], machine, *fleet[place + 1 :])


def _ends(fleet: Fleet, length: int, *, steps: Sequence[Step] = STEPS, chance: Random | None = None) -> Iterator[Fleet]:
    """Play every sequence of steps, or a few of those that begin with every two."""
    yield from _ends_from(fleet, 0, length, steps, chance)


def _ends_from(fleet: Fleet, number: int, length: int, steps: Sequence[Step], chance: Random | None) -> Iterator[Fleet]:
    if number == length:
        yield fleet
        return
    for step in steps if chance is None or number < 2 else chance.sample(steps, 4):
        yield from _ends_from(_take(fleet, step, number), number + 1, length, steps, chance)


def _check_end(fleet: Fleet) -> None:
    for machine in fleet:
        assert machine.record == carried_record(machine.carried)
    for first, second, third in ORDERS:
        joined = carry_join(carry_join(fleet[first].carried, fleet[second].carried), fleet[third].carried)
        known = {**fleet[first].revisions, **fleet[second].revisions, **fleet[third].revisions}
        assert merge_record(list(known.values())) == carried_record(joined)


def test_merge_agrees_with_carried_values_on_a_sample_of_short_histories() -> None:
    ends = 0
    for fleet in _ends(new_fleet(3), 4, chance=Random(20261123)):
        _check_end(fleet)
        ends += 1
    assert ends == 18 * 18 * 4 * 4


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("kinds", "length"), [(ALL_KINDS, 4), (("fact", "deleted"), 5)])
def test_merge_agrees_with_carried_values_on_every_short_history(kinds: tuple[str, ...], length: int) -> None:
    steps = [step for step in STEPS if isinstance(step[1], int) or step[1] in kinds]
    ends = 0
    for fleet in _ends(new_fleet(3), length, steps=steps):
        _check_end(fleet)
        ends += 1
    assert ends == len(steps) ** length
