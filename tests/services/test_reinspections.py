"""整改复查: items, verdicts, what follows, and the states that move at the end."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.models.case import Case, CaseStep
from app.models.hazard import Hazard
from app.models.reinspection import ReceivedPaper
from app.values.enums import (
    CaseState,
    DocumentForm,
    HazardLevel,
    HazardState,
    InspectionState,
    OutcomeNext,
    OutcomeResult,
    PaperKind,
    PhotoRole,
    PhotoSource,
    ReinspectionManner,
    StepKind,
)
from app.values.errors import UserError
from app.values.fields_received_paper import ExtensionFields, PaperFields
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_photo import PhotoFile, PhotoTarget
from app.values.rows_reinspection import DueScope, ReinspectionStart, ReinspectionView
from tests.photos import make_photo
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, RECHECK_DAY, Recheck, make_recheck
from tests.services.records import DEADLINE, change, count_statements, make_hazard, put


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


def cases(recheck: Recheck) -> list[Case]:
    with recheck.office.store.read() as uow:
        found = list(uow.session.query(Case).where(Case.deleted.is_(False)))
        uow.session.expunge_all()
        return found


def test_begin_takes_what_is_due_and_follows_the_order(recheck: Recheck) -> None:
    view = recheck.reinspections.view(recheck.begin())

    assert [one.hazard_id for one in view.items] == list(recheck.hazards)
    assert [one.number for one in view.items] == [1, 2]
    assert "责改" in view.order_name
    assert (view.round_no, view.judged, view.left) == (1, 0, 2)
    assert recheck.office.inspection().state is InspectionState.REINSPECTING


def test_begin_leaves_hazards_whose_day_has_not_come_for_later(office: Office) -> None:
    recheck = make_recheck(office, hazards=({}, {"deadline": DEADLINE + timedelta(days=20)}))

    view = recheck.reinspections.view(recheck.begin())

    assert [one.hazard_id for one in view.items] == [recheck.hazards[0]]


def test_begin_takes_an_early_one_that_the_enterprise_has_reported(office: Office) -> None:
    recheck = make_recheck(office, hazards=({"deadline": DEADLINE + timedelta(days=20)},))
    paper = PaperFields(
        paper_kind=PaperKind.REINSPECTION_REQUEST,
        received_on=RECHECK_DAY,
        inspection_id=recheck.inspection_id,
        hazard_ids=recheck.hazards,
    )
    recheck.papers.receive(paper)

    row = recheck.reinspections.view(recheck.begin()).items[0]

    assert row.state is HazardState.DUE
    assert row.why_not_failed == ""


def test_begin_refuses_a_second_one_while_the_first_is_open(recheck: Recheck) -> None:
    recheck.begin()
    with pytest.raises(UserError, match="还没有结束"):
        recheck.begin()


def test_begin_refuses_when_nothing_was_ordered(office: Office) -> None:
    recheck = make_recheck(office)
    for hazard_id in recheck.hazards:
        change(office.store, Hazard, hazard_id, state=HazardState.FOUND)
    with pytest.raises(UserError, match="没有等待复查的隐患"):
        recheck.begin()


def test_begin_refuses_a_time_in_the_future_or_before_the_check(recheck: Recheck) -> None:
    now = recheck.desk.now()
    for moment, words in ((now + timedelta(hours=1), "晚于现在"), (now - timedelta(days=40), "早于检查结束")):
        with pytest.raises(UserError, match=words):
            recheck.reinspections.begin(recheck.inspection_id, recheck.officers, moment)


def test_begin_refuses_to_look_at_a_major_hazard_on_paper(office: Office) -> None:
    major = {"level": HazardLevel.MAJOR, "criterion": "城镇燃气标准/4", "judged_by": "示例员甲"}
    recheck = make_recheck(office)
    change(office.store, Hazard, recheck.hazards[1], **major)
    with pytest.raises(UserError, match="必须现场复查"):
        recheck.begin(manner=ReinspectionManner.ON_PAPER)


def test_judge_writes_the_outcome_and_changes_no_hazard_yet(recheck: Recheck) -> None:
    begun = recheck.begin()

    recheck.reinspections.judge(begun, recheck.hazards[0], DONE)

    row = recheck.reinspections.view(begun).items[0]
    assert (row.result, row.seen) == (OutcomeResult.DONE, DONE.seen)
    assert recheck.state() is HazardState.ORDERED


def test_what_failed_goes_to_a_case_unless_something_else_is_chosen(recheck: Recheck) -> None:
    begun = recheck.begin()

    recheck.reinspections.judge(begun, recheck.hazards[0], NOT_DONE)

    assert recheck.reinspections.view(begun).items[0].next_step is OutcomeNext.CASE


def test_done_wipes_what_was_to_follow(recheck: Recheck) -> None:
    begun = recheck.begin()
    recheck.reinspections.judge(begun, recheck.hazards[0], NOT_DONE)
    recheck.reinspections.judge(begun, recheck.hazards[0], DONE)
    assert recheck.reinspections.view(begun).items[0].next_step is None


def test_not_done_before_the_time_is_over_leaves_it_running_and_makes_no_lead(recheck: Recheck) -> None:
    recheck.set_day(DEADLINE)
    begun = recheck.begin(hazard_ids=recheck.hazards[:1])
    row = recheck.reinspections.view(begun).items[0]
    assert (row.why_not_failed, row.choices) == ("", ())

    recheck.reinspections.judge(begun, recheck.hazards[0], NOT_DONE)

    assert recheck.reinspections.view(begun).items[0].next_step is None
    assert recheck.reinspections.end(begun) is None
    assert recheck.state() is HazardState.ORDERED


def test_judge_refuses_an_extension_that_nobody_approved(recheck: Recheck) -> None:
    begun = recheck.begin()
    fields = OutcomeFields(result=OutcomeResult.NOT_DONE, next_step=OutcomeNext.EXTENSION)

    with pytest.raises(UserError, match="无到期前提出的延期申请"):
        recheck.reinspections.judge(begun, recheck.hazards[0], fields)


def test_an_extension_applied_for_too_late_gives_no_new_date(recheck: Recheck) -> None:
    late = ExtensionFields(
        inspection_id=recheck.inspection_id,
        hazard_ids=recheck.hazards[:1],
        applied_on=RECHECK_DAY,
        new_deadline=DEADLINE + timedelta(days=20),
    )
    asked = recheck.extensions.apply(late)

    with pytest.raises(UserError, match="期限届满前提出"):
        recheck.extensions.approve(asked, by="示例局长")
    choice = recheck.reinspections.view(recheck.begin()).items[0].choices[1]
    assert choice.why_not == "没有期限届满前批准的延期"


def test_a_new_order_needs_its_reason_before_the_end(recheck: Recheck) -> None:
    begun = recheck.begin(hazard_ids=recheck.hazards[:1])
    fields = OutcomeFields(result=OutcomeResult.NOT_DONE, next_step=OutcomeNext.NEW_ORDER)
    recheck.reinspections.judge(begun, recheck.hazards[0], fields)
    with pytest.raises(UserError, match="没有写明理由"):
        recheck.reinspections.end(begun)


def test_a_new_order_leaves_the_overdue_fact_and_the_old_deadline(recheck: Recheck) -> None:
    fields = OutcomeFields(
        result=OutcomeResult.NOT_DONE,
        next_step=OutcomeNext.NEW_ORDER,
        next_reason="配件停产，须改用其他型号。",
        new_deadline=RECHECK_DAY + timedelta(days=10),
    )
    _, lead = recheck.carry_out(fields)

    assert lead is None
    assert recheck.state() is HazardState.FAILED
    assert recheck.office.hazard_row(recheck.hazards[0]).deadline == DEADLINE


def test_end_refuses_until_every_item_is_judged(recheck: Recheck) -> None:
    begun = recheck.begin()
    recheck.reinspections.judge(begun, recheck.hazards[0], DONE)
    with pytest.raises(UserError, match="还有 1 项没有复查结论"):
        recheck.reinspections.end(begun)


def test_end_refuses_one_officer_alone(recheck: Recheck) -> None:
    begun = recheck.begin(officer_ids=recheck.officers[:1], hazard_ids=recheck.hazards[:1])
    recheck.reinspections.judge(begun, recheck.hazards[0], DONE)

    with pytest.raises(UserError, match=r"第1项：.*执法人员不足两人"):
        recheck.reinspections.end(begun)
    assert recheck.state() is HazardState.ORDERED


def test_end_closes_what_was_rectified_and_makes_one_lead_of_what_was_not(recheck: Recheck) -> None:
    _, lead = recheck.carry_out(DONE, NOT_DONE)

    assert (recheck.state(1), recheck.state(2)) == (HazardState.PASSED, HazardState.FAILED)
    closing = recheck.office.hazard_row(recheck.hazards[0]).closing
    assert (closing["day"], closing["ground"]) == (RECHECK_DAY.isoformat(), "复查合格")
    (case,) = cases(recheck)
    assert (case.id, case.state) == (lead, CaseState.LEAD)
    assert case.hazard_ids == (recheck.hazards[1],)
    assert case.violations == ("安全生产法/36/2",)
    with recheck.office.store.read() as uow:
        step = uow.session.query(CaseStep).one()
        assert (step.step, step.on) == (StepKind.LEAD, RECHECK_DAY)


def test_a_second_failure_adds_no_second_lead(recheck: Recheck) -> None:
    recheck.carry_out(NOT_DONE)
    _, lead = recheck.carry_out(NOT_DONE, day=RECHECK_DAY + timedelta(days=5))

    assert lead is None
    assert len(cases(recheck)) == 1


def test_what_failed_may_pass_later(recheck: Recheck) -> None:
    recheck.carry_out(NOT_DONE, DONE)
    recheck.carry_out(DONE, day=RECHECK_DAY + timedelta(days=5))
    assert recheck.state() is HazardState.PASSED


def test_end_gives_the_approved_new_date(recheck: Recheck) -> None:
    later = DEADLINE + timedelta(days=20)
    recheck.set_day(DEADLINE)
    asked = recheck.extensions.apply(
        ExtensionFields(
            inspection_id=recheck.inspection_id, hazard_ids=recheck.hazards[:1], applied_on=DEADLINE, new_deadline=later
        )
    )
    recheck.extensions.approve(asked, by="示例局长")

    row = recheck.office.hazard_row(recheck.hazards[0])
    assert (row.state, row.deadline) == (HazardState.EXTENDED, later)


def test_an_ended_one_cannot_be_judged_any_more(recheck: Recheck) -> None:
    begun, _ = recheck.carry_out(DONE)
    with pytest.raises(UserError, match="已经结束"):
        recheck.reinspections.judge(begun, recheck.hazards[0], NOT_DONE)


def test_end_notes_reports_as_handled(recheck: Recheck) -> None:
    paper = PaperFields(
        paper_kind=PaperKind.RECTIFICATION_REPORT,
        received_on=RECHECK_DAY,
        inspection_id=recheck.inspection_id,
        hazard_ids=recheck.hazards[:1],
    )
    paper_id = recheck.papers.receive(paper)
    recheck.carry_out(DONE)
    with recheck.office.store.read() as uow:
        assert uow.session.get_one(ReceivedPaper, paper_id).handled_on == RECHECK_DAY


def test_leave_out_takes_an_item_away_but_not_the_last(recheck: Recheck) -> None:
    begun = recheck.begin()
    recheck.reinspections.leave_out(begun, recheck.hazards[0])
    assert [one.hazard_id for one in recheck.reinspections.view(begun).items] == [recheck.hazards[1]]
    with pytest.raises(UserError, match="只有这一项"):
        recheck.reinspections.leave_out(begun, recheck.hazards[1])


def test_take_in_adds_an_item_that_waits(recheck: Recheck) -> None:
    begun = recheck.begin(hazard_ids=recheck.hazards[:1])
    recheck.reinspections.take_in(begun, recheck.hazards[1])
    assert len(recheck.reinspections.view(begun).items) == 2


def test_cancel_wants_a_reason_and_lets_begin_again(recheck: Recheck) -> None:
    begun = recheck.begin()
    with pytest.raises(UserError, match="理由"):
        recheck.reinspections.cancel(begun, " ")
    recheck.reinspections.cancel(begun, "走错企业")
    assert recheck.reinspections.opened(recheck.inspection_id) is None
    assert recheck.begin() != begun


def test_photos_of_officers_and_of_the_enterprise_stand_apart(recheck: Recheck) -> None:
    begun = recheck.begin()
    outcome_id = recheck.reinspections.view(begun).items[0].outcome_id
    before = recheck.photograph(1, PhotoRole.BEFORE)
    after = recheck.photograph(1, PhotoRole.AFTER, outcome_id=outcome_id, seed=2)
    target = PhotoTarget(
        inspection_id=recheck.inspection_id,
        hazard_id=recheck.hazards[0],
        outcome_id=outcome_id,
        role=PhotoRole.AFTER,
        source=PhotoSource.ENTERPRISE,
    )
    given = recheck.photos.add(target, [PhotoFile("企业.jpg", make_photo(size=(60, 30)))]).added[0]

    row = recheck.reinspections.view(begun).items[0]

    assert [one.id for one in row.before] == [before]
    assert [one.id for one in row.after] == [after]
    assert [one.id for one in row.provided] == [given]


def test_start_names_the_officers_of_the_check_first(recheck: Recheck) -> None:
    start = recheck.reinspections.start(recheck.inspection_id)
    assert [one.id for one in start.officers] == list(recheck.officers)
    assert [one.is_due for one in start.items] == [True, True]
    assert start.open_id is None


def test_due_lists_by_urgency_and_scope(office: Office) -> None:
    recheck = make_recheck(office)
    rows = recheck.reinspections.due(DueScope.LATE)
    assert [(one.items, one.deadline, one.left) for one in rows] == [(2, DEADLINE, "逾期 1 日")]
    recheck.set_day(date(2026, 11, 20))
    assert recheck.reinspections.due(DueScope.LATE) == ()
    assert recheck.reinspections.due(DueScope.DUE) == ()
    assert len(recheck.reinspections.due(DueScope.ALL)) == 1


def test_due_asks_the_same_number_of_questions_however_many_wait(recheck: Recheck) -> None:
    seen, stop = count_statements(recheck.office.store)
    recheck.reinspections.due()
    few = len(seen)
    put(
        recheck.office.store,
        *(make_hazard(recheck.office.scene, n, state=HazardState.ORDERED) for n in range(3, 40)),
    )
    seen.clear()
    recheck.reinspections.due()
    stop()
    assert len(seen) == few


def test_the_opinion_can_be_issued_once_all_is_judged(recheck: Recheck) -> None:
    begun, _ = recheck.carry_out(DONE, NOT_DONE)
    documents = recheck.office.documents
    draft = documents.draft(recheck.inspection_id, DocumentForm.REINSPECTION_OPINION, reinspection_id=begun)
    issued = documents.issue(draft, on=RECHECK_DAY, reasons={"R-AFTER-PHOTO": "执法记录仪已拍摄"})
    assert recheck.reinspections.view(begun).opinion_id == issued
    assert recheck.state(1) is HazardState.PASSED


def test_unknown_ids_are_told_in_words(recheck: Recheck) -> None:
    with pytest.raises(UserError, match="本机没有这次复查"):
        recheck.reinspections.view(UUID(int=7))


def test_what_is_being_typed_is_shown_again_until_it_is_judged(recheck: Recheck) -> None:
    begun = recheck.begin()
    hazard_id = recheck.hazards[0]
    recheck.reinspections.keep_typing(begun, hazard_id, seen="探测器已")
    assert recheck.reinspections.view(begun).items[0].seen == "探测器已"
    recheck.reinspections.judge(begun, hazard_id, DONE)
    assert recheck.reinspections.view(begun).items[0].seen == DONE.seen


def test_show_asks_first_and_shows_what_is_open(recheck: Recheck) -> None:
    assert isinstance(recheck.reinspections.show(recheck.inspection_id), ReinspectionStart)
    begun = recheck.begin()
    for meant in (recheck.inspection_id, begun):
        shown = recheck.reinspections.show(meant)
        assert isinstance(shown, ReinspectionView)
        assert shown.id == begun


def test_the_new_order_carries_the_new_day_and_its_reason(recheck: Recheck) -> None:
    later = RECHECK_DAY + timedelta(days=10)
    again = OutcomeFields(
        result=OutcomeResult.NOT_DONE, next_step=OutcomeNext.NEW_ORDER, next_reason="配件停产", new_deadline=later
    )
    recheck.carry_out(again, DONE)
    documents = recheck.office.documents
    draft = documents.draft(recheck.inspection_id, DocumentForm.RECTIFICATION_ORDER)
    issued = documents.issue(draft, on=RECHECK_DAY)
    row = recheck.office.hazard_row(recheck.hazards[0])
    assert (row.state, row.deadline) == (HazardState.ORDERED, later)
    assert recheck.office.document(issued).hazard_ids == (recheck.hazards[0],)
