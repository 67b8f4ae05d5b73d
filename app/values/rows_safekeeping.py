"""What is shown of keeping the records safe: copies, places for them, how things stand, what a restore would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from pathlib import Path

from app.values.rows_handover import NotHandedOver


class CopyKind(StrEnum):
    """Why a copy was made; only automatic ones ever go again."""

    BY_HAND = "手动"
    AUTOMATIC = "自动"
    BEFORE_CHANGE = "改动之前"
    UNKNOWN = "未登记"


class SafetyLevel(IntEnum):
    """How the records are kept."""

    OK = 0
    WARN = 1
    BAD = 2


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One copy of the store: where it lies, when it was made and read back, and what it holds."""

    file: Path
    at: datetime
    verified_at: datetime | None
    kind: CopyKind
    is_elsewhere: bool
    is_there: bool
    size: int
    revisions: int | None
    blobs: int | None


@dataclass(frozen=True, slots=True)
class DriveRow:
    """A drive that can take copies: another disk than the store's, at hand now."""

    folder: Path
    name: str
    free: int
    total: int
    is_removable: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A folder that was chosen for copies, and whether it is at hand."""

    folder: Path
    is_there: bool
    is_elsewhere: bool
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """What the person decided of automatic copies."""

    is_on: bool = True
    daily: int = 7
    weekly: int = 8


@dataclass(frozen=True, slots=True)
class FailedCopy:
    """A place that got no copy, and why."""

    folder: Path
    reason: str


@dataclass(frozen=True, slots=True)
class AutomaticRun:
    """What one automatic run made, could not make, and let go."""

    made: Sequence[BackupRow] = ()
    failed: Sequence[FailedCopy] = ()
    removed: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last look through the whole store: when, and what was found."""

    at: datetime
    level: int
    messages: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SafetyStanding:
    """The panel 数据安全 in one look; `sentence` says how things stand, `advice` what to do next."""

    level: SafetyLevel
    sentence: str
    advice: str
    last_copy: BackupRow | None
    last_elsewhere: BackupRow | None
    last_verified: datetime | None
    places: Sequence[PlaceRow]
    only_here: int
    only_here_today: int
    not_handed_over: NotHandedOver
    disk_free: int
    disk_total: int
    store_size: int
    last_check: LastCheck | None
    failed: Sequence[FailedCopy] = ()


@dataclass(frozen=True, slots=True)
class PaperOfCopy:
    """A numbered paper, as a list of papers shows it."""

    number: str
    title: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a copy holds, and what of today's store it lacks; records are counted by kind.

    `lost` and `lost_papers` are empty where no store is open that could lose anything. `last_at` is the moment of the
    latest revision in the copy.
    """

    file: Path
    size: int
    last_at: datetime | None
    version: str
    records: Mapping[str, int]
    revisions: int
    blobs: int
    last_papers: Sequence[PaperOfCopy]
    lost: Mapping[str, int] = field(default_factory=dict)
    lost_revisions: int = 0
    lost_papers: Sequence[PaperOfCopy] = ()
    lost_since: datetime | None = None
    additional_revisions: int = 0
    is_store_readable: bool = True

    @property
    def loses_nothing(self) -> bool:
        """Say whether all that is in today's store is known to be in the copy too."""
        return self.is_store_readable and self.lost_revisions == 0


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What was saved of a damaged store, and what could not be read, by kind."""

    file: Path
    revisions: int
    blobs: int
    bad_revisions: int
    bad_blobs: int
    waiting: int
    missing_blobs: int
    unreadable_pages: int
    missing: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        """Say whether nothing that is known of is missing."""
        return not (self.missing or self.bad_revisions or self.bad_blobs or self.waiting or self.missing_blobs)


@dataclass(frozen=True, slots=True)
class CompactPreview:
    """How large the store is, and about how much of it is air."""

    size: int
    reclaimable: int
    needed: int
    free: int

    @property
    def has_room(self) -> bool:
        """Say whether the disk can take the new file beside the old."""
        return self.free >= self.needed


@dataclass(frozen=True, slots=True)
class Compacted:
    """How large the store was and is."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ArchivePreview:
    """What an archive of a year would take out of the store: photographs and scans of closed inspections only."""

    year: int
    inspections: int
    still_open: int
    photos: int
    bytes: int


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """An archived year: the package that holds it, and whether it is at hand."""

    file: Path
    year: int
    at: datetime
    inspections: int
    blobs: int
    is_there: bool
