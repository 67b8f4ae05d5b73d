"""闭环: what is in the way, the closing, the report."""

import io
from datetime import timedelta
from typing import Any

import pytest

from app.models.hazard import Hazard
from app.values.enums import HazardState, InspectionState, PhotoRole, Stage, StepKind
from app.values.errors import UserError
from app.values.fields_case import StepFields
from app.values.loop import LoopReport
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, RECHECK_DAY, Recheck, make_recheck
from tests.services.records import change


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


def closable(recheck: Recheck) -> None:
    recheck.carry_out(DONE, DONE)
    recheck.sign_all()


def content(recheck: Recheck) -> LoopReport:
    return recheck.loop.content(recheck.inspection_id)[0]


def test_standing_names_what_is_in_the_way(recheck: Recheck) -> None:
    standing = recheck.loop.standing(recheck.inspection_id)
    assert [one.what for one in standing.obstacles][:2] == ["第1项隐患整改中", "第2项隐患整改中"]
    assert "没有签收凭证" in standing.obstacles[2].what
    assert not standing.may_close
    marks = {one.stage: one.status for one in standing.stages}
    assert marks[Stage.REINSPECTION] == "current"


def test_close_names_every_obstacle_and_changes_nothing(recheck: Recheck) -> None:
    with pytest.raises(UserError, match=r"第1项隐患.*第2项隐患.*签收凭证"):
        recheck.loop.close(recheck.inspection_id)
    assert recheck.office.inspection().state is InspectionState.ORDERED


def test_close_refuses_while_a_lead_is_open(recheck: Recheck) -> None:
    _, lead = recheck.carry_out(NOT_DONE, DONE)
    assert lead is not None
    recheck.carry_out(DONE, day=RECHECK_DAY + timedelta(days=3))
    recheck.sign_all()
    with pytest.raises(UserError, match=r"案件.*没有履行完毕"):
        recheck.loop.close(recheck.inspection_id)
    recheck.cases.not_file(lead, reason="首次逾期一日，已消除", by="示例局长")
    recheck.loop.close(recheck.inspection_id)
    assert recheck.office.inspection().state is InspectionState.CLOSED


def test_close_notes_day_and_officer(recheck: Recheck) -> None:
    closable(recheck)
    assert recheck.loop.standing(recheck.inspection_id).may_close
    recheck.loop.close(recheck.inspection_id)
    row = recheck.office.inspection()
    assert (row.state, row.closing["day"], row.closing["by"]) == (
        InspectionState.CLOSED,
        RECHECK_DAY.isoformat(),
        "示例员甲",
    )
    assert not recheck.loop.standing(recheck.inspection_id).may_close


def test_close_refuses_a_day_before_the_last_event_and_after_today(recheck: Recheck) -> None:
    closable(recheck)
    for day, words in (
        (RECHECK_DAY - timedelta(days=1), "早于最后一次"),
        (RECHECK_DAY + timedelta(days=1), "晚于今天"),
    ):
        with pytest.raises(UserError, match=words):
            recheck.loop.close(recheck.inspection_id, on=day)


def test_the_report_is_the_same_bytes_on_another_day(recheck: Recheck) -> None:
    recheck.photograph(1, PhotoRole.BEFORE)
    closable(recheck)
    recheck.loop.close(recheck.inspection_id)
    first = recheck.loop.report(recheck.inspection_id)
    recheck.set_day(RECHECK_DAY + timedelta(days=200))
    assert recheck.loop.report(recheck.inspection_id) == first


def test_another_record_gives_another_content_hash(recheck: Recheck) -> None:
    first = content(recheck)
    change(recheck.office.store, Hazard, recheck.hazards[0], fact="另一个事实。")
    assert content(recheck).header.content_hash != first.header.content_hash


def test_an_open_loop_is_not_made_to_look_closed(recheck: Recheck) -> None:
    report = content(recheck)
    assert "不符合闭环条件" in report.conclusion
    assert "同意闭环" not in report.confirmation
    assert all(one.closed is None for one in report.hazards)


def test_without_a_case_the_report_speaks_of_no_penalty(recheck: Recheck) -> None:
    closable(recheck)
    report = content(recheck)
    assert report.conclusion.startswith("经检查和复查，")
    assert "处罚" not in report.confirmation
    assert "同意闭环并归档" in report.confirmation


def test_a_finished_penalty_stands_with_fine_and_payment(recheck: Recheck) -> None:
    _, lead = recheck.carry_out(NOT_DONE, DONE)
    assert lead is not None
    fine: dict[str, Any] = {"amount_cents": 2_000_000, "provision": "安全生产法/99/1/3"}
    steps: tuple[tuple[StepKind, int, dict[str, Any]], ...] = (
        (StepKind.FILING, 1, {}),
        (StepKind.NOTICE, 2, {**fine, "served_on": RECHECK_DAY + timedelta(days=2)}),
        (StepKind.DECISION, 9, {**fine, "number": "（渝示）应急罚〔2026〕7号"}),
        (StepKind.SERVICE, 9, {}),
        (StepKind.PAYMENT, 12, {"amount_cents": 2_000_000}),
    )
    for step, after, changes in steps:
        on = RECHECK_DAY + timedelta(days=after)
        recheck.set_day(on)
        recheck.cases.step(lead, StepFields(step=step, on=on, officer_ids=recheck.officers, **changes))
    recheck.carry_out(DONE, day=RECHECK_DAY + timedelta(days=13))

    report = content(recheck)

    (penalty,) = report.penalties
    assert (penalty.number, penalty.basis, penalty.fine_cents) == ("罚7号", "99条3项", 2_000_000)
    assert penalty.paid == RECHECK_DAY + timedelta(days=12)
    assert report.penalties_law == "安全生产法"
    amounts = {one.name: one.amount for one in report.figures}
    assert amounts["罚款决定（元）"] == amounts["罚款入库（元）"] == "20,000.00"
    assert (amounts["首次复查合格"], amounts["逾期未整改"], amounts["再次复查合格"]) == ("1", "1", "1")
    assert [one.result for one in report.hazards[0].checks] == ["未整改", "已整改"]


def test_pairs_show_the_officers_own_photographs(recheck: Recheck) -> None:
    recheck.photograph(1, PhotoRole.BEFORE)
    begun = recheck.begin()
    outcome_id = recheck.reinspections.view(begun).items[0].outcome_id
    recheck.photograph(1, PhotoRole.AFTER, outcome_id=outcome_id, seed=2)
    report, pictures = recheck.loop.content(recheck.inspection_id)
    (pair,) = report.pairs
    assert pair.before is not None
    assert pair.after is not None
    assert (pair.before.number, pair.after.number) == ("1", "R1")
    assert set(pictures) == {pair.before.sha256, pair.after.sha256}


def test_pictures_that_no_import_made_are_made_for_the_report(recheck: Recheck) -> None:
    recheck.photograph(1, PhotoRole.BEFORE)
    recheck.begin()
    _, kept = recheck.loop.content(recheck.inspection_id)
    assert kept
    with recheck.office.store.write() as uow:
        uow.connection.exec_driver_sql("DELETE FROM rendition")
        uow.session.commit()
    _, made = recheck.loop.content(recheck.inspection_id)
    assert made == kept


def test_the_report_lists_the_papers_with_their_pages(recheck: Recheck) -> None:
    report = content(recheck)
    order = report.papers[0]
    assert (order.name, order.number) == ("责令限期整改指令书", "责改〔2026〕1号")
    assert int(order.count) >= 1
    assert order.service == "—"
    recheck.sign_all()
    assert content(recheck).papers[0].service == "签收"


def test_the_report_can_be_read_back(recheck: Recheck) -> None:
    import pypdfium2

    closable(recheck)
    document = pypdfium2.PdfDocument(io.BytesIO(recheck.loop.report(recheck.inspection_id)))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "安全生产执法闭环报告" in text
    assert "示例燃气有限公司" in text


def test_states_of_hazards_are_left_alone_by_the_report(recheck: Recheck) -> None:
    before = recheck.office.counted()
    recheck.loop.report(recheck.inspection_id)
    assert recheck.office.counted() == before
    assert recheck.state() is HazardState.ORDERED
