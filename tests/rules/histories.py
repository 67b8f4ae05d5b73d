"""Random histories of a record on several machines."""

from typing import TypeAlias

from hypothesis import strategies as st

from tests.rules.fleet import NOW_MS, Fleet, new_fleet

Step: TypeAlias = tuple[int, str, int, int]

SIZE = 4


def steps(*, size: int = SIZE, max_size: int = 14) -> st.SearchStrategy[list[Step]]:
    """Draw steps: which machine, what it does, with which value or giver, and how late."""
    return st.lists(
        st.tuples(
            st.integers(0, size - 1),
            st.sampled_from(["fact", "place", "state", "deadline", "deleted", "receive", "receive"]),
            st.integers(0, 3),
            st.integers(0, 2),
        ),
        max_size=max_size,
    )


def play(history: list[Step], *, size: int = SIZE) -> Fleet:
    """Let the machines do what the history says."""
    fleet = list(new_fleet(size))
    for number, what, choice, delay in history:
        machine, now_ms = fleet[number], NOW_MS + delay
        if what == "receive":
            fleet[number] = machine.receive(fleet[choice % size])
        elif what == "deleted":
            fleet[number] = machine.turn_deleted(now_ms=now_ms)
        else:
            fleet[number] = machine.edit({what: f"第{choice}值" if choice else None}, now_ms=now_ms)
    return tuple(fleet)
