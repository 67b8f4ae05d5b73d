"""现场检查记录: what was asked, seen and answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.values.papers import PaperHeader, PaperOfficer, PaperParty, Refusal


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
