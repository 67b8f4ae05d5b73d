"""What services tell the window about documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.values.enums import CopyKind, DocumentForm, DocumentState, NumberSource, SealState, Stage
from app.values.facts import SigningFact
from app.values.forms import TypedField
from app.values.verdict import Colour, Missing, Verdict


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One paper in the tree."""

    id: UUID
    form: DocumentForm
    title: str
    number: str
    state: DocumentState
    missing: int = 0


@dataclass(frozen=True, slots=True)
class FormNode:
    """One form in the tree: its papers, or why none may be begun and where to go to open it."""

    form: DocumentForm
    title: str
    lines: tuple[DocumentLine, ...]
    why_locked: str = ""
    target: str = ""

    @property
    def can_draft(self) -> bool:
        """Tell whether a paper may be begun."""
        return not self.why_locked


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Forms that are used together."""

    title: str
    nodes: tuple[FormNode, ...]

    @property
    def done(self) -> int:
        """Count the forms that have an issued paper."""
        return sum(any(line.state is not DocumentState.DRAFT for line in node.lines) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class DocumentTree:
    """文书树 of one inspection, with what its page says above."""

    inspection_id: UUID
    enterprise: str
    started_on: date | None
    category: str
    groups: tuple[FormGroup, ...]
    stages: Mapping[Stage, str]


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What a draft still needs: fields that are empty, what may be done by pen, and the verdicts of the check."""

    document_id: UUID
    missing: tuple[Missing, ...]
    by_pen: tuple[Missing, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def red(self) -> tuple[Verdict, ...]:
        """Give the verdicts that stop the paper."""
        return tuple(one for one in self.verdicts if one.stops)

    @property
    def other_red(self) -> tuple[Verdict, ...]:
        """Give the red verdicts that say more than that a field is empty."""
        empty = {one.target for one in self.missing}
        return tuple(one for one in self.red if one.target not in empty)

    @property
    def yellow(self) -> tuple[Verdict, ...]:
        """Give the verdicts that ask for a reason and stop nothing."""
        return tuple(one for one in self.verdicts if one.colour is Colour.YELLOW)

    @property
    def can_issue(self) -> bool:
        """Tell whether nothing is missing and no verdict is red."""
        return not self.missing and not self.red


@dataclass(frozen=True, slots=True)
class TypedText:
    """A part of a paper that may be worded anew: what was typed, and what prints otherwise."""

    field: TypedField
    typed: str
    usual: str
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A file of a document."""

    id: UUID
    kind: CopyKind
    file_sha256: str
    made_at: str


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """One paper as its page shows it."""

    id: UUID
    form: DocumentForm
    title: str
    number: str
    number_source: NumberSource
    next_number: str
    state: DocumentState
    on: date
    has_seal: bool
    seal: SealState | None
    sealed_on: date | None
    signing: SigningFact
    is_own_signing: bool
    copies: int
    deadlines: str
    can_split: bool
    is_certificate_seen: bool | None
    texts: tuple[TypedText, ...]
    reasons: Mapping[str, str]
    files: tuple[CopyRow, ...]
    served_on: date | None
    check: DocumentCheck | None
    resuming: str = ""
    may_resume: bool = False
    suspends: bool | None = None


@dataclass(frozen=True, slots=True)
class RecentInspection:
    """An inspection whose papers may be opened."""

    id: UUID
    enterprise: str
    started_on: date | None
    category: str
    drafts: int
    issued: int


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """One paper of a set and how many copies of it are printed."""

    document_id: UUID
    title: str
    number: str
    copies: int


class Finding(StrEnum):
    """What the comparison of a file with the register says."""

    SAME = "一致"
    CHANGED = "已改动"
    UNKNOWN = "未知"
    REGISTERED = "登记相符"


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a file or of the code on a paper, and what to compare on the paper itself."""

    finding: Finding
    message: str
    document_id: UUID | None = None
    title: str = ""
    number: str = ""
    state: DocumentState | None = None
    copy_kind: CopyKind | None = None
    file_sha256: str = ""
    content_sha256: str = ""
    compare: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """What became of a print: the system's job, or pages at 300 dpi that the window has to print itself."""

    document_ids: tuple[UUID, ...]
    job: str = ""
    pages: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where a record's papers are: the inspection, and the paper itself where one is meant."""

    inspection_id: UUID
    document_id: UUID | None = None
