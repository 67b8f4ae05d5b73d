"""整改回执, 整改复查意见书 and 送达回执: what follows a demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.values.enums import ReinspectionManner
from app.values.papers import PaperHeader, PaperOfficer, Refusal


@dataclass(frozen=True, slots=True)
class ServedPaper:
    """One row of a receipt; what is empty is filled in by hand."""

    title: str
    number: str
    place: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class ServiceReceipt:
    """文书送达回执 (paper 08)."""

    header: PaperHeader
    matter: str
    receiver: str
    papers: Sequence[ServedPaper]
    remark: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReplyItem:
    """One row of the blank that the party fills in."""

    number: int
    problem: str
    until: date | None


@dataclass(frozen=True, slots=True)
class RectificationReply:
    """整改情况回执 (paper 03), a blank for the party; its header carries the order's number."""

    header: PaperHeader
    order_title: str
    items: Sequence[ReplyItem]


@dataclass(frozen=True, slots=True)
class ReinspectedItem:
    """One item of the order, looked at again; there is no partly done."""

    number: int
    problem: str
    until: date | None
    done: bool
    seen: str


@dataclass(frozen=True, slots=True)
class ReinspectionOpinion:
    """整改复查意见书 (paper 04); `consequence` follows 对第…项， and `resuming` stands as a paragraph of its own."""

    header: PaperHeader
    addressee: str
    decided: date
    decision: str
    decision_number: str
    reinspected: date
    items: Sequence[ReinspectedItem]
    officers: Sequence[PaperOfficer]
    manner: ReinspectionManner = ReinspectionManner.ON_SITE
    consequence: str = ""
    resuming: str = ""
    refusal: Refusal | None = None
