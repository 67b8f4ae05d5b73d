"""What officers write during a re-inspection."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.enums import OutcomeNext, OutcomeResult


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFields:
    """复查结论 of one hazard: what was seen, and what follows where it was not rectified."""

    result: OutcomeResult | None = None
    seen: str = ""
    next_step: OutcomeNext | None = None
    next_reason: str = ""
    extension_id: UUID | None = None
    new_deadline: date | None = None
