"""What happens in the demo: stories that stop at every stage of the loop. Each says when its next act is."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from app.services.demo.calendar import moment
from app.services.demo.district import LEADER, REVIEWER
from app.services.demo.scribe import Scribe, Visit
from app.values.enums import (
    DocumentForm,
    Handling,
    OutcomeResult,
    PaperKind,
    PhotoRole,
    StepKind,
)
from app.values.fields_case import CaseFields, StepFields
from app.values.fields_received_paper import ExtensionFields, PaperFields
from app.values.fields_reinspection import OutcomeFields
from app.values.library import FineOccasion

Plot = Iterator[datetime]
Teller = Callable[[Scribe, int], Plot]
DONE, NOT_DONE = OutcomeResult.DONE, OutcomeResult.NOT_DONE
FINE_CENTS = 6_000_000
BASIS = "安全生产法/99"


def _plan(scribe: Scribe, number: int, days_ago: int, **how: bool) -> Generator[datetime, None, Visit]:
    """Plan a check on the eve of its day."""
    day = scribe.day(days_ago)
    yield moment(day - timedelta(days=1), 15, number % 60)
    return scribe.plan(number, day, **how)


def _check(scribe: Scribe, visit: Visit) -> Iterator[datetime]:
    """Arrive on the day."""
    yield moment(visit.day, 9, visit.number % 50)
    scribe.begin(visit)


def _ordered(
    scribe: Scribe, visit: Visit, *, count: int, days: int = 15, hand_over: bool = True, penalised_by: str = ""
) -> Plot:
    """Check, find, order and hand over; the last hazard is one that the named article penalises."""
    yield from _check(scribe, visit)
    scribe.find(visit, count, days=days, penalised_by=penalised_by)
    yield moment(visit.day, 11, 40)
    scribe.end(visit)
    scribe.issue(visit)
    if hand_over:
        scribe.hand_over(visit)


def _report(scribe: Scribe, visit: Visit, on: date) -> Plot:
    """The enterprise hands its report in."""
    yield moment(on, 15)
    scribe.do.received_papers.receive(
        PaperFields(
            paper_kind=PaperKind.RECTIFICATION_REPORT,
            received_on=on,
            inspection_id=visit.inspection_id,
            enterprise_id=visit.enterprise_id,
            hazard_ids=tuple(visit.hazards),
            reported_on=on,
            received_by="示例内勤",
            handed_in_by=visit.party.principal,
            copies=1,
            summary="已按指令书逐项整改，申请复查。",
        )
    )


def _come_back(scribe: Scribe, visit: Visit, on: date, *, failed: int = 0, stop_after: int | None = None) -> Plot:
    """Re-inspect; the last so many hazards fail, and a story may stop half-way."""
    yield moment(on, 10)
    scribe.do.desk.sit_down(visit.officers[0])
    at = moment(on, 10)
    begun = scribe.do.reinspections.begin(visit.inspection_id, visit.officers, at, hazard_ids=visit.hazards)
    good = len(visit.hazards) - failed
    for place, hazard_id in enumerate(visit.hazards[:stop_after]):
        result = DONE if place < good else NOT_DONE
        seen = "现场查看，已按要求整改。" if result is DONE else "现场查看，未整改。"
        outcome = scribe.do.reinspections.judge(begun, hazard_id, OutcomeFields(result=result, seen=seen))
        role = PhotoRole.AFTER
        if result is DONE:
            scribe.photograph(visit, hazard_id, role=role, at=at + timedelta(minutes=place), outcome_id=outcome)
    if stop_after is not None:
        return
    yield moment(on, 11)
    scribe.do.reinspections.end(begun, moment(on, 11))
    _opinion(scribe, visit, on, begun)


def _opinion(scribe: Scribe, visit: Visit, on: date, reinspection_id: UUID) -> None:
    issued = scribe.do.documents.issue_set(
        visit.inspection_id, [DocumentForm.REINSPECTION_OPINION], on=on, reinspection_id=reinspection_id
    )
    for document_id in issued:
        scribe.sign(visit, document_id)
    visit.papers += issued


def _close(scribe: Scribe, visit: Visit, on: date) -> Plot:
    yield moment(on, 17)
    scribe.do.loop.close(visit.inspection_id, on)


def planned(scribe: Scribe, number: int) -> Plot:
    """A check that is planned for tomorrow."""
    yield moment(scribe.day(1), 16)
    scribe.plan(number, scribe.on)


def unfinished(scribe: Scribe, number: int) -> Plot:
    """A walk that was left in the middle."""
    visit = yield from _plan(scribe, number, 1)
    yield from _check(scribe, visit)
    scribe.answer_some(visit, 12)
    scribe.find(visit, 2)


def ended(scribe: Scribe, number: int) -> Plot:
    """A check that is over, its papers still to be issued."""
    visit = yield from _plan(scribe, number, 2)
    yield from _check(scribe, visit)
    scribe.find(visit, 3)
    yield moment(visit.day, 11, 40)
    scribe.end(visit)


def just_ordered(scribe: Scribe, number: int) -> Plot:
    """An order that was issued and is neither printed nor signed yet."""
    visit = yield from _plan(scribe, number, 1)
    yield from _ordered(scribe, visit, count=3, hand_over=False)


def running(scribe: Scribe, number: int) -> Plot:
    """An order whose time still runs."""
    visit = yield from _plan(scribe, number, 6)
    yield from _ordered(scribe, visit, count=4)


def overdue(scribe: Scribe, number: int) -> Plot:
    """An order whose time is over and that nobody went to see."""
    visit = yield from _plan(scribe, number, 20)
    yield from _ordered(scribe, visit, count=3, days=12)


def reported(scribe: Scribe, number: int) -> Plot:
    """An enterprise that reports before its day and waits for the officers."""
    visit = yield from _plan(scribe, number, 14)
    yield from _ordered(scribe, visit, count=3, days=20)
    yield from _report(scribe, visit, scribe.day(4))


def half_reinspected(scribe: Scribe, number: int) -> Plot:
    """A re-inspection that was left in the middle."""
    visit = yield from _plan(scribe, number, 18)
    yield from _ordered(scribe, visit, count=3, days=14)
    yield from _report(scribe, visit, scribe.day(5))
    yield from _come_back(scribe, visit, scribe.day(1), stop_after=1)


def closed(scribe: Scribe, number: int) -> Plot:
    """A loop that is closed: everything put right."""
    visit = yield from _plan(scribe, number, 34)
    yield from _ordered(scribe, visit, count=3)
    yield from _report(scribe, visit, scribe.day(21))
    yield from _come_back(scribe, visit, scribe.day(16))
    yield from _close(scribe, visit, scribe.day(16))


def clean(scribe: Scribe, number: int) -> Plot:
    """A check that found nothing."""
    visit = yield from _plan(scribe, number, 9)
    yield from _check(scribe, visit)
    yield moment(visit.day, 11, 40)
    scribe.end(visit)
    scribe.issue(visit, [DocumentForm.INSPECTION_RECORD])
    scribe.hand_over(visit)
    yield from _close(scribe, visit, visit.day)


def mended_at_once(scribe: Scribe, number: int) -> Plot:
    """Small things that were put right on the spot."""
    visit = yield from _plan(scribe, number, 12)
    yield from _check(scribe, visit)
    scribe.find(visit, 2, handling=Handling.ON_THE_SPOT)
    yield moment(visit.day, 11, 40)
    scribe.end(visit)
    scribe.issue(visit, [DocumentForm.INSPECTION_RECORD])
    scribe.hand_over(visit)
    yield from _close(scribe, visit, visit.day)


def failed(scribe: Scribe, number: int) -> Plot:
    """A re-inspection with one hazard not put right: a lead that waits."""
    visit = yield from _plan(scribe, number, 22)
    yield from _ordered(scribe, visit, count=3, days=15)
    yield from _come_back(scribe, visit, scribe.day(3), failed=1)


def case_open(scribe: Scribe, number: int) -> Plot:
    """A case that is filed and investigated."""
    visit = yield from _plan(scribe, number, 30, needs_gas=True)
    yield from _ordered(scribe, visit, count=3, days=12, penalised_by=BASIS)
    yield from _come_back(scribe, visit, scribe.day(14), failed=1)
    case_id = _open_case(scribe, visit)
    yield from _steps(scribe, visit, case_id, _filing(scribe, number, scribe.day(10)))


def case_decided(scribe: Scribe, number: int) -> Plot:
    """A case from its filing to the payment of the fine; its hazard was put right after it."""
    visit = yield from _plan(scribe, number, 50, needs_gas=True)
    yield from _ordered(scribe, visit, count=2, days=7, penalised_by=BASIS)
    yield from _come_back(scribe, visit, scribe.day(40), failed=1)
    case_id = _open_case(scribe, visit)
    yield from _steps(scribe, visit, case_id, [*_filing(scribe, number, scribe.day(37)), *_penalty(scribe)])
    visit.hazards = visit.hazards[-1:]
    yield from _come_back(scribe, visit, scribe.day(6))
    yield from _steps(scribe, visit, case_id, _paid(scribe))
    yield from _close(scribe, visit, scribe.day(2))


def extended(scribe: Scribe, number: int) -> Plot:
    """More time that was asked for in time and approved."""
    visit = yield from _plan(scribe, number, 16)
    yield from _ordered(scribe, visit, count=2, days=18)
    asked = scribe.day(6)
    yield moment(asked, 15)
    applied = scribe.do.extensions.apply(
        ExtensionFields(
            inspection_id=visit.inspection_id,
            hazard_ids=tuple(visit.hazards[:1]),
            applied_on=asked,
            new_deadline=scribe.on + timedelta(days=20),
            grounds="设备订货周期较长，已采取临时防范措施。",
        )
    )
    answered = scribe.after(asked, 2)
    yield moment(answered, 10)
    scribe.do.extensions.approve(applied, by=LEADER, on=answered, answer="同意延期")


def major(scribe: Scribe, number: int) -> Plot:
    """A 重大事故隐患 under a running order."""
    visit = yield from _plan(scribe, number, 4, needs_gas=True)
    yield from _check(scribe, visit)
    scribe.find_major(visit)
    scribe.find(visit, 2)
    yield moment(visit.day, 11, 40)
    scribe.end(visit)
    scribe.issue(visit)
    scribe.hand_over(visit)


def without_code(scribe: Scribe, number: int) -> Plot:
    """A check without 执法码 on an approval by phone: two clocks run."""
    visit = yield from _plan(scribe, number, 1, has_code=False, by_phone=True)
    yield from _ordered(scribe, visit, count=2)


def _open_case(scribe: Scribe, visit: Visit) -> UUID:
    """Take up the lead that the re-inspection made."""
    return scribe.do.cases.open(
        CaseFields(hazard_ids=(visit.hazards[-1],), inspection_id=visit.inspection_id, cause="逾期未整改事故隐患")
    )


def _steps(scribe: Scribe, visit: Visit, case_id: UUID, steps: list[StepFields]) -> Plot:
    for step in steps:
        if step.on is None:
            raise ValueError("a step of the demo has its day")
        yield moment(step.served_on or step.on, 16)
        scribe.do.desk.sit_down(visit.officers[0])
        scribe.do.cases.step(case_id, step)


def _filing(scribe: Scribe, number: int, on: date) -> list[StepFields]:
    officers = scribe.pair_of_cases
    approved = ({"name": LEADER, "role": "审批"},)
    return [
        StepFields(
            step=StepKind.FILING,
            on=on,
            number=scribe.case_number(number, on),
            officer_ids=officers,
            persons=approved,
            text="同意立案调查。",
        ),
        StepFields(step=StepKind.INVESTIGATION, on=scribe.after(on, 2), officer_ids=officers, text="询问、现场勘验。"),
    ]


def _penalty(scribe: Scribe) -> list[StepFields]:
    officers = scribe.pair_of_cases
    told, decided = scribe.day(30), scribe.day(12)
    fined = StepFields(
        step=StepKind.HEARING_NOTICE,
        on=told,
        served_on=told,
        amount_cents=FINE_CENTS,
        provision=BASIS,
        occasion=FineOccasion.OVERDUE,
        officer_ids=officers,
    )
    approved = ({"name": LEADER, "role": "审批"},)
    return [
        StepFields(step=StepKind.REPORT, on=scribe.day(33), officer_ids=officers, text="事实清楚，证据确凿。"),
        StepFields(
            step=StepKind.LEGAL_REVIEW,
            on=scribe.day(32),
            officer_ids=officers,
            persons=({"name": REVIEWER, "role": "法制审核"},),
            text="同意。",
        ),
        fined,
        StepFields(
            step=StepKind.COLLECTIVE_DISCUSSION,
            on=scribe.day(13),
            officer_ids=officers,
            persons=({"name": LEADER, "role": "主持"},),
            text="同意拟处罚意见。",
        ),
        replace(fined, step=StepKind.DECISION, on=decided, served_on=None, persons=approved),
        StepFields(step=StepKind.SERVICE, on=scribe.day(10), officer_ids=officers, text="直接送达。"),
    ]


def _paid(scribe: Scribe) -> list[StepFields]:
    officers = scribe.pair_of_cases
    return [
        StepFields(step=StepKind.PAYMENT, on=scribe.day(5), amount_cents=FINE_CENTS, officer_ids=officers),
        StepFields(
            step=StepKind.CLOSING,
            on=scribe.day(3),
            officer_ids=officers,
            persons=({"name": LEADER, "role": "审批"},),
            reason="处罚决定履行完毕",
        ),
    ]


# The first ones stand in every demo, however small; after the last the list begins again.
PLOTS: tuple[Teller, ...] = (
    overdue,
    unfinished,
    closed,
    case_open,
    just_ordered,
    half_reinspected,
    case_decided,
    reported,
    running,
    without_code,
    major,
    ended,
    clean,
    failed,
    mended_at_once,
    extended,
    planned,
    closed,
    running,
    overdue,
    clean,
    reported,
    closed,
    mended_at_once,
)
STANDARD = len(PLOTS)
