"""Everything that the wizard shows of one plan, read at once."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.values.fields_inspection import InspectionFields
from app.values.rows_inspection import FilingClock, InspectionHead, PlanView, WalkPlan
from app.values.rows_people import OfficerRow
from app.values.verdict import Verdict

if TYPE_CHECKING:
    from app.services.catalogue import Services


@dataclass(frozen=True)
class PlanRead:
    """One plan with what is shown beside its fields."""

    head: InspectionHead
    fields: InspectionFields
    plan: WalkPlan
    view: PlanView
    clock: FilingClock | None
    officers: tuple[OfficerRow, ...]
    today: date
    away: frozenset[str]


def read_plan(services: "Services", inspection_id: UUID) -> PlanRead:
    """Read one plan."""
    fields = services.inspections.fields(inspection_id)
    return PlanRead(
        head=services.inspections.head(inspection_id),
        fields=fields,
        plan=services.plans.lists(fields.enterprise_id, fields.checklists),
        view=services.plans.view(fields.enterprise_id, inspection_id),
        clock=services.plans.filing_clock(),
        officers=services.officers.list(),
        today=services.desk.today(),
        away=services.inspections.away(inspection_id),
    )


def begin_plan(services: "Services", enterprise_id: UUID) -> UUID:
    """Begin a plan for a party, or go on with the one that was never begun."""
    known = services.plans.open_plan(enterprise_id)
    return known or services.inspections.plan(services.plans.defaults(enterprise_id))


def settle_and_judge(services: "Services", inspection_id: UUID, changes: dict[str, object]) -> tuple[Verdict, ...]:
    """Store what was typed and tell what is still open."""
    if changes:
        services.inspections.settle(inspection_id, changes)
    return services.plans.open_points(inspection_id)
