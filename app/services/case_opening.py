"""A case at its beginning: the record and its first step, made from the hazards that it is about."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from app.models.case import Case, CaseStep
from app.models.enterprise import Enterprise
from app.services.facts_inspection import load_inspection
from app.services.party_name import party_name
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import CaseState, PartyKind, Procedure, StepKind
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts


def open_lead(
    uow: UnitOfWork,
    loop: LoopFacts,
    hazards: Sequence[HazardFact],
    *,
    on: date,
    officer_ids: Iterable[UUID],
    text: str,
) -> UUID:
    """Make a lead (线索) of hazards that were not rectified in time."""
    inspection = load_inspection(uow, loop.inspection.id)
    enterprise = uow.session.get_one(Enterprise, inspection.enterprise_id)
    case = Case(
        title=f"{enterprise.name}逾期未整改事故隐患案",
        enterprise_id=enterprise.id,
        inspection_id=inspection.id,
        hazard_ids=tuple(one.id for one in hazards),
        party_name=party_name(enterprise),
        is_person=is_person(enterprise),
        procedure=Procedure.ORDINARY,
        cause="逾期未整改事故隐患",
        violations=violations_of(hazards),
        state=CaseState.LEAD,
    )
    uow.add(case)
    uow.add(lead_step(case, on=on, officer_ids=officer_ids, text=text))
    return case.id


def lead_step(case: Case, *, on: date, officer_ids: Iterable[UUID], text: str) -> CaseStep:
    """Make the first step of a case: where it came from."""
    return CaseStep(case_id=case.id, step=StepKind.LEAD, order_no=1, on=on, officer_ids=tuple(officer_ids), text=text)


def is_person(enterprise: Enterprise) -> bool:
    """Tell a natural person from all other parties."""
    return enterprise.party_kind is PartyKind.PERSON


def violations_of(hazards: Iterable[HazardFact]) -> tuple[str, ...]:
    """Join what the hazards violate, each reference once."""
    return tuple(dict.fromkeys(ref for one in hazards for ref in one.violations))
