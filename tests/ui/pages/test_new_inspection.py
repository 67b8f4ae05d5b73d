"""The plan in four steps: left at any time, nothing typed is lost, begun by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.pages.destinations import PlanFor
from app.ui.pages.new_inspection import CONFIRM, PEOPLE, PROCEDURE, TARGET, NewInspectionPage
from app.ui.pages.new_inspection_keeper import KEEP_MS
from app.ui.tasks import Tasks
from app.ui.widgets.button import Button
from app.ui.widgets.private_mark import PrivateMark
from app.values.enums import ApprovalMode, InspectionCategory, InspectionManner, InspectionSource, InspectionState
from app.values.fields_enterprise import EnterpriseFields
from app.values.fields_people import OfficerFields
from tests.services.first_day import FirstDay, empty_desk, set_up
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all, focused
from tests.ui.pages.first_pages import Shell, open_shell

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services)


@pytest.fixture
def shell(day: FirstDay, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> Iterator[Shell]:
    with open_shell(day.services, tasks, messages, qtbot) as opened:
        yield opened


@pytest.fixture
def page(shell: Shell, day: FirstDay) -> NewInspectionPage:
    opened = shell.go("new_inspection", PlanFor(day.enterprise_id))
    assert isinstance(opened, NewInspectionPage)
    return opened


def known(page: NewInspectionPage) -> UUID:
    assert page.inspection_id is not None
    return page.inspection_id


def test_party_is_found_and_chosen_by_keyboard(shell: Shell, day: FirstDay) -> None:
    page = shell.go("new_inspection")
    assert isinstance(page, NewInspectionPage)
    assert page.step == TARGET
    assert page.next.lock_reason == "先选定被检查单位"
    shell.type(focused(), "供应站")
    shell.press(Qt.Key.Key_Return)
    shell.press(Qt.Key.Key_Return)
    assert page.step == PROCEDURE
    fields = day.services.inspections.fields(known(page))
    assert (fields.enterprise_id, fields.checklists) == (day.enterprise_id, ("城镇燃气",))
    assert fields.officer_ids == day.officer_ids[:1]


def test_choices_become_one_change_when_the_step_is_left(shell: Shell, page: NewInspectionPage, day: FirstDay) -> None:
    page.procedure.category.press(InspectionCategory.SPECIAL)
    page.procedure.source.press(InspectionSource.ASSIGNED)
    page.procedure.manner.press(InspectionManner.JOINT)
    page.procedure.mode.press(ApprovalMode.PHONE)
    shell.type(page.procedure.matter, "事项甲")
    before = revisions(day)
    shell.press(Qt.Key.Key_Return, CTRL)
    assert page.step == PEOPLE
    assert revisions(day) == before + 1
    fields = day.services.inspections.fields(known(page))
    assert (fields.category, fields.source) == (InspectionCategory.SPECIAL, InspectionSource.ASSIGNED)
    assert (fields.manner, fields.scheme_mode, fields.matter) == (
        (InspectionManner.JOINT,),
        ApprovalMode.PHONE,
        "事项甲",
    )


def test_who_reported_is_asked_for_a_report_only_and_sealed(
    shell: Shell, page: NewInspectionPage, day: FirstDay
) -> None:
    assert not page.procedure.reporter.isVisible()
    page.procedure.source.press(InspectionSource.REPORT)
    assert page.procedure.reporter.isVisible()
    (mark,) = find_all(page.procedure.reporter, PrivateMark)
    assert mark.words == "只存本机，移交时默认不带"
    shell.type(page.procedure.reporter_name, "赵举报")
    shell.type(page.procedure.reporter_phone, "13900001111")
    page.next.click()
    shell.settle()
    fields = day.services.inspections.fields(known(page))
    assert (fields.reporter_name, fields.reporter_phone) == ("赵举报", "13900001111")
    page.back.click()
    shell.settle()
    assert page.procedure.reporter_name.text() == "赵举报"


def test_text_that_stayed_on_another_machine_is_told_in_its_line(
    shell: Shell, page: NewInspectionPage, day: FirstDay
) -> None:
    inspection_id = known(page)
    day.services.inspections.update(inspection_id, source=InspectionSource.REPORT, reporter_name="赵举报")
    with day.services.desk.write() as uow:
        uow.connection.exec_driver_sql("DELETE FROM private")
        uow.commit()
    shell.go("new_inspection", inspection_id)
    line = page.procedure.reporter_name
    assert (line.text(), line.placeholderText()) == ("", "（另一台电脑上，未随包移交）")
    assert page.procedure.reporter_phone.placeholderText() == "联系方式"


def revisions(day: FirstDay) -> int:
    with day.services.desk.read() as uow:
        return int(uow.connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one())


def test_what_is_typed_is_kept_within_a_second_without_a_change(
    shell: Shell, page: NewInspectionPage, day: FirstDay, qtbot: QtBot
) -> None:
    before = revisions(day)
    shell.type(page.procedure.matter, "打到一半")
    qtbot.waitUntil(lambda: day.services.inspections.fields(known(page)).matter == "打到一半")
    assert KEEP_MS < 1000
    assert revisions(day) == before


def test_plan_that_was_left_is_taken_up_again_from_the_list(shell: Shell, page: NewInspectionPage) -> None:
    planned = known(page)
    shell.type(page.procedure.matter, "没写完")
    page.save.click()
    shell.settle()
    assert shell.places[-1] == ("inspections", None)
    again = shell.go("new_inspection", planned)
    assert again is page
    assert page.procedure.matter.text() == "没写完"


def test_opening_anew_starts_with_the_party_and_leaves_the_old_plan(shell: Shell, page: NewInspectionPage) -> None:
    shell.go("inspections")
    shell.go("new_inspection")
    assert page.step == TARGET
    assert page.inspection_id is None


def test_same_party_is_not_planned_twice(shell: Shell, page: NewInspectionPage, day: FirstDay) -> None:
    planned = known(page)
    shell.go("inspections")
    shell.go("new_inspection", PlanFor(day.enterprise_id))
    assert page.inspection_id == planned


def test_missing_code_shows_its_clock_at_once(shell: Shell, page: NewInspectionPage, day: FirstDay) -> None:
    assert not page.procedure.clock.isVisible()
    page.procedure.code.press("none")
    assert page.procedure.clock.isVisible()
    assert page.procedure.clock_words.text() == "须于11月19日下班前备案"
    assert "未核实" in page.procedure.clock_second.text()
    shell.type(page.procedure.no_code_reason, "系统停机")
    page._on_step_chosen(PEOPLE)
    shell.settle()
    assert day.services.inspections.fields(known(page)).no_code_reason == "系统停机"


def test_lists_are_taken_and_counted_and_the_mandatory_ones_cannot_be_left(
    shell: Shell, page: NewInspectionPage, day: FirstDay
) -> None:
    before = page.lists.total.text()
    page.lists.options["通用基础"].click()
    shell.settle()
    assert page.lists.total.text() != before
    page.lists.options["城镇燃气"].click()
    page.lists.options["通用基础"].click()
    shell.settle()
    assert page.lists.total.text() == "还没有选检查表"
    locked = [one for one in find_all(page.lists, Button) if one.text() in ("主要负责人履职", "三个层级负责人履职")]
    assert len([one for one in locked if one.isVisible() and not one.isCheckable()]) == 2


def test_officer_without_a_valid_certificate_cannot_be_taken(
    shell: Shell, page: NewInspectionPage, day: FirstDay
) -> None:
    page._on_step_chosen(PEOPLE)
    first, second, third = (page.people.options[one] for one in day.officer_ids)
    assert first.isChecked()
    assert "还差 1 名" in page.people.rule.text()
    assert "不在有效期内" in third.lock_reason
    second.click()
    assert "还差" not in page.people.rule.text()
    page._on_step_chosen(CONFIRM)
    shell.settle()
    assert day.services.inspections.fields(known(page)).officer_ids == day.officer_ids[:2]


def test_officers_of_another_authority_are_offered_in_a_joint_check_only(
    shell: Shell, page: NewInspectionPage, day: FirstDay
) -> None:
    fields = OfficerFields(name="示例员丁", certificate="消—0000009", authority="示例区消防救援大队")
    other = day.services.officers.register(fields)
    shell.go("new_inspection", PlanFor(day.enterprise_id))
    page._on_step_chosen(PEOPLE)
    assert other not in page.people.options
    day.services.inspections.update(known(page), manner=(InspectionManner.JOINT,))
    shell.go("new_inspection", known(page))
    page._on_step_chosen(PEOPLE)
    option = page.people.options[other]
    assert option.accessibleDescription().startswith("示例区消防救援大队")
    option.click()
    assert "还差 1 名" in page.people.rule.text()
    page._on_step_chosen(CONFIRM)
    shell.settle()
    assert other in day.services.inspections.fields(known(page)).officer_ids


def test_people_and_helpers_are_stored(shell: Shell, page: NewInspectionPage, day: FirstDay) -> None:
    page._on_step_chosen(PEOPLE)
    page.people.add_helper.click()
    shell.type(page.people.helpers[0].name, "示例专家")
    shell.type(page.people.name, "示例人")
    page.people.now.click()
    page._on_step_chosen(PROCEDURE)
    shell.settle()
    fields = day.services.inspections.fields(known(page))
    assert [one.name for one in fields.helpers] == ["示例专家"]
    assert fields.party.name == "示例人"
    assert fields.notice_served_at == day.services.desk.now()


def test_open_points_lead_back_to_their_step_and_stop_nothing(
    shell: Shell, page: NewInspectionPage, day: FirstDay
) -> None:
    page._on_step_chosen(CONFIRM)
    shell.settle()
    fills = [one for one in find_all(page.confirm, Button) if one.isVisible()]
    assert fills
    to_people = next(one for one in fills if "执法人员" in one.accessibleName())
    to_people.click()
    assert page.step == PEOPLE
    page._on_step_chosen(CONFIRM)
    shell.settle()
    shell.press(Qt.Key.Key_Return, CTRL)
    begun = day.services.inspections.head(day.services.inspections.latest_unfinished() or UUID(int=0))
    assert (begun.state, begun.started_at) == (InspectionState.DRAFT, day.services.desk.now())
    assert shell.places[-1] == ("walkthrough", begun.id)


def test_f3_fills_only_what_is_empty(shell: Shell, page: NewInspectionPage, day: FirstDay) -> None:
    day.plan(matter="上次的事项", category=InspectionCategory.SPECIAL)
    page.procedure.category.press(InspectionCategory.ROUTINE)
    shell.press(Qt.Key.Key_F3)
    fields = day.services.inspections.fields(known(page))
    assert (fields.matter, fields.category) == ("上次的事项", InspectionCategory.ROUTINE)
    assert page.procedure.matter.text() == "上次的事项"


def test_party_may_be_changed_before_the_check(shell: Shell, page: NewInspectionPage, day: FirstDay) -> None:
    other = day.services.enterprises.add(EnterpriseFields(name="另一家" * 30))
    planned = known(page)
    page._on_step_chosen(TARGET)
    shell.settle()
    page.target.party_chosen.emit(day.services.enterprises.row(other))
    shell.settle()
    assert known(page) == planned
    assert day.services.inspections.fields(planned).enterprise_id == other
    assert shell.window.width() == 1366


def test_refused_change_is_told_and_stays_in_hand(shell: Shell, page: NewInspectionPage, day: FirstDay) -> None:
    day.services.inspections.void(known(page), "作废试验")
    shell.type(page.procedure.matter, "改不了")
    page._on_step_chosen(PEOPLE)
    shell.settle()
    assert any("不能再改" in sentence for sentence in shell.messages.errors)
    assert page.keeper.fields is not None
    assert page.keeper.fields.matter == "改不了"


def test_plain_keys_go_into_the_field_and_not_to_the_page(shell: Shell, page: NewInspectionPage) -> None:
    shell.type(page.procedure.matter, "/1F3")
    assert page.procedure.matter.text() == "/1F3"
    assert page.step == PROCEDURE


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_every_button_is_large_enough_and_named(shell: Shell, page: NewInspectionPage, size: tuple[int, int]) -> None:
    shell.window.resize(*size)
    for step in (TARGET, PROCEDURE, PEOPLE, CONFIRM):
        page._on_step_chosen(step)
        shell.settle()
        QApplication.processEvents()
        for button in find_all(page, Button):
            if button.isVisible():
                assert button.accessibleName(), button.text()
                assert button.height() >= 44, button.accessibleName()
