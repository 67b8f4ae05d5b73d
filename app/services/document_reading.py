"""Looking at documents: the tree, one paper, its check, its pages, its files."""

from functools import partial
from uuid import UUID

from sqlalchemy import select

from app.models.document import Document, DocumentCopy
from app.rules.prerequisites import print_set
from app.services.document_card import build_card, recent_inspections
from app.services.document_check import check_paper
from app.services.document_desk import DocumentDesk
from app.services.document_drafts import DocumentRefusedError, load_document
from app.services.document_tree import build_tree
from app.services.facts_inspection import load_inspection
from app.services.loop import LoopService
from app.services.loop_verification import Remade
from app.services.paper_building.build import build_paper, render
from app.services.printing import picture_as_pdf
from app.services.verification import verify_code, verify_file
from app.storage.form_files import document_profile
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import CopyKind, DocumentState
from app.values.rows_document import (
    DocumentCard,
    DocumentCheck,
    DocumentPlace,
    DocumentTree,
    PrintSheet,
    RecentInspection,
    Verification,
)


class DocumentReading(DocumentDesk):
    """Answer about documents without changing anything."""

    def tree(self, inspection_id: UUID) -> DocumentTree:
        """Lay out the forms of an inspection: drafts with what they need, issued papers, locks with their reason."""
        with self._desk.read() as uow:
            loop = self._loop(uow, inspection_id)
            counts: dict[UUID, int] = {}
            for draft in (one for one in loop.documents if one.state is DocumentState.DRAFT):
                check = check_paper(uow, self._ground(uow, draft.id, loop=loop))
                counts[draft.id] = len(check.missing) + len(check.other_red)
            return build_tree(loop, profile=document_profile(), today=self._desk.today(), missing=counts)

    def place(self, record_id: UUID) -> DocumentPlace:
        """Tell where the papers of a record are; the record is a document or an inspection."""
        with self._desk.read() as uow:
            document = uow.session.get(Document, record_id)
            if document is not None and document.inspection_id is not None:
                return DocumentPlace(document.inspection_id, document.id)
            return DocumentPlace(load_inspection(uow, record_id).id)

    def recent(self, limit: int = 30) -> tuple[RecentInspection, ...]:
        """List the inspections of late, for choosing whose papers to open."""
        with self._desk.read() as uow:
            return recent_inspections(uow, limit=limit)

    def card(self, document_id: UUID) -> DocumentCard:
        """Give one paper as its page shows it."""
        with self._desk.read() as uow:
            return build_card(uow, self._ground(uow, document_id))

    def check(self, document_id: UUID) -> DocumentCheck:
        """Say what a draft still needs and what the legality check finds."""
        with self._desk.read() as uow:
            return check_paper(uow, self._ground(uow, document_id))

    def preview(self, document_id: UUID) -> bytes:
        """Draw a draft as it would print, with its watermark; an issued paper is shown as it was issued."""
        with self._desk.read() as uow:
            document = load_document(uow, document_id)
            if document.file_blob is not None:
                return _held(uow, document.file_blob)
            ground = self._ground(uow, document_id)
            paper, pictures = build_paper(ground), ground.evidence.pictures
        return render(paper, pictures=pictures)

    def file(self, document_id: UUID, copy: CopyKind | None = None) -> bytes:
        """Give the bytes of an issued paper, or of its latest copy of a kind."""
        with self._desk.read() as uow:
            document = load_document(uow, document_id)
            if document.file_blob is None:
                raise DocumentRefusedError(f"{document.title}还没有签发。", hint="请先签发，再打印或者导出。")
            if copy is None or copy is CopyKind.PRINTED:
                return _held(uow, document.file_blob)
            return _held(uow, _latest_copy(uow, document, copy))

    def shown_copy(self, document_id: UUID, copy: CopyKind) -> bytes:
        """Give a copy as a PDF to look at; a photograph of a page becomes one."""
        data = self.file(document_id, copy)
        return data if data.startswith(b"%PDF-") else picture_as_pdf(data)

    def print_set(self, inspection_id: UUID) -> tuple[PrintSheet, ...]:
        """List the issued papers of the site set in the order in which they print, with their copies."""
        with self._desk.read() as uow:
            loop = self._loop(uow, inspection_id)
            forms = [one.fact for one in document_profile().forms_on(self._desk.today())]
            query = select(Document.id, Document.copies).where(Document.inspection_id == inspection_id)
            copies: dict[UUID, int | None] = {row.id: row.copies for row in uow.session.execute(query)}
            return tuple(
                PrintSheet(
                    one.document.id, one.document.title, one.document.number, copies.get(one.document.id) or one.copies
                )
                for one in print_set(loop.documents, forms)
            )

    def verify(self, data: bytes) -> Verification:
        """Compare a file with the register: 一致, 已改动 or 未知."""
        with self._desk.read() as uow:
            return verify_file(uow, data, remake=self._remade)

    def verify_code(self, text: str) -> Verification:
        """Look the code on a paper up in the register, and say what to compare on the paper."""
        with self._desk.read() as uow:
            return verify_code(uow, text, remake=self._remade)

    def _remade(self, inspection_id: UUID) -> tuple[Remade, ...]:
        """Make the closed-loop report of an inspection anew, its pages only where they are compared."""
        loop = LoopService(self._desk, library=self._library)
        return tuple(
            Remade(
                loop.content(inspection_id, with_marks=with_marks)[0],
                pdf=partial(loop.report, inspection_id, with_marks=with_marks),
            )
            for with_marks in (True, False)
        )


def _latest_copy(uow: UnitOfWork, document: Document, kind: CopyKind) -> str:
    query = (
        select(DocumentCopy.file_blob)
        .where(
            DocumentCopy.document_id == document.id,
            DocumentCopy.copy_kind == kind,
            DocumentCopy.deleted.is_(False),
        )
        .order_by(DocumentCopy.made_at.desc(), DocumentCopy.id.desc())
    )
    found = uow.session.scalars(query).first()
    if found is None:
        raise DocumentRefusedError(
            f"{document.title}{document.number or ''}没有{kind.value}。", hint="请先在文书页添加。"
        )
    return found


def _held(uow: UnitOfWork, sha256: str) -> bytes:
    data = uow.blobs.get(sha256)
    if data is None:
        raise DocumentRefusedError("本机没有这份文书的文件。", hint="请导入含有该文件的数据包。")
    return data
