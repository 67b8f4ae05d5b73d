"""One case as its page shows it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Officer
from app.models.case import Case, CaseStep
from app.models.hazard import Hazard
from app.models.photo import Photo
from app.rules.case_next import StationStatus, next_step, stations
from app.rules.case_steps import allowed
from app.rules.deadlines import time_left, working_time_left
from app.rules.periods import Period, PeriodUnit
from app.services.case_ground import (
    CaseGround,
    act_day,
    case_period,
    decide_by,
    detail_day,
    fine_party,
    hearing_period,
    payment_period,
    penalty_provisions,
)
from app.services.facts_loop import loop_facts
from app.services.facts_people import officers_by_id
from app.services.private_fields import told
from app.services.reinspection_items import stage_rows
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import PhotoRole, PhotoSource, StepKind
from app.values.library import FineOccasion
from app.values.rows_case import (
    CaseHazard,
    CaseOfficer,
    CaseView,
    ClockRow,
    FineChoice,
    StepRow,
    TrackMark,
)
from app.values.rows_loop import StageRow

_DONE = "已办"
_NOTES = {StationStatus.CURRENT: "办理中", StationStatus.LATER: "未到", StationStatus.NOT_NEEDED: "未经此步"}
WHOLE = 100


def case_view(uow: UnitOfWork, ground: CaseGround, *, today: date) -> CaseView:
    """Show where the case stands and what it rests on."""
    case, fact = ground.case, ground.fact
    coming = next_step(fact, today=today)
    names = {key: one.name for key, one in officers_by_id(uow, _officer_ids(ground.steps)).items()}
    notice = fact.last(StepKind.NOTICE, StepKind.HEARING_NOTICE)
    may = allowed(fact)
    return CaseView(
        id=case.id,
        number=case.number or "",
        title=case.title,
        party=case.party_name,
        is_person=case.is_person,
        identity=told(uow, case.party_identity_sealed),
        procedure=case.procedure,
        cause=case.cause or "",
        violations=_citations(ground, uow, today),
        penalty_basis=tuple(case.penalty_basis or ()),
        state=case.state,
        inspection_id=case.inspection_id,
        handlers=tuple(dict.fromkeys(names[one] for one in _officer_ids(ground.steps) if one in names)),
        track=_track(ground),
        next_step=coming.sentence,
        next_note=coming.note,
        next_kinds=coming.kinds,
        allowed=tuple(kind for kind in StepKind if kind in may),
        clocks=_clocks(ground, today=today),
        steps=tuple(_step(one, names) for one in ground.steps),
        fines=_fines(ground, on=act_day(uow, ground, today)),
        most_cents=None if notice is None else notice.amount_cents,
        hazards=_hazards(uow, case),
        officers=_officers(uow, today=today),
        stages=_stages(uow, case),
        ending=fact.ended_by_law,
    )


def _officer_ids(steps: Sequence[CaseStep]) -> list[UUID]:
    return [officer for one in steps for officer in one.officer_ids]


def _citations(ground: CaseGround, uow: UnitOfWork, today: date) -> tuple[str, ...]:
    refs = tuple(ground.case.violations or ())
    facts = ground.library.provision_facts(refs, act_day(uow, ground, today))
    return tuple(facts[ref].citation if ref in facts else ref for ref in refs)


def _track(ground: CaseGround) -> tuple[TrackMark, ...]:
    marks = []
    for one in stations(ground.fact):
        day = "" if one.on is None else f"{one.on:%m-%d}"
        note = _DONE if one.status is StationStatus.DONE else _NOTES[one.status]
        marks.append(TrackMark(one.name, one.status, day or note))
    return tuple(marks)


def _clocks(ground: CaseGround, *, today: date) -> tuple[ClockRow, ...]:
    """Give the periods that run or ran; one that is over with because its step was made is left out."""
    fact = ground.fact
    rows: list[ClockRow] = []
    hearing, case, payment = hearing_period(ground), case_period(ground), payment_period(ground)
    decided = fact.has(StepKind.DECISION, StepKind.NO_PENALTY)
    if hearing is not None and not decided:
        rows.append(_clock(ground, "听证申请", hearing, hearing.deadline, today=today))
    answer = detail_day(ground.last(StepKind.NOTICE), "answer_by")
    served = detail_day(ground.last(StepKind.NOTICE), "served_on")
    if answer is not None and served is not None and not decided:
        rows.append(_typed_clock("陈述申辩", served, answer, today=today))
    if case is not None and not decided:
        rows.append(_clock(ground, "办案期限", case, decide_by(ground) or case.deadline, today=today))
    if payment is not None and not fact.has(StepKind.CLOSING):
        rows.append(_clock(ground, "缴纳罚款", payment, payment.deadline, today=today))
    return tuple(rows)


def _clock(ground: CaseGround, title: str, one: Period, end: date, *, today: date) -> ClockRow:
    in_working_days = one.rule.unit is PeriodUnit.WORKING_DAY
    left = (
        working_time_left(end, today, calendar=ground.library.calendar()) if in_working_days else time_left(end, today)
    )
    unit = "个工作日" if in_working_days else "日"
    words = f"自{one.event.month}月{one.event.day}日起 {one.rule.n} {unit}　{one.rule.article}"
    return ClockRow(title, one.event, end, left.text, left.urgency, _part(one.event, end, today), words, one.verified)


def _typed_clock(title: str, start: date, end: date, *, today: date) -> ClockRow:
    left = time_left(end, today)
    words = f"告知书写明至{end.month}月{end.day}日"
    return ClockRow(title, start, end, left.text, left.urgency, _part(start, end, today), words, True)


def _part(start: date, end: date, today: date) -> int:
    """Tell how much of the time has gone, in hundredths."""
    whole = (end - start).days
    gone = (today - start).days
    return WHOLE if whole <= 0 else max(0, min(WHOLE, gone * WHOLE // whole))


def _step(row: CaseStep, names: Mapping[UUID, str]) -> StepRow:
    details = row.details or {}
    chosen = details.get("occasion")
    return StepRow(
        id=row.id,
        step=row.step,
        on=row.on,
        number=row.number or "",
        amount_cents=row.amount_cents,
        provision=row.provision or "",
        occasion=FineOccasion(chosen) if chosen else None,
        officers=tuple(names[one] for one in row.officer_ids if one in names),
        persons=tuple(_person(one) for one in row.persons or ()),
        ground=row.ground,
        reason=row.reason or "",
        text=row.text or "",
        served_on=detail_day(row, "served_on"),
        answer_by=detail_day(row, "answer_by"),
        is_defence_waived=bool(details.get("is_defence_waived")),
    )


def _person(value: Mapping[str, str]) -> str:
    role, name = value.get("role") or "", value.get("name") or ""
    return f"{role}：{name}" if role else name


def _fines(ground: CaseGround, *, on: date) -> tuple[FineChoice, ...]:
    """Give the ranges for this party in the provisions that penalise what was found."""
    return tuple(
        FineChoice(
            ref=provision.ref.undated.text,
            citation=provision.citation,
            who=fine.who,
            when=fine.when,
            min_yuan=fine.min_yuan,
            max_yuan=fine.max_yuan,
            condition=fine.condition,
            is_verified=provision.printable,
        )
        for provision in penalty_provisions(ground, on=on)
        for fine in provision.fines
        if fine.who is fine_party(ground.case)
    )


def _hazards(uow: UnitOfWork, case: Case) -> tuple[CaseHazard, ...]:
    rows = uow.session.scalars(select(Hazard).where(Hazard.id.in_(case.hazard_ids)).order_by(Hazard.order_no)).all()
    photos = _photos(uow, case.hazard_ids)
    return tuple(
        CaseHazard(one.id, one.order_no, one.fact, one.state, one.deadline, photos.get(one.id)) for one in rows
    )


def _photos(uow: UnitOfWork, hazard_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Choose for each hazard the last photograph that the officers took, an after photo first."""
    query = (
        select(Photo.hazard_id, Photo.id)
        .where(Photo.hazard_id.in_(hazard_ids), Photo.source == PhotoSource.OFFICER, Photo.deleted.is_(False))
        .order_by(Photo.role == PhotoRole.AFTER, Photo.added_at, Photo.id)
    )
    return {hazard: photo for hazard, photo in uow.session.execute(query) if hazard is not None}


def _officers(uow: UnitOfWork, *, today: date) -> tuple[CaseOfficer, ...]:
    query = select(Officer).where(Officer.is_active.is_(True), Officer.deleted.is_(False))
    valid = [one for one in uow.session.scalars(query) if one.valid_to is None or one.valid_to >= today]
    valid.sort(key=lambda one: (one.order_no or 0, one.name, str(one.id)))
    return tuple(CaseOfficer(one.id, one.name, one.certificate) for one in valid)


def _stages(uow: UnitOfWork, case: Case) -> tuple[StageRow, ...]:
    return () if case.inspection_id is None else stage_rows(loop_facts(uow, case.inspection_id))
