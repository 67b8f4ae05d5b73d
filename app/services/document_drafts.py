"""Drafts of documents: which hazards, officers and parents a paper takes, and how drafts are begun and split."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.document import Document
from app.models.inspection import Inspection
from app.models.reinspection import Reinspection
from app.rules.joint_check import signing
from app.rules.prerequisites import SERVED, lock_of
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentForm, DocumentState, Handling, HazardState, NumberSource, OutcomeNext
from app.values.errors import UserError
from app.values.facts import OfficerFact
from app.values.facts_document import DocumentFact
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts
from app.values.forms import DocumentProfile

F = DocumentForm
CHOSEN, DATE, BRANCH, SPLIT_OF, NUMBER = "is_hazards_chosen", "date", "branch", "split_of_id", "number"
_ORDERED = frozenset({Handling.DEADLINE, Handling.CASE, Handling.ONSITE_MEASURES})
_ORDERED_OTHERWISE = frozenset({Handling.CASE, Handling.ONSITE_MEASURES})
_ORDERABLE = frozenset({HazardState.FOUND, HazardState.IMMEDIATE, HazardState.SUSPENDED})
_LISTED = frozenset(HazardState) - {HazardState.VOID}
_GONE = frozenset({DocumentState.VOID, DocumentState.REVOKED})


class DocumentRefusedError(UserError):
    """A step of a document that is not possible now."""


def load_document(uow: UnitOfWork, document_id: UUID) -> Document:
    """Load a document, or say in words that it is not here."""
    found = uow.session.get(Document, document_id)
    if found is None or found.deleted:
        raise DocumentRefusedError("本机没有这份文书。", hint="请核对编号，或者导入含有该文书的数据包。")
    return found


def load_draft(uow: UnitOfWork, document_id: UUID) -> Document:
    """Load a document that may still be changed."""
    found = load_document(uow, document_id)
    if found.state is not DocumentState.DRAFT:
        raise DocumentRefusedError(
            f"{found.title}{found.number or ''}已经签发，内容不能再改。", hint="需要改正的，请作废或者另行制作文书。"
        )
    return found


def open_draft(
    uow: UnitOfWork,
    loop: LoopFacts,
    form: DocumentForm,
    *,
    profile: DocumentProfile,
    today: date,
    reinspection_id: UUID | None = None,
) -> Document:
    """Give the draft of a form that is open already, or begin one where the form is not locked."""
    refuse_typed_in(uow, loop.inspection.id)
    found = _open(uow, loop.inspection.id, form, reinspection_id=reinspection_id)
    if found is not None:
        return found
    definition = profile.form(form, today)
    lock = lock_of(loop, definition.fact, titles=profile.titles(today))
    if lock is not None:
        raise DocumentRefusedError(f"现在不能制作{definition.title}：{lock.why}。", hint="请先办理这一步。")
    if form is F.REINSPECTION_OPINION and reinspection_id is None:
        reinspection_id = loop.reinspections[-1].id
    inspection = uow.session.get_one(Inspection, loop.inspection.id)
    document = Document(
        form=form,
        title=definition.title,
        enterprise_id=inspection.enterprise_id,
        inspection_id=inspection.id,
        reinspection_id=reinspection_id,
        copies=definition.copies,
        number_source=NumberSource.DEVICE_RANGE if definition.key else None,
        state=DocumentState.DRAFT,
    )
    uow.add(document)
    settle_draft(uow, document, loop)
    return document


def refuse_typed_in(uow: UnitOfWork, inspection_id: UUID | None) -> None:
    """Refuse a new paper of an inspection that was typed in: what was issued then is recorded as it stands."""
    inspection = None if inspection_id is None else uow.session.get(Inspection, inspection_id)
    if inspection is not None and inspection.is_typed_in:
        raise DocumentRefusedError(
            "这次检查是补录的，不能制作和签发文书。", hint="原来的文书请在补录中登记文号；要再次责令，请新建检查。"
        )


def _open(uow: UnitOfWork, inspection_id: UUID, form: DocumentForm, *, reinspection_id: UUID | None) -> Document | None:
    query = select(Document).where(
        Document.inspection_id == inspection_id,
        Document.form == form,
        Document.state == DocumentState.DRAFT,
        Document.deleted.is_(False),
    )
    if reinspection_id is not None:
        query = query.where(Document.reinspection_id == reinspection_id)
    return uow.session.scalars(query.order_by(Document.id)).first()


def settle_draft(uow: UnitOfWork, document: Document, loop: LoopFacts) -> None:
    """Let the draft follow its inspection: parents, officers, and hazards where nobody chose them."""
    document.parent_ids = _parents(document, loop)
    document.officer_ids = _officers(uow, document, loop)
    if not (document.fields or {}).get(CHOSEN):
        document.hazard_ids = tuple(one.id for one in _hazards(document, loop))


def settled_copy(uow: UnitOfWork, document: Document, loop: LoopFacts) -> Document:
    """Give the draft as it would settle now, apart from the store: what is only looked at changes nothing."""
    uow.session.expunge(document)
    if document.state is DocumentState.DRAFT:
        settle_draft(uow, document, loop)
    return document


def _officers(uow: UnitOfWork, document: Document, loop: LoopFacts) -> tuple[UUID, ...]:
    if document.reinspection_id is not None:
        again = uow.session.get(Reinspection, document.reinspection_id)
        if again is not None:
            came = next((one.officers for one in loop.reinspections if one.id == again.id), ())
            return _signing(came, loop) if came else again.officer_ids
    return _signing(loop.inspection.officers, loop)


def _signing(officers: Sequence[OfficerFact], loop: LoopFacts) -> tuple[UUID, ...]:
    """Name the officers of our paper: in a joint check those of the others sign the papers of their own authority."""
    inspection = loop.inspection
    own = signing(officers, authority_id=inspection.authority_id, manners=inspection.manners)
    return tuple(one.id for one in own)


def _parents(document: Document, loop: LoopFacts) -> tuple[UUID, ...]:
    """Give the papers that this one follows: the scheme, the notice, or one order."""
    if document.form in {F.RECTIFICATION_REPLY, F.REINSPECTION_OPINION}:
        order = _order_of(document, loop)
        return () if order is None else (order.id,)
    if document.form is F.PHOTO_PAGE:
        return tuple(one.id for one in loop.issued(F.INSPECTION_RECORD)[-1:])
    if document.form is F.SERVICE_RECEIPT:
        return tuple(one.id for one in _served_by(document, loop))
    before = {F.INSPECTION_NOTICE: F.INSPECTION_SCHEME, F.INSPECTION_RECORD: F.INSPECTION_NOTICE}.get(document.form)
    issued = () if before is None else loop.issued(before)
    return tuple(one.id for one in issued[-1:])


def _served_by(document: Document, loop: LoopFacts) -> Sequence[DocumentFact]:
    """List what a receipt is for: the papers that must be in the other side's hands and stand on no other receipt."""
    elsewhere = {
        parent
        for one in loop.documents
        if one.form is F.SERVICE_RECEIPT and one.id != document.id and one.state not in _GONE
        for parent in one.parent_ids
    }
    return [one for one in loop.issued(*SERVED) if one.id not in elsewhere]


def _order_of(document: Document, loop: LoopFacts) -> DocumentFact | None:
    """Give the order that the paper goes with: the one it has, else the first that has none of this form yet."""
    orders = loop.issued(*_followed_by(document.form))
    kept = next((one for one in orders if one.id in document.parent_ids), None)
    return kept or next(iter(orders_without(document.form, loop, reinspection_id=document.reinspection_id)), None)


def orders_without(form: DocumentForm, loop: LoopFacts, *, reinspection_id: UUID | None) -> tuple[DocumentFact, ...]:
    """List the issued orders that no paper of the form follows yet; an opinion needs judged hazards of the order."""
    followed = {
        parent
        for one in loop.documents
        if one.form is form and one.state not in _GONE and one.state is not DocumentState.DRAFT
        for parent in one.parent_ids
        if form is not F.REINSPECTION_OPINION or one.reinspection_id == reinspection_id
    }
    judged = judged_hazards(loop, reinspection_id)
    return tuple(
        one
        for one in loop.issued(*_followed_by(form))
        if one.id not in followed and (form is not F.REINSPECTION_OPINION or judged & _own_lines(one, loop))
    )


def _followed_by(form: DocumentForm) -> tuple[DocumentForm, ...]:
    """Name the orders that a form goes with: a reply with 责改 only, an opinion with measures on site too."""
    return (F.RECTIFICATION_ORDER, F.ONSITE_MEASURES) if form is F.REINSPECTION_OPINION else (F.RECTIFICATION_ORDER,)


def _own_lines(order: DocumentFact, loop: LoopFacts) -> frozenset[UUID]:
    """Give the hazards that a re-inspection follows on this paper: what stands on a 责改 is followed there."""
    if order.form is not F.ONSITE_MEASURES:
        return frozenset(order.hazard_ids)
    return frozenset(order.hazard_ids) - {
        one for paper in loop.issued(F.RECTIFICATION_ORDER) for one in paper.hazard_ids
    }


def judged_hazards(loop: LoopFacts, reinspection_id: UUID | None) -> frozenset[UUID]:
    """List the hazards that a re-inspection looked at."""
    return frozenset(
        outcome.hazard_id for again in loop.reinspections if again.id == reinspection_id for outcome in again.outcomes
    )


def _hazards(document: Document, loop: LoopFacts) -> Sequence[HazardFact]:
    if document.form is F.INSPECTION_RECORD:
        listed = [one for one in loop.hazards if one.state in _LISTED]
        return sorted(listed, key=lambda one: one.is_advice)
    if document.form is F.RECTIFICATION_ORDER:
        return [one for one in loop.hazards if _is_to_order(one, loop) and one.id not in _elsewhere(document, loop)]
    if document.form is F.ONSITE_MEASURES:
        decided = {one for paper in loop.issued(F.ONSITE_MEASURES) for one in paper.hazard_ids}
        taken = decided | _elsewhere(document, loop)
        return [
            one
            for one in loop.hazards
            if one.is_open and one.handling is Handling.ONSITE_MEASURES and one.id not in taken
        ]
    known = {one.id: one for one in loop.hazards}
    order = next((one for one in loop.documents if one.id in document.parent_ids), None)
    lines = [known[one] for one in (() if order is None else order.hazard_ids) if one in known]
    if document.form is F.REINSPECTION_OPINION:
        judged = judged_hazards(loop, document.reinspection_id)
        own = frozenset() if order is None else _own_lines(order, loop)
        return [one for one in lines if one.id in judged & own]
    return lines if document.form in {F.RECTIFICATION_REPLY, F.PHOTO_PAGE} else []


def _is_to_order(hazard: HazardFact, loop: LoopFacts) -> bool:
    if hazard.state is HazardState.FAILED:
        return _is_sent_to_new_order(hazard, loop)
    is_without_day = hazard.deadline is None and not hazard.is_at_once
    if is_without_day and hazard.handling in _ORDERED_OTHERWISE:
        return False  # the case, or the decision on measures, alone demands the correction
    return hazard.handling in _ORDERED and hazard.state in _ORDERABLE


def _is_sent_to_new_order(hazard: HazardFact, loop: LoopFacts) -> bool:
    steps = [one.next_step for again in loop.reinspections for one in again.outcomes if one.hazard_id == hazard.id]
    return bool(steps) and steps[-1] is OutcomeNext.NEW_ORDER


def _elsewhere(document: Document, loop: LoopFacts) -> frozenset[UUID]:
    """List the hazards that stand in another draft of the form."""
    return frozenset(
        hazard
        for one in loop.documents
        if one.form is document.form and one.state is DocumentState.DRAFT and one.id != document.id
        for hazard in one.hazard_ids
    )


def split_by_deadline(uow: UnitOfWork, document: Document, loop: LoopFacts) -> tuple[Document, ...]:
    """Make one draft for each deadline; they will share one serial and differ by their branch."""
    known = {one.id: one for one in loop.hazards}
    groups: dict[date | None, list[UUID]] = defaultdict(list)
    for hazard_id in document.hazard_ids:
        hazard = known[hazard_id]
        groups[None if hazard.is_at_once else hazard.deadline].append(hazard_id)
    if len(groups) < 2:
        raise DocumentRefusedError("各项的整改期限相同，不需要分开制作。", hint="期限不同的隐患才能按期限分开。")
    days = sorted(groups, key=lambda day: (day is not None, day or date.min))
    drafts = [document, *(_twin(uow, document) for _ in days[1:])]
    for branch, (draft, day) in enumerate(zip(drafts, days, strict=True), start=1):
        draft.hazard_ids = tuple(groups[day])
        draft.fields = {**(draft.fields or {}), CHOSEN: True, BRANCH: branch, SPLIT_OF: str(document.id)}
    return tuple(drafts)


def _twin(uow: UnitOfWork, document: Document) -> Document:
    twin = Document(
        form=document.form,
        title=document.title,
        enterprise_id=document.enterprise_id,
        inspection_id=document.inspection_id,
        reinspection_id=document.reinspection_id,
        parent_ids=document.parent_ids,
        officer_ids=document.officer_ids,
        copies=document.copies,
        number_source=document.number_source,
        fields=dict(document.fields or {}),
        state=DocumentState.DRAFT,
    )
    uow.add(twin)
    return twin


def draft_day(document: Document, *, today: date) -> date:
    """Give the date that a draft shall bear: the one that was typed, else today."""
    typed = (document.fields or {}).get(DATE)
    return document.issued_on or (date.fromisoformat(typed) if typed else today)
