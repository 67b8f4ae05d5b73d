"""Facts of the whole loop of inspections, each kind loaded once."""

from collections.abc import Iterable
from uuid import UUID

from app.services.facts_case import cases_by_inspection
from app.services.facts_document import documents_by_inspection
from app.services.facts_hazard import NO_LEVELS, Levels, extensions_by_inspection, hazards_by_inspection
from app.services.facts_inspection import NoSuchInspectionError, inspections_by_id
from app.services.facts_reinspection import received_papers_by_inspection, reinspections_by_inspection
from app.storage.unit_of_work import UnitOfWork
from app.values.facts_loop import LoopFacts


def loop_facts(uow: UnitOfWork, inspection_id: UUID, levels: Levels = NO_LEVELS) -> LoopFacts:
    """Load the loop of one inspection."""
    found = loops_by_id(uow, [inspection_id], levels)
    if inspection_id not in found:
        raise NoSuchInspectionError
    return found[inspection_id]


def loops_by_id(uow: UnitOfWork, inspection_ids: Iterable[UUID], levels: Levels = NO_LEVELS) -> dict[UUID, LoopFacts]:
    """Load the loops of these inspections; the number of queries does not grow with their number."""
    wanted = tuple(dict.fromkeys(inspection_ids))
    inspections = inspections_by_id(uow, wanted)
    hazards = hazards_by_inspection(uow, wanted, levels)
    documents = documents_by_inspection(uow, wanted)
    reinspections = reinspections_by_inspection(uow, wanted)
    extensions = extensions_by_inspection(uow, wanted)
    papers = received_papers_by_inspection(uow, wanted)
    cases = cases_by_inspection(uow, wanted)
    return {
        one: LoopFacts(
            inspection=inspections[one],
            hazards=hazards.get(one, ()),
            documents=documents.get(one, ()),
            reinspections=reinspections.get(one, ()),
            extensions=extensions.get(one, ()),
            papers=papers.get(one, ()),
            cases=cases.get(one, ()),
        )
        for one in wanted
        if one in inspections
    }
