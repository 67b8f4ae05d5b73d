"""What other records say of a fine: is it in the authority's power, does it stand twice, did it help."""

from datetime import date
from typing import Any

from sqlalchemy import select

from app.models.authority import Authority
from app.models.case import Case, CaseStep
from app.models.inspection import Inspection
from app.services.facts_reinspection import reinspections_by_inspection
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import CaseState, OutcomeResult, StepKind

GRANTED = "granted_powers"


def granted_refs(uow: UnitOfWork, case: Case, *, on: date | None) -> tuple[str, ...] | None:
    """Give the powers that were granted to the authority on the day; none where it keeps no such list."""
    inspection = None if case.inspection_id is None else uow.session.get(Inspection, case.inspection_id)
    authority = None if inspection is None else uow.session.get(Authority, inspection.authority_id)
    settings: dict[str, Any] = {} if authority is None else dict(authority.settings or {})
    listed = settings.get(GRANTED)
    if listed is None:
        return None
    return tuple(str(one["ref"]) for one in listed if _is_current(one, on))


def _is_current(one: Any, on: date | None) -> bool:
    begins, ends = one.get("from"), one.get("to")
    if on is None:
        return not ends
    return (not begins or date.fromisoformat(begins) <= on) and (not ends or on <= date.fromisoformat(ends))


def fined_elsewhere(uow: UnitOfWork, case: Case) -> str:
    """Name another case that fines the same party for one of the same hazards; unit and person are two parties."""
    query = select(Case).where(
        Case.enterprise_id == case.enterprise_id,
        Case.is_person == case.is_person,
        Case.party_name == case.party_name,
        Case.id != case.id,
        Case.state != CaseState.VOID,
        Case.deleted.is_(False),
    )
    shared = [one for one in uow.session.scalars(query) if set(one.hazard_ids) & set(case.hazard_ids)]
    for one in shared:
        fines = select(CaseStep.id).where(
            CaseStep.case_id == one.id,
            CaseStep.step == StepKind.DECISION,
            CaseStep.amount_cents > 0,
            CaseStep.deleted.is_(False),
        )
        if uow.session.scalars(fines.limit(1)).first() is not None:
            return one.title
    return ""


def refused_on(uow: UnitOfWork, case: Case, *, served: date | None) -> date | None:
    """Give the day of the last re-inspection after the service that found a hazard of the case not rectified."""
    if case.inspection_id is None or served is None:
        return None
    days = [
        civil_day(again.started_at)
        for again in reinspections_by_inspection(uow, [case.inspection_id]).get(case.inspection_id, ())
        if again.started_at is not None and again.is_ended
        if any(one.hazard_id in case.hazard_ids and one.result is OutcomeResult.NOT_DONE for one in again.outcomes)
    ]
    return max((day for day in days if day >= served), default=None)
