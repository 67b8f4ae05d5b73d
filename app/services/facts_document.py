"""Facts of documents with the day of their service."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.document import Document, Service
from app.services.facts_people import signing_fact
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import DocumentForm
from app.values.facts_document import ISSUED_STATES, DocumentFact, ServiceFact


def document_facts(uow: UnitOfWork, inspection_id: UUID) -> tuple[DocumentFact, ...]:
    """Load the documents of one inspection in the order in which they were begun."""
    return documents_by_inspection(uow, [inspection_id]).get(inspection_id, ())


def documents_by_inspection(uow: UnitOfWork, inspection_ids: Iterable[UUID]) -> dict[UUID, tuple[DocumentFact, ...]]:
    """Load the documents of these inspections by two queries a chunk."""
    found: dict[UUID, list[DocumentFact]] = defaultdict(list)
    for chunk in chunks(dict.fromkeys(inspection_ids)):
        served = served_days(uow, chunk)
        query = (
            select(Document).where(Document.inspection_id.in_(chunk), Document.deleted.is_(False)).order_by(Document.id)
        )
        for row in uow.session.scalars(query):
            if row.inspection_id is not None:
                found[row.inspection_id].append(document_fact(row, served_on=served.get(row.id)))
    return {key: tuple(facts) for key, facts in found.items()}


def documents_by_id(uow: UnitOfWork, document_ids: Iterable[UUID]) -> dict[UUID, DocumentFact]:
    """Load these documents, whatever they belong to."""
    rows: list[Document] = []
    for chunk in chunks(dict.fromkeys(document_ids)):
        rows += uow.session.scalars(select(Document).where(Document.id.in_(chunk), Document.deleted.is_(False)))
    served = served_days(uow, {row.inspection_id for row in rows if row.inspection_id is not None})
    return {row.id: document_fact(row, served_on=served.get(row.id)) for row in rows}


def served_days(uow: UnitOfWork, inspection_ids: Iterable[UUID]) -> Mapping[UUID, date]:
    """Tell for each served document of these inspections the day of its first service."""
    days: dict[UUID, date] = {}
    for chunk in chunks(inspection_ids):
        query = select(Service.document_ids, Service.served_at).where(
            Service.inspection_id.in_(chunk), Service.served_at.is_not(None), Service.deleted.is_(False)
        )
        for document_ids, served_at in uow.session.execute(query.order_by(Service.served_at.desc())):
            if served_at is not None:
                days.update(dict.fromkeys(document_ids, civil_day(served_at)))
    return days


def document_fact(row: Document, *, served_on: date | None = None) -> DocumentFact:
    """Tell of a document what rules ask."""
    typed = row.fields or {}
    closing = row.closing or {}
    is_lifted = row.form is DocumentForm.ONSITE_MEASURES and row.state in ISSUED_STATES and "day" in closing
    return DocumentFact(
        id=row.id,
        form=row.form,
        state=row.state,
        title=row.title,
        number=row.number or "",
        issued_on=row.issued_on,
        served_on=served_on,
        hazard_ids=tuple(row.hazard_ids),
        parent_ids=tuple(row.parent_ids),
        seal=row.seal,
        sealed_on=row.sealed_on,
        signing=signing_fact(row.signature, signer=row.signer, reason=row.signature_reason, witness=row.witness),
        new_order_reason=typed.get("new_order_reason") or "",
        suspends=typed.get("suspends", True),
        approval=typed.get("approval") or "",
        lifted_on=date.fromisoformat(closing["day"]) if is_lifted else None,
        recording=typed.get("recorder") or "",
        reinspection_id=row.reinspection_id,
    )


def service_fact(row: Service) -> ServiceFact:
    """Tell of an act of service what rules ask."""
    return ServiceFact(
        served_at=row.served_at,
        receiver=row.receiver or "",
        signing=signing_fact(
            row.signature,
            signer={"name": row.receiver or "", "role": row.receiver_role},
            reason=row.refusal,
            witness=row.witness,
        ),
        has_proof=bool(row.proof_blobs),
    )
