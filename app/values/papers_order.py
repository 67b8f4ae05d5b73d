"""责令限期整改指令书 and 现场处理措施决定书: what is demanded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.values.papers import PaperHeader, PaperOfficer, Refusal, Remedy


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One problem of an order and the provision that it violates, cited as it prints."""

    fact: str
    provision: str = ""


@dataclass(frozen=True, slots=True)
class MajorMark:
    """Which items are 重大事故隐患 and by which criterion."""

    items: Sequence[int]
    criterion: str


@dataclass(frozen=True, slots=True)
class DeadlineGroup:
    """Items with the same deadline; no day means at once."""

    items: Sequence[int]
    until: date | None


@dataclass(frozen=True, slots=True)
class RectificationOrder:
    """责令限期整改指令书 (paper 02)."""

    header: PaperHeader
    addressee: str
    checked: date
    items: Sequence[OrderItem]
    basis: str
    deadlines: Sequence[DeadlineGroup]
    requirements: str
    remedy: Remedy
    officers: Sequence[PaperOfficer]
    majors: Sequence[MajorMark] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class OnsiteMeasures:
    """现场处理措施决定书 (paper 05); `danger` says why safety cannot be ensured, empty where nothing is suspended."""

    header: PaperHeader
    addressee: str
    checked: date
    items: Sequence[OrderItem]
    basis: str
    measures: Sequence[str]
    remedy: Remedy
    officers: Sequence[PaperOfficer]
    majors: Sequence[MajorMark] = ()
    danger: str = ""
    resuming: str = ""
    refusal: Refusal | None = None
