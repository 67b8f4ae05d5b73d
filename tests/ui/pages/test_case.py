"""The page of one case: the next step by key and by mouse, refusals in words, corrections, its end."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.pages.case import CasePage
from app.ui.pages.case_step_form import FIELDS
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from app.ui.widgets.private_mark import PrivateMark
from app.values.enums import CaseState, InspectionState, NoPenaltyGround, StepKind
from app.values.fields_case import StepFields
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, RECHECK_DAY, make_recheck
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all
from tests.ui.pages.recheck_room import Room, press

K = StepKind


@pytest.fixture
def room(office: Office, tasks: Tasks, messages: HeardMessages) -> Iterator[Room]:
    made = Room(make_recheck(office), tasks, messages)
    yield made
    made.rest()


@pytest.fixture
def case_id(room: Room) -> UUID:
    _, lead = room.recheck.carry_out(NOT_DONE, DONE)
    assert lead is not None
    return lead


@pytest.fixture
def page(room: Room, case_id: UUID, qtbot: QtBot) -> CasePage:
    return room.open(CasePage, qtbot, case_id)


def step(room: Room, case_id: UUID, kind: StepKind, after: int, **changes: Any) -> None:
    on = RECHECK_DAY + timedelta(days=after)
    room.recheck.set_day(on)
    room.recheck.cases.step(case_id, StepFields(step=kind, on=on, officer_ids=room.recheck.officers, **changes))


def reread(page: CasePage, room: Room) -> None:
    page.refresh()
    room.rest()


def test_n_opens_the_next_step_and_ctrl_enter_saves_it(page: CasePage, room: Room) -> None:
    page.setFocus()
    press(page, Qt.Key.Key_N)
    assert page.form.isVisible()
    assert page.form.title.text() == "立案"
    page.form.number.setText("（渝示）应急立〔2026〕7号")
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.rest()
    assert page.view is not None
    assert (page.view.state, page.view.number) == (CaseState.FILED, "（渝示）应急立〔2026〕7号")
    assert not page.form.isVisible()


def test_a_refused_step_stays_open_with_the_reason(page: CasePage, room: Room) -> None:
    page.open_next()
    page.form.officers.buttons[0].click()
    page.form.save.click()
    room.rest()
    assert page.form.isVisible()
    assert "执法人员不足两人" in page.form.error.text()


def test_an_amount_that_cannot_be_read_marks_its_field(page: CasePage, room: Room, case_id: UUID) -> None:
    step(room, case_id, K.FILING, 1)
    reread(page, room)
    page.open_step(K.NOTICE)
    page.form.amount.setText("两万")
    page.form.save.click()
    assert "看不懂的金额" in page.form.fields["amount"].error


def test_an_amount_out_of_range_is_refused_with_its_article(page: CasePage, room: Room, case_id: UUID) -> None:
    step(room, case_id, K.FILING, 1)
    reread(page, room)
    page.open_step(K.NOTICE)
    assert "逾期未改正" in page.form.fine.currentText()  # what the case is about was not rectified in time
    page.form.amount.setText("300000")
    page.form.save.click()
    room.rest()
    assert "高于法定上限200,000元" in page.form.error.text()


def test_a_notice_waits_for_its_service_and_is_mended(page: CasePage, room: Room, case_id: UUID) -> None:
    step(room, case_id, K.FILING, 1)
    step(room, case_id, K.NOTICE, 2, amount_cents=2_000_000)
    reread(page, room)
    assert "登记送达日期" in page.sentence.text()
    page.open_next()
    assert page.form.title.text() == "更正：告知"
    page.form.served.set_day(RECHECK_DAY + timedelta(days=2))
    page.form.why.setPlainText("补登送达")
    page.form.save.click()
    room.rest()
    assert page.view is not None
    assert page.view.steps[-1].served_on == RECHECK_DAY + timedelta(days=2)


def test_no_penalty_asks_for_its_ground(page: CasePage, room: Room, case_id: UUID) -> None:
    step(room, case_id, K.FILING, 1)
    reread(page, room)
    page.fines.no_penalty.click()
    page.form.ground.choose(NoPenaltyGround.FIRST_TIME)
    page.form.reason.setPlainText("首次发现，当日改正，没有造成后果。")
    page.form.save.click()
    room.rest()
    assert page.view is not None
    assert page.view.steps[-1].ground is NoPenaltyGround.FIRST_TIME


def test_a_lead_may_end_without_filing(page: CasePage, room: Room) -> None:
    room.ask.texts = ["已由区消防救援局立案", "示例局长"]
    page.fines.not_file.click()
    room.rest()
    assert page.view is not None
    assert page.view.state is CaseState.VOID
    assert not page.fines.not_file.isVisible()


def test_every_step_that_may_follow_stands_in_the_menu_and_has_its_form(page: CasePage, room: Room) -> None:
    assert page.view is not None
    assert [action.text() for action in page.menu().actions()] == [kind.value for kind in page.view.allowed]
    for kind in StepKind:
        page.open_step(kind)
        shown = {name for name, field in page.form.fields.items() if field.isVisibleTo(page.form)}
        assert {"on", *FIELDS.get(kind, ("text",))} - shown == set()


def test_the_ranges_of_the_law_are_listed_and_nothing_is_proposed(page: CasePage) -> None:
    assert page.view is not None
    assert {(one.min_yuan, one.max_yuan) for one in page.view.fines} == {(None, 50_000), (50_000, 200_000)}
    assert page.form.amount.text() == ""


def test_identity_number_is_shown_behind_its_lock(page: CasePage, room: Room, case_id: UUID) -> None:
    assert not find_all(page.clocks, PrivateMark)
    room.recheck.cases.edit(case_id, party_identity="50022819900101123X")
    reread(page, room)
    (mark,) = find_all(page.clocks, PrivateMark)
    assert mark.words == "当事人身份证号：50022819900101123X"


def test_closing_names_the_open_case_and_leads_to_it(page: CasePage, room: Room, case_id: UUID) -> None:
    page.closing.click()
    room.rest()
    panel = page.loop.panel
    assert panel.standing is not None
    assert any("案件" in one.what for one in panel.standing.obstacles)
    panel._on_go_pressed("case", str(case_id))
    assert room.went == [("case", case_id)]
    assert not panel.isVisible()


def test_a_finished_loop_is_closed_and_its_report_written(
    room: Room, case_id: UUID, qtbot: QtBot, tmp_path: Path
) -> None:
    room.recheck.carry_out(DONE, day=RECHECK_DAY + timedelta(days=2))
    room.recheck.cases.not_file(case_id, reason="首次逾期一日，已消除", by="示例局长")
    room.recheck.sign_all()
    page = room.open(CasePage, qtbot, case_id)
    page.closing.click()
    room.rest()
    page.loop.panel.end.click()
    room.rest()
    assert room.recheck.office.inspection().state is InspectionState.CLOSED
    room.ask.path = tmp_path / "闭环报告.pdf"
    page.loop.panel.report.click()
    room.rest()
    assert room.ask.path.read_bytes().startswith(b"%PDF-")


def test_a_narrow_window_and_a_long_title_survive(page: CasePage, room: Room, case_id: UUID) -> None:
    room.recheck.cases.edit(case_id, title="很长的案件名称" * 40)
    page.resize(1029, 494)
    page.set_layout(Layout.NARROW)
    reread(page, room)
    assert page.title.startswith("很长的案件名称")
    assert page.sentence.isVisible()


def test_an_unknown_case_shows_the_error_and_the_way_back(room: Room, qtbot: QtBot) -> None:
    page = room.open(CasePage, qtbot, UUID(int=9))
    assert "本机没有这个案件" in page.error.words
    page.empty.action_chosen.emit()
    assert room.went == [("cases", None)]
