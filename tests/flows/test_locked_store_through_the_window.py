"""An encrypted store through the real window: locked at the start, locked when nobody is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import open_services
from app.paths import AppPaths
from app.ui.client import Client
from app.ui.dialogs.secret import SecretDialog
from tests.services.first_day import set_up
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses
from tests.stores import copy_template
from tests.ui.conftest import OFFSCREEN_SAYS, HeardMessages
from tests.ui.find import find_all

pytestmark = [pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True), pytest.mark.usefixtures("cheap_keys")]
WORDS = "correct horse 7"


@pytest.fixture
def data(compiled: Path, tmp_path: Path) -> AppPaths:
    """An encrypted store of three officers, of whom the first has a PIN."""
    paths = AppPaths(copy_template(compiled, tmp_path / "laptop"))
    services = open_services(paths)
    day = set_up(services)
    services.access.set_pin(day.officer_ids[0], "2580")
    services.encryption.encrypt(WORDS)
    services.desk.store.close()
    return paths


@contextmanager
def started(paths: AppPaths, qtbot: QtBot) -> Iterator[Client]:
    client = Client(lambda *words: open_services(paths, *words), messages=HeardMessages())
    with qtbot.waitExposed(client.window):
        client.show()
    client.window.activateWindow()
    try:
        yield client
    finally:
        client.window.close()
        client.close()
        client.window.deleteLater()
        QApplication.processEvents()


def asked(client: Client, qtbot: QtBot) -> SecretDialog:
    """Wait until the window asks for a secret."""

    def shown() -> list[SecretDialog]:
        return [dialog for dialog in find_all(client.window, SecretDialog) if dialog.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=15_000)
    return shown()[0]


def answer(dialog: SecretDialog, text: str, qtbot: QtBot) -> None:
    dialog.edits[0].setText(text)
    dialog.yes.click()


def test_the_window_asks_for_the_passphrase_then_for_the_officer_and_his_pin(
    data: AppPaths, qtbot: QtBot, light_window: None
) -> None:
    with started(data, qtbot) as client:
        dialog = asked(client, qtbot)
        answer(dialog, "wrong words", qtbot)
        qtbot.waitUntil(lambda: "口令不对" in dialog.error.text(), timeout=15_000)
        assert client.window.current == ""
        answer(dialog, WORDS, qtbot)
        qtbot.waitUntil(lambda: client.window.current == "officer_choice", timeout=15_000)
        page = client.window.current_page
        qtbot.waitUntil(lambda: bool(getattr(page, "buttons", ())), timeout=15_000)
        page.buttons[0].click()  # type: ignore[union-attr]  # the page of officers
        answer(asked(client, qtbot), "2580", qtbot)
        qtbot.waitUntil(lambda: client.window.current == "today", timeout=15_000)
        gate = client.gate
        assert gate is not None
        qtbot.waitUntil(lambda: gate.way.by_pin, timeout=15_000)
        gate.lock_now()
        cover = gate.lock.cover
        assert cover is not None
        QTest.keyClicks(cover.edit, "0000")
        cover.back.click()
        qtbot.waitUntil(lambda: "PIN 不对" in cover.error.text(), timeout=15_000)
        assert gate.lock.is_locked
        QTest.keyClicks(cover.edit, "2580")
        cover.back.click()
        qtbot.waitUntil(lambda: not gate.lock.is_locked, timeout=15_000)
        assert client.window.current == "today"


def test_an_officer_without_a_pin_comes_back_by_the_passphrase(
    data: AppPaths, qtbot: QtBot, light_window: None
) -> None:
    with started(data, qtbot) as client:
        answer(asked(client, qtbot), WORDS, qtbot)
        qtbot.waitUntil(lambda: client.window.current == "officer_choice", timeout=15_000)
        page = client.window.current_page
        qtbot.waitUntil(lambda: bool(getattr(page, "buttons", ())), timeout=15_000)
        page.buttons[1].click()  # type: ignore[union-attr]  # the page of officers
        qtbot.waitUntil(lambda: client.window.current == "today", timeout=15_000)
        gate = client.gate
        assert gate is not None
        qtbot.waitUntil(lambda: gate.way.officer is not None and gate.way.by_passphrase, timeout=15_000)
        assert gate.way.minutes == 10
        gate.lock.idle.emit()
        cover = gate.lock.cover
        assert cover is not None
        QTest.keyClicks(cover.edit, WORDS)
        cover.back.click()
        qtbot.waitUntil(lambda: not gate.lock.is_locked, timeout=15_000)


def test_giving_up_closes_the_window(data: AppPaths, qtbot: QtBot, light_window: None) -> None:
    with started(data, qtbot) as client:
        asked(client, qtbot).no.click()
        qtbot.waitUntil(lambda: not client.window.isVisible())
