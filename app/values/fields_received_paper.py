"""What is written down of a paper that an enterprise hands in, and of an extension of a deadline."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.values.enums import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFields:
    """收文: which paper of whom, about which hazards, received when; scans are the bytes of files.

    Of a 延期申请 `requested_deadline` is the new day that is asked for and `summary` gives the grounds.
    """

    paper_kind: PaperKind
    received_on: date
    inspection_id: UUID | None = None
    enterprise_id: UUID | None = None
    hazard_ids: tuple[UUID, ...] = ()
    reported_on: date | None = None
    received_by: str = ""
    handed_in_by: str = ""
    copies: int | None = None
    sheets: int | None = None
    summary: str = ""
    requested_deadline: date | None = None
    scans: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFields:
    """延期: what was applied for, when and on which grounds."""

    inspection_id: UUID
    hazard_ids: tuple[UUID, ...]
    applied_on: date
    new_deadline: date | None = None
    grounds: str = ""
    paper_id: UUID | None = None
