"""数据安全: one sentence and the facts, a copy at once, a look through the store, a copy looked into, a year kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.pages.safety import SafetyPage
from app.ui.pages.safety_archive import ArchiveView
from app.ui.tasks import Tasks
from app.ui.theme import Tone
from app.values.rows_safekeeping import ArchivePreview
from tests.services.offices import Shared, make_shared, open_district
from tests.services.records import make_hazard, put
from tests.ui.conftest import HeardMessages
from tests.ui.find import focused
from tests.ui.pages.exchange_room import ExchangeAnswers, settle


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    with open_district(store_template, tmp_path) as district:
        yield make_shared(district)


@pytest.fixture
def ask(tmp_path: Path) -> ExchangeAnswers:
    stick = tmp_path / "usb"
    stick.mkdir()
    return ExchangeAnswers(stick)


@pytest.fixture
def page(
    shared: Shared, ask: ExchangeAnswers, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> Iterator[SafetyPage]:
    services = shared.first.at(shared.scene.officer_ids[0])
    put(shared.first.store, make_hazard(shared.scene, 2))
    made = SafetyPage(UiContext(tasks=tasks, messages=messages, ask=ask, services=services))
    qtbot.addWidget(made)
    made.resize(1214, 640)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.refresh()
    settle(tasks)
    made.verdict.back_up.setFocus()
    yield made
    settle(tasks)
    assert not messages.bugs
    tasks.close()


def test_todays_work_on_one_disk_is_red_and_says_what_to_do(page: SafetyPage) -> None:
    assert page.verdict.sentence.text().startswith("今天的")
    assert page.verdict.sentence.property("tone") == Tone.BAD.value
    assert page.verdict.property("edge") == "bad"
    assert "U盘" in page.verdict.advice.text()
    assert page.facts.lines["上次备份"] == "还没有"
    assert "1 条记录" in page.facts.lines["没有移交"]


def test_a_key_backs_up_and_the_copy_is_listed_and_looked_into(
    page: SafetyPage, shared: Shared, tasks: Tasks, messages: HeardMessages
) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_B)
    settle(tasks)
    assert "已备份并读回核对" in messages.notes[-1].words
    assert page.facts.lines["上次核对"] != "还没有"
    put(shared.first.store, make_hazard(shared.scene, 3))
    page.copies.buttons[0].click()
    settle(tasks)
    assert page.restore.isVisible()
    assert "恢复会失去" in page.restore.loses.text()
    assert "隐患 1" in page.restore.loses.text()
    page.restore.close_it.click()
    assert not page.restore.isVisible()


def test_a_look_through_the_store_is_remembered(page: SafetyPage, tasks: Tasks) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_J)
    settle(tasks)
    assert "没有发现问题" in page.facts.lines["上次检查"] or "\n" in page.facts.lines["上次检查"]
    assert not page.verdict.check.lock_reason


def test_another_place_is_chosen_and_handing_over_is_one_click_away(
    page: SafetyPage, shared: Shared, ask: ExchangeAnswers, tasks: Tasks
) -> None:
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda key, payload: went.append((key, payload)))
    page.verdict.choose.click()
    settle(tasks)
    assert [place.folder for place in shared.first.services.backups.places()] == [ask.stick]
    page.verdict.hand_over.click()
    assert went == [("exchange", "export")]


def test_a_file_that_is_no_copy_is_refused_in_words(page: SafetyPage, ask: ExchangeAnswers, tasks: Tasks) -> None:
    ask.files = [ask.stick / "不是备份.db"]
    ask.files[0].write_text("nothing")
    page.copies.other.click()
    settle(tasks)
    assert page.error.words
    assert not page.restore.isVisible()


def test_years_are_offered_with_what_leaves_and_what_stays(page: SafetyPage) -> None:
    card = page.archive
    assert card.archive.lock_reason == "没有可以归档的年份"
    wanted: list[int] = []
    card.archive_wanted.connect(wanted.append)
    view = ArchiveView((ArchivePreview(2025, 3, 1, 12, 5 << 20), ArchivePreview(2024, 1, 0, 0, 0)))
    card.show_view(view)
    assert "3 次检查的 12 张照片" in card.what.text()
    assert "1 次没有闭环" in card.what.text()
    card.archive.click()
    assert wanted == [2025]
    card.years.choose(2024)
    card.years.value_chosen.emit(2024)
    assert card.archive.lock_reason == "没有可以归档的照片"
