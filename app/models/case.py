"""A penalty case and its steps, and confirmations of provisions on the spot."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import Cents, CivilDay, Hash, JsonValueType, UtcDateTime, Uuid16, UuidList, enum_text
from app.values.enums import CaseState, NoPenaltyGround, Procedure, StepKind
from app.values.json_shape import JsonShape


class Case(Record):
    """案件: opened from hazards; one party, one series of steps."""

    __tablename__ = "penalty_case"
    kind = "case"
    SCHEMA = 2
    __table_args__ = (
        Index("ix_penalty_case_inspection_id", "inspection_id"),
        Index("ix_penalty_case_state", "state"),
    )

    title: Mapped[str] = mapped_column(String, comment="案件名称")
    enterprise_id: Mapped[UUID] = mapped_column(Uuid16)
    inspection_id: Mapped[UUID | None] = mapped_column(Uuid16)
    hazard_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    party_name: Mapped[str] = mapped_column(String)
    is_person: Mapped[bool] = mapped_column(default=False, comment="个人 and not 单位")
    party_identity_sealed: Mapped[str | None] = mapped_column(Hash, comment="身份证号, the text lies in `private`")
    procedure: Mapped[Procedure] = mapped_column(enum_text(Procedure), default=Procedure.ORDINARY)
    cause: Mapped[str | None] = mapped_column(String, comment="案由")
    violations: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=(), comment="违反条款")
    penalty_basis: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=(), comment="处罚依据")
    number: Mapped[str | None] = mapped_column(String, comment="案号 or 立案文号")
    state: Mapped[CaseState] = mapped_column(enum_text(CaseState), default=CaseState.LEAD)
    closing: Mapped[Any] = mapped_column(JsonValueType(JsonShape.ENTRY), nullable=True, default=None)


class CaseStep(Record):
    """办案步骤: what was done, when, by whom, under which number."""

    __tablename__ = "case_step"
    kind = "case_step"
    __table_args__ = (Index("ix_case_step_case_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(Uuid16)
    step: Mapped[StepKind] = mapped_column(enum_text(StepKind))
    order_no: Mapped[int] = mapped_column(Integer, default=1)
    on: Mapped[date | None] = mapped_column(CivilDay, comment="day of the act")
    number: Mapped[str | None] = mapped_column(String, comment="文号")
    document_id: Mapped[UUID | None] = mapped_column(Uuid16)
    amount_cents: Mapped[int | None] = mapped_column(Cents)
    provision: Mapped[str | None] = mapped_column(String, comment="reference of the penalty's basis")
    officer_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    persons: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRIES), default=(), comment="who approved, received, paid …"
    )
    ground: Mapped[NoPenaltyGround | None] = mapped_column(enum_text(NoPenaltyGround), comment="不予处罚 only")
    reason: Mapped[str | None] = mapped_column(String)
    text: Mapped[str | None] = mapped_column(String)
    details: Mapped[Any] = mapped_column(JsonValueType(JsonShape.OBJECT), nullable=True, default=None)


class Confirmation(Record):
    """依据核实: an officer confirmed an unverified provision on the spot."""

    __tablename__ = "confirmation"
    kind = "confirmation"

    reference: Mapped[str] = mapped_column(String)
    library_version: Mapped[str] = mapped_column(String)
    source: Mapped[str] = mapped_column(String)
    page_blob: Mapped[str | None] = mapped_column(Hash)
    confirmed_by_id: Mapped[UUID] = mapped_column(Uuid16)
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(String)
