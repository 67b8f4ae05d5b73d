"""Re-inspections, one outcome per hazard, and the papers that an enterprise hands in."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import CivilDay, JsonValueType, UtcDateTime, Uuid16, UuidList, enum_text
from app.values.enums import (
    OutcomeNext,
    OutcomeResult,
    PaperKind,
    ReinspectionManner,
    SignState,
)
from app.values.json_shape import JsonShape


class Reinspection(Record):
    """复查: one visit (or one look at papers) after an order."""

    __tablename__ = "reinspection"
    kind = "reinspection"
    __table_args__ = (Index("ix_reinspection_inspection_id", "inspection_id"),)

    inspection_id: Mapped[UUID] = mapped_column(Uuid16)
    order_id: Mapped[UUID | None] = mapped_column(Uuid16, comment="the document that is followed up")
    round_no: Mapped[int] = mapped_column(Integer, default=1)
    manner: Mapped[ReinspectionManner] = mapped_column(
        enum_text(ReinspectionManner), default=ReinspectionManner.ON_SITE
    )
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str | None] = mapped_column(String)
    officer_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    party: Mapped[Any] = mapped_column(JsonValueType(JsonShape.ENTRY), nullable=True, default=None)
    party_signature: Mapped[SignState | None] = mapped_column(enum_text(SignState))
    party_reason: Mapped[str | None] = mapped_column(String)
    witness: Mapped[Any] = mapped_column(JsonValueType(JsonShape.ENTRY), nullable=True, default=None)
    note: Mapped[str | None] = mapped_column(String)
    is_ended: Mapped[bool] = mapped_column(default=False)


class Outcome(Record):
    """复查结论 of one hazard in one re-inspection."""

    __tablename__ = "outcome"
    kind = "outcome"
    __table_args__ = (
        Index("ix_outcome_reinspection_id", "reinspection_id"),
        Index("ix_outcome_hazard_id", "hazard_id"),
    )

    reinspection_id: Mapped[UUID] = mapped_column(Uuid16)
    hazard_id: Mapped[UUID] = mapped_column(Uuid16)
    result: Mapped[OutcomeResult | None] = mapped_column(enum_text(OutcomeResult))
    seen: Mapped[str | None] = mapped_column(String, comment="复查所见; what was done of a part")
    next_step: Mapped[OutcomeNext | None] = mapped_column(enum_text(OutcomeNext))
    next_reason: Mapped[str | None] = mapped_column(String)
    extension_id: Mapped[UUID | None] = mapped_column(Uuid16)
    new_deadline: Mapped[date | None] = mapped_column(CivilDay, comment="of a new order only")


class ReceivedPaper(Record):
    """收文: a paper of the enterprise, matched to hazards, that starts clocks."""

    __tablename__ = "received_paper"
    kind = "received_paper"
    __table_args__ = (Index("ix_received_paper_inspection_id", "inspection_id"),)

    paper_kind: Mapped[PaperKind] = mapped_column(enum_text(PaperKind))
    enterprise_id: Mapped[UUID] = mapped_column(Uuid16)
    inspection_id: Mapped[UUID | None] = mapped_column(Uuid16)
    hazard_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    received_on: Mapped[date] = mapped_column(CivilDay)
    reported_on: Mapped[date | None] = mapped_column(CivilDay, comment="day of completion that the enterprise reports")
    received_by: Mapped[str | None] = mapped_column(String)
    handed_in_by: Mapped[str | None] = mapped_column(String)
    copies: Mapped[int | None] = mapped_column(Integer)
    sheets: Mapped[int | None] = mapped_column(Integer)
    scan_blobs: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=())
    summary: Mapped[str | None] = mapped_column(String)
    requested_deadline: Mapped[date | None] = mapped_column(CivilDay, comment="of a 延期申请")
    handled_on: Mapped[date | None] = mapped_column(CivilDay)
    handled_note: Mapped[str | None] = mapped_column(String)
