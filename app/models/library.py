"""The compiled library: local tables, made anew whenever the library files change, never exported."""

from datetime import date, datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.types import CivilDay, Hash, UtcDateTime


class LibraryEdition(Base):
    """One compiled edition; its snapshot is the blob of the same hash, which inspections name."""

    __tablename__ = "library_edition"

    sha256: Mapped[str] = mapped_column(Hash, primary_key=True, comment="of the canonical snapshot in blob")
    source_sha256: Mapped[str] = mapped_column(Hash, comment="of the files it was compiled from")
    edition: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    compiled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_current: Mapped[bool] = mapped_column(Boolean, default=False)


class LibraryProvision(Base):
    """A provision or a criterion of the current edition, found by its place and a day."""

    __tablename__ = "library_provision"
    __table_args__ = (Index("ix_library_provision_place", "short", "article", "paragraph", "item"),)

    row_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    edition_sha256: Mapped[str] = mapped_column(Hash, ForeignKey("library_edition.sha256"))
    kind: Mapped[str] = mapped_column(Text, comment="provision or criterion")
    ref: Mapped[str] = mapped_column(Text, comment="as typed, without the year")
    short: Mapped[str] = mapped_column(Text)
    year: Mapped[int] = mapped_column(Integer)
    article: Mapped[int] = mapped_column(Integer)
    inserted: Mapped[int] = mapped_column(Integer, comment="第…条之一: 1")
    paragraph: Mapped[int | None] = mapped_column(Integer)
    item: Mapped[int | None] = mapped_column(Integer)
    valid_from: Mapped[date] = mapped_column(CivilDay)
    valid_to: Mapped[date | None] = mapped_column(CivilDay, comment="the last day")
    searched: Mapped[str] = mapped_column(Text, comment="title, place and summary, for finding by text")
    body: Mapped[str] = mapped_column(Text, comment="canonical JSON of the value")


class LibraryItem(Base):
    """An item of a checklist of the current edition."""

    __tablename__ = "library_item"
    __table_args__ = (Index("ix_library_item_sector_position", "sector", "position"),)

    item_id: Mapped[str] = mapped_column(Text, primary_key=True)
    edition_sha256: Mapped[str] = mapped_column(Hash, ForeignKey("library_edition.sha256"))
    sector: Mapped[str] = mapped_column(Text)
    section: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer)
    question: Mapped[str] = mapped_column(Text, index=True, comment="the same in every list that asks it")
    searched: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text, comment="canonical JSON of the value")


class LibraryPhrase(Base):
    """A common wording of the current edition, found by initials of its pinyin."""

    __tablename__ = "library_phrase"
    __table_args__ = (Index("ix_library_phrase_sector_initials", "sector", "initials"),)

    row_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    edition_sha256: Mapped[str] = mapped_column(Hash, ForeignKey("library_edition.sha256"))
    item_id: Mapped[str] = mapped_column(Text, index=True)
    sector: Mapped[str] = mapped_column(Text)
    initials: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    demand: Mapped[str] = mapped_column(Text)


class LibraryPart(Base):
    """The rest of the current edition in one row a kind: checklist heads, parameters, periods, tiers, holidays."""

    __tablename__ = "library_part"

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    edition_sha256: Mapped[str] = mapped_column(Hash, ForeignKey("library_edition.sha256"))
    body: Mapped[str] = mapped_column(Text, comment="canonical JSON of the value")
