"""Work that takes longer than 50 ms: readers in a pool, one writer, and every answer back on the window's thread."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.ui.messages import Messages
from app.values.errors import UserError

T = TypeVar("T")
REPORT_EVERY = 0.05


class WorkCancelledError(Exception):
    """The user stopped the work; nothing is told."""


class Ticket:
    """What the work holds in its own thread: say how far it is, learn that it must stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self.step = (0, 0, "")
        self._report = report
        self._stop = threading.Event()
        self._last = 0.0

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Say how far the work is, at most twenty times a second, and stop here when cancelled."""
        self.check()
        now = time.monotonic()
        if now - self._last >= REPORT_EVERY or done >= total:
            self._last = now
            self.step = (done, total, words)
            self._report(done, total, words)

    def check(self) -> None:
        """Leave the work when the user has cancelled it."""
        if self._stop.is_set():
            raise WorkCancelledError

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        self._stop.set()


class Post(QObject):
    """Bring what workers say to the window's thread.

    It stays until the program ends, whatever window closes meanwhile: a worker that speaks through an object that is
    just being deleted takes the program with it.
    """

    _came = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._held: deque[Callable[[], object]] = deque()
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, act: Callable[[], object]) -> None:
        """Let the act be done in the window's thread (called in a worker)."""
        self._held.append(act)
        self._came.emit()

    @Slot()
    def _deliver(self) -> None:
        self._held.popleft()()


class Task(QObject):
    """A piece of work as the window sees it."""

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, post: Post, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = post
        self.ticket = Ticket(lambda done, total, words: post.put(partial(self._report, done, total, words)))
        self.is_running = True

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.ticket.cancel()

    def arrive(self, outcome: Callable[[], None]) -> None:
        """Hand the outcome over to the window's thread (called in the worker)."""
        self._post.put(partial(self._land, outcome))

    def _report(self, done: int, total: int, words: str) -> None:
        if isValid(self):
            self.progressed.emit(done, total, words)

    def _land(self, outcome: Callable[[], None]) -> None:
        if not isValid(self) or not self.is_running:
            return
        self.is_running = False
        self.ended.emit()
        outcome()


@dataclass(frozen=True)
class Errand(Generic[T]):
    """What is to be done, who hears of it, whether anyone still wants it, and how it is tried again."""

    work: Callable[[Ticket], T]
    done: Callable[[T], None]
    failed: Callable[[UserError], None] | None
    wanted: Callable[[], bool]
    again: Callable[[], object]
    may_skip: bool


class Tasks(QObject):
    """Run reads beside each other and writes one after another."""

    busy_changed = Signal(int)

    def __init__(self, messages: Messages, *, readers: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._post = Post()
        count = readers or max(2, (os.cpu_count() or 2) - 1)
        self._readers = ThreadPoolExecutor(count, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._running: dict[Task, Future[None]] = {}
        self._turns: dict[tuple[int, str], int] = {}
        self._is_closed = False

    def run_read(
        self,
        work: Callable[[Ticket], T],
        *,
        done: Callable[[T], None],
        owner: QObject,
        lane: str = "",
        failed: Callable[[UserError], None] | None = None,
    ) -> Task:
        """Read in a worker; with a lane, an answer is dropped when a newer question was asked in it."""
        turn = self._next_turn(owner, lane) if lane else 0

        def wanted() -> bool:
            return isValid(owner) and (not lane or self._turns.get((id(owner), lane)) == turn)

        again = partial(self.run_read, work, done=done, owner=owner, lane=lane, failed=failed)
        return self._run(self._readers, Errand(work, done, failed, wanted, again, may_skip=True))

    def run_write(
        self,
        work: Callable[[Ticket], T],
        *,
        done: Callable[[T], None],
        owner: QObject,
        failed: Callable[[UserError], None] | None = None,
    ) -> Task:
        """Write in the one writing thread; a failure is told even when the page that asked is gone."""
        again = partial(self.run_write, work, done=done, owner=owner, failed=failed)
        return self._run(self._writer, Errand(work, done, failed, lambda: isValid(owner), again, may_skip=False))

    @property
    def running(self) -> int:
        return len(self._running)

    def close(self) -> None:
        """Let the writer finish, stop the readers, and wait for both; what is asked for afterwards is not done."""
        self._is_closed = True
        for task in list(self._running):
            task.is_running = False
        for task, future in self._running.items():
            if future.cancel():
                continue
            task.cancel()
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _next_turn(self, owner: QObject, lane: str) -> int:
        key = (id(owner), lane)
        if key not in self._turns:
            owner.destroyed.connect(lambda: self._turns.pop(key, None))
        self._turns[key] = self._turns.get(key, 0) + 1
        return self._turns[key]

    def _run(self, pool: ThreadPoolExecutor, errand: Errand[T]) -> Task:
        task = Task(self._post, self)
        if self._is_closed:
            # A change that was told while the window closed may still ask for something.
            task.is_running = False
            return task

        def job() -> None:
            if errand.may_skip and not errand.wanted():
                task.arrive(_nothing)
                return
            try:
                answer = errand.work(task.ticket)
            except WorkCancelledError:
                task.arrive(_nothing)
            except Exception as error:  # noqa: BLE001  one of the three places: nothing else may swallow a bug
                task.arrive(partial(self._tell, error, errand))
            else:
                task.arrive(lambda: errand.done(answer) if errand.wanted() else None)

        self._running[task] = pool.submit(job)
        task.ended.connect(lambda: self._forget(task))
        self.busy_changed.emit(len(self._running))
        return task

    def _forget(self, task: Task) -> None:
        self._running.pop(task, None)
        task.deleteLater()
        self.busy_changed.emit(len(self._running))

    def _tell(self, error: Exception, errand: Errand[Any]) -> None:
        """Show a mendable error as a sentence, and anything else as our bug."""
        wanted = errand.wanted()
        if not isinstance(error, UserError):
            self._messages.report_bug(error)
        elif wanted and errand.failed is not None:
            errand.failed(error)
        elif wanted or not errand.may_skip:
            self._messages.show_error(error, retry=errand.again if wanted else None)


def _nothing() -> None:
    """The outcome of work that nobody waits for."""


def plain(work: Callable[[], T]) -> Callable[[Ticket], T]:
    """Make work without progress fit `run_read` and `run_write`."""
    return cast(Callable[[Ticket], T], lambda _ticket: work())
