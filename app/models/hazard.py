"""Hazards and the extensions of their deadlines."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import CivilDay, JsonValueType, Uuid16, UuidList, enum_text
from app.values.enums import ExtensionState, Handling, HazardLevel, HazardState
from app.values.json_shape import JsonShape


class Hazard(Record):
    """隐患: three separate texts — what was seen, what must be done, which provision is violated."""

    __tablename__ = "hazard"
    kind = "hazard"
    __table_args__ = (
        Index("ix_hazard_inspection_id", "inspection_id"),
        Index("ix_hazard_enterprise_id", "enterprise_id"),
        Index("ix_hazard_state_deadline", "state", "deadline"),
    )

    inspection_id: Mapped[UUID] = mapped_column(Uuid16)
    enterprise_id: Mapped[UUID] = mapped_column(Uuid16)
    order_no: Mapped[int] = mapped_column(Integer, comment="序号 within the inspection")
    checklist: Mapped[str | None] = mapped_column(String)
    item_no: Mapped[str | None] = mapped_column(String, comment="item of the list; null for a free hazard")
    fact: Mapped[str] = mapped_column(String, default="", comment="事实: what was seen")
    demand: Mapped[str] = mapped_column(String, default="", comment="整改要求: what must be done")
    violations: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.TEXTS), default=(), comment="涉嫌违法行为: references to provisions"
    )
    charge: Mapped[str | None] = mapped_column(String, comment="涉嫌违法行为 in words")
    place: Mapped[str | None] = mapped_column(String)
    tags: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=(), comment="两重大一突出")
    handling: Mapped[Handling | None] = mapped_column(enum_text(Handling))
    criterion: Mapped[str | None] = mapped_column(String, comment="判定标准条款")
    judgement: Mapped[str | None] = mapped_column(String, comment="直接判定 or 综合判定, and its reasons")
    judged_by: Mapped[str | None] = mapped_column(String, comment="判定人")
    level_reason: Mapped[str | None] = mapped_column(String, comment="why the item's default level was lowered")
    safety_reason: Mapped[str | None] = mapped_column(String, comment="why safety cannot be, or is, ensured")
    transfer_to: Mapped[str | None] = mapped_column(String, comment="移送: receiving body")
    department: Mapped[str | None] = mapped_column(String, comment="主管部门 of this matter")
    responsible: Mapped[str | None] = mapped_column(String, comment="企业整改责任人")
    is_at_once: Mapped[bool] = mapped_column(default=False, comment="立即: the deadline is the day of the order")
    treatment: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.OBJECT), nullable=True, default=None, comment="五落实, from the enterprise's 治理方案"
    )
    reported_no: Mapped[str | None] = mapped_column(String, comment="重大隐患信息系统编号")
    supervision: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRY), nullable=True, default=None, comment="挂牌督办 {body, tier, no, from, to}"
    )
    level: Mapped[HazardLevel] = mapped_column(enum_text(HazardLevel), default=HazardLevel.ORDINARY)
    deadline: Mapped[date | None] = mapped_column(CivilDay, comment="last day in time, 含当日")
    state: Mapped[HazardState] = mapped_column(enum_text(HazardState), default=HazardState.FOUND)
    closing: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRY), nullable=True, default=None, comment="{day, by, ground, document_id}"
    )


class Extension(Record):
    """延期: applied for before expiry, answered by the authority."""

    __tablename__ = "extension"
    kind = "extension"
    __table_args__ = (Index("ix_extension_inspection_id", "inspection_id"),)

    inspection_id: Mapped[UUID] = mapped_column(Uuid16)
    hazard_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    paper_id: Mapped[UUID | None] = mapped_column(Uuid16, comment="the 延期申请 received")
    applied_on: Mapped[date | None] = mapped_column(CivilDay)
    old_deadline: Mapped[date | None] = mapped_column(CivilDay)
    new_deadline: Mapped[date | None] = mapped_column(CivilDay)
    grounds: Mapped[str | None] = mapped_column(String)
    answer: Mapped[str | None] = mapped_column(String)
    approved_by: Mapped[str | None] = mapped_column(String)
    answered_on: Mapped[date | None] = mapped_column(CivilDay)
    document_id: Mapped[UUID | None] = mapped_column(Uuid16)
    state: Mapped[ExtensionState] = mapped_column(enum_text(ExtensionState), default=ExtensionState.APPLIED)
