"""What the verbs of documents share: the desk, the library, the loop of a document and its ground."""

from dataclasses import replace
from uuid import UUID

from app.models.authority import Officer
from app.models.document import Document
from app.services.desk import Desk
from app.services.document_drafts import DocumentRefusedError, draft_day, load_document, settled_copy
from app.services.facts_inspection import load_inspection
from app.services.paper_building.ground import PaperGround
from app.services.paper_building.load import PaperLibrary, Sources, load_ground, load_loop
from app.storage.form_files import document_profile
from app.storage.unit_of_work import UnitOfWork
from app.values.facts_loop import LoopFacts


class DocumentDesk:
    """Hold what every verb of documents needs."""

    def __init__(self, desk: Desk, *, library: PaperLibrary) -> None:
        self._desk = desk
        self._library = library

    def _sources(self) -> Sources:
        return Sources(self._library, document_profile(), self._desk.today())

    def _loop(self, uow: UnitOfWork, inspection_id: UUID) -> LoopFacts:
        return load_loop(uow, load_inspection(uow, inspection_id), library=self._library)

    def _loop_of(self, uow: UnitOfWork, document: Document) -> LoopFacts:
        if document.inspection_id is None:
            raise DocumentRefusedError(f"{document.title}不属于任何一次检查。", hint="请在案件页办理。")
        return self._loop(uow, document.inspection_id)

    def _ground(self, uow: UnitOfWork, document_id: UUID, *, loop: LoopFacts | None = None) -> PaperGround:
        """Load the ground of a paper to look at; what is looked at is not changed."""
        document = load_document(uow, document_id)
        loop = loop or self._loop_of(uow, document)
        sources = self._sources()
        document = settled_copy(uow, document, loop)
        day = draft_day(document, today=sources.today)
        return replace(load_ground(uow, document, loop, sources=sources, on=day), number=document.number or "")

    def _officer_name(self, uow: UnitOfWork) -> str:
        officer_id = self._desk.officer_id
        officer = None if officer_id is None else uow.session.get(Officer, officer_id)
        return "" if officer is None else officer.name
