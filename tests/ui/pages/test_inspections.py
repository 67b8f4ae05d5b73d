"""The list of inspections: unfinished first, one key to go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.pages.inspections import InspectionsPage
from app.ui.tasks import Tasks
from tests.services.first_day import FirstDay, empty_desk, set_up
from tests.ui.conftest import HeardMessages
from tests.ui.pages.first_pages import Shell, open_shell


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services, name="很长的单位名称" * 12)


@pytest.fixture
def shell(day: FirstDay, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> Iterator[Shell]:
    with open_shell(day.services, tasks, messages, qtbot) as opened:
        yield opened


def opened(shell: Shell) -> InspectionsPage:
    page = shell.go("inspections")
    assert isinstance(page, InspectionsPage)
    return page


def test_empty_list_offers_a_new_inspection(shell: Shell) -> None:
    page = opened(shell)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert shell.places == [("new_inspection", None)]


def test_plan_goes_back_to_the_wizard_and_a_begun_check_to_its_walk(shell: Shell, day: FirstDay) -> None:
    planned = day.plan()
    page = opened(shell)
    page.table.setFocus()
    shell.press(Qt.Key.Key_Return)
    assert shell.places[-1] == ("new_inspection", planned)
    day.services.inspections.begin(planned)
    page = opened(shell)
    page.table.setFocus()
    shell.press(Qt.Key.Key_Return)
    assert shell.places[-1] == ("walkthrough", planned)


def test_groups_and_words_narrow_the_list(shell: Shell, day: FirstDay, qtbot: QtBot) -> None:
    ended, _planned = day.plan(), day.plan()
    day.services.inspections.begin(ended)
    day.services.inspections.end(ended)
    page = opened(shell)
    assert page.count.text() == "共 2 次"
    assert page.subtitle == "未完成 1 次"
    page.groups.press("open")
    shell.settle()
    assert page.count.text() == "共 1 次"
    shell.press(Qt.Key.Key_Slash)
    shell.type(page.search.edit, "别家")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.empty.isVisible()


def test_ctrl_n_plans_a_new_inspection(shell: Shell, day: FirstDay) -> None:
    opened(shell)
    shell.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert shell.places[-1] == ("new_inspection", None)


def test_change_elsewhere_is_shown_without_being_asked(shell: Shell, day: FirstDay, qtbot: QtBot) -> None:
    page = opened(shell)
    day.plan()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_loop_of_an_ended_check_is_looked_at_from_the_list(shell: Shell, day: FirstDay) -> None:
    planned = day.plan()
    page = opened(shell)
    assert page.closing.lock_reason == "检查还没有结束"
    day.services.inspections.begin(planned)
    day.services.inspections.end(planned)
    page = opened(shell)
    page.table.setFocus()
    shell.press(Qt.Key.Key_B)
    shell.settle()
    assert page.loop.panel.isVisible()
    assert page.loop.panel.standing is not None
    assert page.loop.panel.standing.inspection_id == planned
