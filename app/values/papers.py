"""What the papers of an inspection say: a service fills these in, `app/reports` draws them, the content hash is theirs.

Sentences that cite the law come in as text, taken from dated data; no number of the law stands in the program.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from app.values.days import short_day, to_ms
from app.values.enums import ReinspectionManner

# What depends on the content and so cannot be part of it.
IMPRINT = ("content_hash", "qr_text", "draft")


@dataclass(frozen=True, slots=True)
class PaperHeader:
    """What every paper has: whose it is, what it is called, its number, its copies."""

    authority: str
    title: str
    number: str
    copies: str
    issued: date | None = None
    heading: str = "安全生产行政执法文书"
    content_hash: str = ""
    qr_text: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class PaperOfficer:
    """An officer with the number of the certificate."""

    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """A person of the party, with post and telephone."""

    name: str = ""
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PaperParty:
    """Who is inspected."""

    name: str
    code: str = ""
    address: str = ""
    principal: PaperPerson = PaperPerson()
    on_site: PaperPerson = PaperPerson()


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick."""

    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """The paragraph on 复议 and 诉讼; {body} and {court} stand in the wording for the two names."""

    wording: str
    body: str
    court: str


@dataclass(frozen=True, slots=True)
class PhoneApproval:
    """An approval by telephone whose paper is still due."""

    approver: str
    at: str
    due: str


@dataclass(frozen=True, slots=True)
class InspectionScheme:
    """检查方案审批表 (paper 09-1)."""

    header: PaperHeader
    party: PaperParty
    categories: Sequence[Choice]
    source: str
    manners: Sequence[Choice]
    basis: str
    matters: Sequence[str]
    time: str
    law_code: str
    officers: Sequence[PaperOfficer]
    frequency: str = ""
    helpers: Sequence[str] = ()
    phone_approval: PhoneApproval | None = None


@dataclass(frozen=True, slots=True)
class InspectionNotice:
    """检查通知书 (paper 09-2)."""

    header: PaperHeader
    addressee: str
    basis: str
    source: str
    begins: str
    category: str
    matters: str
    officers: Sequence[PaperOfficer]
    manner: str
    law_code: str
    rights: str
    duties: str
    helpers: Sequence[str] = ()
    supervision_phone: str = ""
    contact: str = ""


class RefusalKind(StrEnum):
    """Why a party did not sign."""

    REFUSED = "拒绝"
    ABSENT = "不在场"
    UNABLE = "不能书写"


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a party did not sign, why, who saw it or what recorded it, and when and to whom it was reported."""

    kind: RefusalKind
    reason: str = ""
    witness: str = ""
    recording: str = ""
    reported: str = ""


@dataclass(frozen=True, slots=True)
class CertificateAnswer:
    """The party's answer to the certificates shown; the objection is empty when there was none."""

    objection: str = ""


@dataclass(frozen=True, slots=True)
class RecusalAnswer:
    """The party's answer to the question of 回避."""

    asked: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One thing seen; `fixed` says how it was put right before the officers left."""

    fact: str
    photos: str = ""
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """现场检查记录 (paper 01). An answer that is None was not given yet: its boxes print empty."""

    header: PaperHeader
    party: PaperParty
    places: str
    time: str
    category: str
    notice_number: str
    officers: Sequence[PaperOfficer]
    items: Sequence[RecordItem]
    handling: str
    note: str
    certificate_answer: CertificateAnswer | None = None
    recusal_answer: RecusalAnswer | None = None
    refusal: Refusal | None = None


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


Paper = (
    InspectionScheme
    | InspectionNotice
    | InspectionRecord
    | RectificationOrder
    | OnsiteMeasures
    | RectificationReply
    | ReinspectionOpinion
    | ServiceReceipt
)
PaperT = TypeVar(
    "PaperT",
    InspectionScheme,
    InspectionNotice,
    InspectionRecord,
    RectificationOrder,
    OnsiteMeasures,
    RectificationReply,
    ReinspectionOpinion,
    ServiceReceipt,
)


def paper_object(paper: Any) -> dict[str, Any]:
    """Give the content of a paper as plain values, days as text and instants as milliseconds, without its imprint."""
    content = _plain(paper)
    assert isinstance(content, dict)
    return {"paper": type(paper).__name__, **content}


def with_imprint(paper: PaperT, *, content_hash: str, qr_text: str) -> PaperT:
    """Give the paper that carries its own content hash and the text of its code, ready to print."""
    return replace(paper, header=replace(paper.header, content_hash=content_hash, qr_text=qr_text, draft=False))


def _plain(value: Any) -> Any:
    """Turn a value into what canonical JSON knows."""
    if is_dataclass(value):
        left_out = IMPRINT if isinstance(value, PaperHeader) else ()
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in left_out}
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a paper")


def column_day(day: date | None, *, beside: date | None) -> str:
    """Write a deadline as in a column of deadlines: the year where the paper bears another; at once without a day."""
    if day is None:
        return "立即"
    return short_day(day) if beside is None or day.year == beside.year else f"{day.year}年\n{short_day(day)}"


def item_list(numbers: Sequence[int]) -> str:
    """Write item numbers as a list: 1、2、4."""
    return "、".join(str(number) for number in numbers)
