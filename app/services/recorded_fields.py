"""What a recorded file says, as the fields that the services take."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.services.recorded_schema import (
    AuthorityPart,
    CasePart,
    EnterprisePart,
    HazardPart,
    InspectionPart,
    OfficerPart,
    OutcomePart,
    PartyPart,
    StepPart,
)
from app.services.recorded_words import AT_ONCE
from app.values.days import civil_day
from app.values.enums import Handling, HazardLevel
from app.values.facts import PersonFact
from app.values.fields_case import CaseFields, StepFields
from app.values.fields_enterprise import EnterpriseFields
from app.values.fields_hazard import HazardFields
from app.values.fields_inspection import Helper, InspectionFields
from app.values.fields_people import AuthorityFields, OfficerFields
from app.values.fields_reinspection import OutcomeFields

_HAZARD_TEXTS = (
    "fact",
    "demand",
    "charge",
    "place",
    "level_reason",
    "criterion",
    "judgement",
    "judged_by",
    "safety_reason",
    "transfer_to",
    "department",
    "responsible",
)


def authority_fields(part: AuthorityPart, *, known: AuthorityFields | None) -> AuthorityFields:
    """Give the authority of the file; what the file leaves out is as it is known, or as most authorities have it."""
    given = {name: value for name, value in part.model_dump().items() if value}
    if known is not None:
        return replace(known, **given)
    return AuthorityFields(**{"prefix": "", **given})


def enterprise_fields(part: EnterprisePart) -> EnterpriseFields:
    """Give the party of the file."""
    values = part.model_dump()
    phone = values.pop("phone")
    return EnterpriseFields(**values, phone=phone, principal_phone=phone if part.principal else "")


def officer_fields(part: OfficerPart) -> OfficerFields:
    """Give an officer of the file."""
    return OfficerFields(**part.model_dump())


def inspection_fields(part: InspectionPart, *, enterprise_id: UUID, officer_ids: Iterable[UUID]) -> InspectionFields:
    """Give the inspection of the file before its walk."""
    texts = {
        name: getattr(part, name)
        for name in ("source_note", "matter", "basis", "task_no", "law_code", "no_code_reason", "place", "note")
    }
    planned = InspectionFields(
        enterprise_id=enterprise_id,
        officer_ids=tuple(officer_ids),
        helpers=tuple(Helper(one.name, one.unit, one.role) for one in part.helpers),
        category=part.category,
        source=part.source,
        manner=part.manner,
        no_code_filed=part.no_code_filed,
        notice_served_at=part.notice_served,
        party=person_fact(part.party),
        checklists=part.checklists,
        summary=part.summary,
        reporter_name="" if part.reporter is None else part.reporter.name,
        reporter_phone="" if part.reporter is None else part.reporter.phone,
        **texts,
    )
    return planned if part.scheme is None else _with_scheme(planned, part)


def _with_scheme(planned: InspectionFields, part: InspectionPart) -> InspectionFields:
    scheme = part.scheme
    if scheme is None:
        return planned
    return replace(
        planned,
        scheme_approved_by=scheme.approved_by,
        scheme_approved_at=scheme.at,
        scheme_mode=scheme.mode,
        scheme_note=scheme.note,
        scheme_paper_due=scheme.paper_due,
        scheme_paper_done=scheme.paper_done,
    )


def person_fact(part: PartyPart) -> PersonFact:
    """Give the person of the other side."""
    return PersonFact(part.name, part.role, part.position, part.phone)


def hazard_fields(part: HazardPart, *, standard: HazardFields, ordered_on: date) -> HazardFields:
    """Give a hazard of the file; what it leaves out is the standard wording of its item.

    What is mended on the spot, or at once, has the day of the check as its last day; advice has none.
    """
    written = {name: getattr(part, name) for name in _HAZARD_TEXTS if getattr(part, name)}
    fields = replace(
        standard,
        **written,
        violations=part.violations or standard.violations,
        tags=part.tags or standard.tags,
        level=part.level or standard.level,
        handling=part.handling or standard.handling,
    )
    if part.level is HazardLevel.ORDINARY and not part.criterion:
        fields = replace(fields, criterion="", judged_by=part.judged_by)
    if isinstance(part.deadline, date):
        return replace(fields, is_at_once=False, deadline=part.deadline)
    if part.deadline == AT_ONCE or fields.handling is Handling.ON_THE_SPOT:
        return replace(fields, is_at_once=True, deadline=ordered_on)
    return replace(fields, is_at_once=False, deadline=None) if fields.handling is Handling.ADVICE else fields


def outcome_fields(part: OutcomePart) -> OutcomeFields:
    """Give the outcome of one hazard."""
    return OutcomeFields(
        result=part.result,
        seen=part.note,
        next_step=part.next,
        next_reason=part.reason,
        new_deadline=part.deadline,
    )


def case_fields(
    part: CasePart, *, hazard_of: Callable[[int], UUID], inspection: InspectionPart, officer_ids: Iterable[UUID]
) -> CaseFields:
    """Give a case of hazards of the file."""
    return CaseFields(
        hazard_ids=tuple(hazard_of(place) for place in part.hazards),
        title=part.title,
        party_name=part.party,
        is_person=part.is_person,
        party_identity=part.party_identity,
        procedure=part.procedure,
        cause=part.cause,
        penalty_basis=part.penalty_basis,
        number=part.number,
        found_on=civil_day(inspection.started),
        officer_ids=tuple(officer_ids),
    )


def step_fields(part: StepPart, *, officer_ids: Iterable[UUID]) -> StepFields:
    """Give one step of a case."""
    return StepFields(
        step=part.step,
        on=part.on,
        number=part.number,
        amount_cents=part.amount_yuan,
        provision=part.provision or "",
        occasion=part.occasion,
        officer_ids=tuple(officer_ids),
        persons=tuple({key: value for key, value in one.model_dump().items() if value} for one in part.persons),
        ground=part.ground,
        reason=part.reason,
        text=part.text,
        served_on=part.served_on,
        answer_by=part.answer_by,
        is_defence_waived=part.defence_waived,
        is_passed=part.passed,
        ended_by_law=part.ended_by_law,
        until=part.until,
    )
