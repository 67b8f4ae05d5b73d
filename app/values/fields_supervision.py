"""What is written of a 挂牌督办: who lists the hazard, under which number, until when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionFields:
    """挂牌督办; a township or a bureau asks for it, a higher body lists."""

    body: str
    tier: str = ""
    number: str = ""
    listed_on: date | None = None
    until: date | None = None
