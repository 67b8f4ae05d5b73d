"""What is shown of the numbers of this machine: how far each range is used, which are paused, what was voided."""

from collections.abc import Sequence
from dataclasses import dataclass

# What a paper lacks while numbering waits for the last number on paper.
PAUSED = "numbering.paused"


@dataclass(frozen=True, slots=True)
class NumberUse:
    """How far the range of a kind of number is used up this year; `known` is the last number given here, 0 for none."""

    key: str
    titles: Sequence[str]
    year: int
    first: int
    last: int
    known: int
    left: int
    is_paused: bool


@dataclass(frozen=True, slots=True)
class PausedNumber:
    """A kind of number that waits for the last number on paper; `borne` are serials after it that papers here bear.

    Early in a year, or where numbers of last year were given here, that year waits too, under a slot of its own.
    """

    key: str
    titles: Sequence[str]
    year: int
    first: int
    last: int
    known: int
    borne: frozenset[int] = frozenset()
    is_last_year: bool = False

    @property
    def slot(self) -> str:
        """Name the kind, and the year where it is the last one: what is typed is given under this name."""
        return f"{self.key}〔{self.year}〕" if self.is_last_year else self.key

    @property
    def name(self) -> str:
        """Name the papers and the word of their number."""
        return f"{'、'.join(self.titles)}（{self.slot}）" if self.titles else self.slot


@dataclass(frozen=True, slots=True)
class VoidedSpan:
    """Numbers that stand together and will never be used, both ends included."""

    key: str
    year: int
    first: int
    last: int

    @property
    def count(self) -> int:
        """Count the numbers."""
        return self.last - self.first + 1

    @property
    def text(self) -> str:
        """Say which numbers: 责改〔2026〕4—6号."""
        serials = f"{self.first}" if self.first == self.last else f"{self.first}—{self.last}"
        return f"{self.key}〔{self.year}〕{serials}号"
