"""The standard library as values: law, criteria, checklists, parameters; each with days, source, confidence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

from app.values.enums import Confidence, HazardLevel
from app.values.reference import Ref, place_text

AT_ONCE: Literal["立即"] = "立即"
MANDATORY_SECTIONS = ("主要负责人履职", "三个层级负责人履职")
THREE_LEVELS = ("管理层", "技术层", "操作层")


class FineParty(StrEnum):
    """Whom a fine falls on."""

    ORGANISATION = "organisation"
    PERSON = "person"


class FineOccasion(StrEnum):
    """At the finding, or after the time for correction ran out."""

    FIRST = "first"
    OVERDUE = "overdue"


class ProvisionKind(StrEnum):
    """What a provision does."""

    DUTY = "义务"
    PENALTY = "罚则"
    PROCEDURE = "程序"


class Spanned(Protocol):
    """What applies from one day to another, both included; without a last day it still applies."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


def applies(row: Spanned, on: date) -> bool:
    """Tell whether the row applies on the day."""
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


@dataclass(frozen=True, slots=True)
class FineRange:
    """A fine in whole yuan, both ends included; no lower end is None."""

    who: FineParty
    when: FineOccasion
    max_yuan: int
    min_yuan: int | None = None
    optional: bool = False
    condition: str = ""

    @property
    def min_cents(self) -> int | None:
        """Give the lower end in cents."""
        return None if self.min_yuan is None else self.min_yuan * 100

    @property
    def max_cents(self) -> int:
        """Give the upper end in cents."""
        return self.max_yuan * 100


@dataclass(frozen=True, slots=True)
class Provision:
    """One place of a law in one version: our summary (提要), its days, its penalty, and who decides the penalty."""

    ref: Ref
    law_title: str
    kind: ProvisionKind
    text: str
    paragraphs: int
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence
    fines: tuple[FineRange, ...] = ()
    penalised_by: tuple[Ref, ...] = ()
    other: str = ""
    competent: str = ""

    def in_force(self, on: date) -> bool:
        """Tell whether an act of that day can be judged by it."""
        return applies(self, on)

    @property
    def printable(self) -> bool:
        """An unverified provision is not printed until an officer confirms it."""
        return self.confidence is not Confidence.UNVERIFIED

    @property
    def place(self) -> str:
        """Write the place as it is cited: 第三十六条第二款."""
        return place_text(self.ref, paragraphs=self.paragraphs)

    @property
    def citation(self) -> str:
        """Write the citation with the law's full name."""
        return f"《{self.law_title}》{self.place}"

    @property
    def short_citation(self) -> str:
        """Write the citation with the law's short name, for every mention after the first."""
        return f"《{self.ref.short}》{self.place}"


@dataclass(frozen=True, slots=True)
class Law:
    """One version of a law with its provisions; the year names the version."""

    short: str
    title: str
    year: int
    valid_from: date
    valid_to: date | None
    successor: str
    source: str
    confidence: Confidence
    provisions: tuple[Provision, ...]
    competent: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One case of a 重大事故隐患判定标准, cited like a provision."""

    ref: Ref
    standard: str
    document_number: str
    text: str
    paragraphs: int
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence
    condition: str = ""

    def in_force(self, on: date) -> bool:
        """Tell whether it may be used on that day."""
        return applies(self, on)

    @property
    def usable(self) -> bool:
        """An unverified criterion makes nothing a 重大事故隐患."""
        return self.confidence is not Confidence.UNVERIFIED

    @property
    def citation(self) -> str:
        """Write the citation as it is printed."""
        return f"《{self.standard}》{place_text(self.ref, paragraphs=self.paragraphs)}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A common wording of what was seen, with what it violates; found by the initials of its pinyin."""

    text: str
    initials: str
    demand: str
    violations: tuple[Ref, ...] = ()
    penalised_by: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a checklist. The id is this list's own; items of one question are asked once."""

    id: str
    question: str
    text: str
    how: str
    evidence: tuple[str, ...]
    violations: tuple[Ref, ...]
    penalised_by: tuple[Ref, ...]
    standards: tuple[str, ...]
    level: HazardLevel
    criteria: tuple[Ref, ...]
    fact: str
    demand: str
    deadline: int | Literal["立即"]
    is_key: bool
    confidence: Confidence
    phrases: tuple[Phrase, ...] = ()
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a checklist that is walked in one go; a mandatory one is shared by every list."""

    title: str
    items: tuple[Item, ...]
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions of one sector in one version."""

    sector: str
    title: str
    version: str
    valid_from: date
    valid_to: date | None
    source: str
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Give all items in the order of the walk."""
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A dated row of the law or of practice that a rule reads, with its source."""

    id: str
    title: str
    unit: str
    article: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Figure):
    """A number that a rule reads: amount, per cent, count of days."""

    value: int
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Figure):
    """A period of the law as a row: how many of what, from which event, and whether its last day moves."""

    n: int
    roll: str
    event: str


@dataclass(frozen=True, slots=True)
class DiscretionTier:
    """One step of a 裁量基准: when it applies and which fine it leaves."""

    penalty: Ref
    tier: str
    condition: str
    min_yuan: int | None
    max_yuan: int
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class HolidayOverride:
    """A day that the office knows better than the built-in calendar."""

    day: date
    working: bool
    why: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything of one edition. Laws are versions: several may share a short name."""

    edition: str
    title: str
    laws: tuple[Law, ...]
    criteria: tuple[Criterion, ...]
    checklists: tuple[Checklist, ...]
    parameters: tuple[Parameter, ...]
    periods: tuple[Period, ...]
    tiers: tuple[DiscretionTier, ...]
    holidays: tuple[HolidayOverride, ...]
