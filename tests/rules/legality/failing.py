"""For every rule of the legality check the paper that fails it."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.values.enums import (
    ApprovalMode,
    Confidence,
    DocumentState,
    Handling,
    HazardLevel,
    HazardState,
    InspectionManner,
    OutcomeNext,
    OutcomeResult,
    ReinspectionManner,
    SignState,
    StepKind,
)
from app.values.enums import DocumentForm as F
from app.values.facts import ApprovalFact, HelperFact, PersonFact, SigningFact
from app.values.facts_document import FrequencyFact, PaperFacts
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


def measures(**changes: Any) -> PaperFacts:
    """A decision on measures that is worded otherwise."""
    paper = m.make_paper(F.ONSITE_MEASURES)
    return replace(paper, document=replace(paper.document, **changes))


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
    "R-BORROWED-OFFICERS": replace(
        officers(RECORD, m.make_officer(1), m.make_officer(3, authority_id=m.ELSEWHERE)),
        inspection=m.make_inspection(manners=(InspectionManner.CROSS_DISTRICT,)),
    ),
    "R-CERTIFICATE-NUMBER": officers(ORDER, m.make_officer(1), m.make_officer(2, certificate="500101")),
    "R-CERTIFICATE": officers(ORDER, m.make_officer(1), m.make_officer(2, valid_to=date(2026, 11, 15))),
    "R-CERTIFICATE-SCOPE": officers(ORDER, m.make_officer(1), m.make_officer(2, scope="市场监管")),
    "R-CERTIFICATE-AREA": replace(
        officers(ORDER, m.make_officer(1, area="示例区、样本区"), m.make_officer(2, area="别处区")),
        where=("示例区示范镇样本路1号", "示范镇", "重庆"),
    ),
    "R-OFFICER-INACTIVE": officers(F.PENALTY_DECISION, m.make_officer(1), m.make_officer(2, is_active=False)),
    "R-OFFICER-INACTIVE-CHECK": officers(RECORD, m.make_officer(1), m.make_officer(2, is_active=False)),
    "R-HELPER-SIGNS": m.make_paper(RECORD, helpers=(HelperFact("执法2", "某协会"),)),
    "R-CATEGORY": visit(NOTICE, category=None),
    "R-SOURCE": visit(NOTICE, source=None),
    "R-MANNER": visit(F.INSPECTION_SCHEME, manners=()),
    "R-SCHEME": visit(NOTICE, scheme=None),
    "R-SCHEME-URGENT": visit(
        RECORD, scheme=ApprovalFact("刘局长", m.at(m.CHECK_DAY, 10), ApprovalMode.PHONE, date(2026, 11, 18))
    ),
    "R-PHONE-APPROVAL": visit(RECORD, scheme=ApprovalFact("刘局长", m.at(m.CHECK_DAY, 9), ApprovalMode.PHONE)),
    "R-LAW-CODE": visit(RECORD, law_code=""),
    "R-FREQUENCY": m.make_paper(NOTICE, frequency=FrequencyFact(3, 2)),
    "R-RECORD-TIME": visit(RECORD, ended_at=None),
    "R-RECORD-PLACE": visit(RECORD, place=" "),
    "R-RECORD-CONTENT": visit(RECORD, checklists=()),
    "R-RECORD-HANDLING": lines(RECORD, handling=None),
    "R-ORDER-RECORD": m.make_paper(ORDER, issued_forms=frozenset()),
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
    "R-BLANK-FACT": lines(RECORD, fact="〔地点〕的灭火器压力不足。"),
    "R-BLANK-DEMAND": lines(ORDER, demand="更换〔数量〕具灭火器。"),
    "R-ADVICE": lines(ORDER, handling=Handling.ADVICE),
    "R-NOT-FOR-ORDER": lines(ORDER, handling=Handling.TRANSFER, transfer_to="区消防救援大队"),
    "R-NOTHING-ORDERED": m.make_paper(ORDER, hazards=()),
    "R-PROVISION": lines(ORDER, violations=()),
    "R-PROVISION-UNKNOWN": lines(ORDER, violations=("安全生产法/999",)),
    "R-IN-FORCE": m.make_paper(ORDER, provisions=m.provisions(m.make_provision(in_force=False))),
    "R-UNVERIFIED": m.make_paper(ORDER, provisions=m.provisions(m.make_provision(confidence=Confidence.UNVERIFIED))),
    "R-FORM-BASIS": m.make_paper(ORDER, basis=("安全生产法/999",)),
    "R-MAJOR": lines(MEASURES, judged_by=""),
    "R-CRITERION": m.make_paper(MEASURES, provisions=m.provisions(m.make_provision("城镇燃气标准/5", in_force=False))),
    "R-LEVEL-LOWERED": lines(ORDER, default_level=HazardLevel.MAJOR),
    "R-MAJOR-NO-MEASURES": m.make_paper(ORDER, hazards=(m.make_major(handling=Handling.DEADLINE, safety_reason=""),)),
    "R-MEASURES-MAJOR": lines(MEASURES, level=HazardLevel.ORDINARY),
    "R-MEASURES-REASON": lines(MEASURES, safety_reason=""),
    "R-MEASURES-STOP": measures(suspends=False, measures=("立即停止使用充装设备",)),
    "R-MEASURES-PENALTY": lines(MEASURES, demand="责令停产停业整顿。"),
    "R-MEASURES-APPROVAL": measures(approval=" "),
    "R-MEASURES-TWICE": lines(MEASURES, state=HazardState.SUSPENDED),
    "R-STOP-BY-ORDER": m.make_paper(
        ORDER, hazards=(m.make_major(handling=Handling.DEADLINE, demand="停止使用，修复后投用。"),)
    ),
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
    "R-CLOCK": m.make_paper(F.REINSPECTION_OPINION, written_at=m.at(date(2026, 11, 23), 15)),
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
    "R-BASIS-MATCH": decision(expected_refs=("安全生产法/97/1/3",)),
    "R-POWER": decision(granted_refs=("安全生产法/97",)),
    "R-FINED-TWICE": decision(fined_elsewhere="示例燃气店前案"),
    "R-ONE-ACT": decision(basis_refs=("安全生产法/99/3", "安全生产法/102")),
    "R-CASE-TIME": decision(decide_by=date(2026, 12, 19)),
}
