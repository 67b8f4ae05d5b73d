"""The hazard that a failed item makes: its standard wording, its level and its usual deadline."""

from datetime import date, timedelta

from app.values.enums import Handling, HazardLevel
from app.values.fields_hazard import HazardFields
from app.values.library import AT_ONCE, Item


def standard_hazard(item: Item, *, checklist: str, ordered_on: date) -> HazardFields:
    """Word the hazard as the item does; a criterion is proposed only where the item names a single one."""
    is_at_once = item.deadline == AT_ONCE
    days = 0 if isinstance(item.deadline, str) else item.deadline
    is_major = item.level is HazardLevel.MAJOR
    return HazardFields(
        checklist=checklist,
        item_no=item.id,
        fact=item.fact,
        demand=item.demand,
        violations=tuple(ref.text for ref in item.violations),
        level=item.level,
        criterion=item.criteria[0].text if is_major and len(item.criteria) == 1 else "",
        handling=Handling.DEADLINE,
        is_at_once=is_at_once,
        deadline=ordered_on + timedelta(days=days),
    )
