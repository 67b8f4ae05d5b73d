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
    HazardState,
    OutcomeNext,
    OutcomeResult,
    ReinspectionManner,
    SignState,
    StepKind,
)
from app.values.enums import DocumentForm as F
from app.values.facts import ApprovalFact, HelperFact, PersonFact, SigningFact
from app.values.facts_document import CheckSettings, FrequencyFact, PaperFacts
from app.values.reference import parse_ref, place_text
from app.values.verdict import Colour
from tests.rules import make as m

NOT_DONE = OutcomeResult.NOT_DONE
EARLIER = date(2026, 11, 10)


def lines(form: F, **changes: object) -> PaperFacts:
    """A paper whose one line is changed."""
    hazard = m.make_major() if form is F.ONSITE_MEASURES else m.make_hazard()
    return m.make_paper(form, hazards=(replace(hazard, **changes),))  # type: ignore[arg-type]


def visit(form: F, **changes: object) -> PaperFacts:
    """A paper whose inspection is changed."""
    return m.make_paper(form, inspection=m.make_inspection(**changes))


def opinion(**changes: Any) -> PaperFacts:
    """A re-inspection opinion whose one outcome is changed."""
    return m.make_paper(F.REINSPECTION_OPINION, reinspection=m.make_reinspection(m.make_outcome(**changes)))


def officers(form: F, *changed: object) -> PaperFacts:
    """A paper with other officers."""
    return m.make_paper(form, officers=changed)


def decision(**changes: object) -> PaperFacts:
    """A penalty decision whose case is changed."""
    return m.make_paper(F.PENALTY_DECISION, case=m.make_case(**changes))


def dated(form: F, day: date) -> PaperFacts:
    """A paper of another day."""
    paper = m.make_paper(form)
    return replace(paper, document=replace(paper.document, issued_on=day))


def heard(*review: date) -> PaperFacts:
    """A decision after a hearing on 18 December, with reviews on these days."""
    steps = [
        m.make_step(StepKind.FILING, date(2026, 12, 3)),
        m.make_step(StepKind.HEARING_NOTICE, date(2026, 12, 8), served_on=date(2026, 12, 8), amount_cents=2_000_000),
        m.make_step(StepKind.HEARING, date(2026, 12, 18)),
        *(m.make_step(StepKind.LEGAL_REVIEW, day) for day in review),
    ]
    return m.make_paper(F.PENALTY_DECISION, case=m.make_case(*steps))


ORDER, RECORD, MEASURES, NOTICE = F.RECTIFICATION_ORDER, F.INSPECTION_RECORD, F.ONSITE_MEASURES, F.INSPECTION_NOTICE
FAILING: dict[str, PaperFacts] = {
    "R-OFFICERS": officers(ORDER, m.make_officer(1)),
    "R-PENALTY-OFFICERS": officers(F.PENALTY_DECISION, m.make_officer(1), m.make_officer(1)),
    "R-OTHER-AUTHORITY": officers(ORDER, *m.OFFICERS, m.make_officer(3, authority_id=m.ELSEWHERE)),
    "R-CERTIFICATE-NUMBER": officers(ORDER, m.make_officer(1), m.make_officer(2, certificate="500101")),
    "R-CERTIFICATE": officers(ORDER, m.make_officer(1), m.make_officer(2, valid_to=date(2026, 11, 15))),
    "R-OFFICER-INACTIVE": officers(F.PENALTY_DECISION, m.make_officer(1), m.make_officer(2, is_active=False)),
    "R-OFFICER-INACTIVE-CHECK": officers(RECORD, m.make_officer(1), m.make_officer(2, is_active=False)),
    "R-HELPER-SIGNS": m.make_paper(RECORD, helpers=(HelperFact("执法2", "某协会"),)),
    "R-CATEGORY": visit(NOTICE, category=None),
    "R-SOURCE": visit(NOTICE, source=None),
    "R-MANNER": visit(F.INSPECTION_SCHEME, manners=()),
    "R-SCHEME": visit(NOTICE, scheme=None),
    "R-PHONE-APPROVAL": visit(RECORD, scheme=ApprovalFact("刘局长", m.at(m.CHECK_DAY, 9), ApprovalMode.PHONE)),
    "R-LAW-CODE": visit(RECORD, law_code=""),
    "R-FREQUENCY": m.make_paper(NOTICE, frequency=FrequencyFact(3, 2)),
    "R-RECORD-TIME": visit(RECORD, ended_at=None),
    "R-RECORD-PLACE": visit(RECORD, place=" "),
    "R-RECORD-CONTENT": visit(RECORD, checklists=()),
    "R-RECORD-HANDLING": lines(RECORD, handling=None),
    "R-TRANSFER-TO": lines(RECORD, handling=Handling.TRANSFER),
    "R-ON-THE-SPOT": lines(RECORD, handling=Handling.ON_THE_SPOT),
    "R-RECUSAL": visit(RECORD, is_recusal_asked=None),
    "R-REFUSAL": visit(RECORD, signing=replace(m.REFUSED, reason="")),
    "R-REFUSAL-PENALTY": visit(F.SUMMARY_PENALTY, signing=replace(m.REFUSED, reason="")),
    "R-REFUSAL-NOTE": visit(ORDER, signing=replace(m.REFUSED, reason="")),
    "R-WITNESS": visit(ORDER, signing=replace(m.REFUSED, witness=None)),
    "R-SIGNER-ROLE": visit(RECORD, signing=SigningFact(SignState.SIGNED), party=PersonFact("王芳")),
    "R-FACT": lines(RECORD, fact=""),
    "R-FACT-ORDER": lines(ORDER, fact=" "),
    "R-DEMAND": lines(ORDER, demand=""),
    "R-ADVICE": lines(ORDER, handling=Handling.ADVICE),
    "R-NOTHING-ORDERED": m.make_paper(ORDER, hazards=()),
    "R-PROVISION": lines(ORDER, violations=()),
    "R-PROVISION-UNKNOWN": lines(ORDER, violations=("安全生产法/999",)),
    "R-IN-FORCE": m.make_paper(ORDER, provisions=m.provisions(m.make_provision(in_force=False))),
    "R-UNVERIFIED": m.make_paper(ORDER, provisions=m.provisions(m.make_provision(confidence=Confidence.UNVERIFIED))),
    "R-MAJOR": lines(MEASURES, judged_by=""),
    "R-CRITERION": m.make_paper(MEASURES, provisions=m.provisions(m.make_provision("城镇燃气标准/5", in_force=False))),
    "R-LEVEL-LOWERED": lines(ORDER, default_level=HazardLevel.MAJOR),
    "R-MAJOR-NO-MEASURES": m.make_paper(ORDER, hazards=(m.make_major(handling=Handling.DEADLINE, safety_reason=""),)),
    "R-MEASURES-MAJOR": lines(MEASURES, level=HazardLevel.ORDINARY),
    "R-MEASURES-REASON": lines(MEASURES, safety_reason=""),
    "R-DEADLINE": lines(ORDER, deadline=None),
    "R-DEADLINE-PAST": lines(ORDER, deadline=date(2026, 11, 15)),
    "R-DEADLINE-FAR": lines(ORDER, deadline=date(2026, 12, 17)),
    "R-NEW-ORDER": lines(ORDER, state=HazardState.FAILED),
    "R-ORDERED-ALREADY": lines(ORDER, state=HazardState.ORDERED),
    "R-EXTENSION-LATE": m.make_paper(F.EXTENSION_REPLY, extensions=(m.make_extension(applied_on=date(2026, 12, 2)),)),
    "R-EXTENSION-APPROVER": m.make_paper(F.EXTENSION_REPLY, extensions=(m.make_extension(approved_by=""),)),
    "R-EXTENSION-DATE": m.make_paper(F.EXTENSION_REPLY, extensions=(m.make_extension(new_deadline=m.DEADLINE),)),
    "R-EXTENSION-GROUNDS": m.make_paper(F.EXTENSION_REPLY, extensions=()),
    "R-PARENT": m.make_paper(F.REINSPECTION_OPINION, parents=()),
    "R-OUTCOMES": opinion(result=None),
    "R-NO-OUTCOME": m.make_paper(F.REINSPECTION_OPINION, hazards=()),
    "R-OUTCOME-NEXT": opinion(result=NOT_DONE),
    "R-OUTCOME-EXTENSION": opinion(result=NOT_DONE, next_step=OutcomeNext.EXTENSION),
    "R-OUTCOME-ORDER": opinion(result=NOT_DONE, next_step=OutcomeNext.NEW_ORDER),
    "R-OUTCOME-DATE": opinion(result=NOT_DONE, next_step=OutcomeNext.CASE, new_deadline=date(2026, 12, 20)),
    "R-AFTER-PHOTO": opinion(after_photos=0),
    "R-MAJOR-ON-SITE": m.make_paper(
        F.REINSPECTION_OPINION,
        hazards=(m.make_major(handling=Handling.DEADLINE),),
        reinspection=m.make_reinspection(manner=ReinspectionManner.VIDEO),
    ),
    "R-NOT-YET-OVERDUE": m.make_paper(
        F.REINSPECTION_OPINION,
        hazards=(m.make_hazard(deadline=date(2026, 12, 5)),),
        reinspection=m.make_reinspection(m.make_outcome(result=NOT_DONE, next_step=OutcomeNext.CASE)),
    ),
    "R-RESUMPTION": m.make_paper(F.REINSPECTION_OPINION, hazards=(m.make_major(),)),
    "R-DATE-FUTURE": dated(ORDER, date(2026, 12, 21)),
    "R-DATE-START": dated(ORDER, EARLIER),
    "R-DATE-PARENT": m.make_paper(F.REINSPECTION_OPINION, parents=(m.make_order(issued_on=date(2026, 12, 3)),)),
    "R-PARENT-GONE": m.make_paper(
        F.REINSPECTION_OPINION, parents=(m.make_order(), m.make_order(state=DocumentState.REVOKED))
    ),
    "R-REINSPECTION-TIME": m.make_paper(F.REINSPECTION_OPINION, reinspection=m.make_reinspection(started_at=None)),
    "R-BASIS": decision(fine_ref=""),
    "R-BASIS-IN-FORCE": m.make_paper(
        F.PENALTY_DECISION, provisions=m.provisions(m.make_provision("安全生产法/99/3", in_force=False))
    ),
    "R-BASIS-UNVERIFIED": m.make_paper(
        F.PENALTY_NOTICE,
        provisions=m.provisions(m.make_provision("安全生产法/99/3", confidence=Confidence.UNVERIFIED)),
    ),
    "R-FINE-RANGE": decision(fine_cents=5_000_001),
    "R-SUMMARY-CEILING": m.make_paper(F.SUMMARY_PENALTY, case=m.make_case(fine_cents=300_001)),
    "R-NOTICE": m.make_paper(F.PENALTY_DECISION, case=m.make_case(m.make_step(StepKind.NOTICE, date(2026, 12, 8)))),
    "R-NOTICE-AMOUNT": decision(fine_cents=2_000_100),
    "R-DEFENCE": decision(defence_end=date(2026, 12, 20)),
    "R-HEARING": decision(needs_hearing_notice=True),
    "R-LEGAL-REVIEW": heard(date(2026, 12, 17)),
    "R-CASE-TIME": decision(decide_by=date(2026, 12, 19)),
}


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
