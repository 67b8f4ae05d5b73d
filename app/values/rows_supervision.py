"""挂牌督办 of a hazard as it is shown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionCard:
    """What is written of a supervision; the empty one of a hazard that was never listed."""

    body: str = ""
    tier: str = ""
    number: str = ""
    listed_on: date | None = None
    until: date | None = None
