from datetime import date
from uuid import UUID

import pytest

from app.rules.prerequisites import NodeStatus, collated, document_tree, print_set
from app.values.enums import DocumentForm as F
from app.values.enums import DocumentState, Handling, HazardState, InspectionState, Procedure
from app.values.facts_document import FormFact
from app.values.facts_loop import LoopFacts
from tests.rules import make as m

ORDERS = (F.RECTIFICATION_ORDER, F.ONSITE_MEASURES)
FORMS = (
    FormFact(F.REINSPECTION_OPINION, "整改复查意见书", parents=ORDERS, print_order=70, copies=2, is_on_site=False),
    FormFact(F.INSPECTION_SCHEME, "检查方案", print_order=10, is_on_site=False),
    FormFact(F.INSPECTION_NOTICE, "检查通知书", print_order=20, copies=2),
    FormFact(F.INSPECTION_RECORD, "现场检查记录", print_order=30, copies=2),
    FormFact(F.ONSITE_MEASURES, "现场处理措施决定书", print_order=40, copies=2),
    FormFact(F.RECTIFICATION_ORDER, "责令限期整改指令书", print_order=50, copies=3),
    FormFact(F.RECTIFICATION_REPLY, "整改回执", parents=(F.RECTIFICATION_ORDER,), print_order=60),
    FormFact(F.EXTENSION_REPLY, "延期批复", parents=ORDERS, print_order=75),
    FormFact(F.SUMMARY_PENALTY, "当场处罚决定书", print_order=80),
    FormFact(F.PENALTY_NOTICE, "行政处罚告知书", print_order=81),
    FormFact(F.PENALTY_DECISION, "行政处罚决定书", parents=(F.PENALTY_NOTICE, F.HEARING_NOTICE), print_order=82),
    FormFact(F.SERVICE_RECEIPT, "送达回执", print_order=90),
    FormFact(F.PHOTO_PAGE, "证据照片页", print_order=95),
)


def locks(loop: LoopFacts) -> dict[F, str]:
    """The reason of each grey form."""
    return {node.form.form: node.lock.why for node in document_tree(loop, FORMS) if node.lock is not None}


def test_tree_stands_in_print_order() -> None:
    tree = document_tree(LoopFacts(m.make_inspection()), FORMS)

    assert [node.form.print_order for node in tree] == sorted(form.print_order for form in FORMS)


def test_what_is_put_right_on_the_spot_asks_for_no_order() -> None:
    fixed = m.make_hazard(handling=Handling.ON_THE_SPOT, after_photos=1)

    assert locks(LoopFacts(m.make_inspection(), hazards=(fixed,)))[F.RECTIFICATION_ORDER] == "没有需要责令整改的隐患"


def test_a_check_that_has_not_begun_locks_everything_with_a_reason() -> None:
    assert locks(LoopFacts(m.make_inspection(started_at=None))) == {
        F.INSPECTION_RECORD: "检查还没有开始",
        F.ONSITE_MEASURES: "没有选择“现场处理”的隐患",
        F.RECTIFICATION_ORDER: "没有需要责令整改的隐患",
        F.RECTIFICATION_REPLY: "先签发责令限期整改指令书",
        F.REINSPECTION_OPINION: "先签发责令限期整改指令书或现场处理措施决定书",
        F.EXTENSION_REPLY: "先签发责令限期整改指令书或现场处理措施决定书",
        F.SUMMARY_PENALTY: "没有简易程序的案件",
        F.PENALTY_NOTICE: "没有普通程序的案件，先立案",
        F.PENALTY_DECISION: "先签发行政处罚告知书",
        F.SERVICE_RECEIPT: "没有要送达的文书",
        F.PHOTO_PAGE: "还没有照片",
    }


def test_a_full_loop_locks_nothing() -> None:
    loop = LoopFacts(
        m.make_inspection(),
        hazards=(m.make_hazard(state=HazardState.FAILED, before_photos=1), m.make_major(2)),
        documents=(m.make_order(), m.make_document(F.PENALTY_NOTICE, 9, state=DocumentState.SERVED)),
        reinspections=(m.make_reinspection(),),
        extensions=(m.make_extension(),),
        cases=(m.make_case(), m.make_case(procedure=Procedure.SUMMARY)),
    )

    assert locks(loop) == {}


def test_a_void_check_locks_every_form() -> None:
    assert set(locks(LoopFacts(m.make_inspection(state=InspectionState.VOID))).values()) == {"检查已作废"}


@pytest.mark.parametrize("state", [DocumentState.DRAFT, DocumentState.REVOKED, DocumentState.VOID])
def test_an_opinion_stays_locked_while_the_order_does_not_stand(state: DocumentState) -> None:
    loop = LoopFacts(
        m.make_inspection(), documents=(m.make_order(state=state),), reinspections=(m.make_reinspection(),)
    )

    assert F.REINSPECTION_OPINION in locks(loop)


@pytest.mark.parametrize("handling", [Handling.ADVICE, Handling.TRANSFER])
def test_an_order_stays_locked_when_nothing_is_to_be_ordered(handling: Handling) -> None:
    loop = LoopFacts(m.make_inspection(), hazards=(m.make_hazard(handling=handling),))

    assert F.RECTIFICATION_ORDER in locks(loop)


def test_a_node_shows_drafts_and_printable_papers_apart() -> None:
    draft, void = m.make_order(state=DocumentState.DRAFT), m.make_order(state=DocumentState.VOID)
    loop = LoopFacts(m.make_inspection(), hazards=(m.make_hazard(),), documents=(draft, m.make_order(), void))

    nodes = {node.form.form: node for node in document_tree(loop, FORMS)}

    order = nodes[F.RECTIFICATION_ORDER]
    assert (order.drafts, order.printable) == ((draft,), (m.make_order(),))
    assert (order.status, order.can_draft) == (NodeStatus.PRINTABLE, True)
    assert nodes[F.INSPECTION_RECORD].status is NodeStatus.AVAILABLE
    assert nodes[F.ONSITE_MEASURES].status is NodeStatus.LOCKED
    lock = nodes[F.ONSITE_MEASURES].lock
    assert lock is not None
    assert lock.target == "inspection.hazards"


def test_print_set_takes_issued_papers_of_the_site_in_order_with_copies() -> None:
    record = m.make_document(F.INSPECTION_RECORD, 3, state=DocumentState.SIGNED, issued_on=m.CHECK_DAY)
    later = m.make_order(id=UUID(int=999), number="（渝铜）应急责改〔2026〕19号")
    opinion = m.make_document(F.REINSPECTION_OPINION, 4, state=DocumentState.ISSUED, issued_on=m.RECHECK_DAY)
    draft = m.make_document(F.INSPECTION_NOTICE, 5)

    items = print_set((later, m.make_order(), opinion, draft, record), FORMS)

    assert [(item.document.id, item.copies) for item in items] == [
        (record.id, 2),
        (m.make_order().id, 3),
        (later.id, 3),
    ]


def test_print_set_puts_a_paper_without_a_day_last_of_its_form() -> None:
    undated = m.make_order(id=UUID(int=998), issued_on=None)
    dated = m.make_order(issued_on=date(2026, 11, 17))

    assert [item.document for item in print_set((undated, dated), FORMS)] == [dated, undated]


def test_collated_lays_out_one_set_after_the_other() -> None:
    record = m.make_document(F.INSPECTION_RECORD, 3, state=DocumentState.ISSUED, issued_on=m.CHECK_DAY)
    order = m.make_order()

    assert collated(print_set((order, record), FORMS)) == (record, order, record, order, order)
    assert collated(()) == ()


def test_a_form_whose_parents_the_profile_does_not_use_says_so_in_chinese() -> None:
    orphan = FormFact(F.REINSPECTION_OPINION, "整改复查意见书", parents=ORDERS)

    (node,) = document_tree(LoopFacts(m.make_inspection()), (orphan,))

    assert node.lock is not None
    assert node.lock.why == "先签发前置文书"


@pytest.mark.parametrize(
    ("procedure", "locked"), [(Procedure.SUMMARY, F.PENALTY_NOTICE), (Procedure.ORDINARY, F.SUMMARY_PENALTY)]
)
def test_a_case_opens_only_the_papers_of_its_procedure(procedure: Procedure, locked: F) -> None:
    penalties = {F.PENALTY_NOTICE, F.SUMMARY_PENALTY}

    assert penalties & set(locks(LoopFacts(m.make_inspection(), cases=(m.make_case(procedure=procedure),)))) == {locked}


def test_no_paper_is_begun_for_a_check_that_was_typed_in() -> None:
    found = locks(LoopFacts(m.make_inspection(is_typed_in=True)))
    assert found.keys() == {form.form for form in FORMS}
    assert set(found.values()) == {"补录的检查不能再制作文书"}
