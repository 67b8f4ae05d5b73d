"""A dialog for secrets: hidden, kept nowhere, slower after each wrong try."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.rules.pin_delay import FREE_TRIES
from app.ui.dialogs.secret import Asked, SecretDialog
from app.ui.dialogs.unlock import ask_to_unlock
from app.values.errors import UserError
from app.values.rows_encryption import Unlock
from tests.ui.find import find_all

WRONG = UserError("口令不对。", hint="请核对后再输一次。")


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1093, 614)
    window.show()
    return window


@pytest.fixture
def dialog(qtbot: QtBot, host: QWidget) -> Iterator[SecretDialog]:
    shown = SecretDialog(
        "资料已加密",
        "请输入口令。",
        asked=(Asked("口令"), Asked("再输一次")),
        yes="打开",
        refuse=lambda texts: "" if texts[0] == texts[1] else "两次输入的不一样。",
        parent=host,
    )
    shown.open()
    QTest.qWaitForWindowExposed(shown)
    yield shown
    if isValid(shown):
        shown.close()


def shown_in(host: QWidget) -> SecretDialog:
    return next(dialog for dialog in find_all(host, SecretDialog) if dialog.isVisible())


def given_to(dialog: SecretDialog) -> list[tuple[str, ...]]:
    heard: list[tuple[str, ...]] = []
    dialog.given.connect(heard.append)
    return heard


def test_secrets_are_typed_hidden_and_handed_over_by_enter(dialog: SecretDialog) -> None:
    heard = given_to(dialog)
    QTest.keyClicks(dialog.edits[0], " abc 123")
    assert dialog.edits[0].displayText().strip("●•*") == ""
    QTest.keyClick(dialog.edits[0], Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.edits[1]
    QTest.keyClicks(dialog.edits[1], " abc 123")
    QTest.keyClick(dialog.edits[1], Qt.Key.Key_Return)
    assert heard == [(" abc 123", " abc 123")]


def test_nothing_is_handed_over_while_something_is_empty_or_differs(dialog: SecretDialog) -> None:
    heard = given_to(dialog)
    QTest.keyClicks(dialog.edits[0], "abc")
    dialog.yes.click()
    assert dialog.focusWidget() is dialog.edits[1]
    QTest.keyClicks(dialog.edits[1], "abd")
    dialog.yes.click()
    assert (heard, dialog.error.text()) == ([], "两次输入的不一样。")


def test_a_wrong_try_empties_the_lines_and_the_third_makes_one_wait(dialog: SecretDialog) -> None:
    for _ in range(FREE_TRIES - 1):
        dialog.tell(WRONG)
        assert not dialog.yes.lock_reason
    assert "口令不对" in dialog.error.text()
    assert [edit.text() for edit in dialog.edits] == ["", ""]
    dialog.tell(WRONG)
    assert "请等 30 秒" in dialog.yes.lock_reason


def test_a_secret_can_be_looked_at_and_never_leaves_through_the_clipboard(dialog: SecretDialog) -> None:
    QApplication.clipboard().setText("before")
    edit = dialog.edits[0]
    QTest.keyClicks(edit, "secret words")
    edit.selectAll()
    edit.copy()
    assert QApplication.clipboard().text() == "before"
    dialog.eye.click()
    assert edit.echoMode() == QLineEdit.EchoMode.Normal
    edit.hide_again()
    assert (edit.text(), edit.echoMode()) == ("", QLineEdit.EchoMode.Password)


def test_a_closed_dialog_keeps_no_secret(dialog: SecretDialog) -> None:
    edit = dialog.edits[0]
    QTest.keyClicks(edit, "secret words")
    dialog.reject()
    assert edit.text() == ""


def test_the_passphrase_or_the_recovery_key_is_given_and_giving_up_is_told(host: QWidget, qtbot: QtBot) -> None:
    tries: list[Unlock] = []
    gone: list[bool] = []
    dialog = ask_to_unlock(host, given=lambda words, _: tries.append(words), given_up=lambda: gone.append(True))
    QTest.keyClicks(dialog.edits[0], "words")
    dialog.yes.click()
    dialog.other.click()
    paper = shown_in(host)
    QTest.keyClicks(paper.edits[0], "ABCDE")
    paper.yes.click()
    assert tries == [Unlock(passphrase="words"), Unlock(recovery="ABCDE")]
    assert gone == []
    paper.other.click()
    again = shown_in(host)
    again.no.click()
    assert gone == [True]
    assert "words" not in repr(tries)
