"""What an import brings, record by record, and the sides of what two people changed at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.values.canonical import JsonValue
from app.values.package import PackageMeta


class Change(StrEnum):
    """What an import does to a record."""

    NEW = "新增"
    CHANGED = "更新"
    DELETED = "删除"
    CONFLICT = "冲突"
    DELETED_CHANGED = "一边删除一边修改"
    SAME_CHANGE = "两边改得相同"
    SAME = "相同"


class Origin(StrEnum):
    """From where a side of a conflict came."""

    HERE = "本机"
    PACKAGE = "来包"


class SameGround(StrEnum):
    """Why two parties are likely one."""

    CODE = "统一社会信用代码相同"
    NAME = "名称相同"
    SIMILAR = "名称相近"
    PINYIN = "名称读音相同"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record that an import touches: what happens to it, in words that a person knows it by."""

    change: Change
    kind: str
    entity_id: UUID
    title: str
    party: str
    number: str | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: who wrote it last, when, why, on which device; None where nobody is named."""

    origin: Origin
    person: str | None
    role: str | None
    at: datetime
    reason: str | None
    device: UUID
    device_label: str
    rev_id: str
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen for a field in conflict, as a person reads it and as the record keeps it."""

    text: str
    value: JsonValue
    sides: tuple[int, ...]
    rev_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideRow:
    """One field over all sides, `texts` in their order; `both` keeps what all of them say, where that can be."""

    field: str
    label: str
    start: str | None
    texts: tuple[str, ...]
    is_different: bool
    choices: tuple[Choice, ...] = ()
    both: Choice | None = None

    @property
    def is_conflict(self) -> bool:
        """Tell whether somebody has to choose."""
        return bool(self.choices)


@dataclass(frozen=True, slots=True)
class ConflictSides:
    """A record that people changed at once: where they began, what each made of it, and what may be chosen."""

    kind: str
    entity_id: UUID
    title: str
    party: str
    number: str | None
    start: Side | None
    sides: tuple[Side, ...]
    rows: tuple[SideRow, ...]
    is_deletion: bool
    is_served: bool

    @property
    def conflicts(self) -> tuple[SideRow, ...]:
        """List the fields that somebody has to choose."""
        return tuple(row for row in self.rows if row.is_conflict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person chose for the fields of one record in conflict (`lifecycle` is one field), and why."""

    entity_id: UUID
    values: Mapping[str, JsonValue]
    reason: str


@dataclass(frozen=True, slots=True)
class ClashPaper:
    """One of several papers that bear the same number, and the lawful way out for it."""

    entity_id: UUID
    title: str
    party: str
    issued_on: date | None
    state: str
    is_served: bool
    origin: Origin
    content_sha256: str | None
    way_out: str


@dataclass(frozen=True, slots=True)
class NumberClash:
    """A number that stands on several papers; a person voids, revokes or corrects, never the program."""

    number: str
    papers: tuple[ClashPaper, ...]


@dataclass(frozen=True, slots=True)
class Belongings:
    """What hangs on a party."""

    inspections: int
    hazards: int
    documents: int
    cases: int
    papers: int


@dataclass(frozen=True, slots=True)
class LikelySame:
    """Two records that are likely one party: the first is the one that is proposed to be kept."""

    keep_id: UUID
    keep_name: str
    keep_code: str
    other_id: UUID
    other_name: str
    other_code: str
    ground: SameGround
    keep_has: Belongings | None = None
    other_has: Belongings | None = None


@dataclass(frozen=True, slots=True)
class JoinedParty:
    """A party that counts as another."""

    other_id: UUID
    other_name: str
    keep_id: UUID
    keep_name: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a file brings to the records of this machine, or what it brought when it was applied."""

    file: str
    file_sha256: str
    size: int
    meta: PackageMeta
    counts: Mapping[Change, int]
    kinds: Mapping[str, int]
    lines: tuple[RecordLine, ...]
    conflicts: tuple[ConflictSides, ...]
    clashes: tuple[NumberClash, ...]
    likely_same: tuple[LikelySame, ...]
    unknown_authorities: tuple[str, ...]
    missing: tuple[str, ...]
    forks: tuple[str, ...]
    damaged: tuple[str, ...]
    ahead_minutes: int
    new_blobs: int
    new_blob_bytes: int


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """One verified file before anything of it is applied."""

    path: Path
    report: ImportReport
    is_salvage: bool = False
    applied_before: UUID | None = None
    undone_before: UUID | None = None
    passphrase: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One file that was taken in."""

    id: UUID
    file: str
    file_sha256: str
    at: datetime
    state: str
    new: int
    changed: int
    conflicts: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependant:
    """A record that would lose its ground if an import were undone."""

    kind: str
    entity_id: UUID
    title: str
    party: str
    number: str | None


@dataclass(frozen=True, slots=True)
class FieldValues:
    """A field in conflict with each value that was set, and by whom."""

    field: str
    label: str
    values: Sequence["SetValue"]


@dataclass(frozen=True, slots=True)
class SetValue:
    """One value of a field, who set it, when, why and on which device."""

    value: JsonValue
    actor: str | None
    at: datetime
    reason: str | None
    device: UUID
    text: str = ""


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One record in conflict, as the list shows it."""

    entity_id: UUID
    kind: str
    number: str | None
    title: str
    party: str
    fields: tuple[FieldValues, ...] = field(default=())
    is_deletion: bool = False
    is_served: bool = False
