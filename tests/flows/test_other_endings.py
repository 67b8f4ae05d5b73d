"""How an inspection may go otherwise: not done, mended on the spot, major, unsigned, void, two orders."""

from dataclasses import replace
from datetime import date

import pytest

from app.values.enums import (
    CaseState,
    DocumentForm,
    Handling,
    HazardLevel,
    HazardState,
    InspectionState,
    OutcomeResult,
    PhotoRole,
    ServiceMethod,
    SignState,
    StepKind,
)
from app.values.errors import UserError
from app.values.facts import WitnessFact
from app.values.fields_case import StepFields
from app.values.fields_document import PersonFields, SigningFields
from app.values.fields_hazard import HazardFields
from app.values.library import FineOccasion
from tests.flows.bureau import CHECK_DAY, RECHECK_DAY, Bureau, picture, text_of

F = DocumentForm
CARTONS = HazardFields(
    checklist="通用基础",
    item_no="01-11",
    fact="配电室门口堆放纸箱。",
    demand="清走堆放物。",
    violations=("安全生产法/41/2",),
    handling=Handling.ON_THE_SPOT,
    is_at_once=True,
    deadline=CHECK_DAY,
)
FINE_CENTS = 6_000_000
SECOND_RECHECK = date(2026, 12, 22)


def december(day: int) -> date:
    return date(2026, 12, day)


def order_and_serve(bureau: Bureau) -> None:
    bureau.at(CHECK_DAY, 12)
    ids = bureau.services.documents.issue_set(bureau.inspection, [F.INSPECTION_RECORD, F.RECTIFICATION_ORDER])
    bureau.serve(*ids)


def serve_opinion(bureau: Bureau, visit: object) -> None:
    bureau.serve(bureau.issue(F.REINSPECTION_OPINION, reinspection_id=visit))


def test_what_is_not_done_becomes_a_case_that_is_paid_and_closed_before_the_loop(bureau: Bureau) -> None:
    bureau.go_out()
    hazard = bureau.find()
    bureau.finish_walk()
    order_and_serve(bureau)
    serve_opinion(bureau, bureau.reinspect({hazard: OutcomeResult.NOT_DONE}))
    assert bureau.services.hazards.get(hazard).state is HazardState.FAILED

    (case,) = bureau.services.cases.list()
    assert case.state is CaseState.LEAD
    for step in steps_until_paid(bureau):
        bureau.at(step.on or CHECK_DAY, 12)
        bureau.services.cases.step(case.id, step)
    assert bureau.services.cases.view(case.id).state is CaseState.PERFORMED
    with pytest.raises(UserError, match="隐患没有全部整改销号"):
        bureau.services.cases.step(case.id, StepFields(step=StepKind.CLOSING, on=december(18), reason="履行完毕"))

    serve_opinion(bureau, bureau.reinspect({hazard: OutcomeResult.DONE}, day=SECOND_RECHECK, photo=60))
    bureau.at(december(23), 12)
    with pytest.raises(UserError, match="早于"):
        bureau.services.loop.close(bureau.inspection, december(21))
    bureau.services.cases.step(case.id, StepFields(step=StepKind.CLOSING, on=december(23), reason="履行完毕"))
    bureau.services.loop.close(bureau.inspection)
    assert bureau.services.inspections.head(bureau.inspection).state is InspectionState.CLOSED
    report = text_of(bureau.services.loop.report(bureau.inspection))
    assert "未整改" in report
    assert "60,000" in report or "6万元" in report


def steps_until_paid(bureau: Bureau) -> tuple[StepFields, ...]:
    handlers = bureau.officers
    return (
        StepFields(step=StepKind.FILING, on=december(3), number="渝示应急立〔2026〕1号", officer_ids=handlers),
        StepFields(step=StepKind.INVESTIGATION, on=december(4), officer_ids=handlers, text="询问站长一人。"),
        StepFields(
            step=StepKind.NOTICE,
            on=december(7),
            served_on=december(7),
            answer_by=december(10),
            amount_cents=FINE_CENTS,
            provision="安全生产法/99",
            occasion=FineOccasion.OVERDUE,
            officer_ids=handlers,
        ),
        StepFields(
            step=StepKind.DECISION,
            on=december(14),
            amount_cents=FINE_CENTS,
            provision="安全生产法/99",
            occasion=FineOccasion.OVERDUE,
            officer_ids=handlers,
        ),
        StepFields(step=StepKind.SERVICE, on=december(15), officer_ids=handlers),
        StepFields(step=StepKind.PAYMENT, on=december(18), amount_cents=FINE_CENTS, number="票据0001"),
    )


def test_what_is_mended_on_the_spot_is_closed_without_an_order(bureau: Bureau) -> None:
    bureau.go_out()
    hazard = bureau.find(CARTONS)
    bureau.shoot(hazard, [30], role=PhotoRole.AFTER)
    bureau.finish_walk()
    assert bureau.services.hazards.get(hazard).state is HazardState.PASSED
    bureau.at(CHECK_DAY, 12)
    record = bureau.issue(F.INSPECTION_RECORD)
    assert "当场" in text_of(bureau.services.documents.file(record))
    bureau.services.loop.close(bureau.inspection)
    assert bureau.services.inspections.head(bureau.inspection).state is InspectionState.CLOSED


def test_what_was_to_be_mended_on_the_spot_and_has_no_photograph_stays_open(bureau: Bureau) -> None:
    bureau.go_out()
    hazard = bureau.find(CARTONS)
    bureau.finish_walk()
    assert bureau.services.hazards.get(hazard).state is HazardState.IMMEDIATE
    with pytest.raises(UserError, match="第1项隐患"):
        bureau.services.loop.close(bureau.inspection)


def test_a_major_hazard_is_ordered_with_its_criterion_and_its_judge(bureau: Bureau) -> None:
    bureau.go_out()
    criterion = "城镇燃气重大隐患判定标准/5/1/5"
    bureau.find(level=HazardLevel.MAJOR, criterion=criterion)
    bureau.finish_walk()
    bureau.at(CHECK_DAY, 12)
    with pytest.raises(UserError, match="判定人"):
        bureau.issue(F.RECTIFICATION_ORDER)
    (row,) = bureau.services.hazards.of_inspection(bureau.inspection)
    bureau.services.hazards.edit(
        row.id,
        replace(row.fields, judged_by="示例员甲、示例员乙", safety_reason="整改期间停止充装，能够保证安全。"),
    )
    order = bureau.issue(F.RECTIFICATION_ORDER)
    assert "其中第1项为重大事故隐患" in text_of(bureau.services.documents.file(order))


def test_a_refused_signature_is_printed_with_its_witness_and_the_papers_are_left(bureau: Bureau) -> None:
    bureau.go_out()
    hazard = bureau.find()
    bureau.finish_walk(
        signing=SignState.REFUSED,
        party_reason="认为处理过重",
        witness=WitnessFact("示例人丁", "示范镇人民政府", "00000000003"),
    )
    bureau.at(CHECK_DAY, 12)
    record = bureau.issue(F.INSPECTION_RECORD)
    words = text_of(bureau.services.documents.file(record))
    assert "认为处理过重" in words
    assert "示例人丁" in words
    order = bureau.issue(F.RECTIFICATION_ORDER)
    witness = PersonFields(name="示例人丁", unit="示范镇人民政府", phone="00000000003")
    bureau.services.documents.record_signature(
        order, SigningFields(SignState.REFUSED, reason="认为处理过重", witness=witness)
    )
    bureau.serve(
        order,
        proof=picture(40).data,
        method=ServiceMethod.LEFT,
        signature=SignState.REFUSED,
        refusal="拒绝签收",
        witness=witness,
    )
    serve_opinion(bureau, bureau.reinspect({hazard: OutcomeResult.DONE}))
    bureau.services.loop.close(bureau.inspection)


def test_an_unsigned_paper_without_witness_is_not_taken_as_signed(bureau: Bureau) -> None:
    bureau.go_out()
    bureau.find()
    bureau.finish_walk()
    order = bureau.issue(F.RECTIFICATION_ORDER)
    with pytest.raises(UserError, match="见证人"):
        bureau.services.documents.record_signature(order, SigningFields(SignState.REFUSED, reason="不愿签"))


def test_a_void_order_frees_its_hazards_and_its_number_is_not_used_again(bureau: Bureau) -> None:
    bureau.go_out()
    hazard = bureau.find()
    bureau.finish_walk()
    bureau.at(CHECK_DAY, 12)
    first = bureau.issue(F.RECTIFICATION_ORDER)
    bureau.services.documents.void(first, "期限写错")
    row = bureau.services.hazards.get(hazard)
    assert (row.state, row.lock) == (HazardState.FOUND, "")
    bureau.services.hazards.edit(hazard, replace(row.fields, deadline=december(1)))
    second = bureau.issue(F.RECTIFICATION_ORDER)
    assert bureau.services.documents.card(second).number == "（渝示）应急责改〔2026〕2号"
    bureau.serve(second)
    serve_opinion(bureau, bureau.reinspect({hazard: OutcomeResult.DONE}))
    bureau.services.loop.close(bureau.inspection)


def test_a_void_inspection_keeps_its_reason_and_takes_no_more_papers(bureau: Bureau) -> None:
    bureau.go_out()
    hazard = bureau.find()
    bureau.services.inspections.void(bureau.inspection, "企业名称选错")
    assert bureau.services.inspections.head(bureau.inspection).state is InspectionState.VOID
    assert bureau.services.hazards.get(hazard).state is HazardState.VOID
    with pytest.raises(UserError, match="作废"):
        bureau.services.documents.draft(bureau.inspection, F.INSPECTION_RECORD)


def test_two_orders_of_one_inspection_are_looked_at_again_each_by_its_own_opinion(bureau: Bureau) -> None:
    bureau.go_out()
    later = bureau.find()
    sooner = bureau.find(CARTONS, photos=(5,), handling=Handling.DEADLINE, is_at_once=False, deadline=december(1))
    bureau.finish_walk()
    papers = bureau.services.documents
    bureau.at(CHECK_DAY, 12)
    orders = []
    for hazard in (later, sooner):
        draft = papers.draft(bureau.inspection, F.RECTIFICATION_ORDER)
        papers.update(draft, hazard_ids=[hazard])
        orders.append(papers.issue(draft))
    bureau.serve(*orders)
    visit = bureau.reinspect({later: OutcomeResult.DONE, sooner: OutcomeResult.DONE}, day=RECHECK_DAY)
    opinions = papers.issue_set(bureau.inspection, [F.REINSPECTION_OPINION], reinspection_id=visit)
    assert [papers.card(one).number for one in opinions] == [
        "（渝示）应急复查〔2026〕1号",
        "（渝示）应急复查〔2026〕2号",
    ]
    bureau.serve(*opinions)
    bureau.services.loop.close(bureau.inspection)
