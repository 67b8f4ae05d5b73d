"""What this machine remembers of handing records over and of keeping them safe: nothing here is a business record."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.types import Hash, JsonValueType, UtcDateTime, Uuid16


class Handover(Base):
    """One package that was written and read back."""

    __tablename__ = "handover"

    id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    recipient: Mapped[str] = mapped_column(Text, comment="name of the office that it is for")
    file: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = mapped_column(Hash)
    root: Mapped[str] = mapped_column(Hash, comment="digest of what it holds")
    selection: Mapped[Any] = mapped_column(JsonValueType, nullable=False)
    counts: Mapped[Any] = mapped_column(JsonValueType, nullable=False)


class HandedOver(Base):
    """A revision that a package brought to an office."""

    __tablename__ = "handed_over"
    __table_args__ = ({"sqlite_with_rowid": False},)

    rev_id: Mapped[str] = mapped_column(Hash, primary_key=True)
    recipient: Mapped[str] = mapped_column(Text, primary_key=True)


class ImportReport(Base):
    """What an import brought, record by record, as it stood when it was applied."""

    __tablename__ = "import_report"

    import_id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    report: Mapped[Any] = mapped_column(JsonValueType, nullable=False)


class Laptop(Base):
    """A device that hands over to this office."""

    __tablename__ = "laptop"

    device: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    holder: Mapped[str] = mapped_column(Text, default="")
    since_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_retired: Mapped[bool] = mapped_column(Boolean, default=False)


class GivenRange(Base):
    """Numbers that this office gave a device for one kind of paper."""

    __tablename__ = "given_range"
    __table_args__ = (
        CheckConstraint("first >= 1 AND last >= first", name="range"),
        Index("ix_given_range_device", "device"),
    )

    key: Mapped[str] = mapped_column(Text, primary_key=True, comment="number key of the kind of paper")
    first: Mapped[int] = mapped_column(Integer, primary_key=True)
    last: Mapped[int] = mapped_column(Integer)
    device: Mapped[UUID] = mapped_column(Uuid16)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class BackupCopy(Base):
    """A copy of the store that was read back and proved good."""

    __tablename__ = "backup_copy"

    file: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    verified_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(Text, comment="by hand, daily, weekly, before a change")
    is_elsewhere: Mapped[bool] = mapped_column(Boolean, default=False, comment="on another disk than the store")
    size: Mapped[int] = mapped_column(Integer)
    revisions: Mapped[int] = mapped_column(Integer)
    blobs: Mapped[int] = mapped_column(Integer)
    chains: Mapped[Any] = mapped_column(JsonValueType, nullable=False, comment="last number of each device's chain")


class Archive(Base):
    """A closed year that was moved out of the store into a package."""

    __tablename__ = "archive"

    file: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    root: Mapped[str] = mapped_column(Hash)
    counts: Mapped[Any] = mapped_column(JsonValueType, nullable=False)


class Pin(Base):
    """The PIN of an officer on this machine: its argon2 hash, and how often it was typed wrong."""

    __tablename__ = "pin"

    officer_id: Mapped[UUID] = mapped_column(Uuid16, primary_key=True)
    hash: Mapped[str] = mapped_column(Text)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    wait_until_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
