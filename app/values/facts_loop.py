"""Facts of one inspection's whole loop, and of the day's work over many."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.values.enums import DocumentForm
from app.values.facts_case import CaseFact
from app.values.facts_document import DocumentFact
from app.values.facts_inspection import (
    ExtensionFact,
    HazardFact,
    InspectionFact,
    ReceivedPaperFact,
    ReinspectionFact,
)


@dataclass(frozen=True, slots=True)
class LoopFacts:
    """三部曲 of one inspection: everything from the visit to the closing."""

    inspection: InspectionFact
    hazards: tuple[HazardFact, ...] = ()
    documents: tuple[DocumentFact, ...] = ()
    reinspections: tuple[ReinspectionFact, ...] = ()
    extensions: tuple[ExtensionFact, ...] = ()
    papers: tuple[ReceivedPaperFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()

    def issued(self, *forms: DocumentForm) -> tuple[DocumentFact, ...]:
        """Give the standing papers of these forms, or of all when none is named."""
        return tuple(one for one in self.documents if one.is_issued and (not forms or one.form in forms))


@dataclass(frozen=True, slots=True)
class WorkHazard:
    """An open hazard on today's list, with what the enterprise reported."""

    hazard: HazardFact
    inspection_id: UUID
    enterprise_name: str
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class WorkDocument:
    """A document on today's list."""

    document: DocumentFact
    enterprise_name: str
    is_printed: bool = False


@dataclass(frozen=True, slots=True)
class WorkPaper:
    """A received paper on today's list."""

    paper: ReceivedPaperFact
    enterprise_name: str
