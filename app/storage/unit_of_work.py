"""One use case, one transaction: what it changed becomes revisions, or nothing happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session

from app.models.base import Record, body_of, fill_defaults
from app.storage.blobs import Blobs
from app.storage.device import Devices
from app.storage.drafts import Drafts
from app.storage.faults import in_words, told_in_words
from app.storage.log import Log
from app.storage.numbering import Numbers
from app.storage.private import PrivateValues
from app.storage.rows import Kinds, Rows
from app.storage.settings import Settings
from app.storage.shown import shown_before
from app.storage.space import FreeSpace
from app.storage.upcast import Upcasters
from app.storage.writer import Author, Touched, write_revisions
from app.values.clock import Clock
from app.values.idsource import Ids

Changes = frozenset[tuple[str, UUID]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a unit of work is given by the store."""

    path: Path
    clock: Clock
    ids: Ids
    chance: Callable[[int], bytes]
    kinds: Kinds
    upcasters: Upcasters
    free: FreeSpace


class UnitOfWork:
    """Hold one transaction; it is rolled back unless it is committed."""

    def __init__(
        self,
        session: Session,
        *,
        around: Surroundings,
        is_writing: bool,
        actor: UUID | None = None,
        reason: str | None = None,
        publish: Callable[[Changes], None] = lambda _changes: None,
    ) -> None:
        self.session = session
        self.actor = actor
        self.reason = reason
        self._around = around
        self._is_writing = is_writing
        self._publish = publish
        self._touched: dict[UUID, Touched] = {}
        self._is_logging = False
        self._merged: set[tuple[str, UUID]] = set()

    def __enter__(self) -> "UnitOfWork":
        event.listen(self.session, "before_flush", self._before_flush)
        event.listen(self.session, "do_orm_execute", _refuse_bulk_changes)
        try:
            with told_in_words(self._around.path):
                self.session.connection()
        except BaseException:
            self.session.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.rollback()
        self.session.close()
        words = in_words(error, path=self._around.path) if isinstance(error, DBAPIError) else None
        if words is not None:
            raise words from error

    @cached_property
    def blobs(self) -> Blobs:
        """Photographs, papers and snapshots."""
        return Blobs(self.connection, folder=self._around.path.parent, free=self._around.free)

    @cached_property
    def drafts(self) -> Drafts:
        """What stands in open cards."""
        return Drafts(self.session, clock=self._around.clock)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of this device."""
        return Numbers(self.session)

    @cached_property
    def devices(self) -> Devices:
        """The identities of this store."""
        return Devices(self.session)

    @cached_property
    def settings(self) -> Settings:
        """Choices of this machine."""
        return Settings(self.session)

    @cached_property
    def private(self) -> PrivateValues:
        """Private texts behind their seals."""
        return PrivateValues(self.session, chance=self._around.chance)

    @property
    def connection(self) -> Connection:
        """The connection of this transaction."""
        return self.session.connection()

    @property
    def log(self) -> Log:
        """The revision log."""
        return Log(self.connection)

    @property
    def rows(self) -> Rows:
        """The writer of current rows from revisions."""
        return Rows(self.connection, kinds=self._around.kinds, upcasters=self._around.upcasters)

    def new_id(self) -> UUID:
        """Return an id for a new record."""
        return self._around.ids.new()

    def now(self) -> datetime:
        """Tell the time of the store's clock."""
        return self._around.clock.now()

    def add(self, record: Record) -> None:
        """Make the record part of the store; without an id it gets one."""
        fill_defaults(record)
        if record.__dict__.get("id") is None:
            record.id = self.new_id()
        self.session.add(record)
        self._touched[record.id] = Touched(record, shown=None)

    def add_all(self, records: Iterable[Record]) -> None:
        """Make all of the records part of the store."""
        for record in records:
            self.add(record)

    def delete(self, record: Record) -> None:
        """Delete the record; it stays as a row that is marked, and can be brought back."""
        self._set_deleted(record, deleted=True)

    def undelete(self, record: Record) -> None:
        """Bring a deleted record back, or decide that it stays."""
        self._set_deleted(record, deleted=False)

    def decide(self, record: Record, *fields: str) -> None:
        """Name the fields as decided by a person even where the value is the one shown."""
        self._touch(record).decided.update(fields)

    def note_merged(self, changes: Iterable[tuple[str, UUID]]) -> None:
        """Remember records whose rows were made anew in this transaction, so that the window hears of them."""
        self._merged.update(changes)

    def commit(self) -> Changes:
        """Write the revisions of what changed and make everything durable, or nothing."""
        if not self._is_writing:
            raise RuntimeError("a reading unit of work has nothing to commit")
        with told_in_words(self._around.path):
            written = self._write_touched()
            self.session.commit()
        changes = frozenset(written | self._merged)
        self._merged.clear()
        self._publish(changes)
        return changes

    def _write_touched(self) -> set[tuple[str, UUID]]:
        self._is_logging = True
        try:
            with self.session.no_autoflush:
                self._collect()
                device = self.devices.current().id
            touched = list(self._touched.values())
            author = Author(device, actor=self.actor, reason=self.reason, clock=self._around.clock)
            again = write_revisions(self.connection, touched, author=author, rows=self.rows)
            self.session.flush()
            self.rows.recompute(record.id for record in again)
            for record in again:
                self.session.refresh(record)
        finally:
            self._is_logging = False
        self._touched.clear()
        return {(item.record.kind, item.record.id) for item in touched if item.is_written}

    def _set_deleted(self, record: Record, *, deleted: bool) -> None:
        touched = self._touch(record)
        if touched.deleted is None and (touched.shown is None or touched.shown != body_of(record)):
            # An edit and a deletion are two things that a person did: the edit gets its own revision first.
            self._write_touched()
            touched = self._touch(record)
        touched.deleted = deleted

    def _touch(self, record: Record) -> Touched:
        if record.id not in self._touched:
            is_new = inspect(record).pending or inspect(record).transient
            self._touched[record.id] = Touched(record, shown=None if is_new else shown_before(record))
        return self._touched[record.id]

    def _collect(self) -> None:
        for record in [item for item in self.session.new if isinstance(item, Record)]:
            if record.__dict__.get("id") is None or record.id not in self._touched:
                self.add(record)
        changed = [item for item in self.session.dirty if isinstance(item, Record) and self.session.is_modified(item)]
        for record in sorted(changed, key=lambda record: (record.kind, record.id)):
            self._touch(record)

    def _before_flush(self, session: Session, _context: Any, _instances: Any) -> None:
        if not self._is_writing and (session.new or session.dirty or session.deleted):
            raise RuntimeError("a reading unit of work changes nothing")
        if any(isinstance(item, Record) for item in session.deleted):
            raise RuntimeError("a record is deleted by UnitOfWork.delete, which leaves its history")
        if not self._is_logging:
            self._collect()


def _refuse_bulk_changes(state: ORMExecuteState) -> None:
    """Keep statements from changing records behind the log's back."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Record):
        raise RuntimeError("business records change through the unit of work only, so that every change has a revision")
