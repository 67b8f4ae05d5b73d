"""The ledger by keyboard and mouse: search as you type, the drawer follows, the form loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.storage import ledger_front
from app.ui.pages.destinations import Find, PlanFor
from app.ui.pages.enterprise_form import EnterpriseForm
from app.ui.pages.enterprises import EnterprisesPage
from app.ui.tasks import Tasks
from app.ui.theme import Layout
from app.ui.widgets.button import Button
from app.values.enums import PartyKind, RiskLevel
from app.values.errors import UserError
from app.values.fields_enterprise import EnterpriseFields
from tests.services.first_day import FirstDay, empty_desk, set_up
from tests.ui.conftest import HeardMessages
from tests.ui.find import find_all
from tests.ui.pages.first_pages import Shell, open_shell
from tests.values.codes import valid_code

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        made = set_up(services, uscc=valid_code(1))
        for number, risk in enumerate(RiskLevel):
            services.enterprises.add(EnterpriseFields(name=f"示例{number}厂", risk=risk, town="乙街道"))
        yield made


@pytest.fixture
def shell(day: FirstDay, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> Iterator[Shell]:
    with open_shell(day.services, tasks, messages, qtbot) as opened:
        yield opened


@pytest.fixture
def page(shell: Shell) -> EnterprisesPage:
    opened = shell.go("enterprises")
    assert isinstance(opened, EnterprisesPage)
    return opened


def names(page: EnterprisesPage) -> list[str]:
    return [page.model.index(at, 0).data() for at in range(page.model.rowCount())]


def form_of(page: EnterprisesPage) -> EnterpriseForm:
    assert page.editor.form is not None
    return page.editor.form


def test_list_narrows_as_people_type_and_says_how_many(shell: Shell, page: EnterprisesPage, qtbot: QtBot) -> None:
    assert len(names(page)) == 5
    assert page.count.text() == "共 5 家"
    assert page.subtitle.startswith("共 5 家　未闭环隐患 0 项")
    shell.press(Qt.Key.Key_Slash)
    shell.type(page.search.edit, "5678")
    qtbot.waitUntil(lambda: names(page) == ["示例燃气供应站"])
    assert page.count.text() == "筛得 1 家"


def test_frequent_word_shows_a_screenful_first_and_every_line_after(
    shell: Shell, page: EnterprisesPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[tuple[int, str]] = []
    page.model.modelReset.connect(lambda: shown.append((page.model.rowCount(), page.count.text())))
    for name, count in (("PAGEFUL", 2), ("FRONT", 3), ("FEW", 1)):
        monkeypatch.setattr(ledger_front, name, count)
    page._context.services.enterprises.add(EnterpriseFields(name="示例又一厂"))  # what was kept of the ledger goes
    shell.settle()
    shown.clear()
    shell.type(page.search.edit, "示例")
    qtbot.waitUntil(lambda: page.count.text() == "筛得 6 家")
    assert [count for count, _ in shown] == [2, 6]
    assert shown[1][1] == "2 家以上，正在清点…"
    assert len(names(page)) == 6


def test_filter_is_chosen_from_its_menu_and_removed_where_it_stands(shell: Shell, page: EnterprisesPage) -> None:
    actions = {action.text(): action for action in page.filters.risk.menu().actions()}
    actions["红"].trigger()
    shell.settle()
    assert names(page) == ["示例0厂"]
    assert page.filters.risk.held.text() == "风险：红"
    page.filters.risk.held.click()
    shell.settle()
    assert len(names(page)) == 5


def test_nothing_found_offers_to_clear_the_conditions(shell: Shell, page: EnterprisesPage) -> None:
    page.filters.open_hazards.click()
    shell.settle()
    assert page.empty.isVisible()
    page.empty.button.click()
    shell.settle()
    assert len(names(page)) == 5


def test_drawer_follows_the_arrow_keys_and_esc_closes_it(shell: Shell, page: EnterprisesPage) -> None:
    page.table.choose_row(0)
    shell.settle()
    assert page.is_drawer_open
    first = page.drawer.title.text()
    page.table.setFocus()
    shell.press(Qt.Key.Key_Down)
    assert page.drawer.title.text() != first
    shell.press(Qt.Key.Key_Escape)
    assert not page.is_drawer_open


def test_drawer_slides_over_where_there_is_no_room(shell: Shell, page: EnterprisesPage) -> None:
    shell.window.resize(1093, 614)
    shell.settle()
    assert page.layout_now is not Layout.WIDE
    seen = [page.is_drawer_open]
    page.table.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        shell.press(key)
        seen.append(page.is_drawer_open)
    assert seen == [False, True, False]


def test_inspection_is_planned_from_the_drawer(shell: Shell, page: EnterprisesPage, day: FirstDay) -> None:
    shell.go("enterprises", day.enterprise_id)
    assert page.drawer.title.text() == "示例燃气供应站"
    page.party.plan.click()
    assert shell.places[-1] == ("new_inspection", PlanFor(day.enterprise_id))


def test_drawer_tells_what_happened_last_first(shell: Shell, page: EnterprisesPage, day: FirstDay) -> None:
    day.services.inspections.begin(day.plan())
    shell.go("enterprises", day.enterprise_id)
    assert page.party.tabs.current == "timeline"
    page.party.tabs.buttons["visits"].click()
    opened = [one for one in find_all(page.drawer, Button) if one.accessibleName().startswith("打开2026-11-16")]
    opened[0].click()
    assert shell.places[-1][0] == "walkthrough"


def test_new_party_is_entered_by_keyboard(shell: Shell, page: EnterprisesPage, day: FirstDay) -> None:
    shell.press(Qt.Key.Key_N, CTRL)
    form = form_of(page)
    assert form.save.lock_reason == "还没有填单位名称"
    shell.type(form.lines["name"], "示例新厂")
    shell.type(form.lines["uscc"], valid_code(7))
    assert form.fields["uscc"].error == ""
    shell.press(Qt.Key.Key_Return, CTRL)
    assert "示例新厂" in names(page)
    assert day.services.enterprises.draft(None) is None
    assert page.drawer.title.text() == "示例新厂"


def test_site_alone_is_asked_for_its_builder_and_supervisor(shell: Shell, page: EnterprisesPage, day: FirstDay) -> None:
    shell.press(Qt.Key.Key_N, CTRL)
    shell.settle()
    form = form_of(page)
    assert not form.lines["builder"].isVisible()
    form.kind.press(PartyKind.SITE.value)
    assert form.lines["builder"].isVisible()
    form.lines["name"].setText("示例大道工地")
    form.lines["builder"].setText("示例建设公司")
    form.lines["supervisor"].setText("示例监理公司")
    form.kind.press(PartyKind.COMPANY.value)
    assert form.lines["supervisor"].isVisible()  # what stands there is not hidden
    form.kind.press(PartyKind.SITE.value)
    form.save.click()
    shell.settle()
    (row,) = day.services.enterprises.rows(day.services.enterprises.search("示例大道工地"))
    fields = day.services.enterprises.fields(row.id)
    assert (fields.builder, fields.supervisor) == ("示例建设公司", "示例监理公司")


def test_code_is_judged_while_it_is_typed(shell: Shell, page: EnterprisesPage) -> None:
    page.editor.open_new()
    shell.settle()
    form = form_of(page)
    shell.type(form.lines["uscc"], "9150")
    assert "应为18位，现为4位" in form.fields["uscc"].error
    form.lines["uscc"].fill("")
    shell.type(form.lines["uscc"], valid_code(1))
    assert form.fields["uscc"].error == ""


def test_same_code_and_same_name_are_warned_of(shell: Shell, page: EnterprisesPage, qtbot: QtBot) -> None:
    page.editor.open_new()
    shell.settle()
    form = form_of(page)
    shell.type(form.lines["name"], "示例燃气供应站")
    qtbot.waitUntil(form.twins.isVisible)
    assert "同名单位已有" in form._twin_words.text()
    shell.type(form.lines["uscc"], valid_code(1))
    qtbot.waitUntil(lambda: "代码已登记在" in form._twin_words.text())


def test_refused_party_stays_in_the_form_with_the_reason(shell: Shell, page: EnterprisesPage) -> None:
    page.editor.open_new()
    shell.settle()
    form = form_of(page)
    shell.type(form.lines["name"], "冒名厂")
    shell.type(form.lines["uscc"], valid_code(1))
    form.save.click()
    shell.settle()
    assert "已登记为“示例燃气供应站”" in form.error.words
    assert form.lines["name"].text() == "冒名厂"


def test_what_was_typed_is_there_again_after_the_form_was_left(
    shell: Shell, page: EnterprisesPage, day: FirstDay, qtbot: QtBot
) -> None:
    page.editor.open_new()
    shell.settle()
    shell.type(form_of(page).lines["name"], "没打完的名")
    qtbot.waitUntil(lambda: (day.services.enterprises.draft(None) or {}).get("name") == "没打完的名")
    assert page.editor.slide is not None
    page.editor.slide.dismiss()
    page.editor.open_new()
    shell.settle()
    assert form_of(page).lines["name"].text() == "没打完的名"
    assert form_of(page).restored.isVisible()


def test_given_up_form_forgets_and_offers_it_back(shell: Shell, page: EnterprisesPage, day: FirstDay) -> None:
    page.editor.open_new()
    shell.settle()
    shell.type(form_of(page).lines["name"], "不要了")
    form_of(page).cancel.click()
    shell.settle()
    assert day.services.enterprises.draft(None) is None
    undo = shell.messages.notes[-1].undo
    assert undo is not None
    undo()
    shell.settle()
    assert form_of(page).lines["name"].text() == "不要了"


def test_edit_keeps_what_the_form_does_not_ask(shell: Shell, page: EnterprisesPage, day: FirstDay) -> None:
    fields = day.services.enterprises.fields(day.enterprise_id)
    shell.go("enterprises", day.enterprise_id)
    page.party.edit.click()
    shell.settle()
    form = form_of(page)
    form.risk.press(RiskLevel.ORANGE.value)
    form.lines["staff_count"].fill("")
    shell.type(form.lines["staff_count"], "12")
    form.add_licence.click()
    shell.type(form.licences[-1].name, "新证")
    form.save.click()
    shell.settle()
    edited = day.services.enterprises.fields(day.enterprise_id)
    assert (edited.risk, edited.staff_count) == (RiskLevel.ORANGE, 12)
    assert [one.name for one in edited.licences] == ["燃气经营许可证", "新证"]
    assert (edited.uscc, edited.principal, edited.sectors) == (fields.uscc, fields.principal, fields.sectors)


def test_sector_buttons_and_the_line_say_the_same(shell: Shell, page: EnterprisesPage) -> None:
    page.editor.open_new()
    shell.settle()
    form = form_of(page)
    form.sectors.press("城镇燃气")
    assert form.lines["sectors"].text() == "城镇燃气"
    form.lines["sectors"].fill("")
    shell.type(form.lines["sectors"], "通用基础，自定")
    assert form.sectors.values == ["通用基础"]
    assert form.values.sectors == ("通用基础", "自定")


def test_failed_read_is_told_and_tried_again(
    shell: Shell, page: EnterprisesPage, day: FirstDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UserError("磁盘读不出来。", hint="请重试。")

    with monkeypatch.context() as broken:
        broken.setattr(day.services.enterprises, "search", fail)
        page.refresh()
        shell.settle()
    assert "磁盘读不出来" in page.error.words
    page.error.retry.click()
    shell.settle()
    assert not page.error.isVisible()
    assert len(names(page)) == 5


def test_other_pages_may_ask_for_words(shell: Shell, page: EnterprisesPage, qtbot: QtBot) -> None:
    shell.go("enterprises", Find("供应站"))
    qtbot.waitUntil(lambda: names(page) == ["示例燃气供应站"])


def test_change_elsewhere_is_shown_without_being_asked(
    shell: Shell, page: EnterprisesPage, day: FirstDay, qtbot: QtBot
) -> None:
    day.services.enterprises.add(EnterpriseFields(name="刚导入的厂" * 20))
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
