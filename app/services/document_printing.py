"""Printing documents: sent first, noted after; what fails changes nothing."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.models.document import DocumentCopy
from app.services import document_standing as standing
from app.services.document_drafts import load_document
from app.services.document_reading import DocumentReading
from app.services.printing import PrintJob, can_send, collate, page_pictures, send
from app.values.enums import CopyKind
from app.values.rows_document import PrintOutcome


class DocumentPrinting(DocumentReading):
    """Send issued papers to the printer."""

    def print_papers(self, sheets: Sequence[tuple[UUID, int]], title: str) -> PrintOutcome:
        """Print papers set by set; where the system takes no PDF the pages come back as pictures."""
        pdf = collate([(self.file(document_id), copies) for document_id, copies in sheets])
        ids = tuple(document_id for document_id, _ in sheets)
        if not can_send():
            return PrintOutcome(ids, pages=page_pictures(pdf))
        job = send(PrintJob(pdf, title))
        self.note_printed(ids)
        return PrintOutcome(ids, job=job)

    def note_printed(self, document_ids: Sequence[UUID]) -> None:
        """Note that papers were printed; the 打印件 is the issued file itself."""
        with self._desk.write() as uow:
            query = select(DocumentCopy.document_id).where(
                DocumentCopy.document_id.in_(document_ids), DocumentCopy.copy_kind == CopyKind.PRINTED
            )
            printed = set(uow.session.scalars(query))
            for document_id in document_ids:
                if document_id not in printed:
                    standing.note_printed(uow, load_document(uow, document_id), by=self._officer_name(uow))
            uow.commit()
