"""A small kind of each name that the merge vectors use, so that the store is tested without the business tables."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, MetaData, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NAMES, Record
from app.models.types import Cents, CivilDay, Hash, JsonValueType, UtcDateTime, Uuid16, UuidList


class TrialRecord(Record):
    """A record whose table lies beside those of the program."""

    __abstract__ = True
    metadata = MetaData(naming_convention=NAMES)


class TrialHazard(TrialRecord):
    """A hazard with as many kinds of field as there are."""

    __tablename__ = "trial_hazard"
    kind = "hazard"

    fact: Mapped[str | None] = mapped_column(String)
    demand: Mapped[str | None] = mapped_column(String)
    place: Mapped[str | None] = mapped_column(String)
    inspection_id: Mapped[UUID | None] = mapped_column(Uuid16)
    hazard_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    photo_blob: Mapped[str | None] = mapped_column(Hash)
    found_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fine_cents: Mapped[int | None] = mapped_column(Cents)
    tags: Mapped[Any] = mapped_column(JsonValueType, default=(), nullable=False)
    is_at_once: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str | None] = mapped_column(String)
    deadline: Mapped[date | None] = mapped_column(CivilDay)
    level: Mapped[str | None] = mapped_column(String)
    closing: Mapped[Any] = mapped_column(JsonValueType, nullable=True)


class TrialInspection(TrialRecord):
    """An inspection."""

    __tablename__ = "trial_inspection"
    kind = "inspection"

    place: Mapped[str | None] = mapped_column(String)
    state: Mapped[str | None] = mapped_column(String)


class TrialEnterprise(TrialRecord):
    """An enterprise, with what its second version adds in the vectors."""

    __tablename__ = "trial_enterprise"
    kind = "enterprise"

    name: Mapped[str] = mapped_column(String, default="")
    grid: Mapped[str | None] = mapped_column(String)
    sectors: Mapped[Any] = mapped_column(JsonValueType, default=(), nullable=False)


class TrialPhoto(TrialRecord):
    """A photograph."""

    __tablename__ = "trial_photo"
    kind = "photo"

    hazard_id: Mapped[UUID | None] = mapped_column(Uuid16)
    original_blob: Mapped[str | None] = mapped_column(Hash)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TrialPaper(TrialRecord):
    """A paper that was received, with a private field."""

    __tablename__ = "trial_paper"
    kind = "received_paper"

    title: Mapped[str | None] = mapped_column(String)
    reporter_sealed: Mapped[str | None] = mapped_column(Hash)
    state: Mapped[str | None] = mapped_column(String)


KINDS: dict[str, type[Record]] = {
    cls.kind: cls for cls in (TrialHazard, TrialInspection, TrialEnterprise, TrialPhoto, TrialPaper)
}


def make_trial_tables(engine: Engine) -> None:
    """Add the tables of the small kinds to a store that is open."""
    TrialRecord.metadata.create_all(engine)
