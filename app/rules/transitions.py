"""Allowed changes of state as one table per record; what is not in the table is refused."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.values.errors import UserError

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
F = TypeVar("F")


class TransitionRefusedError(UserError):
    """A change of state that the rules do not allow, or not yet."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a guard refuses, and what to do about it."""

    why: str
    hint: str


@dataclass(frozen=True, slots=True)
class Change(Generic[S, E, F]):
    """One row of the table: from these states the event leads to the target (None: the state stays)."""

    event: E
    origins: frozenset[S]
    target: S | None
    guards: tuple[Callable[[F], Refusal | None], ...] = ()


class Table(Generic[S, E, F]):
    """The allowed changes of one kind of record."""

    def __init__(self, thing: str, labels: Mapping[S, str], changes: Iterable[Change[S, E, F]]) -> None:
        self._thing = thing
        self._labels = labels
        self._changes: dict[tuple[S, E], Change[S, E, F]] = {}
        for change in changes:
            for origin in change.origins:
                if (origin, change.event) in self._changes:
                    raise ValueError(f"two rows for {origin} and {change.event}")
                self._changes[origin, change.event] = change

    def allowed(self, state: S) -> frozenset[E]:
        """Give the events that the table knows for a state; their guards may still refuse."""
        return frozenset(event for origin, event in self._changes if origin == state)

    def apply(self, state: S, event: E, facts: F) -> S:
        """Give the state after the event, or refuse in a sentence."""
        change = self._changes.get((state, event))
        if change is None:
            raise TransitionRefusedError(
                f"{self._thing}现为“{self._labels[state]}”，不能办理“{event.value}”。", hint=self._way_on(state)
            )
        for guard in change.guards:
            if (refusal := guard(facts)) is not None:
                raise TransitionRefusedError(f"不能办理“{event.value}”：{refusal.why}。", hint=f"{refusal.hint}。")
        return state if change.target is None else change.target

    def refusal(self, state: S, event: E, facts: F) -> TransitionRefusedError | None:
        """Tell why the event would be refused, or nothing when it may happen."""
        try:
            self.apply(state, event, facts)
        except TransitionRefusedError as error:
            return error
        return None

    def _way_on(self, state: S) -> str:
        events = "、".join(sorted(event.value for event in self.allowed(state)))
        return f"此时可以办理：{events}。" if events else "此后不能再变更。"
