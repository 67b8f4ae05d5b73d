"""Every rule of the legality check has a paper that passes it and one that fails it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.rules.legality.articles import OWN
from app.rules.legality.check import ALL_RULES, check, red, rules_of, unanswered
from app.rules.legality.rule import Rule
from app.values.enums import (
    ApprovalMode,
    Confidence,
    DocumentState,
    Handling,
    HazardLevel,
    OutcomeNext,
    SignState,
)
from app.values.enums import DocumentForm as F
from app.values.facts import ApprovalFact, PersonFact, SigningFact
from app.values.facts_document import CheckSettings
from app.values.reference import parse_ref, place_text
from app.values.verdict import Colour
from tests.rules import make as m
from tests.rules.legality.failing import (
    FAILING,
    MEASURES,
    NOT_DONE,
    ORDER,
    RECORD,
    heard,
    lines,
    officers,
    opinion,
    visit,
)


@pytest.mark.parametrize("rule", ALL_RULES, ids=[rule.code for rule in ALL_RULES])
def test_rule_fails_its_failing_paper_and_says_what_to_do(rule: Rule) -> None:
    code, facts = rule.code, FAILING[rule.code]

    verdict = next((one for one in check(facts) if one.rule == code), None)

    assert verdict is not None
    assert verdict.colour is rule.colour
    assert verdict.paper is facts.form
    assert verdict.message.endswith("。")
    assert "请" in verdict.message or "必须" in verdict.message
    assert "." in verdict.target
    assert verdict.article.citation


@pytest.mark.parametrize("form", list(F))
def test_check_finds_nothing_on_a_lawful_paper(form: F) -> None:
    assert check(m.make_paper(form)) == ()


def test_every_rule_has_a_failing_paper_and_no_code_stands_twice() -> None:
    codes = [rule.code for rule in ALL_RULES]

    assert len(codes) == len(set(codes))
    assert set(codes) == set(FAILING)
    assert all(code.startswith("R-") for code in codes)


def test_every_rule_protects_the_paper_that_fails_it() -> None:
    assert [code for code, facts in FAILING.items() if code not in {rule.code for rule in rules_of(facts.form)}] == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=[rule.code for rule in ALL_RULES])
def test_ground_of_a_rule_is_a_readable_article_or_an_own_requirement(rule: Rule) -> None:
    article = rule.article

    if not article.is_law:
        assert article == OWN
        return
    ref = parse_ref(article.ref)
    assert article.citation.endswith(place_text(ref, paragraphs=2))
    assert ref.short in article.citation


def test_failing_papers_fail_only_by_their_rule_or_its_kin() -> None:
    alone = {code for code, facts in FAILING.items() if [one.rule for one in check(facts)] == [code]}

    assert len(alone) > len(FAILING) * 3 // 4


def test_a_reason_answers_a_yellow_verdict_and_leaves_it_in_the_record() -> None:
    facts = replace(FAILING["R-DEADLINE-FAR"], reasons={"R-DEADLINE-FAR": "配件进口，交货期四十天。"})

    (verdict,) = check(facts)

    assert verdict.is_answered
    assert verdict.reason == "配件进口，交货期四十天。"
    assert unanswered(check(facts)) == ()


def test_a_blank_reason_answers_nothing() -> None:
    facts = replace(FAILING["R-DEADLINE-FAR"], reasons={"R-DEADLINE-FAR": "  "})

    assert [one.rule for one in unanswered(check(facts))] == ["R-DEADLINE-FAR"]
    assert red(check(facts)) == ()


def test_a_reason_never_answers_a_red_verdict() -> None:
    facts = replace(FAILING["R-PROVISION"], reasons={"R-PROVISION": "来不及查"})

    (verdict,) = red(check(facts))

    assert verdict.stops
    assert not verdict.is_answered
    assert verdict.reason == ""


def test_check_puts_red_before_yellow() -> None:
    facts = visit(RECORD, is_recusal_asked=None, place="", law_code="")

    colours = [one.colour for one in check(facts)]

    assert colours == sorted(colours, key=lambda colour: colour is Colour.YELLOW)
    assert colours.count(Colour.RED) == 2


def test_check_passes_an_unverified_provision_that_an_officer_confirmed() -> None:
    confirmed = m.make_provision(confidence=Confidence.UNVERIFIED, confirmed=True)

    assert check(m.make_paper(ORDER, provisions=m.provisions(confirmed))) == ()


@pytest.mark.parametrize("deadline", [m.CHECK_DAY, date(2026, 12, 16)])
def test_check_passes_a_deadline_on_the_day_of_the_order_and_on_the_last_usual_day(deadline: date) -> None:
    assert check(lines(ORDER, deadline=deadline)) == ()


def test_check_passes_an_item_at_once_without_a_day() -> None:
    assert check(lines(ORDER, deadline=None, is_at_once=True)) == ()


def test_check_names_all_lines_and_jumps_to_the_first() -> None:
    hazards = tuple(m.make_hazard(number, demand="" if number != 2 else "改") for number in (1, 2, 3))

    (verdict,) = check(m.make_paper(ORDER, hazards=hazards))

    assert verdict.message.startswith("第1、3项")
    assert verdict.target == f"hazard:{UUID(int=201)}.demand"


def test_check_passes_advice_without_provision_in_the_record() -> None:
    assert check(lines(RECORD, handling=Handling.ADVICE, violations=(), deadline=None)) == ()


def test_check_passes_a_new_order_with_the_heads_reason() -> None:
    paper = FAILING["R-NEW-ORDER"]

    assert check(replace(paper, document=replace(paper.document, new_order_reason="刘局长：停业期间无法施工"))) == ()


def test_check_passes_a_failed_item_that_goes_to_a_case_without_a_new_date() -> None:
    assert check(opinion(result=NOT_DONE, next_step=OutcomeNext.CASE)) == ()


def test_check_passes_an_extension_that_was_approved_in_time() -> None:
    paper = opinion(result=NOT_DONE, next_step=OutcomeNext.EXTENSION)

    assert check(replace(paper, extensions=(m.make_extension(),))) == ()


def test_check_passes_a_refused_extension_that_came_too_late() -> None:
    late = m.make_extension(applied_on=date(2026, 12, 2), new_deadline=None, state=m.make_extension().state.REFUSED)

    assert check(m.make_paper(F.EXTENSION_REPLY, extensions=(late,))) == ()


def test_check_passes_measures_that_only_remove_an_ordinary_hazard_at_once() -> None:
    paper = lines(MEASURES, level=HazardLevel.ORDINARY, criterion="", safety_reason="")

    assert check(replace(paper, document=replace(paper.document, suspends=False))) == ()


@pytest.mark.parametrize("state", [SignState.REFUSED, SignState.ABSENT, SignState.UNABLE])
def test_check_passes_a_missing_signature_with_reason_and_witness(state: SignState) -> None:
    assert check(visit(RECORD, signing=replace(m.REFUSED, state=state))) == ()


@pytest.mark.parametrize(("day", "found"), [(date(2026, 12, 17), True), (date(2026, 12, 18), False)])
def test_legal_review_counts_only_from_the_day_of_the_hearing(day: date, found: bool) -> None:
    assert ("R-LEGAL-REVIEW" in {one.rule for one in check(heard(day))}) is found


@pytest.mark.parametrize(
    ("cents", "is_person", "found"),
    [(300_000, False, False), (300_001, False, True), (20_000, True, False), (20_001, True, True)],
)
def test_summary_ceiling_includes_the_number_itself(cents: int, is_person: bool, found: bool) -> None:
    case = m.make_case(fine_cents=cents, is_person=is_person, fine_range=None)

    rules = {one.rule for one in check(m.make_paper(F.SUMMARY_PENALTY, case=case))}

    assert ("R-SUMMARY-CEILING" in rules) is found


def test_summary_penalty_is_refused_when_the_tier_begins_above_the_ceiling() -> None:
    case = m.make_case(fine_cents=300_000, tier_floor_cents=1_000_000, mitigation="减轻")

    assert {one.rule for one in check(m.make_paper(F.SUMMARY_PENALTY, case=case))} == {"R-SUMMARY-CEILING"}


def test_summary_penalty_is_refused_without_the_ceilings_of_the_day() -> None:
    paper = m.make_paper(F.SUMMARY_PENALTY, settings=CheckSettings())

    assert "限额参数" in next(one.message for one in check(paper) if one.rule == "R-SUMMARY-CEILING")


def test_fine_range_names_its_own_provision_as_ground() -> None:
    verdict = next(one for one in check(FAILING["R-FINE-RANGE"]) if one.rule == "R-FINE-RANGE")

    assert verdict.article.ref == "安全生产法/99/3"


def test_scheme_approved_after_the_start_is_refused() -> None:
    scheme = ApprovalFact("刘局长", m.at(m.CHECK_DAY, 10), ApprovalMode.PAPER)

    assert [one.rule for one in check(visit(RECORD, scheme=scheme))] == ["R-SCHEME"]


def test_joint_check_needs_two_officers_of_the_issuing_authority() -> None:
    paper = officers(ORDER, m.make_officer(1), m.make_officer(3, authority_id=m.ELSEWHERE))

    assert {one.rule for one in check(paper)} == {"R-OFFICERS", "R-OTHER-AUTHORITY"}


def test_summary_penalty_passes_a_floor_that_equals_the_ceiling() -> None:
    case = m.make_case(fine_cents=300_000, tier_floor_cents=300_000)

    assert check(m.make_paper(F.SUMMARY_PENALTY, case=case)) == ()


@pytest.mark.parametrize(("deadline", "found"), [(m.RECHECK_DAY, True), (m.DEADLINE, False)])
def test_a_failed_item_is_overdue_only_on_the_day_after_its_deadline(deadline: date, found: bool) -> None:
    outcome = m.make_outcome(result=NOT_DONE, next_step=OutcomeNext.CASE)
    paper = m.make_paper(
        F.REINSPECTION_OPINION,
        hazards=(m.make_hazard(deadline=deadline),),
        reinspection=m.make_reinspection(outcome),
    )

    assert ("R-NOT-YET-OVERDUE" in {one.rule for one in check(paper)}) is found


UNEXPLAINED = replace(m.REFUSED, reason="")
NAMELESS = SigningFact(SignState.SIGNED)


@pytest.mark.parametrize(
    ("form", "changes", "target"),
    [
        (RECORD, {"inspection": m.make_inspection(signing=UNEXPLAINED)}, "inspection.party_reason"),
        (
            F.REINSPECTION_OPINION,
            {"reinspection": m.make_reinspection(signing=UNEXPLAINED)},
            "reinspection.party_reason",
        ),
        (
            ORDER,
            {"document": m.make_order(state=DocumentState.DRAFT, signing=UNEXPLAINED)},
            "document.signature_reason",
        ),
        (ORDER, {"document": m.make_order(state=DocumentState.DRAFT, signing=NAMELESS)}, "document.signer"),
        (F.REINSPECTION_OPINION, {"reinspection": m.make_reinspection(signing=NAMELESS)}, "reinspection.party"),
        (
            RECORD,
            {"inspection": m.make_inspection(signing=NAMELESS, party=PersonFact("王芳"))},
            "inspection.party",
        ),
    ],
)
def test_signing_is_judged_and_mended_where_the_paper_takes_it_from(
    form: F, changes: dict[str, Any], target: str
) -> None:
    (verdict,) = check(m.make_paper(form, **changes))

    assert verdict.target == target


def test_an_opinion_is_not_judged_by_the_signature_of_the_check() -> None:
    paper = m.make_paper(F.REINSPECTION_OPINION, inspection=m.make_inspection(signing=UNEXPLAINED))

    assert check(paper) == ()


@pytest.mark.parametrize("form", [ORDER, F.REINSPECTION_OPINION])
def test_signing_of_a_paper_without_its_visit_is_left_alone(form: F) -> None:
    paper = replace(m.make_paper(form), inspection=None, reinspection=None)

    assert not {one.rule for one in check(paper)} & {"R-REFUSAL-NOTE", "R-WITNESS", "R-SIGNER-ROLE"}


@pytest.mark.parametrize("area", ["示例区", "重庆市", "示例区、样本区", ""])
def test_a_certificate_for_the_place_of_the_check_is_not_asked_about(area: str) -> None:
    facts = officers(ORDER, m.make_officer(1, area=area, scope="安全生产"), m.make_officer(2, scope="应急管理"))
    assert check(replace(facts, where=("示例区示范镇样本路1号", "示范镇", "重庆"))) == ()
