"""What the page 今日 shows: the work list, what to resume, how safe the data is, where to go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.values.rows_numbers import PausedNumber


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One line of work: kind, whose, what, by when, where, the key of the one action, its target, the lead if any."""

    kind: str
    enterprise: str
    enterprise_id: UUID
    detail: str
    due: date | None
    left: str
    urgency: str
    town: str
    action: str
    target: UUID
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ResumeCard:
    """The check that was left unfinished last."""

    inspection_id: UUID
    enterprise: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SafetyCard:
    """What is saved and what is backed up; the age of the backup is in civil days."""

    saved_at: datetime | None
    backup_at: datetime | None
    backup_days: int | None
    is_backup_old: bool
    is_backup_missing: bool
    is_only_here: bool = False  # no copy on another disk holds everything


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One town of today's way: the enterprises to see there, and how many of them for a re-inspection."""

    town: str
    enterprises: Sequence[str]
    rechecks: int


@dataclass(frozen=True, slots=True)
class TodayView:
    """The day at a glance."""

    today: date
    authority: str
    rows: Sequence[TodayRow]
    counts: Mapping[str, int]
    resume: ResumeCard | None
    safety: SafetyCard
    route: Sequence[RouteStop]
    paused: Sequence[PausedNumber] = ()
