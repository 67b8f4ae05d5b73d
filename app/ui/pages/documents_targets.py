"""Where a missing field is filled in: the page that holds it."""

from uuid import UUID

from app.values.rows_document import DocumentCard
from app.values.rows_numbers import PAUSED

BEFORE_THE_VISIT = frozenset(
    {
        "category",
        "source",
        "manner",
        "scheme_approved_by",
        "scheme_approved_at",
        "scheme_paper_due",
        "law_code",
        "officer_ids",
        "helpers",
        "checklists",
    }
)
SET_UP = frozenset({"authority", "settings"})
SIGNING = frozenset({"party_signature", "party_reason", "witness", "party"})


def place_of(target: str, card: DocumentCard, inspection_id: UUID) -> tuple[str, object] | None:
    """Name the page and what it shall open for a field; None where the field is on this page."""
    record, _, field = target.partition(".")
    kind, _, hazard_id = record.partition(":")
    if kind == "hazard" and field != "outcome":
        return "walkthrough", (inspection_id, UUID(hazard_id))
    if record in SET_UP:
        return "set_up", None
    if record == "reinspection" or field == "outcome":
        return "reinspection", inspection_id
    if record == "extension":
        return "received_papers", inspection_id
    if record == "document":
        return ("new_inspection", inspection_id) if field == "officer_ids" else None
    if target == PAUSED or (record == "inspection" and field in SIGNING and card.is_own_signing):
        return None
    if record == "inspection" and field in BEFORE_THE_VISIT:
        return "new_inspection", inspection_id
    return "walkthrough", inspection_id
