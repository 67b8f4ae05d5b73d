"""What a voided or revoked order had ordered may be ordered again by a right one."""

from datetime import date
from uuid import UUID

from app.models.document import Document
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules import hazard_states, inspection_states
from app.rules.hazard_states import HazardEvent
from app.rules.inspection_states import InspectionChange, InspectionEvent
from app.services.facts_loop import loop_facts
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentForm, HazardState
from app.values.facts_document import DocumentFact
from app.values.facts_inspection import HazardChange, HazardFact
from app.values.facts_loop import LoopFacts

ORDERS = (DocumentForm.RECTIFICATION_ORDER, DocumentForm.ONSITE_MEASURES)


def take_back(uow: UnitOfWork, document: Document, *, reason: str, on: date) -> None:
    """Let hazards and inspection stand as if an order that is void or revoked by now never was."""
    if document.form not in ORDERS or document.inspection_id is None:
        return
    uow.session.flush()
    loop = loop_facts(uow, document.inspection_id)
    for fact in loop.hazards:
        if fact.id in document.hazard_ids:
            _free(uow, fact, loop, reason=reason, on=on)
    change = InspectionChange(on=on, inspection=loop.inspection, issued_orders=len(loop.issued(*ORDERS)), reason=reason)
    inspection = uow.session.get_one(Inspection, document.inspection_id)
    if inspection_states.TABLE.refusal(inspection.state, InspectionEvent.TAKE_BACK, change) is None:
        inspection.state = inspection_states.apply(inspection.state, InspectionEvent.TAKE_BACK, change)


def _free(uow: UnitOfWork, fact: HazardFact, loop: LoopFacts, *, reason: str, on: date) -> None:
    """Give the hazard the state that the papers still standing give it."""
    measures = _standing_on(fact.id, loop, DocumentForm.ONSITE_MEASURES)
    order = _standing_on(fact.id, loop, DocumentForm.RECTIFICATION_ORDER)
    if measures is not None or (order is not None and fact.state is not HazardState.SUSPENDED):
        return
    change = HazardChange(on=on, hazard=fact, reason=reason, order_issued_on=None if order is None else order.issued_on)
    if hazard_states.TABLE.refusal(fact.state, HazardEvent.WITHDRAW, change) is not None:
        return
    hazard = uow.session.get_one(Hazard, fact.id)
    hazard.state = hazard_states.apply(fact.state, HazardEvent.WITHDRAW, change)
    if order is not None:
        hazard.state = hazard_states.apply(hazard.state, HazardEvent.ORDER, change)


def _standing_on(hazard_id: UUID, loop: LoopFacts, form: DocumentForm) -> DocumentFact | None:
    return next((one for one in reversed(loop.issued(form)) if hazard_id in one.hazard_ids), None)
