from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.rules.periods import PeriodRule, PeriodUnit, Roll
from app.rules.working_days import published_calendar
from app.rules.worklist import WorkFacts, WorkItem, counts_by_kind, worklist
from app.values.enums import (
    ApprovalMode,
    DocumentState,
    HazardState,
    InspectionCategory,
    InspectionState,
    PaperKind,
    SealState,
)
from app.values.facts import ApprovalFact
from app.values.facts_inspection import ReceivedPaperFact
from app.values.facts_loop import WorkDocument, WorkHazard, WorkPaper
from app.values.work import Urgency, WorkAction, WorkKind
from tests.rules import make as m

TODAY = date(2026, 11, 30)
RULE = PeriodRule(
    "no_code_filing_3wd", "备案", 3, PeriodUnit.WORKING_DAY, Roll.NOT_APPLICABLE, "检查之日", "令375 18", verified=False
)
SHOP = "示例燃气店"


def work(today: date = TODAY, **changes: Any) -> tuple[WorkItem, ...]:
    return worklist(WorkFacts(today, published_calendar(), RULE, 10, **changes))


def waiting(number: int, deadline: date, reported_on: date | None = None, **changes: Any) -> WorkHazard:
    hazard = m.make_hazard(number, **({"deadline": deadline, "state": HazardState.ORDERED} | changes))
    return WorkHazard(hazard, m.INSPECTION, SHOP, reported_on)


def brief(items: tuple[WorkItem, ...]) -> list[tuple[WorkKind, str, str]]:
    return [(item.kind, item.detail, item.left.text) for item in items]


def test_worklist_of_nothing_is_empty() -> None:
    assert work() == ()


def test_overdue_hazards_of_one_check_stand_in_one_line() -> None:
    items = work(hazards=(waiting(3, date(2026, 11, 27)), waiting(1, date(2026, 11, 28))))

    assert brief(items) == [(WorkKind.OVERDUE, "第1、3项逾期待复查", "逾期 3 日")]
    assert (items[0].action, items[0].target) == (WorkAction.REINSPECT, m.INSPECTION)


def test_a_deadline_of_today_and_a_near_one_are_to_be_rechecked_and_a_far_one_is_not() -> None:
    assert brief(work(hazards=(waiting(1, TODAY),))) == [(WorkKind.RECHECK, "第1项待复查", "今日到期")]
    assert brief(work(hazards=(waiting(1, date(2026, 12, 3)),))) == [(WorkKind.RECHECK, "第1项待复查", "剩 3 日")]
    assert work(hazards=(waiting(1, date(2026, 12, 4)),)) == ()


def test_a_report_starts_the_clock_of_the_recheck() -> None:
    (item,) = work(hazards=(waiting(1, date(2026, 12, 20), date(2026, 11, 25)),))

    assert (item.kind, item.due, item.left.text) == (WorkKind.RECHECK, date(2026, 12, 5), "剩 5 日")


def test_a_failed_hazard_waits_for_its_case_and_closed_ones_for_nothing() -> None:
    hazards = (
        waiting(1, date(2026, 11, 20), state=HazardState.FAILED),
        waiting(2, date(2026, 11, 20), state=HazardState.PASSED),
        waiting(3, date(2026, 11, 20), state=HazardState.FOUND),
    )

    (item,) = work(hazards=hazards)

    assert (item.kind, item.action) == (WorkKind.FAILED, WorkAction.FILE_CASE)


def test_a_check_without_code_is_to_be_filed_in_working_days() -> None:
    inspection = m.make_inspection(
        law_code="", no_code_reason="现场无网络", started_at=m.at(date(2026, 11, 27), 9), state=InspectionState.ENDED
    )

    (item,) = work(inspections=(inspection,))

    assert (item.kind, item.due, item.left.text) == (WorkKind.FILE_NO_CODE, date(2026, 12, 2), "剩 2 工作日")


def test_a_filed_check_and_a_running_one_without_reason_ask_for_no_filing() -> None:
    filed = m.make_inspection(law_code="", no_code_filed=TODAY, state=InspectionState.ENDED)
    running = m.make_inspection(law_code="")

    assert WorkKind.FILE_NO_CODE not in {item.kind for item in work(inspections=(filed, running))}


def test_an_approval_by_phone_asks_for_its_paper() -> None:
    scheme = ApprovalFact("刘局长", m.at(m.CHECK_DAY, 8), ApprovalMode.PHONE, paper_due=date(2026, 11, 28))

    (item,) = work(inspections=(m.make_inspection(scheme=scheme, state=InspectionState.ENDED),))

    assert (item.kind, item.left.text, item.left.urgency) == (WorkKind.PHONE_APPROVAL, "逾期 2 日", Urgency.LATE)


def immediate(**changes: Any) -> Any:
    """A check at once that nobody approved before."""
    values = {"category": InspectionCategory.IMMEDIATE, "scheme": None, "state": InspectionState.ENDED}
    return m.make_inspection(**(values | changes))


def test_a_check_at_once_without_approval_asks_for_it_and_invents_no_day() -> None:
    (item,) = work(inspections=(immediate(),))

    assert (item.kind, item.action, item.due, item.left.text) == (
        WorkKind.PHONE_APPROVAL,
        WorkAction.ADD_APPROVAL,
        None,
        "",
    )
    assert item.detail == "即时检查未经事先批准，及时报告并补办审批"


def test_a_check_at_once_is_counted_by_the_rule_that_the_authority_has_set() -> None:
    rule = PeriodRule("late_approval", "补办", 2, PeriodUnit.CALENDAR_DAY, Roll.NONE, "检查之日", "", verified=False)

    (item,) = work(m.CHECK_DAY, inspections=(immediate(),), approval_rule=rule)

    assert item.due == m.CHECK_DAY + timedelta(days=2)
    assert item.left.text == "剩 2 日"


def test_an_approved_check_at_once_and_a_planned_or_void_one_ask_for_no_approval() -> None:
    approved = immediate(scheme=ApprovalFact("刘局长", m.at(m.CHECK_DAY, 15), ApprovalMode.PAPER))
    planned = immediate(started_at=None, state=InspectionState.DRAFT)
    void = immediate(state=InspectionState.VOID)

    kinds = {item.kind for item in work(inspections=(approved, planned, void))}

    assert kinds == {WorkKind.UNFINISHED}


def test_an_unfinished_check_is_offered_to_be_continued_and_a_void_one_is_not() -> None:
    draft, void = m.make_inspection(), m.make_inspection(state=InspectionState.VOID)

    assert brief(work(inspections=(draft, void))) == [(WorkKind.UNFINISHED, "检查没有结束", "已 14 日未完成")]
    assert brief(work(m.CHECK_DAY, inspections=(draft,)))[0][2] == "今日检查"


def test_an_issued_paper_is_to_be_printed_and_to_be_sealed() -> None:
    document = m.make_order(seal=SealState.AT_OFFICE)

    items = work(documents=(WorkDocument(document, SHOP),))

    assert [(item.kind, item.left.text) for item in items] == [
        (WorkKind.SEAL, "签发 14 日"),
        (WorkKind.PRINT, "签发 14 日"),
    ]
    assert items[0].detail == "责令限期整改指令书（渝铜）应急责改〔2026〕18号"


def test_a_printed_sealed_or_void_paper_asks_for_nothing() -> None:
    sealed = WorkDocument(m.make_order(seal=SealState.AT_OFFICE, sealed_on=TODAY), SHOP, is_printed=True)
    void = WorkDocument(m.make_order(state=DocumentState.VOID, seal=SealState.AT_OFFICE), SHOP)

    assert work(documents=(sealed, void)) == ()


def test_a_received_paper_stays_until_it_is_handled() -> None:
    paper = ReceivedPaperFact(UUID(int=700), PaperKind.RECTIFICATION_REPORT, date(2026, 11, 28))
    handled = ReceivedPaperFact(UUID(int=701), PaperKind.OTHER, date(2026, 11, 28), handled_on=TODAY)

    items = work(papers=(WorkPaper(paper, SHOP), WorkPaper(handled, SHOP)))

    assert brief(items) == [(WorkKind.PAPER, "整改报告", "收到 2 日未处理")]


def test_worklist_puts_late_before_today_before_soon_whatever_the_order_of_the_facts() -> None:
    hazards = (
        waiting(1, date(2026, 12, 2)),
        WorkHazard(m.make_hazard(2, deadline=TODAY, state=HazardState.ORDERED), UUID(int=11), "乙店"),
        WorkHazard(m.make_hazard(3, deadline=date(2026, 11, 20), state=HazardState.DUE), UUID(int=12), "丙店"),
    )

    items = work(hazards=hazards)

    assert [item.left.urgency for item in items] == [Urgency.LATE, Urgency.TODAY, Urgency.SOON]
    assert work(hazards=hazards[::-1]) == items
    assert counts_by_kind(items) == {WorkKind.OVERDUE: 1, WorkKind.RECHECK: 2}


def test_papers_of_today_say_so() -> None:
    paper = ReceivedPaperFact(UUID(int=700), PaperKind.OTHER, TODAY)
    document = WorkDocument(m.make_order(issued_on=TODAY), SHOP)

    items = work(papers=(WorkPaper(paper, SHOP),), documents=(document,))

    assert [item.left.text for item in items] == ["今日收到", "今日签发"]


def test_work_without_a_day_stands_after_work_with_one() -> None:
    planned = m.make_inspection(started_at=None)

    items = work(inspections=(planned,), hazards=(waiting(1, date(2026, 12, 3)),))

    assert [item.kind for item in items] == [WorkKind.RECHECK, WorkKind.UNFINISHED]
