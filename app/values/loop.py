"""What the closed-loop report says (paper 10): one inspection from its first day to the closing of its last hazard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.values.papers import PaperHeader, PaperOfficer, PaperParty
from app.values.photo_page import PaperPhoto


@dataclass(frozen=True, slots=True)
class LoopStage:
    """One of the three stages: its days, what was done in it, and how it stands."""

    name: str
    days: str
    lines: Sequence[str]
    state: str


@dataclass(frozen=True, slots=True)
class LoopFigure:
    """One row of the figures."""

    name: str
    amount: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoopEvent:
    """One event of the time line."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class LoopCheck:
    """One re-inspection of a hazard."""

    day: date
    result: str


@dataclass(frozen=True, slots=True)
class LoopHazard:
    """One hazard and what became of it."""

    number: int
    fact: str
    provision: str
    level: str
    handling: Sequence[str]
    deadline: str
    checks: Sequence[LoopCheck] = ()
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class LoopPenalty:
    """One penalty decision; the fine is in cents, none where the penalty is no fine."""

    number: str
    party: str
    basis: str
    fine_cents: int | None
    decided: date
    paid: date | None = None


@dataclass(frozen=True, slots=True)
class LoopPair:
    """A hazard before and after it was put right; a photograph that does not exist is none."""

    hazard: int
    title: str
    before: PaperPhoto | None
    after: PaperPhoto | None


@dataclass(frozen=True, slots=True)
class LoopPaper:
    """One paper or piece of evidence, with how it was served and its hash."""

    name: str
    number: str
    day: str
    count: str
    service: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LoopReport:
    """安全生产执法闭环报告 (paper 10); `penalties_law` is the law of all bases of penalties, if it is one."""

    header: PaperHeader
    party: PaperParty
    officers: Sequence[PaperOfficer]
    first_day: date
    last_day: date
    stages: Sequence[LoopStage]
    conclusion: str
    figures: Sequence[LoopFigure]
    events: Sequence[LoopEvent]
    hazards: Sequence[LoopHazard]
    penalties: Sequence[LoopPenalty]
    penalties_law: str
    penalties_note: str
    pairs: Sequence[LoopPair]
    papers: Sequence[LoopPaper]
    papers_note: str
    confirmation: str
