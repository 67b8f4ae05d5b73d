"""A region says that it is empty, waiting, broken or busy."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.tasks import Tasks, Ticket
from app.ui.theme import Look
from app.ui.widgets.states import EmptyState, ErrorBar, LoadingRows, ProgressBar, Region, Track
from tests.ui.find import find_all


def test_empty_state_has_one_sentence_and_one_button(qtbot: QtBot) -> None:
    empty = EmptyState("calendar-clock", "没有到期复查。", action="看全部")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.action_chosen):
        QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    empty.say("没有符合筛选的企业。")
    assert empty.button.isHidden()
    assert [label.text() for label in find_all(empty, QLabel)] == ["没有符合筛选的企业。"]


def test_grey_rows_come_only_after_a_moment(qtbot: QtBot) -> None:
    rows = LoadingRows()
    qtbot.addWidget(rows)
    rows.resize(300, 200)
    rows.start()
    assert not rows.is_shown
    qtbot.waitUntil(lambda: rows.is_shown)
    image = rows.grab().toImage()
    assert image.pixelColor(40, 26) == Look().colour("na_soft")
    rows.stop()
    assert not rows.is_shown


def test_short_wait_shows_no_grey_rows(qtbot: QtBot) -> None:
    rows = LoadingRows()
    qtbot.addWidget(rows)
    rows.start()
    rows.stop()
    assert not rows._timer.isActive()


def test_error_bar_says_what_failed_and_offers_to_try_again(qtbot: QtBot) -> None:
    bar = ErrorBar()
    qtbot.addWidget(bar)
    bar.tell("台账没有读出来，记录没有变化。")
    assert bar.isVisible()
    assert bar.words == "台账没有读出来，记录没有变化。"
    with qtbot.waitSignal(bar.retry_chosen):
        QTest.mouseClick(bar.retry, Qt.MouseButton.LeftButton)


def test_progress_shows_a_count_and_cancels_the_work(qtbot: QtBot, tasks: Tasks) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    gate = threading.Event()
    stopped: list[bool] = []

    def work(ticket: Ticket) -> None:
        ticket.progress(12, 100, "照片")
        gate.wait(10)
        stopped.append(ticket.is_cancelled)

    bar.follow(tasks.run_read(work, done=lambda _a: None, owner=bar))
    qtbot.waitUntil(lambda: bar.words == "照片 12 / 100")
    assert bar.isHidden()
    bar._timer.timeout.emit()
    assert bar.isVisible()
    bar.cancel.click()
    gate.set()
    qtbot.waitUntil(bar.isHidden)
    assert stopped == [True]


def test_track_is_filled_to_its_part(qtbot: QtBot) -> None:
    track = Track()
    qtbot.addWidget(track)
    track.resize(200, 8)
    track.set_part(0.5)
    image = track.grab().toImage()
    assert image.pixelColor(90, 4) == Look().colour("pri")
    assert image.pixelColor(150, 4) == Look().colour("line2")
    assert track.accessibleName() == "50%"


def test_region_shows_rows_or_says_that_there_are_none(qtbot: QtBot) -> None:
    region = Region(QWidget(), EmptyState("inbox", "没有来文。"))
    qtbot.addWidget(region)
    region.show_loading()
    assert region.currentWidget() is region.loading
    region.show_rows(3)
    assert region.currentWidget() is region.content
    region.show_rows(0)
    assert region.currentWidget() is region.empty
