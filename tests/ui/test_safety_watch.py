"""The lamp says what is backed up and handed over, copies are made when due, and the exit warns with one click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.client import Client
from app.ui.dialogs.leaving import LeavingDialog
from app.ui.leaving import warnings
from app.ui.safety_watch import lamp_words
from app.ui.theme import Tone
from app.values.rows_safekeeping import BackupSettings
from tests.services.offices import Shared, make_shared, open_district
from tests.services.records import make_hazard, put
from tests.ui.conftest import HeardMessages
from tests.ui.pages.exchange_room import settle


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    with open_district(store_template, tmp_path) as district:
        yield make_shared(district)


@pytest.fixture
def client(shared: Shared, messages: HeardMessages, qtbot: QtBot) -> Iterator[Client]:
    put(shared.first.store, make_hazard(shared.scene, 2))
    services = shared.first.at(shared.scene.officer_ids[0])
    made = Client(lambda *_words: services, messages=messages)
    made.context.when_open(made.keep_safe)
    with qtbot.waitExposed(made.window):
        made.show()
    qtbot.waitUntil(lambda: made.window.current != "", timeout=20_000)
    settle(made.tasks)
    made.window.go("settings")
    look(made)
    yield made
    settle(made.tasks)
    if made.leaving.dialog is not None:
        made.leaving.dialog = None
    made.leaving._may_go = True
    made.window.close()
    made.close()
    made.window.deleteLater()
    assert not messages.bugs


def look(client: Client) -> None:
    assert client.watch is not None
    client.watch.look()
    settle(client.tasks)


def dialog_of(client: Client) -> LeavingDialog:
    client.window.close()
    dialog = client.leaving.dialog
    assert dialog is not None
    assert client.window.isVisible()
    return dialog


def test_the_lamp_says_that_todays_work_is_here_only_and_not_handed_over(client: Client) -> None:
    assert client.window.lamp.words.startswith("本机已保存")
    assert client.window.lamp.words.endswith("今天的只在本机　未移交 1")
    assert client.window.lamp.tone is Tone.WARN


def test_the_lamp_is_calm_when_all_went_to_the_office(client: Client, shared: Shared) -> None:
    shared.first.export()
    look(client)
    assert "未移交" not in client.window.lamp.words


def test_a_change_is_seen_by_itself(client: Client, shared: Shared, qtbot: QtBot) -> None:
    assert client.watch is not None
    shared.first.export()
    with qtbot.waitSignal(client.watch.looked, timeout=20_000):
        client.context.bell.changed.emit(frozenset())
    assert "未移交" not in client.window.lamp.words


def test_a_copy_that_is_due_is_made_beside_the_work(client: Client, shared: Shared) -> None:
    assert client.watch is not None
    client.watch.copy_if_due()
    client.watch.copy_if_due()
    settle(client.tasks)
    assert len(list(shared.first.store.paths.backups.glob("ancha-auto-*.db"))) == 1


def test_no_copy_is_made_by_itself_where_that_was_switched_off(client: Client, shared: Shared) -> None:
    assert client.watch is not None
    client.context.services.backups.set_settings(BackupSettings(is_on=False))
    client.watch.copy_if_due()
    settle(client.tasks)
    assert not list(shared.first.store.paths.backups.glob("*.db"))


def test_the_exit_warns_and_one_click_goes(client: Client) -> None:
    dialog = dialog_of(client)
    assert dialog.leave.hasFocus() or not dialog.isActiveWindow()
    client.window.close()
    assert client.leaving.dialog is dialog
    dialog.leave.click()
    assert not client.window.isVisible()


def test_the_exit_backs_up_first_and_then_goes(client: Client, shared: Shared) -> None:
    dialog_of(client).back_up.click()
    settle(client.tasks)
    assert not client.window.isVisible()
    assert list(shared.first.store.paths.backups.glob("ancha-auto-*.db"))


def test_the_exit_leads_to_the_page_that_hands_over(client: Client) -> None:
    dialog_of(client).hand_over.click()
    settle(client.tasks)
    assert client.window.current == "exchange"
    assert client.window.isVisible()


def test_a_locked_window_and_one_with_nothing_to_warn_of_close_at_once(client: Client) -> None:
    client.leaving._is_locked = lambda: True
    client.window.close()
    assert client.leaving.dialog is None
    assert not client.window.isVisible()


def test_words_for_the_lamp_and_the_exit_agree(client: Client) -> None:
    assert client.watch is not None
    standing = client.watch.standing
    assert standing is not None
    assert [word[:2] for word in warnings(standing)] == ["今天", "示例"]
    assert lamp_words(standing)[1] is Tone.WARN
