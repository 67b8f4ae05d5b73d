"""The inspected parties."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import CivilDay, JsonValueType, Uuid16, enum_text
from app.values.enums import PartyKind, ProductionState, RiskLevel
from app.values.json_shape import JsonShape


class Enterprise(Record):
    """被检查单位 / 当事人: any party that can be inspected."""

    __tablename__ = "enterprise"
    kind = "enterprise"
    SCHEMA = 2
    __table_args__ = (
        Index("ix_enterprise_uscc", "uscc"),
        Index("ix_enterprise_name", "name"),
        Index("ix_enterprise_town", "town"),
        # Few parties were entered twice, and every list asks which.
        Index("ix_enterprise_joined_into_id", "joined_into_id", sqlite_where=text("joined_into_id IS NOT NULL")),
    )

    name: Mapped[str] = mapped_column(String)
    aliases: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=(), comment="招牌名 and former names")
    party_kind: Mapped[PartyKind] = mapped_column(enum_text(PartyKind))
    uscc: Mapped[str | None] = mapped_column(String, comment="统一社会信用代码, normalised")
    other_code: Mapped[str | None] = mapped_column(String, comment="注册号 where there is no 统一社会信用代码")
    operator: Mapped[str | None] = mapped_column(String, comment="经营者 of a 个体工商户")
    sectors: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=(), comment="names of checklists")
    industry_code: Mapped[str | None] = mapped_column(String, comment="国民经济行业代码")
    department: Mapped[str | None] = mapped_column(String, comment="行业主管部门")
    supervision_tier: Mapped[str | None] = mapped_column(String, comment="市/区/镇街")
    town: Mapped[str | None] = mapped_column(String, comment="镇街")
    village: Mapped[str | None] = mapped_column(String, comment="村（社区）")
    grid: Mapped[str | None] = mapped_column(String, comment="网格")
    registered_address: Mapped[str | None] = mapped_column(String)
    address: Mapped[str | None] = mapped_column(String, comment="生产经营地址")
    longitude_e7: Mapped[int | None] = mapped_column(Integer)
    latitude_e7: Mapped[int | None] = mapped_column(Integer)
    legal_representative: Mapped[str | None] = mapped_column(String)
    legal_position: Mapped[str | None] = mapped_column(String)
    principal: Mapped[str | None] = mapped_column(String, comment="主要负责人")
    principal_phone: Mapped[str | None] = mapped_column(String)
    safety_manager: Mapped[str | None] = mapped_column(String)
    safety_manager_phone: Mapped[str | None] = mapped_column(String)
    phone: Mapped[str | None] = mapped_column(String)
    staff_count: Mapped[int | None] = mapped_column(Integer)
    production_state: Mapped[ProductionState | None] = mapped_column(enum_text(ProductionState))
    risk: Mapped[RiskLevel | None] = mapped_column(enum_text(RiskLevel))
    hazard_source_grade: Mapped[str | None] = mapped_column(String, comment="重大危险源级别")
    involves: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=(), comment="涉及: 粉尘、有限空间 …")
    licences: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRIES), default=(), comment="[{name, number, valid_to}]"
    )
    standardisation_grade: Mapped[str | None] = mapped_column(String)
    standardisation_to: Mapped[date | None] = mapped_column(CivilDay)
    insurance: Mapped[str | None] = mapped_column(String, comment="安责险保单")
    insurance_to: Mapped[date | None] = mapped_column(CivilDay)
    responsible_persons: Mapped[Any] = mapped_column(
        JsonValueType, nullable=True, default=None, comment="三个责任人, 三个层级负责人, 包保责任人"
    )
    credit_grade: Mapped[str | None] = mapped_column(String)
    note: Mapped[str | None] = mapped_column(String)
    details: Mapped[Any] = mapped_column(JsonValueType, nullable=True, default=None, comment="further ledger columns")
    joined_into_id: Mapped[UUID | None] = mapped_column(Uuid16, comment="the same party under its other record")
    builder: Mapped[str | None] = mapped_column(String, comment="施工单位 of a 工地")
    supervisor: Mapped[str | None] = mapped_column(String, comment="监理单位 of a 工地")
