"""The lock falls when nobody is there, hides everything, and lays it open as it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.idle_lock import IdleLock
from tests.ui.find import find


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    shown = QMainWindow()
    qtbot.addWidget(shown)
    body = QWidget()
    column = QVBoxLayout(body)
    column.addWidget(QLineEdit("正在填写"))
    column.addWidget(QPushButton("签发"))
    shown.setCentralWidget(body)
    shown.resize(1093, 614)
    shown.show()
    shown.activateWindow()
    QTest.qWaitForWindowActive(shown)
    return shown


@pytest.fixture
def lock(qapp: QApplication, window: QMainWindow) -> Iterator[IdleLock]:
    made = IdleLock(qapp, window)
    yield made
    made.unlock()
    made.stop()


def fall(lock: IdleLock) -> list[str]:
    given: list[str] = []
    lock.lock(title="已锁定：张伟", label="PIN", digits=True, given=given.append)
    return given


def edit_of(window: QMainWindow) -> QLineEdit:
    return find(window.centralWidget(), QLineEdit)


def test_the_cover_lies_over_the_whole_window_whatever_its_size(lock: IdleLock, window: QMainWindow) -> None:
    fall(lock)
    assert lock.cover is not None
    assert lock.cover.geometry() == window.rect()
    window.resize(1366, 768)
    assert lock.cover.geometry() == window.rect()
    picture = window.grab().toImage()
    ground = picture.pixelColor(5, 5)
    assert picture.pixelColor(window.width() - 5, window.height() - 5) == ground


def test_no_key_and_no_shortcut_passes_the_cover(lock: IdleLock, window: QMainWindow) -> None:
    edit, pressed = edit_of(window), []
    QShortcut(QKeySequence("Ctrl+N"), window).activated.connect(lambda: pressed.append("Ctrl+N"))
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["Ctrl+N"]
    fall(lock)
    QTest.keyClicks(edit, "x")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert (edit.text(), pressed) == ("正在填写", ["Ctrl+N"])


def test_the_secret_is_typed_on_the_cover_and_given(lock: IdleLock, window: QMainWindow) -> None:
    given = fall(lock)
    assert lock.cover is not None
    QTest.keyClicks(lock.cover.edit, "2580")
    QTest.keyClick(lock.cover.edit, Qt.Key.Key_Return)
    assert given == ["2580"]
    lock.cover.tell("PIN 不对。")
    assert (lock.cover.edit.text(), lock.cover.error.text()) == ("", "PIN 不对。")


def test_everything_is_as_it_was_when_the_lock_is_lifted(lock: IdleLock, window: QMainWindow) -> None:
    edit = edit_of(window)
    edit.setFocus()
    dialog = QDialog(window)
    dialog.open()
    fall(lock)
    assert not dialog.isVisible()
    lock.unlock()
    assert dialog.isVisible()
    assert not lock.is_locked
    assert edit.text() == "正在填写"
    dialog.close()


def test_a_dialog_that_opens_meanwhile_waits_for_the_lock_to_be_lifted(
    lock: IdleLock, window: QMainWindow, qtbot: QtBot
) -> None:
    fall(lock)
    late, gone = QDialog(window), QDialog(window)
    late.open()
    gone.open()
    qtbot.waitUntil(lambda: not late.isVisible() and not gone.isVisible())
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    lock.unlock()
    assert late.isVisible()
    late.close()


def test_idleness_is_told_and_a_key_puts_it_off(lock: IdleLock, window: QMainWindow, qtbot: QtBot) -> None:
    lock._timer.setTimerType(Qt.TimerType.PreciseTimer)
    lock.wait(1)
    lock._timer.setInterval(60)
    with qtbot.waitSignal(lock.idle):
        lock._timer.start()
    lock._timer.start(10_000)
    left = lock._timer.remainingTime()
    qtbot.waitUntil(lambda: lock._timer.remainingTime() < left - 60)
    QTest.keyClicks(edit_of(window), "x")
    assert lock._timer.remainingTime() > left - 40


def test_without_a_time_the_program_is_not_watched(lock: IdleLock, qtbot: QtBot) -> None:
    lock.wait(0)
    assert not lock._timer.isActive()
    assert not lock.eventFilter(lock, QEvent(QEvent.Type.KeyPress))
