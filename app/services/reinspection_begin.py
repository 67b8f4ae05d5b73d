"""The beginning of a re-inspection: what waits, who may go, what stands in the way."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Officer
from app.models.reinspection import Reinspection
from app.rules.deadlines import time_left
from app.services.facts_inspection import load_inspection
from app.services.facts_loop import loop_facts
from app.services.reinspection_due import NO_DAY, is_due
from app.services.reinspection_items import (
    followed_order,
    item_numbers,
    report_rows,
    reported_days,
    stage_rows,
    waiting_hazards,
)
from app.services.reinspection_refusal import not_waiting
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import ReinspectionManner
from app.values.errors import UserError
from app.values.facts_inspection import HazardFact
from app.values.facts_loop import LoopFacts
from app.values.rows_reinspection import OfficerChoice, ReinspectionStart, WaitingItem


def open_reinspection(uow: UnitOfWork, inspection_id: UUID) -> UUID | None:
    """Name the re-inspection of this inspection that has not ended."""
    return uow.session.scalar(
        select(Reinspection.id).where(
            Reinspection.inspection_id == inspection_id,
            Reinspection.is_ended.is_(False),
            Reinspection.deleted.is_(False),
        )
    )


def refuse_second(uow: UnitOfWork, inspection_id: UUID) -> None:
    """Keep to one open re-inspection of an inspection at a time."""
    if open_reinspection(uow, inspection_id) is not None:
        raise UserError("本次检查有一次复查还没有结束。", hint="请先办完那次复查，或撤销后再开始。")


def refuse_wrong_time(loop: LoopFacts, *, at: datetime, now: datetime) -> None:
    """Refuse a beginning in the future or before the check was over."""
    if at > now:
        raise UserError("复查开始时间晚于现在。", hint="请核对时间。")
    ended = loop.inspection.ended_at or loop.inspection.started_at
    if ended is not None and at < ended:
        raise UserError("复查开始时间早于检查结束时间。", hint="请核对时间。")


def refuse_majors_off_site(hazards: Iterable[HazardFact], manner: ReinspectionManner) -> None:
    """Ask for a visit wherever a 重大事故隐患 is looked at again."""
    if manner is not ReinspectionManner.ON_SITE and any(one.is_major for one in hazards):
        raise UserError("重大事故隐患必须现场复查。", hint="请改选现场复查。")


def chosen_hazards(loop: LoopFacts, hazard_ids: Iterable[UUID] | None, *, on: date) -> Sequence[HazardFact]:
    """Give the hazards that are looked at: those named, else all that are due, else all that wait."""
    waiting = waiting_hazards(loop)
    if not waiting:
        raise UserError("本次检查没有等待复查的隐患。", hint="请先签发责令限期整改指令书，或核对隐患状态。")
    if hazard_ids is None:
        reported = reported_days(loop)
        due = [
            one
            for one in waiting
            if is_due(deadline=one.deadline, reported_on=reported.get(one.id), state=one.state, today=on)
        ]
        return due or waiting
    wanted = set(hazard_ids)
    named = [one for one in waiting if one.id in wanted]
    left_out = wanted - {one.id for one in named}
    if left_out:
        raise not_waiting(loop, min(left_out))
    if not named:
        raise UserError("选中的隐患不在等待复查之列。", hint="请核对隐患是否已经责令整改、是否已经销号。")
    return named


def new_reinspection(
    loop: LoopFacts,
    hazards: Sequence[HazardFact],
    *,
    officer_ids: Iterable[UUID],
    at: datetime,
    manner: ReinspectionManner,
    place: str | None,
) -> Reinspection:
    """Make the record of the visit."""
    order = followed_order(loop, [one.id for one in hazards])
    return Reinspection(
        inspection_id=loop.inspection.id,
        order_id=None if order is None else order.id,
        round_no=len(loop.reinspections) + 1,
        manner=manner,
        started_at=at,
        place=place,
        officer_ids=tuple(dict.fromkeys(officer_ids)),
    )


def start_view(uow: UnitOfWork, inspection_id: UUID, *, today: date) -> ReinspectionStart:
    """Tell what is asked before a re-inspection begins."""
    inspection = load_inspection(uow, inspection_id)
    loop = loop_facts(uow, inspection_id)
    waiting = waiting_hazards(loop)
    order = followed_order(loop, [one.id for one in waiting])
    return ReinspectionStart(
        inspection_id=inspection_id,
        enterprise=loop.inspection.enterprise_name,
        order_name="" if order is None else order.name,
        items=_items(loop, waiting, today=today),
        officers=_officers(uow, inspection.authority_id, inspection.officer_ids, today=today),
        papers=report_rows(loop),
        stages=stage_rows(loop),
        open_id=open_reinspection(uow, inspection_id),
        last_id=loop.reinspections[-1].id if loop.reinspections else None,
        has_major=any(one.is_major for one in waiting),
    )


def _items(loop: LoopFacts, waiting: Sequence[HazardFact], *, today: date) -> tuple[WaitingItem, ...]:
    numbers, reported = item_numbers(loop), reported_days(loop)
    items = []
    for one in waiting:
        left = NO_DAY if one.deadline is None else time_left(one.deadline, today)
        due = is_due(deadline=one.deadline, reported_on=reported.get(one.id), state=one.state, today=today)
        items.append(
            WaitingItem(one.id, numbers[one.id], one.fact, one.level, one.deadline, left.text, left.urgency, due)
        )
    return tuple(items)


def _officers(
    uow: UnitOfWork, authority_id: UUID, of_check: Sequence[UUID], *, today: date
) -> tuple[OfficerChoice, ...]:
    """List the officers of the authority whose certificates count today, those of the check first."""
    query = select(Officer).where(
        Officer.authority_id == authority_id, Officer.is_active.is_(True), Officer.deleted.is_(False)
    )
    valid = [one for one in uow.session.scalars(query) if one.valid_to is None or one.valid_to >= today]
    known = {one.id: at for at, one in enumerate(valid)}
    first = {one: at for at, one in enumerate(of_check)}
    valid.sort(key=lambda one: (first.get(one.id, len(first)), one.order_no or 0, known[one.id]))
    return tuple(OfficerChoice(one.id, one.name, one.certificate, one.id in first) for one in valid)


def day_of(reinspection: Reinspection, otherwise: date) -> date:
    """Give the civil day of the visit."""
    return otherwise if reinspection.started_at is None else civil_day(reinspection.started_at)
