"""审查同意恢复: what was suspended on site resumes after it is examined and agreed to (安全生产法 65)."""

from datetime import date
from uuid import UUID

from app.rules.measures import is_rectified, refuse_lifting, standing
from app.services.document_drafts import load_document
from app.services.document_standing import fact_of
from app.services.facts_loop import loop_facts
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import UserError
from app.values.facts_loop import LoopFacts

GROUND = "审查同意恢复"


def lift(uow: UnitOfWork, document_id: UUID, *, by: str, on: date, today: date) -> None:
    """Record that the authority agreed to resuming, by whom and on which day."""
    document = load_document(uow, document_id)
    if document.inspection_id is None:
        raise UserError("该文书不属于任何一次检查。", hint="请核对文书。")
    loop = loop_facts(uow, document.inspection_id)
    refuse_lifting(fact_of(uow, document), loop, by=by, on=on, today=today)
    document.closing = {"day": on.isoformat(), "by": by.strip(), "ground": GROUND}


def lift_rectified(uow: UnitOfWork, loop: LoopFacts, *, by: str, on: date, today: date) -> tuple[UUID, ...]:
    """Lift each standing suspension whose hazards are all rectified, and name its paper."""
    waiting = {one.id for one in loop.hazards if one.is_open and not is_rectified(one, loop)}
    ready = [one.id for one in standing(loop) if not waiting & set(one.hazard_ids)]
    for document_id in ready:
        lift(uow, document_id, by=by, on=on, today=today)
    return tuple(ready)
