"""Facts of penalty cases and their steps; what needs the library (ranges, periods) is added by who judges them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.case import Case, CaseStep
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import StepKind
from app.values.facts_case import CaseFact, StepFact


def case_facts(uow: UnitOfWork, inspection_id: UUID) -> tuple[CaseFact, ...]:
    """Load the cases that came out of one inspection."""
    return cases_by_inspection(uow, [inspection_id]).get(inspection_id, ())


def cases_by_inspection(uow: UnitOfWork, inspection_ids: Iterable[UUID]) -> dict[UUID, tuple[CaseFact, ...]]:
    """Load the cases of these inspections with their steps, by two queries a chunk."""
    found: dict[UUID, list[CaseFact]] = defaultdict(list)
    for chunk in chunks(dict.fromkeys(inspection_ids)):
        query = select(Case).where(Case.inspection_id.in_(chunk), Case.deleted.is_(False)).order_by(Case.id)
        rows = uow.session.scalars(query).all()
        steps = steps_by_case(uow, [row.id for row in rows])
        for row in rows:
            if row.inspection_id is not None:
                found[row.inspection_id].append(case_fact(row, steps=steps.get(row.id, ())))
    return {key: tuple(facts) for key, facts in found.items()}


def steps_by_case(uow: UnitOfWork, case_ids: Iterable[UUID]) -> dict[UUID, tuple[StepFact, ...]]:
    """Load the steps of these cases in the order of their days."""
    found: dict[UUID, list[StepFact]] = defaultdict(list)
    for chunk in chunks(dict.fromkeys(case_ids)):
        query = (
            select(CaseStep)
            .where(CaseStep.case_id.in_(chunk), CaseStep.deleted.is_(False))
            .order_by(CaseStep.on.is_(None), CaseStep.on, CaseStep.order_no, CaseStep.id)
        )
        for row in uow.session.scalars(query):
            found[row.case_id].append(step_fact(row))
    return {key: tuple(facts) for key, facts in found.items()}


def step_fact(row: CaseStep) -> StepFact:
    """Tell of a step what rules ask; its details may hold `served_on` and `is_passed`."""
    details = row.details or {}
    served = details.get("served_on")
    return StepFact(
        step=row.step,
        on=row.on,
        served_on=date.fromisoformat(served) if served else None,
        amount_cents=row.amount_cents,
        ground=row.ground,
        reason=row.reason or "",
        is_passed=details.get("is_passed", True),
        officer_count=len(row.officer_ids),
        provision=row.provision or "",
    )


def case_fact(row: Case, *, steps: Sequence[StepFact]) -> CaseFact:
    """Tell of a case what its own records say."""
    decision = next((step for step in reversed(steps) if step.step is StepKind.DECISION), None)
    basis = tuple(row.penalty_basis or ())
    closing = row.closing or {}
    return CaseFact(
        id=row.id,
        title=row.title,
        hazard_ids=tuple(row.hazard_ids),
        procedure=row.procedure,
        is_person=row.is_person,
        steps=tuple(steps),
        fine_cents=None if decision is None else decision.amount_cents,
        fine_ref=basis[0] if basis else "",
        ended_by_law=closing.get("ended_by_law") or "",
        basis_refs=basis,
    )
