"""Time two or more ways of doing the same work, interleaved, and print them as ratios.

Seconds depend on the machine and on what else runs on it; the ratio of two ways measured in turn does not, much.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.figures import Figure, note

Ways = Mapping[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Timing:
    """The seconds of each round of one way."""

    name: str
    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Give the middle round."""
        return statistics.median(self.rounds)


def interleave(ways: Ways, *, rounds: int) -> list[Timing]:
    """Run all ways once a round, after one round that is not counted, and give their timings."""
    return interleave_told({name: _timed(work) for name, work in ways.items()}, rounds=rounds)


def interleave_told(ways: Mapping[str, Callable[[], float]], *, rounds: int) -> list[Timing]:
    """Do the same with ways that tell their seconds themselves, such as a process up to its first paint."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, work in ways.items():
            found = work()
            if turn:
                seconds[name].append(found)
    return [Timing(name, tuple(found)) for name, found in seconds.items()]


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        # What the way before has left behind is not for this one to clear away.
        gc.collect()
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return run


def ratio(first: Timing, second: Timing) -> float:
    """Give the median of the ratios round by round, so that a busy moment touches both sides."""
    return statistics.median(a / b for a, b in zip(first.rounds, second.rounds, strict=True))


def print_table(title: str, timings: list[Timing], *, base: str, goals: Mapping[str, float] | None = None) -> None:
    """Print every way beside the one it is measured against, and hand on those with a ratio to reach."""
    floor = next(timing for timing in timings if timing.name == base)
    print(f"\n{title}\n| way | median ms | min–max | ratio | reach |\n|-|-|-|-|-|")
    for timing in timings:
        low, high = min(timing.rounds) * 1000, max(timing.rounds) * 1000
        goal, found = (goals or {}).get(timing.name), ratio(timing, floor)
        print(
            f"| {timing.name} | {timing.median * 1000:.1f} | {low:.1f}–{high:.1f} | "
            f"{found:.2f} | {f'≤ {goal}' if goal else ''} |"
        )
        if goal:
            note(Figure(f"{title}: {timing.name} ÷ {base}", found, goal))


def print_growth(title: str, ways: Ways, *, rounds: int, reach: float = 11) -> None:
    """Measure the same work on some data and on ten times as much; `ways` names the smaller first."""
    small, large = ways
    print_table(f"{title}, growth", interleave(ways, rounds=rounds), base=small, goals={large: reach})
