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
from app.values.enums import DocumentForm
from app.values.facts_inspection import HazardChange
from app.values.facts_loop import LoopFacts


def take_back(uow: UnitOfWork, document: Document, *, reason: str, on: date) -> None:
    """Let hazards and inspection stand as if an order that is void or revoked by now never was."""
    if document.form is not DocumentForm.RECTIFICATION_ORDER or document.inspection_id is None:
        return
    uow.session.flush()
    loop = loop_facts(uow, document.inspection_id)
    _free_hazards(uow, document, loop, reason=reason, on=on)
    orders = loop.issued(DocumentForm.RECTIFICATION_ORDER, DocumentForm.ONSITE_MEASURES)
    change = InspectionChange(on=on, inspection=loop.inspection, issued_orders=len(orders), reason=reason)
    inspection = uow.session.get_one(Inspection, document.inspection_id)
    if inspection_states.TABLE.refusal(inspection.state, InspectionEvent.TAKE_BACK, change) is None:
        inspection.state = inspection_states.apply(inspection.state, InspectionEvent.TAKE_BACK, change)


def _free_hazards(uow: UnitOfWork, document: Document, loop: LoopFacts, *, reason: str, on: date) -> None:
    ordered_still: set[UUID] = {
        hazard for order in loop.issued(DocumentForm.RECTIFICATION_ORDER) for hazard in order.hazard_ids
    }
    for fact in loop.hazards:
        if fact.id not in document.hazard_ids or fact.id in ordered_still:
            continue
        change = HazardChange(on=on, hazard=fact, reason=reason)
        if hazard_states.TABLE.refusal(fact.state, HazardEvent.WITHDRAW, change) is None:
            hazard = uow.session.get_one(Hazard, fact.id)
            hazard.state = hazard_states.apply(fact.state, HazardEvent.WITHDRAW, change)
