"""One paper as its page shows it, and the list of inspections whose papers may be opened."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select

from app.models.document import Document, DocumentCopy
from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.rules.measures import standing
from app.services.document_check import check_paper
from app.services.document_edits import typing_key
from app.services.document_numbers import preview_number
from app.services.facts_document import served_days
from app.services.paper_building.ground import PaperGround
from app.services.paper_building.order import deadline_groups
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day, long_day, long_moment, short_day
from app.values.enums import DocumentForm, DocumentState, InspectionState, NumberSource
from app.values.facts_document import DocumentFact
from app.values.papers import item_list
from app.values.rows_document import CopyRow, DocumentCard, RecentInspection, TypedText

NAME_IT = "〔条款〕"


def build_card(uow: UnitOfWork, ground: PaperGround) -> DocumentCard:
    """Give the paper with its fields, its files, and, while it is a draft, its check."""
    document = ground.document
    is_draft = document.state is DocumentState.DRAFT
    own = ground.facts.document.signing
    served = served_days(uow, [ground.loop.inspection.id])
    return DocumentCard(
        id=document.id,
        form=document.form,
        title=document.title,
        number=document.number or "",
        number_source=document.number_source or NumberSource.DEVICE_RANGE,
        next_number=preview_number(uow, ground) if is_draft else "",
        state=document.state,
        on=ground.day,
        has_seal=ground.definition.has_seal,
        seal=document.seal,
        sealed_on=document.sealed_on,
        signing=own if own.state is not None else ground.loop.inspection.signing,
        is_own_signing=own.state is not None,
        copies=document.copies or ground.definition.copies,
        deadlines=deadline_words(ground),
        can_split=is_draft and _can_split(ground),
        is_certificate_seen=_certificate_answer(ground),
        texts=_with_typing(uow, ground) if is_draft else (),
        reasons=dict(ground.facts.reasons),
        files=_files(uow, document),
        served_on=served.get(document.id),
        check=check_paper(uow, ground) if is_draft else None,
        resuming=_resuming(ground.facts.document),
        may_resume=document.id in {one.id for one in standing(ground.loop)},
        suspends=_suspension(ground),
    )


def _resuming(document: DocumentFact) -> str:
    """Say how what a decision suspended stands; a paper that suspends nothing says nothing."""
    if document.form is not DocumentForm.ONSITE_MEASURES or not document.is_issued or not document.suspends:
        return ""
    return "未同意" if document.lifted_on is None else f"{long_day(document.lifted_on)}审查同意"


def _suspension(ground: PaperGround) -> bool | None:
    """Tell whether a decision on measures suspends, or only orders to remove; no other paper asks for it."""
    return ground.facts.document.suspends if ground.document.form is DocumentForm.ONSITE_MEASURES else None


def _certificate_answer(ground: PaperGround) -> bool | None:
    """Tell whether the party said that it had seen the certificates; only a record asks for it."""
    if ground.document.form is not DocumentForm.INSPECTION_RECORD:
        return None
    return bool((ground.document.fields or {}).get("is_certificate_seen"))


def deadline_words(ground: PaperGround) -> str:
    """Say in one line which items are due when."""
    if ground.document.form is not DocumentForm.RECTIFICATION_ORDER:
        return ""
    return "；".join(
        f"第{item_list(group.items)}项：{'立即' if group.until is None else f'{short_day(group.until)}前（含当日）'}"
        for group in deadline_groups(ground.facts.lines)
    )


def typed_texts(ground: PaperGround) -> tuple[TypedText, ...]:
    """List the parts that may be worded anew, with what prints otherwise; an unverified sentence is only offered."""
    texts = []
    for field in ground.definition.fields:
        wording = ground.profile.wording(field.wording, ground.day) if field.wording else None
        usual, is_verified = ("", True) if wording is None else (wording.text, wording.is_printable)
        usual = usual.replace("{provision}", NAME_IT)
        texts.append(TypedText(field, ground.typed(field.id), usual, is_verified))
    return tuple(texts)


def _with_typing(uow: UnitOfWork, ground: PaperGround) -> tuple[TypedText, ...]:
    """Show what was being typed when the card was left without saying so, by a crash or a power cut."""
    kept = uow.drafts.load(typing_key(ground.document.id))
    body: Mapping[str, str] = {} if kept is None else kept.body
    texts = typed_texts(ground)
    return tuple(replace(one, typed=body[one.field.id]) if one.field.id in body else one for one in texts)


def _can_split(ground: PaperGround) -> bool:
    is_order = ground.document.form is DocumentForm.RECTIFICATION_ORDER
    return is_order and len(deadline_groups(ground.facts.lines)) > 1


def _files(uow: UnitOfWork, document: Document) -> tuple[CopyRow, ...]:
    query = (
        select(DocumentCopy)
        .where(DocumentCopy.document_id == document.id, DocumentCopy.deleted.is_(False))
        .order_by(DocumentCopy.made_at, DocumentCopy.id)
    )
    return tuple(
        CopyRow(row.id, row.copy_kind, row.file_blob, long_moment(row.made_at)) for row in uow.session.scalars(query)
    )


def recent_inspections(uow: UnitOfWork, *, limit: int) -> tuple[RecentInspection, ...]:
    """List the latest inspections with the count of their drafts and issued papers."""
    query = (
        select(Inspection.id, Enterprise.name, Inspection.started_at, Inspection.category)
        .outerjoin(Enterprise, Enterprise.id == Inspection.enterprise_id)
        .where(Inspection.deleted.is_(False), Inspection.state != InspectionState.VOID)
        .order_by(Inspection.started_at.is_(None).desc(), Inspection.started_at.desc(), Inspection.id.desc())
        .limit(limit)
    )
    rows = uow.session.execute(query).all()
    counts = _counts(uow, [row[0] for row in rows])
    return tuple(
        RecentInspection(
            id=inspection_id,
            enterprise=name or "",
            started_on=None if started is None else civil_day(started),
            category="" if category is None else f"{category.value}检查",
            drafts=counts.get((inspection_id, True), 0),
            issued=counts.get((inspection_id, False), 0),
        )
        for inspection_id, name, started, category in rows
    )


def _counts(uow: UnitOfWork, inspection_ids: list[object]) -> dict[tuple[object, bool], int]:
    is_draft = Document.state == DocumentState.DRAFT
    query = (
        select(Document.inspection_id, is_draft, func.count())
        .where(Document.inspection_id.in_(inspection_ids), Document.deleted.is_(False))
        .group_by(Document.inspection_id, is_draft)
    )
    return {(inspection_id, bool(draft)): count for inspection_id, draft, count in uow.session.execute(query)}
