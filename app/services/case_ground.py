"""What the library and the calendar add to the facts of a case: its ends of periods, thresholds and ranges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app.models.authority import Authority
from app.models.case import Case, CaseStep
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.amounts import Party, PartyLimit, PenaltyKind, needs_hearing
from app.rules.library import NotInForceError, UnknownRefError
from app.rules.periods import Period, period
from app.services.case_power import fined_elsewhere, granted_refs, refused_on
from app.services.facts_case import case_fact, step_fact
from app.services.library_view import LibraryView
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import StepKind
from app.values.facts_case import CaseFact
from app.values.facts_inspection import OPEN_STATES
from app.values.library import FineOccasion, FineParty, Provision
from app.values.reference import UnreadableRefError

CENTS = 100
ELIMINATION = "安全生产法/41/2"
HEARING_RULE, CASE_RULE, PAYMENT_RULE = "hearing_request_5wd", "case_90d", "payment_15d"
_NOTICES = (StepKind.NOTICE, StepKind.HEARING_NOTICE)


@dataclass(frozen=True)
class CaseGround:
    """A case with its steps and all that a step of it is judged by."""

    case: Case
    steps: Sequence[CaseStep]
    fact: CaseFact
    library: LibraryView
    region: str | None

    def last(self, *kinds: StepKind) -> CaseStep | None:
        """Give the latest step of these kinds."""
        return next((one for one in reversed(self.steps) if one.step in kinds), None)


def load_ground(uow: UnitOfWork, case: Case, *, library: LibraryView, leave_out: CaseStep | None = None) -> CaseGround:
    """Load a case as rules judge it; a step that is being corrected is left out."""
    query = select(CaseStep).where(CaseStep.case_id == case.id, CaseStep.deleted.is_(False))
    steps = [one for one in uow.session.scalars(query) if one is not leave_out]
    steps.sort(key=lambda one: (one.on is None, one.on or date.max, one.order_no, str(one.id)))
    region = uow.session.scalar(select(Authority.region).where(Authority.deleted.is_(False)).limit(1))
    bare = CaseGround(case, steps, case_fact(case, steps=[step_fact(one) for one in steps]), library, region)
    return replace(bare, fact=_completed(uow, bare))


def _completed(uow: UnitOfWork, ground: CaseGround) -> CaseFact:
    notice = ground.last(*_NOTICES)
    ends = [detail_day(notice, "answer_by"), end_of(hearing_period(ground))]
    return replace(
        ground.fact,
        defence_end=max((day for day in ends if day is not None), default=None),
        decide_by=decide_by(ground),
        needs_hearing_notice=is_heard(ground, None if notice is None else notice.amount_cents),
        is_defence_waived=any((one.details or {}).get("is_defence_waived") for one in ground.steps),
        is_rectified=_is_rectified(uow, ground.case),
        expected_refs=_expected(uow, ground),
        granted_refs=granted_refs(uow, ground.case, on=ground.steps[-1].on if ground.steps else None),
        fined_elsewhere=fined_elsewhere(uow, ground.case),
        refused_on=refused_on(uow, ground.case, served=_served_on(ground)),
    )


def _served_on(ground: CaseGround) -> date | None:
    served = ground.last(StepKind.SERVICE)
    return None if served is None else served.on


def _expected(uow: UnitOfWork, ground: CaseGround) -> tuple[str, ...]:
    """Give what penalises the violations of the case; nothing where the library does not know it of each of them."""
    on = act_day(uow, ground, date.max)
    found = [_provision(ground, ref, on=on) for ref in ground.case.violations or ()]
    if not found or any(one is None or not one.penalised_by for one in found):
        return ()
    # Whatever was found is a hazard too: with it the duty to eliminate hazards may be violated.
    found.append(_provision(ground, ELIMINATION, on=on))
    return tuple(dict.fromkeys(ref.text for one in found if one is not None for ref in one.penalised_by))


def detail_day(step: CaseStep | None, key: str) -> date | None:
    """Read a day out of the details of a step."""
    text = None if step is None else (step.details or {}).get(key)
    return date.fromisoformat(text) if text else None


def end_of(worked_out: Period | None) -> date | None:
    """Give the last day of a period, if there is one."""
    return None if worked_out is None else worked_out.deadline


def hearing_period(ground: CaseGround) -> Period | None:
    """Work out the time for asking for a hearing, from the service of the hearing notice."""
    served = detail_day(ground.last(StepKind.HEARING_NOTICE), "served_on")
    return None if served is None else period_from(ground, HEARING_RULE, served)


def case_period(ground: CaseGround) -> Period | None:
    """Work out the time for deciding, from the filing."""
    filing = ground.last(StepKind.FILING)
    return None if filing is None or filing.on is None else period_from(ground, CASE_RULE, filing.on)


def payment_period(ground: CaseGround) -> Period | None:
    """Work out the time for paying, from the service of the decision."""
    service = ground.last(StepKind.SERVICE)
    is_fined = ground.last(StepKind.DECISION) is not None
    return (
        None if service is None or service.on is None or not is_fined else period_from(ground, PAYMENT_RULE, service.on)
    )


def period_from(ground: CaseGround, name: str, event: date) -> Period | None:
    """Work out a period of the library; one that the library lacks on that day is none."""
    try:
        return period(ground.library.period(name, event), event, ground.library.calendar())
    except (UnknownRefError, NotInForceError):
        return None


def decide_by(ground: CaseGround) -> date | None:
    """Give the last day for deciding: as approved for longer, else as the law says."""
    longer = [detail_day(one, "until") for one in ground.steps if one.step is StepKind.EXTENSION]
    approved = max((day for day in longer if day is not None), default=None)
    return approved or end_of(case_period(ground))


def is_heard(ground: CaseGround, cents: int | None) -> bool:
    """Tell whether a fine of this height asks for the offer of a hearing."""
    day = next((one.on for one in reversed(ground.steps) if one.on is not None), None)
    limit = None if cents is None or day is None else party_limit(ground, "hearing", on=day)
    if cents is None or limit is None:
        return False
    return needs_hearing(PenaltyKind.FINE, cents=cents, party=party_of(ground.case), threshold=limit)


def party_limit(ground: CaseGround, name: str, *, on: date) -> PartyLimit | None:
    """Read an amount that differs for citizens and organisations; none where the library lacks it on the day."""
    try:
        citizen = ground.library.parameter(f"{name}_citizen_yuan", on, region=ground.region)
        organisation = ground.library.parameter(f"{name}_organisation_yuan", on, region=ground.region)
    except (UnknownRefError, NotInForceError):
        return None
    return PartyLimit(citizen.value * CENTS, organisation.value * CENTS, citizen.valid_from, citizen.valid_to)


def party_of(case: Case) -> Party:
    """Tell whom ceilings and thresholds distinguish."""
    return Party.CITIZEN if case.is_person else Party.ORGANISATION


def fine_party(case: Case) -> FineParty:
    """Tell whom ranges of fines distinguish."""
    return FineParty.PERSON if case.is_person else FineParty.ORGANISATION


def occasion_of(ground: CaseGround) -> FineOccasion | None:
    """Tell on which occasion the party is fined, as the last notice or decision says."""
    for step in reversed(ground.steps):
        chosen = (step.details or {}).get("occasion")
        if chosen:
            return FineOccasion(chosen)
    return None


def _is_rectified(uow: UnitOfWork, case: Case) -> bool:
    states = select(Hazard.state).where(Hazard.id.in_(case.hazard_ids), Hazard.deleted.is_(False))
    return all(state not in OPEN_STATES for state in uow.session.scalars(states))


def act_day(uow: UnitOfWork, ground: CaseGround, otherwise: date) -> date:
    """Give the day by whose law the act is judged: that of the check, else that of the lead."""
    inspection = None if ground.case.inspection_id is None else uow.session.get(Inspection, ground.case.inspection_id)
    if inspection is not None and inspection.started_at is not None:
        return civil_day(inspection.started_at)
    return next((one.on for one in ground.steps if one.on is not None), otherwise)


def penalty_provisions(ground: CaseGround, *, on: date) -> tuple[Provision, ...]:
    """Give the provisions that may be the basis: those named in the case, else those that penalise what was found."""
    named = tuple(ground.case.penalty_basis or ())
    refs = named or tuple(dict.fromkeys(_penalising(ground, on=on)))
    return tuple(one for ref in refs if (one := _provision(ground, ref, on=on)) is not None)


def _penalising(ground: CaseGround, *, on: date) -> Iterable[str]:
    for ref in ground.case.violations or ():
        found = _provision(ground, ref, on=on)
        if found is not None:
            yield from (one.text for one in found.penalised_by)


def _provision(ground: CaseGround, ref: str, *, on: date) -> Provision | None:
    try:
        return ground.library.provision(ref, on)
    except (UnknownRefError, NotInForceError, UnreadableRefError):
        return None
