"""What an inspector meets every day and the law allows passes; what only looks lawful does not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.rules.legality.check import check, red
from app.rules.legality.missing import missing
from app.values.enums import (
    ApprovalMode,
    Confidence,
    Handling,
    InspectionCategory,
    InspectionManner,
    OutcomeNext,
    SignState,
    StepKind,
)
from app.values.enums import DocumentForm as F
from app.values.facts import ApprovalFact
from app.values.facts_document import PaperFacts
from tests.rules import make as m
from tests.rules.legality.failing import MEASURES, NOT_DONE, ORDER, RECORD, decision, lines, officers, visit


def stops(facts: PaperFacts) -> set[str]:
    """The rules that stop the paper."""
    return {one.rule for one in red(check(facts))}


def early(form_day: date, **outcome: Any) -> PaperFacts:
    """An opinion on one item that was not yet rectified when the enterprise asked for the visit, on 30 November."""
    paper = m.make_paper(
        F.REINSPECTION_OPINION,
        reinspection=m.make_reinspection(
            m.make_outcome(result=NOT_DONE, **outcome), started_at=m.at(date(2026, 11, 30), 10)
        ),
    )
    return replace(paper, document=replace(paper.document, issued_on=form_day))


def test_a_record_of_what_was_seen_waits_for_no_provision_criterion_or_judge() -> None:
    unread = m.provisions(m.make_provision(confidence=Confidence.UNVERIFIED))
    hazards = (
        m.make_hazard(1, violations=()),
        m.make_hazard(2),
        m.make_major(3, criterion="", judged_by="", demand=""),
    )
    paper = m.make_paper(RECORD, hazards=hazards, provisions=unread)

    assert stops(paper) == set()
    assert [one.field for one in missing(paper)] == []


def test_a_matter_of_another_authority_stands_in_the_record_without_provision_and_in_no_order() -> None:
    sent = {"handling": Handling.TRANSFER, "transfer_to": "区住房城乡建委", "violations": (), "deadline": None}

    assert stops(lines(RECORD, **sent)) == set()
    assert "R-NOT-FOR-ORDER" in stops(lines(ORDER, **sent))


def test_what_was_put_right_on_the_spot_is_recorded_and_not_ordered_again() -> None:
    fixed = {"handling": Handling.ON_THE_SPOT, "after_photos": 1}

    assert stops(lines(RECORD, **fixed)) == set()
    assert stops(lines(ORDER, **fixed)) == {"R-NOT-FOR-ORDER"}


@pytest.mark.parametrize("state", [SignState.REFUSED, SignState.ABSENT, SignState.UNABLE])
@pytest.mark.parametrize("form", [RECORD, ORDER])
def test_a_refusal_with_nobody_near_is_noted_and_rests_on_the_recording(form: F, state: SignState) -> None:
    paper = visit(form, signing=replace(m.REFUSED, state=state, witness=None))
    answered = replace(paper, reasons={"R-WITNESS": "现场无其他人员，执法记录仪示-01全程录像。"})

    assert stops(paper) == set()
    assert all(one.is_answered for one in check(answered))


def test_an_urgent_check_reported_by_phone_after_arrival_goes_on_with_its_reason() -> None:
    paper = visit(RECORD, scheme=ApprovalFact("刘局长", m.at(m.CHECK_DAY, 10), ApprovalMode.PHONE, date(2026, 11, 18)))

    assert stops(paper) == set()
    assert [one.rule for one in check(paper)] == ["R-SCHEME-URGENT"]


@pytest.mark.parametrize("form", [RECORD, F.INSPECTION_NOTICE])
def test_an_immediate_check_is_reported_afterwards_and_awaits_no_approval_on_site(form: F) -> None:
    paper = visit(form, category=InspectionCategory.IMMEDIATE, scheme=None)

    assert [one.rule for one in check(paper)] == ["R-SCHEME-URGENT"]
    assert "inspection.scheme_approved_by" not in [one.field for one in missing(paper)]


def test_a_routine_check_awaits_its_approval() -> None:
    assert stops(visit(RECORD, scheme=None)) == {"R-SCHEME"}
    assert "inspection.scheme_approved_by" in [one.field for one in missing(visit(RECORD, scheme=None))]


def test_officers_called_across_districts_act_with_the_ground_of_their_call_but_decide_no_penalty() -> None:
    called = (m.make_officer(1), m.make_officer(3, authority_id=m.ELSEWHERE))
    crossing = m.make_inspection(manners=(InspectionManner.CROSS_DISTRICT,))

    assert stops(m.make_paper(ORDER, officers=called, inspection=crossing)) == set()
    assert stops(m.make_paper(F.PENALTY_DECISION, officers=called, inspection=crossing)) == {
        "R-PENALTY-OFFICERS",
        "R-OTHER-AUTHORITY",
    }


def test_a_blank_reason_for_the_missing_code_is_none() -> None:
    assert stops(visit(RECORD, law_code="", no_code_reason="  ")) == {"R-LAW-CODE"}


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2026, 12, 2)])
def test_an_early_visit_names_no_consequence_for_what_may_still_be_rectified(day: date) -> None:
    verdicts = check(early(day))

    assert [one.rule for one in verdicts] == ["R-NOT-YET-OVERDUE"]


def test_a_visit_in_time_is_not_overdue_because_its_opinion_is_dated_later() -> None:
    assert "R-NOT-YET-OVERDUE" in {one.rule for one in check(early(date(2026, 12, 5), next_step=OutcomeNext.CASE))}


def test_an_item_at_once_has_no_running_time() -> None:
    paper = early(date(2026, 11, 30))
    at_once = m.make_hazard(is_at_once=True, deadline=date(2026, 11, 30))

    assert "R-OUTCOME-NEXT" in stops(replace(paper, hazards=(at_once,)))


def test_the_date_of_an_approved_extension_may_stand_beside_it_and_no_other() -> None:
    def extended(day: date) -> set[str]:
        outcome = m.make_outcome(result=NOT_DONE, next_step=OutcomeNext.EXTENSION, new_deadline=day)
        again = m.make_reinspection(outcome)
        return stops(m.make_paper(F.REINSPECTION_OPINION, reinspection=again, extensions=(m.make_extension(),)))

    assert extended(date(2026, 12, 15)) == set()
    assert extended(date(2026, 12, 25)) == {"R-OUTCOME-DATE"}


def test_a_correction_ordered_by_a_penalty_decision_is_re_inspected_too() -> None:
    parent = replace(m.make_order(), form=F.SUMMARY_PENALTY)

    assert stops(m.make_paper(F.REINSPECTION_OPINION, parents=(parent,))) == set()


def test_a_certificate_issued_between_the_visit_and_the_paper_does_not_count() -> None:
    paper = officers(RECORD, m.make_officer(1), m.make_officer(2, valid_from=date(2026, 11, 17)))
    later = replace(paper, document=replace(paper.document, issued_on=date(2026, 11, 18)))

    assert stops(later) == {"R-CERTIFICATE"}


def test_suspension_without_its_reason_is_refused() -> None:
    assert stops(lines(MEASURES, safety_reason=" ")) == {"R-MEASURES-REASON"}


HEARING_NOTICE = m.make_step(
    StepKind.HEARING_NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 8), amount_cents=2_000_000
)


def test_a_defence_does_not_use_up_the_time_for_asking_for_a_hearing() -> None:
    steps = (HEARING_NOTICE, m.make_step(StepKind.DEFENCE, date(2026, 12, 10)))
    case = m.make_case(*steps, needs_hearing_notice=True, defence_end=date(2026, 12, 21))

    assert stops(m.make_paper(F.PENALTY_DECISION, case=case)) == {"R-DEFENCE"}
    assert stops(m.make_paper(F.PENALTY_DECISION, case=replace(case, is_defence_waived=True))) == set()


def test_a_hearing_notice_that_was_not_served_offers_nothing() -> None:
    served = m.make_step(StepKind.NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 8), amount_cents=2_000_000)
    case = m.make_case(replace(HEARING_NOTICE, served_on=None), served, needs_hearing_notice=True)

    assert stops(m.make_paper(F.PENALTY_DECISION, case=case)) == {"R-HEARING"}


def test_a_decision_below_the_threshold_follows_a_defence_at_once() -> None:
    notice = replace(HEARING_NOTICE, step=StepKind.NOTICE)
    steps = (notice, m.make_step(StepKind.DEFENCE, date(2026, 12, 10)))

    assert stops(replace(decision(), case=m.make_case(*steps, defence_end=date(2026, 12, 21)))) == set()
