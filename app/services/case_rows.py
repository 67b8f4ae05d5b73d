"""The list of cases, fetched window by window."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from app.models.case import Case
from app.rules.case_next import next_step
from app.services.facts_case import case_fact, steps_by_case
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import CaseState, StepKind
from app.values.facts_case import StepFact
from app.values.rows_case import CaseRow


def case_ids(uow: UnitOfWork, text: str, *, states: Sequence[CaseState]) -> Sequence[UUID]:
    """Find cases by a part of title, party or number, the latest first."""
    query = select(Case.id).where(Case.deleted.is_(False)).order_by(Case.id.desc())
    if states:
        query = query.where(Case.state.in_(states))
    typed = text.strip()
    if typed:
        columns = (Case.title, Case.party_name, Case.number)
        query = query.where(or_(*(column.contains(typed, autoescape=True) for column in columns)))
    return uow.session.scalars(query).all()


def case_rows(uow: UnitOfWork, ids: Sequence[UUID], *, today: date) -> tuple[CaseRow, ...]:
    """Give the rows of these cases in their order, by two queries a chunk."""
    cases: dict[UUID, Case] = {}
    for chunk in chunks(ids):
        cases.update((row.id, row) for row in uow.session.scalars(select(Case).where(Case.id.in_(chunk))))
    steps = steps_by_case(uow, ids)
    return tuple(_row(cases[one], steps.get(one, ()), today=today) for one in ids if one in cases)


def _row(case: Case, steps: Sequence[StepFact], *, today: date) -> CaseRow:
    fact = case_fact(case, steps=steps)
    filing, decision = fact.last(StepKind.FILING), fact.last(StepKind.DECISION)
    return CaseRow(
        id=case.id,
        number=case.number or "",
        title=case.title,
        party=case.party_name,
        procedure=case.procedure,
        state=case.state,
        filed=None if filing is None else filing.on,
        decided=None if decision is None else decision.on,
        fine_cents=None if decision is None else decision.amount_cents,
        next_step=next_step(fact, today=today).sentence,
    )
