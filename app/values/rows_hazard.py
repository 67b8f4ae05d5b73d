"""A hazard as lists and cards show it."""

from dataclasses import dataclass
from uuid import UUID

from app.values.enums import Handling, HazardLevel, HazardState
from app.values.fields_hazard import HazardFields


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardRow:
    """隐患 with what is written, where it stands, its photographs counted, and why it is locked if it is."""

    id: UUID
    inspection_id: UUID
    order_no: int
    fields: HazardFields
    state: HazardState = HazardState.FOUND
    citations: tuple[str, ...] = ()
    before_photos: int = 0
    after_photos: int = 0
    is_draft: bool = False
    lock: str = ""

    @property
    def is_major(self) -> bool:
        """Tell a 重大事故隐患."""
        return self.fields.level is HazardLevel.MAJOR

    @property
    def is_advice(self) -> bool:
        """Tell 建议 from a 隐患; advice stands in no order."""
        return self.fields.handling is Handling.ADVICE

    @property
    def number(self) -> str:
        """Write the number as it is shown: 03."""
        return f"{self.order_no:02d}"
