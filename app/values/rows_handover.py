"""Rows of handing over: what was handed over, what was not, and what a package says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.values.package import PackageMeta


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One package that was written and read back; `missing` counts originals that this machine did not hold."""

    id: UUID
    at: datetime
    recipient: str
    file: Path
    file_sha256: str
    root: str
    what: str
    size: int
    revisions: int
    records: Mapping[str, int]
    blobs: int
    missing: int
    is_sealed: bool
    is_redacted: bool


@dataclass(frozen=True, slots=True)
class NotHandedOver:
    """What was written here and no package brought to the office yet; `since` is when the first of it was written."""

    recipient: str
    inspections: int
    records: int
    photos: int
    since: datetime | None
    last: HandoverRow | None

    @property
    def is_empty(self) -> bool:
        """Say whether everything was handed over."""
        return self.records == 0


@dataclass(frozen=True, slots=True)
class PackageSize:
    """How large a package would be."""

    revisions: int
    records: Mapping[str, int]
    blobs: int
    size: int


@dataclass(frozen=True, slots=True)
class PackageView:
    """What a package holds, after all of it was verified."""

    file: Path
    size: int
    file_sha256: str
    is_sealed: bool
    what: str
    meta: PackageMeta
    privates: int
    missing_officers: tuple[str, ...]
    forks: int
