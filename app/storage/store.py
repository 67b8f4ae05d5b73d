"""The store of this machine: units of work over one database file, one writer at a time."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.models.kinds import business_kinds
from app.storage.device import Ground
from app.storage.engine import for_writing
from app.storage.faults import StoreBusyError
from app.storage.machine import fingerprint
from app.storage.rows import Kinds
from app.storage.space import FreeSpace, free_space
from app.storage.unit_of_work import Changes, Surroundings, UnitOfWork
from app.storage.upcast import UPCASTERS, Upcasters
from app.values.clock import Clock, SystemClock
from app.values.errors import UserError
from app.values.idsource import Ids, RandomIds

Listener = Callable[[Changes], None]


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


class Store:
    """Hand out units of work; made by `opening.open_store`."""

    def __init__(self, engine: Engine, *, paths: StorePaths, means: Means) -> None:
        self.paths = paths
        self.means = means
        self.engine = engine
        self._lock = FileLock(str(paths.lock), thread_local=False)
        self._writing = threading.Lock()
        self._writer: int | None = None
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
        with self._unit(self.engine, is_writing=False) as uow:
            yield uow

    @contextmanager
    def write(self, *, actor: UUID | None = None, reason: str | None = None) -> Iterator[UnitOfWork]:
        """Begin a unit of work that may commit; `actor` is the officer, `reason` goes into each revision."""
        if self._writer == threading.get_ident():
            raise RuntimeError("a unit of work is open already in this thread")
        with self._writing:
            self._writer = threading.get_ident()
            try:
                self.claim()
                with self._unit(for_writing(self.engine), is_writing=True, actor=actor, reason=reason) as uow:
                    yield uow
            finally:
                self._writer = None

    def _unit(
        self, engine: Engine, *, is_writing: bool, actor: UUID | None = None, reason: str | None = None
    ) -> UnitOfWork:
        return UnitOfWork(
            Session(engine, expire_on_commit=False),
            around=self._surroundings(),
            is_writing=is_writing,
            actor=actor,
            reason=reason,
            publish=self._publish,
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
