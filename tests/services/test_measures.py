"""现场处理措施: decided on site, followed by a re-inspection, lifted by somebody's agreement, and then closed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.rules.transitions import TransitionRefusedError
from app.services.document_issue import NotIssuableError
from app.values.enums import DocumentForm, Handling, HazardLevel, HazardState, InspectionState, OutcomeResult
from app.values.fields_reinspection import OutcomeFields
from tests.reports.golden import check_golden, flat, page_texts
from tests.services.papers import Office
from tests.services.rechecks import DONE, RECHECK_DAY, Recheck, make_recheck
from tests.services.records import CHECK_DAY

F = DocumentForm
DANGER = "充装作业区域泄漏不能及时报警，隐患排除前和排除过程中无法保证安全。"
DEMAND = "立即从充装间撤出作业人员。"


def major(**changes: Any) -> dict[str, Any]:
    """A major hazard that is handled by measures on site, without a day of its own."""
    values: dict[str, Any] = {
        "level": HazardLevel.MAJOR,
        "criterion": "城镇燃气重大隐患判定标准/5/1/5",
        "judged_by": "示例员甲",
        "safety_reason": DANGER,
        "handling": Handling.ONSITE_MEASURES,
        "deadline": None,
        "demand": DEMAND,
    }
    return values | changes


def text_of(office: Office, document_id: UUID) -> str:
    return flat("".join(page_texts(office.documents.file(document_id))))


def test_the_decision_suspends_its_hazards_and_looks_as_it_was_looked_at(office: Office) -> None:
    hazard = office.hazard(1, **major())
    record, decision = office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_RECORD, F.ONSITE_MEASURES])
    row = office.document(decision)
    assert row.number == "（渝示）应急现决〔2026〕1号"
    assert row.hazard_ids == (hazard,)
    assert office.hazard_row(hazard).state is HazardState.SUSPENDED
    assert office.inspection().state is InspectionState.ORDERED
    assert "采取现场处理措施" in text_of(office, record)
    check_golden("issued-onsite_measures", office.documents.file(decision))


def test_measures_that_were_typed_are_printed_line_by_line(office: Office) -> None:
    office.hazard(1, **major())
    draft = office.documents.draft(office.scene.inspection_id, F.ONSITE_MEASURES)
    typed = "1. 立即从充装间撤出作业人员\n2. 停止使用全部充装设备；"
    office.documents.update(draft, texts={"measures": typed, "approval": "示例局长，11月16日10时电话同意"})
    assert "R-MEASURES-APPROVAL" not in {one.rule for one in office.documents.check(draft).verdicts}
    text = text_of(office, office.documents.issue(draft))
    assert "1.立即从充装间撤出作业人员；2.停止使用全部充装设备。" in text
    assert "电话同意" not in text


def test_an_ordinary_hazard_is_only_ordered_to_be_removed_at_once(office: Office) -> None:
    hazard = office.hazard(1, handling=Handling.ONSITE_MEASURES, deadline=None, demand="立即清走堵塞安全出口的货物。")
    text = text_of(office, office.issue(F.ONSITE_MEASURES))
    assert "审查同意" not in text
    row = office.hazard_row(hazard)
    assert (row.state, row.is_at_once, row.deadline) == (HazardState.ORDERED, True, CHECK_DAY)


def test_the_use_of_an_ordinary_hazard_cannot_be_stopped(office: Office) -> None:
    office.hazard(1, handling=Handling.ONSITE_MEASURES, deadline=None, demand="停止使用充装设备。")
    with pytest.raises(NotIssuableError, match="只责令立即排除，措施却写了"):
        office.issue(F.ONSITE_MEASURES)


def test_an_order_leaves_out_what_the_measures_alone_demand_and_takes_what_has_its_own_day(office: Office) -> None:
    office.hazard(1, **major())
    dated = office.hazard(2, **major(deadline=date(2026, 12, 1)))
    ordinary = office.hazard(3)
    office.issue(F.ONSITE_MEASURES)
    order = office.document(office.issue(F.RECTIFICATION_ORDER))
    assert order.hazard_ids == (dated, ordinary)
    assert office.hazard_row(dated).state is HazardState.SUSPENDED


def test_a_voided_decision_leaves_what_an_order_still_orders(office: Office) -> None:
    alone = office.hazard(1, **major())
    both = office.hazard(2, **major(deadline=date(2026, 12, 1)))
    decision = office.issue(F.ONSITE_MEASURES)
    office.issue(F.RECTIFICATION_ORDER)
    office.documents.void(decision, "措施写错")
    assert office.hazard_row(alone).state is HazardState.FOUND
    assert office.hazard_row(both).state is HazardState.ORDERED
    assert office.inspection().state is InspectionState.ORDERED


def test_a_decided_hazard_is_not_decided_on_again(office: Office) -> None:
    office.hazard(1, **major())
    office.issue(F.ONSITE_MEASURES)
    with pytest.raises(Exception, match="已经签发现场处理措施决定书"):
        office.documents.draft(office.scene.inspection_id, F.ONSITE_MEASURES)


@pytest.fixture
def held(office: Office) -> tuple[Recheck, UUID]:
    """One major hazard under measures, and one ordinary hazard ordered; the deadline has passed."""
    office.hazard(9, **major())
    decision = office.issue(F.ONSITE_MEASURES)
    recheck = make_recheck(office, hazards=({},))
    return recheck, decision


def measured(recheck: Recheck, decision: UUID) -> UUID:
    return recheck.office.document(decision).hazard_ids[0]


def look_again(recheck: Recheck, hazard: UUID, fields: OutcomeFields, *, day: date = RECHECK_DAY) -> UUID:
    recheck.set_day(day)
    again = recheck.begin(hazard_ids=(hazard,))
    recheck.reinspections.judge(again, hazard, fields)
    recheck.reinspections.end(again)
    return again


def test_measures_go_on_where_the_hazard_is_still_there(held: tuple[Recheck, UUID]) -> None:
    recheck, decision = held
    hazard = measured(recheck, decision)
    again = look_again(recheck, hazard, OutcomeFields(result=OutcomeResult.NOT_DONE, seen="探测器仍未更换。"))
    assert recheck.office.hazard_row(hazard).state is HazardState.SUSPENDED
    draft = recheck.office.documents.draft(recheck.inspection_id, F.REINSPECTION_OPINION, again)
    assert recheck.office.documents.check(draft).red == ()


def test_the_opinion_follows_the_decision_on_measures(held: tuple[Recheck, UUID]) -> None:
    recheck, decision = held
    again = look_again(recheck, measured(recheck, decision), DONE)
    opinion = recheck.office.documents.draft(recheck.inspection_id, F.REINSPECTION_OPINION, again)
    recheck.office.documents.issue(opinion, reasons={"R-AFTER-PHOTO": "见附页"})
    assert recheck.office.document(opinion).parent_ids == (decision,)
    text = text_of(recheck.office, opinion)
    assert "向你单位作出现场处理措施的决定，文号（渝示）应急现决〔2026〕1号" in text
    assert "恢复使用，以本机关审查同意的书面意见为准" in text


def test_the_loop_stays_open_until_resuming_is_agreed_to(held: tuple[Recheck, UUID]) -> None:
    recheck, decision = held
    hazard = measured(recheck, decision)
    with pytest.raises(TransitionRefusedError, match="还没有复查合格"):
        recheck.office.documents.lift_measures(decision, "示例局长")
    look_again(recheck, hazard, DONE)
    whats = [one.what for one in recheck.loop.standing(recheck.inspection_id).obstacles]
    assert any("没有审查同意恢复" in what for what in whats)
    recheck.office.documents.lift_measures(decision, "示例局长")
    whats = [one.what for one in recheck.loop.standing(recheck.inspection_id).obstacles]
    assert not any("审查同意" in what for what in whats)
    assert recheck.office.document(decision).closing["by"] == "示例局长"


@pytest.mark.parametrize(
    ("by", "days", "sentence"),
    [(" ", 0, "没有写明审查同意的人"), ("示例局长", 1, "晚于今天"), ("示例局长", -30, "早于决定书")],
)
def test_lifting_is_refused_without_a_person_or_on_a_wrong_day(
    held: tuple[Recheck, UUID], by: str, days: int, sentence: str
) -> None:
    recheck, decision = held
    look_again(recheck, measured(recheck, decision), DONE)
    with pytest.raises(TransitionRefusedError, match=sentence):
        recheck.office.documents.lift_measures(decision, by, RECHECK_DAY + timedelta(days=days))


def test_measures_are_lifted_once_and_orders_never(held: tuple[Recheck, UUID]) -> None:
    recheck, decision = held
    look_again(recheck, measured(recheck, decision), DONE)
    recheck.office.documents.lift_measures(decision, "示例局长")
    with pytest.raises(TransitionRefusedError, match="已于2026-12-02审查同意恢复"):
        recheck.office.documents.lift_measures(decision, "示例局长")
    with pytest.raises(TransitionRefusedError, match="请核对文书"):
        recheck.office.documents.lift_measures(recheck.order_id, "示例局长")


def test_the_receipt_lists_what_is_served_once(office: Office) -> None:
    office.hazard(1, **major())
    office.hazard(2)
    ids = office.documents.issue_set(
        office.scene.inspection_id, [F.INSPECTION_RECORD, F.ONSITE_MEASURES, F.RECTIFICATION_ORDER]
    )
    receipt = office.issue(F.SERVICE_RECEIPT)
    assert office.document(receipt).parent_ids == ids[1:]
    check_golden("issued-service_receipt", office.documents.file(receipt))
    with pytest.raises(Exception, match="各份文书已有回执"):
        office.documents.draft(office.scene.inspection_id, F.SERVICE_RECEIPT)
