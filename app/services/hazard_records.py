"""隐患 as records inside a unit of work: made, changed, numbered, locked; for the use cases of hazards and walks."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import func, select

from app.models.document import Document
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentForm, DocumentState, HazardState, HazardTag, InspectionState
from app.values.errors import UserError
from app.values.fields_hazard import HazardFields, fields_from_json
from app.values.state_labels import HAZARD_STATES, INSPECTION_STATES

NOT_PRINTED = frozenset({"tags", "department", "responsible", "judgement"})
_MAY_BE_NULL = (
    "charge",
    "place",
    "criterion",
    "judgement",
    "judged_by",
    "level_reason",
    "safety_reason",
    "transfer_to",
    "department",
    "responsible",
)
_STANDING = frozenset(DocumentState) - {DocumentState.DRAFT, DocumentState.REVOKED, DocumentState.VOID}
_NEVER_PRINTS = frozenset({DocumentForm.INSPECTION_SCHEME, DocumentForm.INSPECTION_NOTICE})
_CHANGEABLE = frozenset({HazardState.FOUND, HazardState.IMMEDIATE})
_OPEN = frozenset({InspectionState.DRAFT, InspectionState.ENDED})


class LockedHazardError(UserError):
    """The hazard stands in a paper or is settled, so that what was written is no longer changed."""


class NoSuchHazardError(UserError):
    """The hazard is not in this store."""

    def __init__(self) -> None:
        super().__init__("本机没有这项隐患。", hint="它可能已被删除，请刷新后再看。")


def draft_key(hazard_id: UUID) -> str:
    """Name the draft of a hazard's card."""
    return f"hazard:{hazard_id}"


def load_hazard(uow: UnitOfWork, hazard_id: UUID, *, is_deleted: bool = False) -> Hazard:
    """Load the record of a hazard, or say in words that it is not here."""
    found = uow.session.get(Hazard, hazard_id)
    if found is None or found.deleted is not is_deleted:
        raise NoSuchHazardError
    return found


def hazards_of(uow: UnitOfWork, inspection_id: UUID) -> list[Hazard]:
    """Load the hazards of an inspection in the order of their numbers."""
    query = select(Hazard).where(Hazard.inspection_id == inspection_id, Hazard.deleted.is_(False))
    return list(uow.session.scalars(query.order_by(Hazard.order_no, Hazard.id)))


def add_hazard(uow: UnitOfWork, inspection: Inspection, fields: HazardFields) -> Hazard:
    """Record a hazard under the next number of its inspection."""
    hazard = Hazard(
        inspection_id=inspection.id,
        enterprise_id=inspection.enterprise_id,
        order_no=next_number(uow, inspection.id),
    )
    write_fields(hazard, fields)
    uow.add(hazard)
    return hazard


def write_fields(hazard: Hazard, fields: HazardFields) -> None:
    """Set the record to what was written."""
    hazard.checklist, hazard.item_no = fields.checklist or None, fields.item_no or None
    for name in ("fact", "demand"):
        setattr(hazard, name, getattr(fields, name).strip())
    for name in _MAY_BE_NULL:
        setattr(hazard, name, getattr(fields, name).strip() or None)
    hazard.violations = fields.violations
    hazard.tags = tuple(tag.value for tag in fields.tags)
    hazard.level, hazard.handling = fields.level, fields.handling
    hazard.is_at_once, hazard.deadline = fields.is_at_once, fields.deadline


def read_fields(hazard: Hazard) -> HazardFields:
    """Tell what is written in the record."""
    return HazardFields(
        checklist=hazard.checklist or "",
        item_no=hazard.item_no or "",
        fact=hazard.fact,
        demand=hazard.demand,
        **{name: getattr(hazard, name) or "" for name in _MAY_BE_NULL},
        violations=tuple(hazard.violations or ()),
        tags=tuple(HazardTag(tag) for tag in hazard.tags or ()),
        level=hazard.level,
        handling=hazard.handling,
        is_at_once=hazard.is_at_once,
        deadline=hazard.deadline,
    )


def changes_print(before: HazardFields, after: HazardFields) -> bool:
    """Tell whether what differs stands in papers."""
    return any(
        getattr(before, name) != getattr(after, name) for name in HazardFields.__slots__ if name not in NOT_PRINTED
    )


def next_number(uow: UnitOfWork, inspection_id: UUID) -> int:
    """Give the number after the last; a number that was printed is not given to another, even of a deleted hazard."""
    query = select(func.max(Hazard.order_no)).where(Hazard.inspection_id == inspection_id)
    if not has_printed(uow, inspection_id):
        query = query.where(Hazard.deleted.is_(False))
    return (uow.session.scalar(query) or 0) + 1


def close_ranks(
    uow: UnitOfWork, inspection_id: UUID, *, gone: Collection[Hazard] = (), back: Collection[Hazard] = ()
) -> None:
    """Number the hazards without gaps as long as no paper has printed a number."""
    if has_printed(uow, inspection_id):
        return
    left = [hazard for hazard in hazards_of(uow, inspection_id) if hazard not in gone and hazard not in back]
    # One that comes back stands before the one that took its number.
    for number, hazard in enumerate(sorted([*back, *left], key=lambda one: one.order_no), start=1):
        if hazard.order_no != number:
            hazard.order_no = number


def remove_hazards(uow: UnitOfWork, hazards: Collection[Hazard]) -> None:
    """Delete hazards of one inspection that nothing printed yet."""
    for hazard in hazards:
        why = lock_of(hazard, load_owner(uow, hazard), printed_of(uow, hazard.inspection_id))
        if why:
            words = f"隐患{hazard.order_no:02d}不能删除：{why}"
            raise LockedHazardError(words, hint="确需撤销的，请写明理由办理撤销。")
        uow.drafts.drop(draft_key(hazard.id))
        uow.delete(hazard)
    for inspection_id in {hazard.inspection_id for hazard in hazards}:
        close_ranks(uow, inspection_id, gone=hazards)


def bring_back_hazards(uow: UnitOfWork, hazards: Collection[Hazard]) -> None:
    """Bring deleted hazards of one inspection back to their places."""
    for hazard in hazards:
        uow.undelete(hazard)
    for inspection_id in {hazard.inspection_id for hazard in hazards}:
        close_ranks(uow, inspection_id, back=hazards)


def has_printed(uow: UnitOfWork, inspection_id: UUID) -> bool:
    """Tell whether any paper with hazards of the inspection was ever issued, standing or not."""
    query = select(Document.id).where(
        Document.inspection_id == inspection_id,
        Document.state != DocumentState.DRAFT,
        Document.form.not_in(_NEVER_PRINTS),
        Document.deleted.is_(False),
    )
    return uow.session.scalar(query.limit(1)) is not None


def printed_of(uow: UnitOfWork, inspection_id: UUID) -> dict[UUID | None, str]:
    """Name the standing paper in which each hazard is printed; under None the record, in which all are."""
    query = select(Document).where(
        Document.inspection_id == inspection_id, Document.state.in_(_STANDING), Document.deleted.is_(False)
    )
    printed: dict[UUID | None, str] = {}
    for document in uow.session.scalars(query.order_by(Document.id)):
        printed.update(dict.fromkeys(document.hazard_ids, document.title))
        if document.form is DocumentForm.INSPECTION_RECORD:
            printed.setdefault(None, document.title)
    return printed


def lock_of(hazard: Hazard, inspection: Inspection, printed: dict[UUID | None, str]) -> str:
    """Say why what is written of a hazard cannot be changed, or nothing where it can."""
    title = printed.get(hazard.id) or printed.get(None)
    if title:
        return f"已写入签发的《{title}》。"
    if hazard.state not in _CHANGEABLE:
        return f"该项隐患现为“{HAZARD_STATES[hazard.state]}”。"
    if inspection.state not in _OPEN:
        return f"该次检查现为“{INSPECTION_STATES[inspection.state]}”。"
    return ""


def load_owner(uow: UnitOfWork, hazard: Hazard) -> Inspection:
    """Load the inspection of a hazard."""
    return uow.session.get_one(Inspection, hazard.inspection_id)


def drafts_of(uow: UnitOfWork, hazards: Iterable[Hazard]) -> dict[UUID, HazardFields]:
    """Read the drafts of open cards among these hazards."""
    keys = {draft_key(hazard.id): hazard.id for hazard in hazards}
    return {keys[text.key]: fields_from_json(text.body) for text in uow.drafts.all() if text.key in keys}
