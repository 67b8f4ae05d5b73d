"""What an officer writes about a hazard, and the form in which an open card keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.values.enums import Handling, HazardLevel, HazardTag

_TEXTS = (
    "fact",
    "demand",
    "charge",
    "place",
    "criterion",
    "judgement",
    "judged_by",
    "level_reason",
    "safety_reason",
    "transfer_to",
    "department",
    "responsible",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardFields:
    """隐患 as it is written: three texts apart, level with its ground, tags, handling, deadline."""

    checklist: str = ""
    item_no: str = ""
    fact: str = ""
    demand: str = ""
    violations: tuple[str, ...] = ()
    charge: str = ""
    place: str = ""
    tags: tuple[HazardTag, ...] = ()
    level: HazardLevel = HazardLevel.ORDINARY
    level_reason: str = ""
    criterion: str = ""
    judgement: str = ""
    judged_by: str = ""
    safety_reason: str = ""
    handling: Handling | None = None
    is_at_once: bool = False
    deadline: date | None = None
    transfer_to: str = ""
    department: str = ""
    responsible: str = ""

    @property
    def wants_criterion(self) -> bool:
        """Tell a 重大事故隐患 that does not say yet by which criterion, or who judged it."""
        return self.level is HazardLevel.MAJOR and not (self.criterion and self.judged_by)


def fields_to_json(fields: HazardFields) -> dict[str, Any]:
    """Write the fields as the draft of an open card."""
    return {
        **{name: getattr(fields, name) for name in ("checklist", "item_no", *_TEXTS)},
        "violations": list(fields.violations),
        "tags": [tag.value for tag in fields.tags],
        "level": fields.level.value,
        "handling": None if fields.handling is None else fields.handling.value,
        "is_at_once": fields.is_at_once,
        "deadline": None if fields.deadline is None else fields.deadline.isoformat(),
    }


def fields_from_json(body: Mapping[str, Any]) -> HazardFields:
    """Read the draft of an open card; what it lacks is as in a new card."""
    handling, deadline = body.get("handling"), body.get("deadline")
    return HazardFields(
        **{name: body.get(name) or "" for name in ("checklist", "item_no", *_TEXTS)},
        violations=tuple(body.get("violations") or ()),
        tags=tuple(HazardTag(tag) for tag in body.get("tags") or ()),
        level=HazardLevel(body.get("level") or HazardLevel.ORDINARY),
        handling=Handling(handling) if handling else None,
        is_at_once=bool(body.get("is_at_once")),
        deadline=date.fromisoformat(deadline) if deadline else None,
    )
