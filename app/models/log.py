"""The revision log and what belongs to this machine alone: nothing here is a business record."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.types import Hash, Hashes, JsonValueType, UtcDateTime, Uuid16, enum_text

WRITTEN_HERE = UUID(int=0)  # stands in receipt.import_id for what was written on this machine


class ImportState(StrEnum):
    """Say whether an import counts."""

    APPLIED = "applied"
    UNDONE = "undone"


class RevisionRow(Base):
    """One revision, never changed and never removed; its columns are the fourteen keys of its bytes."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_entity_id", "entity_id"), Index("ix_revision_device_seq", "device", "seq"))

    rev_id: Mapped[str] = mapped_column(Hash, primary_key=True, comment="sha256 of the canonical bytes")
    kind: Mapped[str] = mapped_column(Text)
    entity_id: Mapped[UUID] = mapped_column(Uuid16)
    schema: Mapped[int] = mapped_column(Integer, comment="version that wrote it")
    needs: Mapped[int] = mapped_column(Integer, comment="lowest version that may read it")
    parents: Mapped[tuple[str, ...]] = mapped_column(Hashes)
    hlc: Mapped[str] = mapped_column(Text)
    device: Mapped[UUID] = mapped_column(Uuid16)
    seq: Mapped[int] = mapped_column(Integer)
    prev: Mapped[str | None] = mapped_column(Hash, comment="the device's revision before this one")
    actor: Mapped[UUID | None] = mapped_column(Uuid16)
    reason: Mapped[str | None] = mapped_column(Text)
    deleted: Mapped[bool] = mapped_column(Boolean)
    changed: Mapped[Any] = mapped_column(JsonValueType, nullable=False, comment="the fields it set, ascending")
    body: Mapped[Any] = mapped_column(JsonValueType, nullable=False)


class Receipt(Base):
    """How a revision came: written here, or in a file that was imported."""

    __tablename__ = "receipt"
    __table_args__ = (Index("ix_receipt_import_id", "import_id"), {"sqlite_with_rowid": False})

    rev_id: Mapped[str] = mapped_column(Hash, primary_key=True)
    import_id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True, comment="zero: written here")


class ImportEntry(Base):
    """One file that was taken in; undoing it flips its state and nothing else."""

    __tablename__ = "import"

    id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    file: Mapped[str] = mapped_column(Text, default="", comment="name of the file as it was chosen")
    file_sha256: Mapped[str] = mapped_column(Hash, unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    counts: Mapped[Any] = mapped_column(JsonValueType, nullable=False, comment="new, changed, conflicts, missing")
    state: Mapped[ImportState] = mapped_column(enum_text(ImportState))


class Head(Base):
    """A counted revision that no counted revision follows."""

    __tablename__ = "head"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entity_id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    rev_id: Mapped[str] = mapped_column(Hash, primary_key=True)


class OpenConflict(Base):
    """A field that two people changed at once and nobody has settled; `deleted` may be one."""

    __tablename__ = "conflict"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entity_id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    field: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)


class Waiting(Base):
    """A live revision that does not count yet, for a parent or a record it refers to is missing."""

    __tablename__ = "waiting"
    __table_args__ = (Index("ix_waiting_entity_id", "entity_id"), {"sqlite_with_rowid": False})

    rev_id: Mapped[str] = mapped_column(Hash, primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(Uuid16)
    missing: Mapped[Any] = mapped_column(JsonValueType, nullable=False, comment="hashes and record ids, ascending")


class Stub(Base):
    """A link of another device's chain whose revision stayed behind."""

    __tablename__ = "stub"
    __table_args__ = ({"sqlite_with_rowid": False},)

    device: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    rev_id: Mapped[str] = mapped_column(Hash, primary_key=True)
    prev: Mapped[str | None] = mapped_column(Hash)


class Blob(Base):
    """A photograph, issued paper, scan or library snapshot, under the hash of its bytes, never rewritten."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(Hash, primary_key=True)
    size: Mapped[int] = mapped_column(Integer)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Rendition(Base):
    """A photograph made small for print or list; can be made again from its original."""

    __tablename__ = "rendition"

    sha256: Mapped[str] = mapped_column(Hash, primary_key=True, comment="of the original")
    width: Mapped[int] = mapped_column(Integer, primary_key=True, comment="longest side asked for")
    w: Mapped[int] = mapped_column(Integer)
    h: Mapped[int] = mapped_column(Integer)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class PrivateValue(Base):
    """A private text behind its seal; packages leave it out unless asked."""

    __tablename__ = "private"

    sha256: Mapped[str] = mapped_column(Hash, primary_key=True, comment="of salt and text")
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    value: Mapped[str] = mapped_column(Text)


class Draft(Base):
    """What stands in a card that is open, overwritten as the person types."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    entity_id: Mapped[UUID | None] = mapped_column(Uuid16, index=True, comment="the record that the card shows")
    body: Mapped[Any] = mapped_column(JsonValueType, nullable=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Setting(Base):
    """A choice of this machine."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[Any] = mapped_column(JsonValueType, nullable=True)


class Device(Base):
    """An identity under which this store has written; the last one is in use."""

    __tablename__ = "device"

    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid16, unique=True)
    machine: Mapped[str] = mapped_column(Text, comment="fingerprint of the machine")
    since_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ground: Mapped[str] = mapped_column(Text, comment="set_up, restored or moved")


class NumberRange(Base):
    """The numbers that the office gave this device for one kind of paper, the same every year."""

    __tablename__ = "number_range"
    __table_args__ = (CheckConstraint("first >= 1 AND last >= first", name="range"),)

    key: Mapped[str] = mapped_column(Text, primary_key=True, comment="number key of the kind of paper")
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    is_locked: Mapped[bool] = mapped_column(Boolean, default=False, comment="until the last number on paper is typed")


class Serial(Base):
    """A number that this device has given or voided; it is never given again."""

    __tablename__ = "serial"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    serial: Mapped[int] = mapped_column(Integer, primary_key=True)
    is_void: Mapped[bool] = mapped_column(Boolean, default=False)
