"""Photographs: the original's facts and what it shows. The bytes stand in the blob table."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import Hash, JsonValueType, UtcDateTime, Uuid16, enum_text
from app.values.enums import PhotoRole, PhotoSource, PhotoView


class Photo(Record):
    """照片: never rewritten; annotations are a layer of their own."""

    __tablename__ = "photo"
    kind = "photo"
    __table_args__ = (
        Index("ix_photo_inspection_id", "inspection_id"),
        Index("ix_photo_hazard_id", "hazard_id"),
        Index("ix_photo_outcome_id", "outcome_id"),
    )

    inspection_id: Mapped[UUID] = mapped_column(Uuid16)
    hazard_id: Mapped[UUID | None] = mapped_column(Uuid16)
    finding_id: Mapped[UUID | None] = mapped_column(Uuid16)
    outcome_id: Mapped[UUID | None] = mapped_column(Uuid16, comment="of a re-inspection")
    original_blob: Mapped[str] = mapped_column(Hash)
    file_name: Mapped[str] = mapped_column(String)
    format: Mapped[str] = mapped_column(String)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    orientation: Mapped[int] = mapped_column(Integer, default=1)
    role: Mapped[PhotoRole] = mapped_column(enum_text(PhotoRole))
    view: Mapped[PhotoView | None] = mapped_column(enum_text(PhotoView))
    source: Mapped[PhotoSource] = mapped_column(enum_text(PhotoSource), default=PhotoSource.OFFICER)
    order_no: Mapped[int] = mapped_column(Integer, default=1)
    taken_text: Mapped[str | None] = mapped_column(String, comment="time in the camera's own words (EXIF)")
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    longitude_e7: Mapped[int | None] = mapped_column(Integer)
    latitude_e7: Mapped[int | None] = mapped_column(Integer)
    camera: Mapped[str | None] = mapped_column(String)
    taken_by: Mapped[str | None] = mapped_column(String, comment="拍摄人")
    place: Mapped[str | None] = mapped_column(String)
    caption: Mapped[str | None] = mapped_column(String, comment="证明内容")
    annotations: Mapped[Any] = mapped_column(JsonValueType, nullable=True, default=None)
