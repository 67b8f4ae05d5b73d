"""文书: draft, issue, sign, seal, serve; each verb is one unit of work. What only looks is in `document_reading`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.services import document_standing as standing
from app.services.document_drafts import (
    DocumentRefusedError,
    load_document,
    load_draft,
    open_draft,
    orders_without,
    split_by_deadline,
)
from app.services.document_edits import change_draft, typing_key
from app.services.document_issue import issue
from app.services.document_printing import DocumentPrinting
from app.services.measures_lifting import lift, lift_rectified
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import CopyKind, DocumentForm, DocumentState, SealState
from app.values.fields_document import DraftChanges, ServiceFields, SigningFields

_ONE_PER_ORDER = frozenset({DocumentForm.RECTIFICATION_REPLY, DocumentForm.REINSPECTION_OPINION})


class DocumentService(DocumentPrinting):
    """Make, issue and keep the papers of inspections."""

    def draft(self, inspection_id: UUID, form: DocumentForm, reinspection_id: UUID | None = None) -> UUID:
        """Begin a paper, or give the draft of the form that is open already."""
        with self._desk.write() as uow:
            document_id = self.draft_in(uow, inspection_id, form, reinspection_id)
            uow.commit()
        return document_id

    def draft_in(
        self, uow: UnitOfWork, inspection_id: UUID, form: DocumentForm, reinspection_id: UUID | None = None
    ) -> UUID:
        """Begin a paper inside another use case."""
        loop = self._loop(uow, inspection_id)
        sources = self._sources()
        document = open_draft(
            uow, loop, form, profile=sources.profile, today=sources.today, reinspection_id=reinspection_id
        )
        return document.id

    def split(self, document_id: UUID) -> tuple[UUID, ...]:
        """Split a draft order into one for each deadline; they share one serial."""
        with self._desk.write(reason="按期限分开") as uow:
            document = load_draft(uow, document_id)
            if document.form is not DocumentForm.RECTIFICATION_ORDER:
                raise DocumentRefusedError(
                    f"{document.title}不能按期限分开。", hint="只有责令限期整改指令书可以按期限分开。"
                )
            ids = tuple(one.id for one in split_by_deadline(uow, document, self._loop_of(uow, document)))
            uow.commit()
        return ids

    def update(self, document_id: UUID, **changes: Any) -> None:
        """Change what a person may word or choose in a draft (`DraftChanges`)."""
        with self._desk.write() as uow:
            change_draft(uow, load_draft(uow, document_id), DraftChanges(**changes))
            uow.drafts.drop(typing_key(document_id))
            uow.commit()

    def keep_typing(self, document_id: UUID, texts: Mapping[str, str]) -> None:
        """Keep what is being typed, so that a power cut loses the last second at most; `update` makes it a revision."""
        with self._desk.write() as uow:
            uow.drafts.save(typing_key(document_id), dict(texts), entity_id=load_draft(uow, document_id).id)
            uow.commit()

    def drop(self, document_id: UUID) -> None:
        """Delete a draft; an issued paper is voided or revoked instead."""
        with self._desk.write() as uow:
            uow.delete(load_draft(uow, document_id))
            uow.commit()

    def issue(self, document_id: UUID, on: date | None = None, reasons: Mapping[str, str] | None = None) -> UUID:
        """Issue a draft: number, frozen content, PDF and states, in one transaction."""
        with self._desk.write(reason="签发") as uow:
            self.issue_in(uow, document_id, on=on, reasons=reasons)
            uow.commit()
        return document_id

    def issue_in(
        self, uow: UnitOfWork, document_id: UUID, *, on: date | None = None, reasons: Mapping[str, str] | None = None
    ) -> None:
        """Issue a draft inside another use case, which commits."""
        document = load_draft(uow, document_id)
        issue(uow, document, self._loop_of(uow, document), sources=self._sources(), on=on, reasons=reasons)

    def issue_set(
        self,
        inspection_id: UUID,
        forms: Sequence[DocumentForm],
        on: date | None = None,
        reasons: Mapping[str, str] | None = None,
        reinspection_id: UUID | None = None,
    ) -> tuple[UUID, ...]:
        """Draft and issue several papers in their order, all of them or none."""
        with self._desk.write(reason="签发") as uow:
            ids = self.issue_set_in(uow, inspection_id, forms, on=on, reasons=reasons, reinspection_id=reinspection_id)
            uow.commit()
        return ids

    def issue_set_in(
        self,
        uow: UnitOfWork,
        inspection_id: UUID,
        forms: Sequence[DocumentForm],
        *,
        on: date | None = None,
        reasons: Mapping[str, str] | None = None,
        reinspection_id: UUID | None = None,
    ) -> tuple[UUID, ...]:
        """Draft and issue several papers inside another use case; each order gets its own reply or opinion."""
        ids: list[UUID] = []
        for form in forms:
            while True:
                document_id = self.draft_in(uow, inspection_id, form, reinspection_id)
                self.issue_in(uow, document_id, on=on, reasons=reasons)
                ids.append(document_id)
                if not self._is_another_needed(uow, inspection_id, form, reinspection_id=reinspection_id):
                    break
        return tuple(ids)

    def add_copy(self, document_id: UUID, kind: CopyKind, data: bytes, note: str = "") -> UUID:
        """Keep a signed or scanned page of an issued paper."""
        with self._desk.write() as uow:
            document = load_document(uow, document_id)
            copy_id = standing.add_copy(uow, document, kind, data, by=self._officer_name(uow), note=note)
            uow.commit()
        return copy_id

    def register_seal(self, document_id: UUID, seal: SealState, on: date | None = None) -> None:
        """Note how and when a paper was sealed (登记用印)."""
        with self._desk.write(reason="登记用印") as uow:
            standing.register_seal(load_document(uow, document_id), seal, on=on, today=self._desk.today())
            uow.commit()

    def record_signature(self, document_id: UUID, fields: SigningFields) -> None:
        """Record that the other side signed a paper, or why it did not and who saw it."""
        with self._desk.write(reason="登记签收") as uow:
            standing.sign(uow, document_id, fields, on=self._desk.today())
            uow.commit()

    def serve(self, document_ids: Sequence[UUID], fields: ServiceFields) -> UUID:
        """Record one act of service of one or more papers (送达)."""
        with self._desk.write(reason="登记送达") as uow:
            service_id = standing.serve(uow, document_ids, fields, on=self._desk.today())
            uow.commit()
        return service_id

    def revoke(self, document_id: UUID, reason: str, number: str) -> None:
        """Mark a paper as revoked by the paper of this number."""
        with self._desk.write(reason=reason) as uow:
            document = load_document(uow, document_id)
            standing.revoke(uow, document, reason=reason, number=number, on=self._desk.today())
            uow.commit()

    def lift_measures(self, document_id: UUID, by: str, on: date | None = None) -> None:
        """Record who examined a suspension on site and agreed to resuming (审查同意恢复)."""
        with self._desk.write(reason="审查同意恢复") as uow:
            today = self._desk.today()
            lift(uow, document_id, by=by, on=on or today, today=today)
            uow.commit()

    def lift_all(self, inspection_id: UUID, by: str, on: date) -> tuple[UUID, ...]:
        """Lift every suspension of an inspection whose hazards are all rectified."""
        with self._desk.write(reason="审查同意恢复") as uow:
            lifted = lift_rectified(uow, self._loop(uow, inspection_id), by=by, on=on, today=self._desk.today())
            uow.commit()
        return lifted

    def void(self, document_id: UUID, reason: str) -> None:
        """Void a paper that was not served; its number is never used again."""
        with self._desk.write(reason=reason) as uow:
            standing.void(uow, load_document(uow, document_id), reason=reason, on=self._desk.today())
            uow.commit()

    def _is_another_needed(
        self, uow: UnitOfWork, inspection_id: UUID, form: DocumentForm, *, reinspection_id: UUID | None
    ) -> bool:
        """Tell whether an order waits for its reply or opinion, or a part of a split order is still a draft."""
        loop = self._loop(uow, inspection_id)
        if form in _ONE_PER_ORDER:
            return bool(orders_without(form, loop, reinspection_id=reinspection_id))
        return form is DocumentForm.RECTIFICATION_ORDER and any(
            one.form is form and one.state is DocumentState.DRAFT for one in loop.documents
        )
