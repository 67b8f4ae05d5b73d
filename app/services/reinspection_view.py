"""One re-inspection as its page shows it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.document import Document
from app.models.hazard import Hazard
from app.models.reinspection import Reinspection
from app.services.facts_loop import loop_facts
from app.services.loop_words import number_in_list
from app.services.reinspection_begin import day_of
from app.services.reinspection_items import item_numbers, item_row, load_photos, report_rows, stage_rows
from app.services.reinspection_judging import outcomes_of, typing_key
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentForm, DocumentState
from app.values.facts_loop import LoopFacts
from app.values.rows_reinspection import ReinspectedRow, ReinspectionView

_GONE = (DocumentState.REVOKED, DocumentState.VOID)


def reinspection_view(uow: UnitOfWork, row: Reinspection, *, today: date) -> ReinspectionView:
    """Show its items in the order of the paper that is followed up."""
    loop = loop_facts(uow, row.inspection_id)
    items = _items(uow, row, loop, on=day_of(row, today))
    order = next((one for one in loop.documents if one.id == row.order_id), None)
    mine = next((one for one in loop.reinspections if one.id == row.id), None)
    return ReinspectionView(
        id=row.id,
        inspection_id=row.inspection_id,
        enterprise=loop.inspection.enterprise_name,
        order_name="" if order is None else number_in_list(order.number) or order.title,
        round_no=row.round_no,
        manner=row.manner,
        started_at=row.started_at,
        ended_at=row.ended_at,
        is_ended=row.is_ended,
        officers=() if mine is None else tuple(one.name for one in mine.officers),
        items=tuple(sorted(items, key=lambda one: (one.number, str(one.hazard_id)))),
        papers=report_rows(loop),
        stages=stage_rows(loop),
        opinion_id=_opinion(uow, row),
    )


def _items(uow: UnitOfWork, row: Reinspection, loop: LoopFacts, *, on: date) -> list[ReinspectedRow]:
    facts = {one.id: one for one in loop.hazards}
    numbers = item_numbers(loop)
    photos = load_photos(uow, row.inspection_id)
    places = _places(uow, row)
    items = []
    for outcome in outcomes_of(uow, row.id):
        if outcome.hazard_id not in facts:
            continue
        fact = facts[outcome.hazard_id]
        item = item_row(
            outcome,
            fact,
            loop,
            place=places.get(fact.id, ""),
            number=numbers[fact.id],
            photos=photos.get(fact.id, ()),
            on=on,
        )
        items.append(_with_typed(uow, row, item))
    return items


def _with_typed(uow: UnitOfWork, row: Reinspection, item: ReinspectedRow) -> ReinspectedRow:
    """Show what was typed last, also where the program ended before it became a revision."""
    draft = None if row.is_ended else uow.drafts.load(typing_key(row.id, item.hazard_id))
    if draft is None:
        return item
    return replace(item, seen=draft.body.get("seen") or "", next_reason=draft.body.get("next_reason") or "")


def _places(uow: UnitOfWork, row: Reinspection) -> dict[UUID, str]:
    query = select(Hazard.id, Hazard.place).where(Hazard.inspection_id == row.inspection_id)
    return {key: place or "" for key, place in uow.session.execute(query)}


def _opinion(uow: UnitOfWork, row: Reinspection) -> UUID | None:
    """Name the opinion that stands or is being written about this re-inspection."""
    query = select(Document.id).where(
        Document.reinspection_id == row.id,
        Document.form == DocumentForm.REINSPECTION_OPINION,
        Document.state.not_in(_GONE),
        Document.deleted.is_(False),
    )
    return uow.session.scalar(query.order_by(Document.id.desc()).limit(1))
