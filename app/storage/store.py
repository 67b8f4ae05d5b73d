"""The store of this machine: units of work over one database file, one writer at a time."""

import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from app.models.kinds import business_kinds
from app.storage.device import Ground
from app.storage.engine import for_writing, make_engine
from app.storage.faults import StoreBusyError, told_in_words
from app.storage.machine import fingerprint
from app.storage.rows import Kinds
from app.storage.space import FreeSpace, free_space
from app.storage.unit_of_work import Changes, Surroundings, UnitOfWork
from app.storage.upcast import UPCASTERS, Upcasters
from app.values.clock import Clock, SystemClock
from app.values.errors import UserError
from app.values.idsource import Ids, RandomIds

Listener = Callable[[Changes], None]
PATIENCE_S = 10  # for those who read, before the file is exchanged


@dataclass(frozen=True, slots=True)
class StorePaths:
    """Where the files of a store lie."""

    database: Path
    lock: Path
    backups: Path

    @classmethod
    def under(cls, folder: Path) -> "StorePaths":
        """Return the usual places under one folder."""
        return cls(folder / "ancha.db", folder / "ancha.lock", folder / "backups")


@dataclass(frozen=True, slots=True)
class Means:
    """What a store takes from outside: time, ids, chance, the machine and its disk."""

    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=lambda: RandomIds(SystemClock()))
    chance: Callable[[int], bytes] = secrets.token_bytes
    machine: Callable[[], str] = fingerprint
    free: FreeSpace = free_space
    kinds: Kinds = field(default_factory=business_kinds)
    upcasters: Upcasters = UPCASTERS
    key: bytes | None = None


@dataclass(slots=True)
class Together:
    """Several use cases in one transaction: its connection, and what they changed so far."""

    connection: Connection
    changes: set[tuple[str, UUID]] = field(default_factory=set)


class Store:
    """Hand out units of work; made by `opening.open_store`."""

    def __init__(self, engine: Engine, *, paths: StorePaths, means: Means) -> None:
        self.paths = paths
        self.means = means
        self.engine = engine
        self._lock = FileLock(str(paths.lock), thread_local=False)
        self._writing = threading.Lock()
        self._traffic = threading.Condition()
        self._reading: Counter[int] = Counter()  # units of work that read, by their thread
        self._is_exchanging = False
        self._writer: int | None = None
        self._together: Together | None = None
        self._listeners: list[Listener] = []

    def claim(self) -> None:
        """Take the right to write for as long as the store is open; only one program has it."""
        if self._lock.is_locked:
            return
        take_lock(self._lock)
        self._notice_another_machine()

    def close(self) -> None:
        """Let go of the file and of the right to write."""
        self.engine.dispose()
        self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def on_commit(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with kind and id of all that a commit changed; the answer stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Begin a unit of work that sees one moment of the store and changes nothing."""
        shared = self._shared()
        if shared is not None:
            with self._unit(shared, is_writing=False) as uow:
                yield uow
            return
        with self._among_readers(), self._unit(self.engine, is_writing=False) as uow:
            yield uow

    @contextmanager
    def write(self, *, actor: UUID | None = None, reason: str | None = None) -> Iterator[UnitOfWork]:
        """Begin a unit of work that may commit; `actor` is the officer, `reason` goes into each revision."""
        shared = self._shared()
        if shared is not None:
            with self._unit(shared, is_writing=True, actor=actor, reason=reason) as uow:
                yield uow
            return
        with (
            self._only_writer(),
            self._unit(for_writing(self.engine), is_writing=True, actor=actor, reason=reason) as uow,
        ):
            yield uow

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all units of work of this thread take effect at once when the block ends, or none of them."""
        with self._only_writer(), told_in_words(self.paths.database), for_writing(self.engine).connect() as connection:
            self._together = Together(connection)
            try:
                with connection.begin():
                    yield
                changes = frozenset(self._together.changes)
            finally:
                self._together = None
        self._publish(changes)

    def exchange(self, work: Callable[[], None], *, key: bytes | None) -> None:
        """Let the work put another file in the place of the database and go on with that one, under its key.

        Whoever wants to read meanwhile waits; where the work fails, the old file goes on.
        """
        with self._only_writer(), self._nobody_reading():
            self.engine.dispose()
            work()
            self.means = replace(self.means, key=key)
            self.engine = make_engine(self.paths.database, key=key)

    @contextmanager
    def _among_readers(self) -> Iterator[None]:
        """Be counted as a reader; while the file is exchanged only a thread that reads already goes on."""
        me = threading.get_ident()
        with self._traffic:
            self._traffic.wait_for(lambda: not self._is_exchanging or self._reading[me] > 0)
            self._reading[me] += 1
        try:
            yield
        finally:
            with self._traffic:
                self._reading[me] -= 1
                self._reading += Counter()  # forgets the threads that read no more
                self._traffic.notify_all()

    @contextmanager
    def _nobody_reading(self) -> Iterator[None]:
        """Let those who read come to their end and nobody begin, or say that it takes too long."""
        with self._traffic:
            self._is_exchanging = True
            is_quiet = self._traffic.wait_for(lambda: not +self._reading, timeout=PATIENCE_S)
        try:
            if not is_quiet:
                raise StoreBusyError("资料正在读取，没有改变任何内容。", hint="请稍候再试。")
            yield
        finally:
            with self._traffic:
                self._is_exchanging = False
                self._traffic.notify_all()

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        if self._writer == threading.get_ident():
            raise RuntimeError("a unit of work is open already in this thread")
        with self._writing:
            self._writer = threading.get_ident()
            try:
                self.claim()
                yield
            finally:
                self._writer = None

    def _shared(self) -> Connection | None:
        """Return the connection that the units of work of this thread share, if they take effect together."""
        together = self._together
        return together.connection if together is not None and self._writer == threading.get_ident() else None

    def _unit(
        self, bind: Engine | Connection, *, is_writing: bool, actor: UUID | None = None, reason: str | None = None
    ) -> UnitOfWork:
        return UnitOfWork(
            # On a shared connection a unit of work is a savepoint, so that one that fails takes back its own part only.
            Session(bind, expire_on_commit=False, join_transaction_mode="create_savepoint"),
            around=self._surroundings(),
            is_writing=is_writing,
            actor=actor,
            reason=reason,
            publish=self._note,
        )

    def _surroundings(self) -> Surroundings:
        means = self.means
        return Surroundings(
            path=self.paths.database,
            clock=means.clock,
            ids=means.ids,
            chance=means.chance,
            kinds=means.kinds,
            upcasters=means.upcasters,
            free=means.free,
        )

    def _note(self, changes: Changes) -> None:
        """Tell the listeners, or remember for them what takes effect only later."""
        if self._together is not None:
            self._together.changes.update(changes)
        else:
            self._publish(changes)

    def _publish(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)

    def _notice_another_machine(self) -> None:
        """Take a new identity where the folder was carried to another machine: the old one may still be written."""
        machine = self.means.machine()
        with self._unit(for_writing(self.engine), is_writing=True) as uow:
            if uow.devices.current().machine == machine:
                return
            uow.devices.renew(self.means.ids.new(), machine=machine, at=self.means.clock.now(), ground=Ground.MOVED)
            uow.session.commit()


def take_lock(lock: FileLock) -> None:
    """Take the lock of the store at once, or say who has it."""
    folder = Path(lock.lock_file).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except OSError as error:
        if not isinstance(error, Timeout):
            raise UserError(f"无法写入数据文件夹 {folder}。", hint="请检查权限或换一个位置。") from error
        raise StoreBusyError(
            "安查已在另一个窗口打开，本次没有写入任何内容。", hint="请在那个窗口中操作，或关闭它后再试。"
        ) from None
