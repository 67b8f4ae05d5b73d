"""检查方案 and 检查通知书: what is decided before an inspection."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.values.papers import Choice, PaperHeader, PaperOfficer, PaperParty


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
