"""What happens to an issued document: signed, sealed, served, revoked or voided; its content never changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.models.document import Document, DocumentCopy, Service, VoidNumber
from app.rules import document_states
from app.rules.document_states import DocumentEvent
from app.services.document_drafts import DocumentRefusedError, load_document
from app.services.document_withdrawal import take_back
from app.services.facts_document import document_fact, served_days, service_fact
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import CopyKind, DocumentState, SealState
from app.values.facts_document import ISSUED_STATES, DocumentChange, DocumentFact
from app.values.fields_document import PersonFields, ServiceFields, SigningFields

MOST_BYTES = 64 * 1024 * 1024
_KINDS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def fact_of(uow: UnitOfWork, document: Document) -> DocumentFact:
    """Tell of a document what rules ask, with the day of its service."""
    served = {} if document.inspection_id is None else served_days(uow, [document.inspection_id])
    return document_fact(document, served_on=served.get(document.id))


def note_signing(document: Document, fields: SigningFields) -> None:
    """Write into the record how the other side answered the request to sign."""
    document.signature = fields.state
    document.signer = person_body(fields.signer)
    document.signature_reason = fields.reason.strip() or None
    document.witness = None if fields.witness is None else person_body(fields.witness)


def sign(uow: UnitOfWork, document_id: UUID, fields: SigningFields, *, on: date) -> None:
    """Record the signature of a paper, or why there is none; a draft keeps the answer until it is issued."""
    document = load_document(uow, document_id)
    note_signing(document, fields)
    if document.state is not DocumentState.DRAFT:
        change = DocumentChange(on=on, document=fact_of(uow, document))
        document.state = document_states.apply(document.state, DocumentEvent.SIGN, change)


def register_seal(document: Document, seal: SealState, *, on: date | None, today: date) -> None:
    """Note how and when the paper was sealed (登记用印)."""
    if document.state in {DocumentState.REVOKED, DocumentState.VOID}:
        raise DocumentRefusedError("文书已经撤销或者作废，不能登记用印。", hint="请核对文书。")
    day = on or document.sealed_on or document.issued_on or today
    if day > today:
        raise DocumentRefusedError("用印日期晚于今天。", hint="请改正日期。")
    document.seal = seal
    document.sealed_on = day


def serve(uow: UnitOfWork, document_ids: Sequence[UUID], fields: ServiceFields, *, on: date) -> UUID:
    """Record one act of service of one or more documents."""
    documents = [load_document(uow, one) for one in document_ids]
    if not documents:
        raise DocumentRefusedError("没有选择要送达的文书。", hint="请至少选择一份已签发的文书。")
    if fields.served_at > uow.now():
        raise DocumentRefusedError("送达时间晚于现在。", hint="请改正送达时间。")
    service = Service(
        document_ids=tuple(one.id for one in documents),
        inspection_id=documents[0].inspection_id,
        case_id=documents[0].case_id,
        receiver=fields.receiver.strip() or None,
        receiver_role=fields.receiver_role.strip() or None,
        place=fields.place.strip() or None,
        served_at=fields.served_at,
        method=fields.method,
        officer_ids=fields.officer_ids,
        signature=fields.signature,
        refusal=fields.refusal.strip() or None,
        witness=None if fields.witness is None else person_body(fields.witness),
        proof_blobs=[uow.blobs.put(checked_file(proof)) for proof in fields.proofs],
        note=fields.note.strip() or None,
    )
    for document in documents:
        change = DocumentChange(on=on, document=fact_of(uow, document), service=service_fact(service))
        document.state = document_states.apply(document.state, DocumentEvent.SERVE, change)
    uow.add(service)
    return service.id


def revoke(uow: UnitOfWork, document: Document, *, reason: str, number: str, on: date) -> None:
    """Mark a paper as revoked by another paper, whose number is named."""
    change = DocumentChange(on=on, document=fact_of(uow, document), reason=reason, revoking_number=number)
    document.state = document_states.apply(document.state, DocumentEvent.REVOKE, change)
    document.closing = {"day": on.isoformat(), "by": number, "ground": reason.strip()}
    take_back(uow, document, reason=reason, on=on)


def void(uow: UnitOfWork, document: Document, *, reason: str, on: date) -> None:
    """Void a paper that was not served; its number stands in the register of void numbers and is never used again."""
    change = DocumentChange(on=on, document=fact_of(uow, document), reason=reason)
    document.state = document_states.apply(document.state, DocumentEvent.VOID, change)
    document.closing = {"day": on.isoformat(), "by": "", "ground": reason.strip()}
    take_back(uow, document, reason=reason, on=on)
    if document.number_key and document.number_year and document.number_serial:
        uow.add(
            VoidNumber(
                number_key=document.number_key,
                number_year=document.number_year,
                first_serial=document.number_serial,
                last_serial=document.number_serial,
                reason=reason.strip(),
                document_id=document.id,
                voided_at=uow.now(),
            )
        )


def add_copy(uow: UnitOfWork, document: Document, kind: CopyKind, data: bytes, *, by: str = "", note: str = "") -> UUID:
    """Keep a file of an issued document beside the others."""
    if document.state not in ISSUED_STATES:
        raise DocumentRefusedError("只有已签发的文书可以添加签名件、扫描件。", hint="请先签发。")
    copy = DocumentCopy(
        document_id=document.id,
        copy_kind=kind,
        file_blob=uow.blobs.put(checked_file(data)),
        made_at=uow.now(),
        made_by=by or None,
        note=note.strip() or None,
    )
    uow.add(copy)
    return copy.id


def note_printed(uow: UnitOfWork, document: Document, *, by: str) -> None:
    """Keep the issued file as the copy that was printed."""
    if document.file_blob is None:
        raise DocumentRefusedError(f"{document.title}还没有签发。", hint="请先签发，再打印。")
    uow.add(
        DocumentCopy(
            document_id=document.id,
            copy_kind=CopyKind.PRINTED,
            file_blob=document.file_blob,
            made_at=uow.now(),
            made_by=by or None,
        )
    )


def checked_file(data: bytes) -> bytes:
    """Refuse what is neither a PDF nor a photograph, or too large."""
    if not data.startswith(_KINDS):
        raise DocumentRefusedError("只能添加PDF、JPEG或者PNG文件。", hint="请选择扫描得到的PDF或者照片。")
    if len(data) > MOST_BYTES:
        raise DocumentRefusedError("文件超过64兆。", hint="请降低扫描分辨率后再试。")
    return data


def person_body(person: PersonFields) -> Mapping[str, Any]:
    """Write a person as the records keep one."""
    body: dict[str, Any] = {"name": person.name.strip()}
    if person.role is not None:
        body["role"] = person.role.value
    for key in ("position", "phone", "unit"):
        value = str(getattr(person, key)).strip()
        if value:
            body[key] = value
    return body
