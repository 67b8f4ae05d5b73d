"""The first start by keyboard: locked until nothing is missing, stored whole, refused in words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.ui.ask import Ask
from app.ui.pages.officer_choice import OfficerChoicePage
from app.ui.pages.set_up import SetUpPage
from app.ui.tasks import Tasks
from app.values.rows_people import OfficerRow
from tests.services.first_day import empty_desk, set_up
from tests.ui.conftest import HeardMessages
from tests.ui.pages.first_pages import Shell, open_shell

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(ready_template: Path, tmp_path: Path) -> Iterator[Services]:
    with empty_desk(ready_template, tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def shell(services: Services, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> Iterator[Shell]:
    with open_shell(services, tasks, messages, qtbot) as opened:
        yield opened


@pytest.fixture
def page(shell: Shell) -> SetUpPage:
    opened = shell.go("set_up")
    assert isinstance(opened, SetUpPage)
    return opened


def fill(shell: Shell, page: SetUpPage, *, second: str = "示例2") -> None:
    shell.type(page.fields["name"], "示例区应急管理局")
    shell.type(page.fields["prefix"], "渝示")
    for line, name, certificate in zip(page.officers.lines, ("示例甲", "示例乙"), ("示例1", second), strict=True):
        shell.type(line.name, name)
        shell.type(line.certificate, certificate)
    shell.type(page.first, "11")
    shell.type(page.last, "60")


def test_finish_says_what_is_still_missing_and_opens_when_nothing_is(shell: Shell, page: SetUpPage) -> None:
    assert page.finish.lock_reason == "还没有填机关全称"
    assert page.reason.text() == "还没有填机关全称"
    fill(shell, page)
    assert page.finish.isEnabled()
    assert page.number.text() == "文号将印成：（渝示）应急责改〔2026〕11号"
    page.last.clear()
    assert "号段" in page.finish.lock_reason


def test_two_officers_need_two_certificates(shell: Shell, page: SetUpPage) -> None:
    fill(shell, page, second="示例1")
    assert page.finish.lock_reason == "还没有填两名执法人员的姓名和证号"


def test_ctrl_enter_stores_everything_and_seats_the_chosen_officer(
    shell: Shell, page: SetUpPage, services: Services
) -> None:
    seated: list[OfficerRow] = []
    shell.context.bell.seated.connect(seated.append)
    fill(shell, page)
    assert page.who is not None
    page.who.press(1)
    shell.press(Qt.Key.Key_Return, CTRL)
    state = services.setup.state()
    assert state.is_set_up
    assert state.number_range == (11, 60)
    assert [row.name for row in seated] == ["示例乙"]
    assert services.desk.officer_id == seated[0].id
    assert shell.places == [("today", None)]


def test_what_is_refused_is_said_and_nothing_is_stored(shell: Shell, page: SetUpPage, services: Services) -> None:
    fill(shell, page)
    page.fields["prefix"].setText("渝1")
    page.finish.click()
    shell.settle()
    assert "不能用于文号" in page.error.words
    assert services.setup.state().authority is None
    assert shell.places == []


def test_another_officer_may_be_added_and_removed(shell: Shell, page: SetUpPage) -> None:
    page.officers.add.click()
    assert len(page.officers.lines) == 3
    page.officers.lines[2].removed.emit()
    assert len(page.officers.lines) == 2


def test_very_long_names_keep_the_page_within_its_width(shell: Shell, page: SetUpPage) -> None:
    shell.window.resize(1093, 614)
    page.fields["name"].setText("示例区应急管理局" * 20)
    page.officers.lines[0].name.setText("很长的名字" * 8)
    shell.settle()
    assert page.finish.mapTo(shell.window, page.finish.rect().bottomRight()).x() <= shell.window.width()


def test_choice_of_the_officer_takes_one_key(shell: Shell, services: Services) -> None:
    day = set_up(services)
    services.desk.sit_down(None)
    page = shell.go("officer_choice")
    assert isinstance(page, OfficerChoicePage)
    assert [button.text() for button in page.buttons] == ["示例甲", "示例乙", "示例丙"]
    assert "执法证不在有效期内" in page.buttons[2].accessibleDescription() + page.buttons[2]._second
    shell.press(Qt.Key.Key_2)
    assert services.desk.officer_id == day.officer_ids[1]
    assert shell.places == [("today", None)]


def test_enter_takes_who_sat_here_last(shell: Shell, services: Services) -> None:
    day = set_up(services)
    services.officers.sit_down(day.officer_ids[1])
    services.desk.sit_down(None)
    shell.go("officer_choice")
    shell.press(Qt.Key.Key_Return)
    assert services.desk.officer_id == day.officer_ids[1]


def test_choice_without_officers_leads_to_the_set_up(shell: Shell) -> None:
    page = shell.go("officer_choice")
    assert isinstance(page, OfficerChoicePage)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert shell.places == [("set_up", None)]


class Willing(Ask):
    """Say yes to every question."""

    def confirm(self, parent: QWidget, title: str, words: str, *, then: Callable[[bool], None], **_: object) -> None:
        then(True)


def test_demo_is_offered_to_an_empty_store_and_leads_to_the_choice_of_the_officer(
    shell: Shell, page: SetUpPage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.context.ask = Willing()
    monkeypatch.setattr(services.demo, "fill", lambda: set_up(services))
    assert page.demo.isVisible()
    page.load_demo.click()
    shell.settle()
    assert shell.places == [("officer_choice", None)]
    assert page.load_demo.isEnabled()


def test_demo_is_not_offered_once_something_was_entered(shell: Shell, page: SetUpPage, services: Services) -> None:
    set_up(services)
    shell.go("set_up")
    assert not page.demo.isVisible()
    assert page.fields["name"].text() == "示例区应急管理局"
    assert [line.name.text() for line in page.officers.lines] == ["示例甲", "示例乙", "示例丙"]


def test_who_wants_to_encrypt_is_led_to_it(shell: Shell, page: SetUpPage) -> None:
    fill(shell, page)
    page.encrypt.press(True)
    page.finish.click()
    shell.settle()
    assert shell.places[-1] == ("settings", "encryption")
