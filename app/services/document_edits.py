"""Changes of a draft by hand."""

from typing import Any
from uuid import UUID

from app.models.document import Document
from app.services.document_drafts import CHOSEN, DATE, NUMBER, DocumentRefusedError, draft_day
from app.services.document_standing import note_signing
from app.storage.form_files import document_profile
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.fields_document import DraftChanges
from app.values.verdict import read_reasons, stored_reasons

MOST_COPIES = 20


def typing_key(document_id: UUID) -> str:
    """Name the draft row of a document's open card."""
    return f"document:{document_id}"


def change_draft(uow: UnitOfWork, document: Document, changes: DraftChanges) -> None:
    """Write what was typed or chosen into the draft."""
    document.fields = _typed(uow, document, changes)
    if changes.hazard_ids is not None:
        document.hazard_ids = tuple(changes.hazard_ids)
    if changes.reasons:
        kept = {**read_reasons(document.reasons), **{rule: text.strip() for rule, text in changes.reasons.items()}}
        document.reasons = stored_reasons({rule: text for rule, text in kept.items() if text}) or None
    if changes.number_source is not None:
        document.number_source = changes.number_source
    if changes.seal is not None:
        document.seal = changes.seal
    if changes.copies is not None:
        document.copies = _copies(changes.copies)
    if changes.signing is not None:
        note_signing(document, changes.signing)


def _typed(uow: UnitOfWork, document: Document, changes: DraftChanges) -> dict[str, Any] | None:
    day = changes.on or draft_day(document, today=civil_day(uow.now()))
    known = {one.id: one.label for one in document_profile().form(document.form, day).fields}
    unknown = [name for name in changes.texts if name not in known]
    if unknown:
        raise DocumentRefusedError(f"{document.title}没有栏目“{unknown[0]}”。", hint="请核对栏目名称。")
    typed: dict[str, Any] = {**(document.fields or {}), **changes.texts}
    if changes.on is not None:
        typed[DATE] = changes.on.isoformat()
    if changes.number is not None:
        typed[NUMBER] = changes.number
    if changes.hazard_ids is not None:
        typed[CHOSEN] = True
    if changes.is_certificate_seen is not None:
        typed["is_certificate_seen"] = changes.is_certificate_seen
    if changes.suspends is not None:
        typed["suspends"] = changes.suspends
    trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}
    return {name: value for name, value in trimmed.items() if value not in ("", None)} or None


def _copies(count: int) -> int:
    if not 1 <= count <= MOST_COPIES:
        raise DocumentRefusedError(f"份数应为1至{MOST_COPIES}。", hint="请改正份数。")
    return count
