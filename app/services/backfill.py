"""补录: history typed in from paper after the fact: no gates, and no paper can be issued from it."""

from collections import Counter
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.models.document import Document, DocumentCopy
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.numbering import NumberTakenError
from app.services.desk import Desk
from app.services.document_numbers import is_taken
from app.services.enterprises import load_enterprise
from app.services.facts_inspection import load_inspection
from app.services.officers import load_officer
from app.services.own_authority import require_own_authority
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day, iso_day
from app.values.docnumber import KEYS, DocumentNumber, DocumentNumberError, parse
from app.values.enums import (
    CopyKind,
    DocumentForm,
    DocumentState,
    Handling,
    HazardState,
    InspectionState,
    NumberSource,
)
from app.values.errors import UserError
from app.values.typed_in import MARK, TypedInHazard, TypedInInspection, TypedInPaper, YearCount

_ORDERS = frozenset({DocumentForm.RECTIFICATION_ORDER, DocumentForm.ONSITE_MEASURES})
_DONE = frozenset({HazardState.PASSED, HazardState.VOID})


class BackfillService:
    """Type history in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def enter(self, history: TypedInInspection) -> UUID:
        """Enter an inspection of the past with its hazards and papers, or nothing of it."""
        _refuse_impossible(history, today=self._desk.today())
        with self._desk.write(reason=MARK) as uow:
            load_enterprise(uow, history.enterprise_id)
            for officer_id in history.officer_ids:
                load_officer(uow, officer_id)
            found = _inspection(uow, history)
            uow.add(found)
            uow.session.flush()
            has_order = any(paper.form in _ORDERS for paper in history.papers)
            hazards = [
                _hazard(found, order_no, one, has_order=has_order)
                for order_no, one in enumerate(history.hazards, start=1)
            ]
            uow.add_all(hazards)
            for paper in history.papers:
                _enter_paper(uow, found, paper, hazard_ids=tuple(one.id for one in hazards))
            uow.commit()
            return found.id

    def enter_file(self, file: Path) -> UUID:
        """Enter the inspection that a file describes."""
        from app.services.backfill_file import enter_file  # what reads files is loaded when there is one

        return enter_file(self._desk, file)

    def add_paper(self, inspection_id: UUID, paper: TypedInPaper) -> UUID:
        """Enter another old paper of an inspection that was typed in."""
        with self._desk.write(reason=MARK) as uow:
            document = _enter_paper(uow, _typed_in(uow, inspection_id), paper)
            uow.commit()
            return document.id

    def settle(self, inspection_id: UUID, *, done: dict[UUID, date], closed_on: date | None = None) -> None:
        """Note on which days hazards of a typed-in inspection were found mended, and when it was closed."""
        with self._desk.write(reason=MARK) as uow:
            found = _typed_in(uow, inspection_id)
            query = select(Hazard).where(Hazard.inspection_id == inspection_id, Hazard.deleted.is_(False))
            hazards = {one.id: one for one in uow.session.scalars(query)}
            for hazard_id, day in done.items():
                if hazard_id not in hazards:
                    raise UserError("这条隐患不属于该次检查。", hint="请重新选择。")
                hazards[hazard_id].state, hazards[hazard_id].closing = HazardState.PASSED, _closing(day)
            if closed_on is not None:
                if any(one.state not in _DONE for one in hazards.values()):
                    raise UserError("还有隐患没有填写整改完成日期，不能补录为已闭环。", hint="请先逐条填写。")
                found.state, found.closing = InspectionState.CLOSED, _closing(closed_on)
            uow.commit()

    def counts(self) -> tuple[YearCount, ...]:
        """Count inspections and hazards by year, with those that were typed in told apart; the last year first."""
        with self._desk.read() as uow:
            visits = select(Inspection.id, Inspection.started_at, Inspection.is_typed_in).where(
                Inspection.deleted.is_(False), Inspection.started_at.is_not(None)
            )
            hazards = (
                select(Hazard.inspection_id, func.count())
                .where(Hazard.deleted.is_(False), Hazard.state != HazardState.VOID)
                .group_by(Hazard.inspection_id)
            )
            of_each = {row[0]: row[1] for row in uow.session.execute(hazards)}
            counts: Counter[tuple[int, str, bool]] = Counter()
            for inspection_id, started_at, typed_in in uow.session.execute(visits):
                if started_at is not None:
                    year = civil_day(started_at).year
                    counts[year, "inspections", bool(typed_in)] += 1
                    counts[year, "hazards", bool(typed_in)] += of_each.get(inspection_id, 0)
        return tuple(_year(year, counts) for year in sorted({key[0] for key in counts}, reverse=True))


def _year(year: int, counts: Counter[tuple[int, str, bool]]) -> YearCount:
    def of(what: str) -> tuple[int, int]:
        typed_in = counts[year, what, True]
        return counts[year, what, False] + typed_in, typed_in

    return YearCount(year, *of("inspections"), *of("hazards"))


def _refuse_impossible(history: TypedInInspection, *, today: date) -> None:
    """Refuse what no paper can say: days after today, an end before the beginning, closed with hazards open."""
    if history.ended_at < history.started_at:
        raise UserError("结束时间早于开始时间。", hint="请对照原来的检查记录填写。")
    days = [civil_day(history.ended_at), *(paper.issued_on for paper in history.papers)]
    days += [day for one in history.hazards if (day := one.done_on) is not None]
    days += [] if history.closed_on is None else [history.closed_on]
    if max(days) > today:
        raise UserError(f"{iso_day(max(days))}还没有到，不能补录。", hint="补录只用于已经办过的事。")
    if history.closed_on is not None and any(one.done_on is None for one in history.hazards):
        raise UserError("还有隐患没有填写整改完成日期，不能补录为已闭环。", hint="请逐条填写，或者不填闭环日期。")
    if any(not one.fact.strip() for one in history.hazards):
        raise UserError("有一条隐患没有写事实。", hint="请照原来的文书填写。")


def _inspection(uow: UnitOfWork, history: TypedInInspection) -> Inspection:
    state = InspectionState.ENDED
    if any(paper.form in _ORDERS for paper in history.papers):
        state = InspectionState.ORDERED
    return Inspection(
        authority_id=require_own_authority(uow).id,
        enterprise_id=history.enterprise_id,
        officer_ids=history.officer_ids,
        category=history.category,
        source_note=history.source_note or None,
        started_at=history.started_at,
        ended_at=history.ended_at,
        place=history.place or None,
        summary=history.summary or None,
        state=state if history.closed_on is None else InspectionState.CLOSED,
        closing=None if history.closed_on is None else _closing(history.closed_on),
        is_typed_in=True,
    )


def _hazard(inspection: Inspection, order_no: int, one: TypedInHazard, *, has_order: bool) -> Hazard:
    open_state = HazardState.ORDERED if has_order else HazardState.FOUND
    return Hazard(
        inspection_id=inspection.id,
        enterprise_id=inspection.enterprise_id,
        order_no=order_no,
        fact=one.fact.strip(),
        demand=one.demand.strip(),
        place=one.place or None,
        handling=Handling.DEADLINE,
        level=one.level,
        deadline=one.deadline,
        state=open_state if one.done_on is None else HazardState.PASSED,
        closing=None if one.done_on is None else _closing(one.done_on),
    )


def _closing(day: date) -> dict[str, str]:
    return {"by": "", "day": day.isoformat(), "ground": MARK}


def _typed_in(uow: UnitOfWork, inspection_id: UUID) -> Inspection:
    found = load_inspection(uow, inspection_id)
    if not found.is_typed_in:
        raise UserError("这次检查不是补录的。", hint="它的文书和隐患请在检查中办理。")
    return found


def _enter_paper(
    uow: UnitOfWork, inspection: Inspection, paper: TypedInPaper, *, hazard_ids: tuple[UUID, ...] = ()
) -> Document:
    parts = _parts(paper.number)
    text = paper.number.strip() if parts is None else parts.text
    if not text:
        raise UserError("没有填写原来的文号。", hint="请照纸质文书填写；没有文号的文书不用补录。")
    document = Document(
        form=paper.form,
        title=_title(paper.form),
        enterprise_id=inspection.enterprise_id,
        inspection_id=inspection.id,
        officer_ids=inspection.officer_ids,
        hazard_ids=hazard_ids if paper.form in _ORDERS else (),
        number=text,
        number_key=None if parts is None else parts.key,
        number_year=None if parts is None else parts.year,
        number_serial=None if parts is None else parts.serial,
        number_source=NumberSource.BY_HAND,
        issued_on=paper.issued_on,
        state=DocumentState.SERVED if paper.is_served else DocumentState.ISSUED,
    )
    uow.add(document)
    uow.session.flush()
    if is_taken(uow, text, besides=document.id):
        raise NumberTakenError(f"文号{text}已经登记过，没有补录。", hint="请核对文号，同一份文书不要补录两次。")
    if paper.scan is not None:
        blob = uow.blobs.put(paper.scan)
        copy = DocumentCopy(document_id=document.id, copy_kind=CopyKind.SCANNED, file_blob=blob, made_at=uow.now())
        uow.add(copy)
    return document


def _parts(number: str) -> DocumentNumber | None:
    try:
        return parse(number, keys=KEYS | set(_number_keys()))
    except DocumentNumberError:
        return None


def _title(form: DocumentForm) -> str:
    from app.storage.form_files import document_profile

    return next((one.title for one in document_profile().forms if one.form is form), form.value)


def _number_keys() -> tuple[str, ...]:
    from app.storage.form_files import document_profile

    return document_profile().number_keys()
