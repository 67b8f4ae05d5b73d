from datetime import date

import pytest

from app.rules.closing import Doer, last_event, may_close, obstacles, refuse_closing_day
from app.rules.transitions import TransitionRefusedError
from app.values.enums import DocumentForm, DocumentState, Handling, HazardState, StepKind
from app.values.facts_document import FormFact, Proof
from app.values.facts_loop import LoopFacts
from tests.rules import make as m

FORMS = (
    FormFact(DocumentForm.RECTIFICATION_ORDER, "责令限期整改指令书", proof=Proof.SERVED),
    FormFact(DocumentForm.INSPECTION_RECORD, "现场检查记录", proof=Proof.SIGNED),
    FormFact(DocumentForm.INSPECTION_SCHEME, "检查方案", proof=Proof.NONE),
)
RECORD = m.make_document(
    DocumentForm.INSPECTION_RECORD, 3, title="现场检查记录", state=DocumentState.SIGNED, issued_on=m.CHECK_DAY
)
SERVED = m.make_order(state=DocumentState.SERVED, served_on=date(2026, 11, 17))
CLOSED = LoopFacts(
    m.make_inspection(),
    hazards=(m.make_hazard(1, state=HazardState.PASSED), m.make_hazard(2, handling=Handling.ADVICE)),
    documents=(RECORD, SERVED),
    reinspections=(m.make_reinspection(),),
)


def test_nothing_is_in_the_way_of_a_finished_loop() -> None:
    assert obstacles(CLOSED, FORMS) == ()
    assert may_close(CLOSED, FORMS)


@pytest.mark.parametrize("state", [HazardState.TRANSFERRED, HazardState.VOID])
def test_a_transferred_or_void_hazard_is_not_in_the_way(state: HazardState) -> None:
    assert may_close(LoopFacts(m.make_inspection(), hazards=(m.make_hazard(state=state),)), FORMS)


def test_every_open_hazard_unfinished_case_and_unproved_paper_is_named() -> None:
    loop = LoopFacts(
        m.make_inspection(),
        hazards=(
            m.make_hazard(1, state=HazardState.FAILED),
            m.make_hazard(2, state=HazardState.PASSED),
            m.make_hazard(3, state=HazardState.ORDERED),
        ),
        documents=(
            m.make_order(),
            m.make_document(DocumentForm.INSPECTION_RECORD, 3, title="现场检查记录", state=DocumentState.ISSUED),
            m.make_document(DocumentForm.INSPECTION_SCHEME, 4, state=DocumentState.ISSUED),
            m.make_order(state=DocumentState.VOID),
        ),
        cases=(m.make_case(),),
    )

    found = obstacles(loop, FORMS)

    assert [one.what for one in found] == [
        "第1项隐患未整改",
        "第3项隐患整改中",
        "案件“示例燃气店案”没有履行完毕，也没有依法终结",
        "责令限期整改指令书（渝铜）应急责改〔2026〕18号没有送达凭证",
        "现场检查记录没有签收凭证",
    ]
    assert [one.who for one in found] == [
        Doer.OFFICERS,
        Doer.OFFICERS,
        Doer.CASE_HANDLERS,
        Doer.CLERK,
        Doer.CLERK,
    ]
    assert all(one.action and one.target for one in found)
    assert not may_close(loop, FORMS)


def test_a_signed_order_does_not_do_where_the_profile_asks_for_service() -> None:
    loop = LoopFacts(m.make_inspection(), documents=(m.make_order(state=DocumentState.SIGNED),))

    assert len(obstacles(loop, FORMS)) == 1


def test_last_event_looks_at_check_papers_service_reinspection_and_case() -> None:
    assert last_event(LoopFacts(m.make_inspection(started_at=None, ended_at=None))) is None
    assert last_event(LoopFacts(m.make_inspection())) == m.CHECK_DAY
    assert last_event(CLOSED) == m.RECHECK_DAY
    case = m.make_case(m.make_step(StepKind.PAYMENT, date(2026, 12, 30), amount_cents=1))
    assert last_event(LoopFacts(m.make_inspection(), cases=(case,))) == date(2026, 12, 30)


def test_closing_day_may_be_the_day_of_the_last_event_and_today() -> None:
    refuse_closing_day(CLOSED, on=m.RECHECK_DAY, today=m.RECHECK_DAY)


@pytest.mark.parametrize(("on", "words"), [(date(2026, 12, 1), "早于最后一次办理"), (date(2026, 12, 11), "晚于今天")])
def test_closing_day_is_refused_before_the_last_event_and_in_the_future(on: date, words: str) -> None:
    with pytest.raises(TransitionRefusedError, match=words):
        refuse_closing_day(CLOSED, on=on, today=date(2026, 12, 10))
