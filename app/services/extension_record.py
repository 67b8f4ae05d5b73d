"""Records of extensions: one for each old deadline that the application is about."""

from collections.abc import Iterable
from datetime import date

from app.models.hazard import Extension
from app.values.enums import ExtensionState
from app.values.errors import UserError
from app.values.facts_inspection import HazardFact
from app.values.fields_received_paper import ExtensionFields


def new_extensions(fields: ExtensionFields, hazards: Iterable[HazardFact]) -> tuple[Extension, ...]:
    """Make the records of an application; hazards of one deadline are answered together."""
    groups: dict[date, list[HazardFact]] = {}
    for one in hazards:
        if one.deadline is None:
            raise UserError(f"第{one.order_no}项隐患没有整改期限，不能申请延期。", hint="请核对所选的隐患。")
        groups.setdefault(one.deadline, []).append(one)
    return tuple(
        Extension(
            inspection_id=fields.inspection_id,
            hazard_ids=tuple(one.id for one in members),
            paper_id=fields.paper_id,
            applied_on=fields.applied_on,
            old_deadline=old,
            new_deadline=fields.new_deadline,
            grounds=fields.grounds.strip() or None,
            state=ExtensionState.APPLIED,
        )
        for old, members in sorted(groups.items())
    )
