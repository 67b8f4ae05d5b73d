"""What one page hands to another beside the id of a record."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PlanFor:
    """Begin to plan an inspection of this party."""

    enterprise_id: UUID


@dataclass(frozen=True)
class Find:
    """Look for these words."""

    words: str
