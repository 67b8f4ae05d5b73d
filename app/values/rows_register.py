"""Rows of the register of document numbers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class RegisterState(StrEnum):
    """How a number stands in the register."""

    ISSUED = "已用"
    TYPED_IN = "补录"
    VOID = "作废"
    GAP = "空号"
    DOUBLE = "重号"


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A paper that bears a number."""

    id: UUID
    number: str
    title: str
    party: str
    issued_on: date | None
    state: str
    is_void: bool
    is_typed_in: bool


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One number, or several that stand together and are nowhere: what became of it."""

    key: str
    year: int
    first: int
    last: int
    branch: int | None
    text: str
    state: RegisterState
    papers: tuple[RegisterPaper, ...] = ()
    reason: str = ""
    holder: str = ""

    @property
    def count(self) -> int:
        """Count the numbers of the line."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Register:
    """All numbers of one year, by kind; `others` are numbers of another system, which have no serial of ours."""

    year: int
    authority: str
    lines: tuple[RegisterLine, ...]
    others: tuple[RegisterPaper, ...]

    def count(self, state: RegisterState) -> int:
        """Count the numbers in a state."""
        return sum(line.count for line in self.lines if line.state is state)
