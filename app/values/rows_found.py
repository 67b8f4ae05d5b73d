"""What a search over everything finds."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class FoundKind(StrEnum):
    """Which kind of record was found."""

    ENTERPRISE = "企业"
    INSPECTION = "检查"
    HAZARD = "隐患"
    DOCUMENT = "文书"
    CASE = "案件"
    RECEIVED_PAPER = "收文"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One record that fits: what it is called, what is said of it, and whose inspection it belongs to."""

    kind: FoundKind
    id: UUID
    title: str
    second: str = ""
    inspection_id: UUID | None = None
    is_planned: bool = False
