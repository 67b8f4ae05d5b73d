"""Work runs beside the window and its answers come back in order, on the window's thread."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.ui.tasks import Tasks, Ticket, plain
from app.values.errors import UserError
from tests.ui.conftest import HeardMessages


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_read_runs_in_a_worker_and_answers_on_the_windows_thread(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    here = QThread.currentThread()
    seen: list[tuple[str, bool]] = []
    tasks.run_read(
        lambda _t: threading.current_thread().name,
        done=lambda name: seen.append((name, QThread.currentThread() is here)),
        owner=owner,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("read")
    assert threading.current_thread() is threading.main_thread()


def test_writes_run_one_after_another_in_the_order_asked(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    at_once: list[int] = []
    inside = threading.Semaphore(1)
    answers: list[int] = []

    def write(number: int) -> int:
        at_once.append(inside.acquire(blocking=False))
        inside.release()
        return number

    for number in range(8):
        tasks.run_write(plain(partial(write, number)), done=answers.append, owner=owner)
    qtbot.waitUntil(lambda: len(answers) == 8)
    assert answers == list(range(8))
    assert all(at_once)


def test_stale_answer_is_dropped_when_a_newer_question_was_asked(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    gate = threading.Event()
    answers: list[str] = []

    def slow(_ticket: Ticket) -> str:
        gate.wait(10)
        return "旧"

    tasks.run_read(slow, done=answers.append, owner=owner, lane="search")
    tasks.run_read(lambda _t: "新", done=answers.append, owner=owner, lane="search")
    qtbot.waitUntil(lambda: answers == ["新"])
    gate.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert answers == ["新"]


def test_lanes_of_two_owners_do_not_disturb_each_other(qtbot: QtBot, tasks: Tasks) -> None:
    first, second = QObject(), QObject()
    answers: list[int] = []
    tasks.run_read(lambda _t: 1, done=answers.append, owner=first, lane="rows")
    tasks.run_read(lambda _t: 2, done=answers.append, owner=second, lane="rows")
    qtbot.waitUntil(lambda: sorted(answers) == [1, 2])


def test_user_error_goes_to_the_asker_when_it_wants_it(
    qtbot: QtBot, tasks: Tasks, messages: HeardMessages, owner: QObject
) -> None:
    told: list[UserError] = []

    def fail(_ticket: Ticket) -> None:
        raise UserError("文件被占用。")

    tasks.run_write(fail, done=lambda _a: None, failed=told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "文件被占用。"
    assert messages.errors == []


def test_user_error_is_shown_when_nobody_takes_it(
    qtbot: QtBot, tasks: Tasks, messages: HeardMessages, owner: QObject
) -> None:
    def fail(_ticket: Ticket) -> None:
        raise UserError("文件被占用。", hint="请关闭后重试。")

    tasks.run_read(fail, done=lambda _a: None, owner=owner)
    qtbot.waitUntil(lambda: messages.errors == ["文件被占用。请关闭后重试。"])


def test_failed_write_can_be_tried_again(qtbot: QtBot, tasks: Tasks, messages: HeardMessages, owner: QObject) -> None:
    disk_is_full = [True]
    retries: list[Callable[[], object]] = []
    answers: list[str] = []
    messages.error_arose.connect(lambda _sentence, retry: retries.append(retry))

    def save(_ticket: Ticket) -> str:
        if disk_is_full[0]:
            raise UserError("磁盘已满。")
        return "已保存"

    tasks.run_write(save, done=answers.append, owner=owner)
    qtbot.waitUntil(lambda: len(retries) == 1)
    disk_is_full[0] = False
    retries[0]()
    qtbot.waitUntil(lambda: answers == ["已保存"])


def test_any_other_error_is_reported_as_our_mistake(
    qtbot: QtBot, tasks: Tasks, messages: HeardMessages, owner: QObject
) -> None:
    told: list[UserError] = []
    tasks.run_write(plain(lambda: 1 // 0), done=lambda _a: None, failed=told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(messages.bugs))
    assert isinstance(messages.bugs[0], ZeroDivisionError)
    assert told == []


def test_answer_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    gate = threading.Event()
    answers: list[object] = []
    tasks.run_read(plain(lambda: gate.wait(10)), done=answers.append, owner=owner)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert answers == []


def test_failed_write_is_told_even_when_the_page_is_gone(qtbot: QtBot, tasks: Tasks, messages: HeardMessages) -> None:
    owner = QObject()
    gate = threading.Event()
    told: list[UserError] = []

    def fail(_ticket: Ticket) -> None:
        gate.wait(10)
        raise UserError("没有保存。")

    tasks.run_write(fail, done=lambda _a: None, failed=told.append, owner=owner)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: messages.errors == ["没有保存。"])
    assert told == []


def test_progress_is_told_and_ends_at_the_whole(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    steps: list[tuple[int, int, str]] = []
    gate = threading.Event()

    def work(ticket: Ticket) -> None:
        gate.wait(10)
        for done in range(1, 101):
            ticket.progress(done, 100, "照片")

    task = tasks.run_read(work, done=lambda _a: None, owner=owner)
    task.progressed.connect(lambda *step: steps.append(step))
    gate.set()
    qtbot.waitUntil(lambda: bool(steps) and steps[-1] == (100, 100, "照片"))
    assert len(steps) < 100


def test_cancelled_work_stops_at_its_next_step_and_tells_nobody(
    qtbot: QtBot, tasks: Tasks, messages: HeardMessages, owner: QObject
) -> None:
    answers: list[object] = []
    started = threading.Event()
    asked = threading.Event()
    passed: list[int] = []

    def work(ticket: Ticket) -> None:
        started.set()
        asked.wait(10)
        ticket.progress(1, 2)
        passed.append(1)

    task = tasks.run_read(work, done=answers.append, owner=owner)
    started.wait(10)
    task.cancel()
    asked.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert (answers, passed, messages.errors, messages.bugs) == ([], [], [], [])


def test_busy_count_rises_and_falls(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    counts: list[int] = []
    tasks.busy_changed.connect(counts.append)
    tasks.run_read(plain(lambda: None), done=lambda _a: None, owner=owner)
    qtbot.waitUntil(lambda: counts == [1, 0])


def test_close_finishes_a_running_write(messages: HeardMessages, owner: QObject) -> None:
    own = Tasks(messages, readers=1)
    written: list[int] = []
    started, gate = threading.Event(), threading.Event()

    def write(_ticket: Ticket) -> None:
        started.set()
        gate.wait(10)
        written.append(1)

    own.run_write(write, done=lambda _a: None, owner=owner)
    started.wait(10)
    gate.set()
    own.close()
    assert written == [1]


def test_what_is_asked_for_after_the_end_is_not_done(messages: HeardMessages, owner: QObject) -> None:
    tasks = Tasks(messages, readers=1)
    tasks.close()
    done: list[str] = []
    task = tasks.run_read(plain(lambda: done.append("read")), done=lambda _: done.append("told"), owner=owner)
    assert not task.is_running
    assert (done, tasks.running) == ([], 0)
