"""案件: from the lead to the closing, each step held to the law."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.models.authority import Authority
from app.models.case import Case
from app.models.enterprise import Enterprise
from app.values.enums import CaseState, HazardState, NoPenaltyGround, Procedure, StepKind
from app.values.errors import UserError
from app.values.fields_case import CaseFields, StepFields
from app.values.library import FineOccasion
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, RECHECK_DAY, Recheck, make_recheck
from tests.services.records import change, count_statements

K = StepKind
BASIS = "安全生产法/99/1/3"
FINE = 2_000_000


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


def day(number: int) -> date:
    return RECHECK_DAY + timedelta(days=number)


def open_case(recheck: Recheck, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "hazard_ids": recheck.hazards[:1],
        "inspection_id": recheck.inspection_id,
        "penalty_basis": (BASIS,),
    }
    return recheck.cases.open(CaseFields(**(values | changes)))


def make_step(recheck: Recheck, case_id: UUID, step: StepKind, after: int, **changes: Any) -> UUID:
    """Make a step so many days after the re-inspection."""
    recheck.set_day(day(after))
    values: dict[str, Any] = {"on": day(after), "officer_ids": recheck.officers}
    return recheck.cases.step(case_id, StepFields(step=step, **(values | changes)))


def notify(recheck: Recheck, case_id: UUID, **changes: Any) -> UUID:
    values: dict[str, Any] = {"amount_cents": FINE, "served_on": day(2), "answer_by": day(5)}
    return make_step(recheck, case_id, K.NOTICE, 2, **(values | changes))


def decided(recheck: Recheck) -> UUID:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1, number="（渝示）应急立〔2026〕3号")
    notify(recheck, case_id)
    make_step(recheck, case_id, K.DECISION, 8, amount_cents=FINE, provision=BASIS)
    return case_id


def state(recheck: Recheck, case_id: UUID) -> CaseState:
    with recheck.office.store.read() as uow:
        return uow.session.get_one(Case, case_id).state


def test_open_takes_party_and_violations_from_the_inspection(recheck: Recheck) -> None:
    view = recheck.cases.view(open_case(recheck))
    assert view.party == "示例燃气有限公司"
    assert view.violations == ("《中华人民共和国安全生产法》第三十六条第二款",)
    assert [one.id for one in view.hazards] == [recheck.hazards[0]]
    assert view.next_kinds[0] is K.FILING


def test_open_takes_up_the_lead_of_the_reinspection(recheck: Recheck) -> None:
    _, lead = recheck.carry_out(NOT_DONE)
    assert open_case(recheck, cause="逾期未消除事故隐患") == lead
    assert recheck.cases.view(open_case(recheck)).cause == "逾期未消除事故隐患"


def test_a_hazard_that_was_put_right_may_be_penalised_all_the_same(recheck: Recheck) -> None:
    recheck.carry_out(DONE)
    assert state(recheck, open_case(recheck)) is CaseState.LEAD


def test_a_whole_case_runs_from_filing_to_closing(recheck: Recheck) -> None:
    case_id = decided(recheck)
    assert recheck.cases.view(case_id).number == "（渝示）应急立〔2026〕3号"
    make_step(recheck, case_id, K.SERVICE, 9)
    assert state(recheck, case_id) is CaseState.SERVED
    make_step(recheck, case_id, K.PAYMENT, 12, amount_cents=FINE, more={"receipt": "票据001"})
    assert state(recheck, case_id) is CaseState.PERFORMED
    with pytest.raises(UserError, match="没有全部整改销号"):
        make_step(recheck, case_id, K.CLOSING, 13)
    recheck.carry_out(DONE, day=day(13))
    make_step(recheck, case_id, K.CLOSING, 14, persons=({"role": "批准人", "name": "示例局长"},))
    assert state(recheck, case_id) is CaseState.CLOSED
    assert [one.status for one in recheck.cases.view(case_id).track][-1] == "done"


def test_a_decision_before_the_end_of_the_time_for_defence_is_refused(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    notify(recheck, case_id)
    with pytest.raises(UserError, match="期限未满"):
        make_step(recheck, case_id, K.DECISION, 5, amount_cents=FINE)


def test_a_decision_above_the_notified_amount_is_refused(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    notify(recheck, case_id)
    with pytest.raises(UserError, match="高于告知的金额"):
        make_step(recheck, case_id, K.DECISION, 8, amount_cents=FINE + 100)


def test_an_amount_above_the_range_of_the_law_is_refused(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match=r"高于法定上限50,000元.*安全生产法"):
        notify(recheck, case_id, amount_cents=5_000_100)


def test_an_amount_below_the_floor_needs_its_written_reason(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    late: dict[str, Any] = {"occasion": FineOccasion.OVERDUE, "amount_cents": 4_000_000}
    with pytest.raises(UserError, match="低于法定下限50,000元"):
        notify(recheck, case_id, **late)
    notify(recheck, case_id, **late, reason="主动消除危害后果（行政处罚法第三十二条第一项）")


def test_a_high_fine_asks_for_the_offer_of_a_hearing(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    late: dict[str, Any] = {"occasion": FineOccasion.OVERDUE, "amount_cents": 5_000_000}
    notify(recheck, case_id, **late)
    assert "听证" in recheck.cases.view(case_id).next_step
    with pytest.raises(UserError, match="听证"):
        make_step(recheck, case_id, K.DECISION, 8, **late)


def test_the_hearing_clock_runs_in_working_days_from_the_service(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    late: dict[str, Any] = {"occasion": FineOccasion.OVERDUE, "amount_cents": 5_000_000}
    make_step(recheck, case_id, K.HEARING_NOTICE, 2, served_on=day(2), **late)
    clocks = {one.title: one for one in recheck.cases.view(case_id).clocks}
    assert clocks["听证申请"].end == date(2026, 12, 11)  # Friday 4 December and five working days
    assert "个工作日" in clocks["听证申请"].article
    assert clocks["办案期限"].end == day(1) + timedelta(days=90)


def test_a_fine_needs_a_basis(recheck: Recheck) -> None:
    case_id = open_case(recheck, penalty_basis=(), violations=("安全生产法/68",))
    make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match="没有选择处罚依据"):
        notify(recheck, case_id)


def test_a_warning_without_a_fine_needs_no_range(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    notify(recheck, case_id, amount_cents=None)
    make_step(recheck, case_id, K.DECISION, 8)
    assert state(recheck, case_id) is CaseState.DECIDED


def test_no_penalty_needs_its_ground_and_facts(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match="第三十三条"):
        make_step(recheck, case_id, K.NO_PENALTY, 2)
    with pytest.raises(UserError, match="没有写明不予处罚的事实"):
        make_step(recheck, case_id, K.NO_PENALTY, 2, ground=NoPenaltyGround.FIRST_TIME)
    make_step(recheck, case_id, K.NO_PENALTY, 2, ground=NoPenaltyGround.FIRST_TIME, reason="首次发现，当日改正。")
    assert state(recheck, case_id) is CaseState.DECIDED


def test_one_officer_alone_files_nothing(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    with pytest.raises(UserError, match="不足两人"):
        make_step(recheck, case_id, K.FILING, 1, officer_ids=recheck.officers[:1])


def test_steps_keep_their_order(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    with pytest.raises(UserError, match="还没有办理“立案”"):
        notify(recheck, case_id)


def test_a_step_in_the_future_is_refused(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    with pytest.raises(UserError, match="晚于今天"):
        recheck.cases.step(case_id, StepFields(step=K.FILING, on=day(9), officer_ids=recheck.officers))


@pytest.mark.parametrize(("cents", "words"), [(300_000, None), (300_100, "3,000元")])
def test_a_fine_on_the_spot_stays_under_the_ceiling(recheck: Recheck, cents: int, words: str | None) -> None:
    case_id = open_case(recheck, procedure=Procedure.SUMMARY)
    if words is None:
        make_step(recheck, case_id, K.DECISION, 1, amount_cents=cents)
        assert state(recheck, case_id) is CaseState.DECIDED
    else:
        with pytest.raises(UserError, match=words):
            make_step(recheck, case_id, K.DECISION, 1, amount_cents=cents)


def test_a_floor_above_the_ceiling_is_not_squeezed_under_it(recheck: Recheck) -> None:
    case_id = open_case(recheck, procedure=Procedure.SUMMARY)
    late: dict[str, Any] = {"occasion": FineOccasion.OVERDUE, "amount_cents": 300_000, "reason": "主动改正"}
    with pytest.raises(UserError, match="法定下限超过当场处罚的限额"):
        make_step(recheck, case_id, K.DECISION, 1, **late)


def test_a_person_is_fined_by_the_ranges_for_persons(recheck: Recheck) -> None:
    case_id = open_case(recheck, is_person=True, party_name="示例人乙")
    make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match="没有设定这种情形的罚款"):
        notify(recheck, case_id, amount_cents=500_000)
    notify(recheck, case_id, amount_cents=1_500_000, occasion=FineOccasion.OVERDUE)


def test_correct_adds_the_day_of_service_with_its_reason(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    notice = notify(recheck, case_id, served_on=None)
    assert "登记送达日期" in recheck.cases.view(case_id).next_step
    recheck.set_day(day(3))
    fields = StepFields(step=K.NOTICE, on=day(2), amount_cents=FINE, served_on=day(3), answer_by=day(6))
    with pytest.raises(UserError, match="理由"):
        recheck.cases.correct(notice, fields, reason="")
    recheck.cases.correct(notice, fields, reason="补登送达")
    view = recheck.cases.view(case_id)
    assert next(one for one in view.steps if one.step is K.NOTICE).served_on == day(3)
    assert "期满" in view.next_step


def test_correct_does_not_turn_one_step_into_another(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    filing = make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match="不能改变步骤的种类"):
        recheck.cases.correct(filing, StepFields(step=K.NOTICE), reason="填错")


def test_a_lead_may_end_without_filing(recheck: Recheck) -> None:
    _, lead = recheck.carry_out(NOT_DONE)
    assert lead is not None
    with pytest.raises(UserError, match="理由或批准人"):
        recheck.cases.not_file(lead, reason="", by="")
    recheck.cases.not_file(lead, reason="已由区消防救援局立案", by="示例局长")
    view = recheck.cases.view(lead)
    assert view.state is CaseState.VOID
    assert "区消防救援局" in view.next_step
    with pytest.raises(UserError, match="已经终结"):
        make_step(recheck, lead, K.FILING, 2)


def test_the_procedure_is_chosen_before_the_first_step(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    recheck.cases.edit(case_id, procedure=Procedure.SUMMARY)
    recheck.cases.edit(case_id, procedure=Procedure.ORDINARY)
    make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match="不能再改程序"):
        recheck.cases.edit(case_id, procedure=Procedure.SUMMARY)


def test_edit_keeps_title_and_party_filled(recheck: Recheck) -> None:
    case_id = open_case(recheck)
    recheck.cases.edit(case_id, cause="未保证报警装置正常使用")
    assert recheck.cases.view(case_id).cause == "未保证报警装置正常使用"
    with pytest.raises(UserError, match="不能为空"):
        recheck.cases.edit(case_id, title=" ")


def test_the_ranges_shown_are_those_for_the_party(recheck: Recheck) -> None:
    view = recheck.cases.view(open_case(recheck))
    assert {(one.when, one.min_yuan, one.max_yuan) for one in view.fines} == {
        (FineOccasion.FIRST, None, 50_000),
        (FineOccasion.OVERDUE, 50_000, 200_000),
    }


def test_without_a_chosen_basis_the_ranges_are_those_that_penalise_what_was_found(recheck: Recheck) -> None:
    view = recheck.cases.view(open_case(recheck, penalty_basis=()))
    assert any("第九十九条" in one.citation for one in view.fines)


def test_search_finds_by_title_party_or_number_and_by_state(recheck: Recheck) -> None:
    case_id = decided(recheck)
    assert recheck.cases.search("立〔2026〕3号") == [case_id]
    assert recheck.cases.search("燃气", states=[CaseState.LEAD]) == []
    assert recheck.cases.search("没有") == []
    (row,) = recheck.cases.list()
    assert (row.filed, row.decided, row.fine_cents) == (day(1), day(8), FINE)
    assert "送达" in row.next_step


def test_rows_ask_the_same_number_of_questions_however_many_cases(recheck: Recheck) -> None:
    open_case(recheck)
    seen, stop = count_statements(recheck.office.store)
    recheck.cases.list()
    few = len(seen)
    for number in range(5):
        open_case(recheck, hazard_ids=(), title=f"案件{number}")
    seen.clear()
    assert len(recheck.cases.list()) == 6
    stop()
    assert len(seen) == few


def test_open_refuses_hazards_of_another_inspection_and_nobody_as_party(recheck: Recheck) -> None:
    with pytest.raises(UserError, match="不属于这次检查"):
        open_case(recheck, hazard_ids=(UUID(int=3),))
    with pytest.raises(UserError, match="没有选择当事人"):
        recheck.cases.open(CaseFields())


def test_a_long_title_survives(recheck: Recheck) -> None:
    change(recheck.office.store, Enterprise, recheck.office.scene.enterprise_id, name="很长的名称" * 60)
    assert recheck.cases.view(open_case(recheck)).title.startswith("很长的名称")
    assert recheck.state() is HazardState.ORDERED


def test_a_basis_that_penalises_something_else_needs_its_reason(recheck: Recheck) -> None:
    case_id = open_case(recheck, penalty_basis=())
    make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match="与违反条款不对应"):
        notify(recheck, case_id, provision="安全生产法/105")
    notify(recheck, case_id, provision="安全生产法/105", reason="同时占用疏散通道")


def test_a_township_fines_only_by_its_list_of_powers(recheck: Recheck) -> None:
    granted = [{"ref": "安全生产法/97", "from": "2025-07-01"}]
    change(recheck.office.store, Authority, recheck.office.scene.authority_id, settings={"granted_powers": granted})
    case_id = open_case(recheck)
    make_step(recheck, case_id, K.FILING, 1)
    with pytest.raises(UserError, match="赋权事项清单"):
        notify(recheck, case_id, provision=BASIS)


def test_the_same_party_is_not_fined_twice_for_one_hazard(recheck: Recheck) -> None:
    decided(recheck)
    again = open_case(recheck)
    make_step(recheck, again, K.FILING, 8, number="（渝示）应急立〔2026〕4号")
    make_step(recheck, again, K.NOTICE, 9, amount_cents=FINE, served_on=day(9), answer_by=day(9))
    with pytest.raises(UserError, match="行政处罚法第二十九条"):
        make_step(recheck, again, K.DECISION, 15, amount_cents=FINE, provision=BASIS)


def test_a_daily_penalty_waits_for_a_reinspection_after_the_service(recheck: Recheck) -> None:
    case_id = decided(recheck)
    make_step(recheck, case_id, K.SERVICE, 9)
    with pytest.raises(UserError, match="没有复查证明拒不改正"):
        make_step(recheck, case_id, K.DAILY_PENALTY, 10, amount_cents=FINE)
    recheck.carry_out(NOT_DONE, day=day(12))
    make_step(recheck, case_id, K.DAILY_PENALTY, 13, amount_cents=FINE)
