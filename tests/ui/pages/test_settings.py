"""设置: each decision holds at once, is there the next time, and says what it cannot do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.storage.encrypting import PLAIN_MAGIC
from app.ui.ask import Ask
from app.ui.dialogs.recovery import RecoveryDialog
from app.ui.dialogs.secret import SecretDialog
from app.ui.dialogs.unlock import words_from
from app.ui.pages.settings import PARTS, SettingsPage
from app.ui.pages.settings_access import AccessPart
from app.ui.pages.settings_authority import AuthorityPart
from app.ui.pages.settings_backups import BackupsPart
from app.ui.pages.settings_encryption import EncryptionPart
from app.ui.pages.settings_looks import LooksPart
from app.ui.pages.settings_numbers import NumbersPart
from app.ui.pages.settings_part import SettingsPart
from app.ui.pages.settings_people import PeoplePart
from app.ui.tasks import Tasks
from app.ui.theme import Look, ThemeName
from app.values.preferences import IDLE_MINUTES
from app.values.rows_encryption import Unlock
from tests.services.first_day import FirstDay, empty_desk, set_up
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses
from tests.ui.conftest import HeardMessages
from tests.ui.find import find, find_all
from tests.ui.pages.first_pages import Shell, open_shell

WORDS, OTHER = "correct horse 7", "石榴 水塔 夜航船"


class Chosen(Ask):
    """Answer yes, and choose the folder of the test."""

    def __init__(self, folder: Path) -> None:
        super().__init__(native_dialogs=False)
        self.chosen = folder

    def confirm(
        self, parent: QWidget, title: str, words: str, *, yes: str, then: Callable[[bool], None], **_: object
    ) -> None:
        then(True)

    def folder(self, parent: QWidget, title: str, *, then: Callable[[Path], None], start: str = "") -> None:
        then(self.chosen)

    def save_file(
        self, parent: QWidget, title: str, *, kinds: str, then: Callable[[Path], None], start: str = ""
    ) -> None:
        then(self.chosen / start)


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services)


@pytest.fixture
def shell(day: FirstDay, tasks: Tasks, messages: HeardMessages, qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    place = tmp_path / "usb"
    place.mkdir()
    with open_shell(day.services, tasks, messages, qtbot) as opened:
        opened.context.ask = Chosen(place)
        yield opened
        assert not messages.bugs


def part(shell: Shell, key: str) -> SettingsPart:
    page = shell.go("settings", key)
    assert isinstance(page, SettingsPage)
    return page.parts[key]


def dialog(shell: Shell) -> SecretDialog:
    return next(one for one in find_all(shell.window, SecretDialog) if one.isVisible())


def answer(shell: Shell, *texts: str) -> None:
    asked = dialog(shell)
    for edit, text in zip(asked.edits, texts, strict=True):
        edit.setText(text)
    asked.yes.click()
    shell.settle()


def test_every_part_opens_and_shows_no_error(shell: Shell) -> None:
    for one in PARTS:
        assert part(shell, one.key).error.isHidden()


def test_the_theme_and_the_size_are_asked_for_at_once(shell: Shell) -> None:
    asked: list[Look] = []
    shell.context.bell.look_chosen.connect(asked.append)
    looks = part(shell, "looks")
    assert isinstance(looks, LooksPart)
    looks.themes.press(ThemeName.DARK)
    looks.scales.press(130)
    assert asked == [Look(ThemeName.DARK, 100), Look(ThemeName.DARK, 130)]


def test_a_pin_is_set_changed_and_removed(shell: Shell, day: FirstDay) -> None:
    access = part(shell, "access")
    assert isinstance(access, AccessPart)
    officer = day.officer_ids[0]
    access.buttons[officer][0].click()
    answer(shell, "2580", "2581")
    assert "不一样" in dialog(shell).error.text()
    answer(shell, "1234", "1234")
    assert "太简单" in dialog(shell).error.text()
    answer(shell, "2580", "2580")
    assert day.services.access.with_pin() == {officer}
    access.buttons[officer][0].click()
    answer(shell, "0000", "90214477", "90214477")
    assert "PIN 不对" in dialog(shell).error.text()
    answer(shell, "2580", "90214477", "90214477")
    access.buttons[officer][1].click()
    answer(shell, "90214477")
    assert day.services.access.with_pin() == frozenset()


def test_a_colleague_takes_a_forgotten_pin_away(shell: Shell, day: FirstDay) -> None:
    first, second = day.officer_ids[:2]
    day.services.access.set_pin(first, "2580")
    access = part(shell, "access")
    assert isinstance(access, AccessPart)
    access.buttons[first][2].click()
    shell.settle()
    assert "没有别的执法人员设过 PIN" in shell.messages.notes[-1].words
    day.services.access.set_pin(second, "90214477")
    access.buttons[first][2].click()
    shell.settle()
    answer(shell, "90214477")
    assert day.services.access.with_pin() == {second}


@pytest.mark.usefixtures("cheap_keys")
def test_a_forgotten_pin_goes_by_the_passphrase_where_no_colleague_has_one(shell: Shell, day: FirstDay) -> None:
    first = day.officer_ids[0]
    day.services.access.set_pin(first, "2580")
    day.services.encryption.encrypt(WORDS)
    access = part(shell, "access")
    assert isinstance(access, AccessPart)
    access.buttons[first][2].click()
    shell.settle()
    answer(shell, "wrong one")
    assert day.services.access.with_pin() == {first}
    answer(shell, WORDS)
    assert day.services.access.with_pin() == frozenset()


def test_the_time_before_the_lock_is_kept(shell: Shell, day: FirstDay) -> None:
    access = part(shell, "access")
    assert isinstance(access, AccessPart)
    select = access.selects[IDLE_MINUTES.key]
    select.setFocus()
    QTest.keyClick(select, Qt.Key.Key_Up)
    shell.settle()
    assert day.services.preferences.get(IDLE_MINUTES) == 5


@pytest.mark.usefixtures("cheap_keys")
def test_the_store_is_encrypted_its_passphrase_changed_and_laid_open(
    shell: Shell, day: FirstDay, tmp_path: Path
) -> None:
    database = day.services.desk.store.paths.database
    day.services.backups.back_up()
    encryption = part(shell, "encryption")
    assert isinstance(encryption, EncryptionPart)
    encryption.encrypt.click()
    answer(shell, WORDS, WORDS)
    paper = find(encryption, RecoveryDialog)
    paper.reject()
    assert paper.isVisible()
    paper.save.click()
    shell.settle()
    assert (tmp_path / "usb" / "恢复密钥.pdf").read_bytes().startswith(b"%PDF")
    paper.kept.click()
    paper.close_it.click()
    shell.settle()
    assert not database.read_bytes().startswith(PLAIN_MAGIC)
    assert encryption.state.words == "已加密"
    encryption.remove.click()
    shell.settle()
    assert day.services.encryption.standing().plain_copies == ()
    encryption.change.click()
    answer(shell, "wrong one", OTHER, OTHER)
    assert "口令不对" in dialog(shell).error.text()
    answer(shell, WORDS, OTHER, OTHER)
    day.services.encryption.prove(Unlock(OTHER))
    encryption.decrypt.click()
    answer(shell, OTHER)
    shell.settle()
    assert database.read_bytes().startswith(PLAIN_MAGIC)
    assert encryption.state.words == "没有加密"


def test_what_looks_like_a_recovery_key_is_taken_for_one() -> None:
    text = "A8QFP-ZCZWD-Q5ANJ-5823A-EWTCE-4GQDC-RVXRA-9FHA4"
    assert words_from(f" {text.lower()} ").recovery
    assert words_from(WORDS) == Unlock(WORDS)


def test_copies_get_a_second_place_and_a_number(shell: Shell, day: FirstDay, tmp_path: Path) -> None:
    backups = part(shell, "backups")
    assert isinstance(backups, BackupsPart)
    backups.choose.click()
    shell.settle()
    assert [place.folder for place in day.services.backups.places()] == [tmp_path / "usb"]
    backups.is_on.press(False)
    backups.daily.value_chosen.emit(14)
    shell.settle()
    kept = day.services.backups.settings()
    assert (kept.is_on, kept.daily) == (False, 14)


def test_a_new_range_of_numbers_is_taken(shell: Shell, day: FirstDay) -> None:
    numbers = part(shell, "numbers")
    assert isinstance(numbers, NumbersPart)
    shell.type(numbers.first, "401")
    shell.type(numbers.last, "300")
    assert numbers.keep.lock_reason
    numbers.last.clear()
    shell.type(numbers.last, "600")
    numbers.keep.click()
    shell.settle()
    assert {(use.first, use.last) for use in day.services.numbering.ranges()} == {(401, 600)}


def test_an_officer_is_entered_changed_and_stopped_but_never_the_last(shell: Shell, day: FirstDay) -> None:
    people = part(shell, "people")
    assert isinstance(people, PeoplePart)
    people.add.click()
    shell.settle()
    shell.type(people.lines["name"], "示例戊")
    shell.type(people.lines["certificate"], "示例0005")
    people.keep.click()
    shell.settle()
    assert "示例戊" in [row.name for row in day.services.officers.list()]
    for row in people.rows:
        people._on_switched(row)
        shell.settle()
    assert len([row for row in day.services.officers.list() if row.is_own]) == 1
    assert "只剩这一名" in people.error.words


def test_what_the_papers_say_of_the_authority_is_changed(shell: Shell, day: FirstDay) -> None:
    authority = part(shell, "authority")
    assert isinstance(authority, AuthorityPart)
    assert authority.keep.lock_reason == "没有改动"
    shell.type(authority.lines["address"], "示例路8号")
    authority.keep.click()
    shell.settle()
    state = day.services.setup.state()
    assert state.authority is not None
    assert state.authority.address == "示例路8号"
    authority.lines["name"].clear()
    authority.keep.click()
    shell.settle()
    assert "没有填写执法机关名称" in authority.error.words


def test_an_officer_with_a_pin_is_asked_for_it_before_he_sits_down(shell: Shell, day: FirstDay) -> None:
    officer = day.officer_ids[0]
    day.services.access.set_pin(officer, "2580")
    page = shell.go("officer_choice")
    page.buttons[0].click()  # type: ignore[attr-defined]  # the page of officers
    shell.settle()
    answer(shell, "0000")
    assert "PIN 不对" in dialog(shell).error.text()
    answer(shell, "2580")
    assert day.services.desk.officer_id == officer
    assert ("today", None) in shell.places
