"""Where an inspection stands in the loop, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.enums import InspectionState, Stage


@dataclass(frozen=True, slots=True)
class StageRow:
    """One arrow of the stage bar: done, current, later or not_needed."""

    stage: Stage
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """One thing in the way of closing: what, who acts, what to do, where."""

    what: str
    who: str
    action: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an inspection stands: its stages, what is in the way, and from which day on it may be closed."""

    inspection_id: UUID
    enterprise: str
    state: InspectionState
    stages: Sequence[StageRow]
    obstacles: Sequence[ObstacleRow]
    earliest: date | None

    @property
    def may_close(self) -> bool:
        """Tell whether nothing is in the way of closing."""
        return not self.obstacles and self.state in _CLOSABLE


_CLOSABLE = frozenset({InspectionState.ENDED, InspectionState.ORDERED, InspectionState.REINSPECTING})
