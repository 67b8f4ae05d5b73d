"""The authority and its officers."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import CivilDay, JsonValueType, Uuid16
from app.values.json_shape import JsonShape


class Authority(Record):
    """执法机关: who inspects, orders and penalises, and whom its papers name for review."""

    __tablename__ = "authority"
    kind = "authority"

    name: Mapped[str] = mapped_column(String)
    short_name: Mapped[str | None] = mapped_column(String)
    prefix: Mapped[str] = mapped_column(String, comment="区域简称 in document numbers, 渝铜")
    word: Mapped[str] = mapped_column(String, comment="机关代字 in document numbers, 应急")
    region: Mapped[str | None] = mapped_column(String, comment="whose dated parameters apply, 重庆")
    reconsideration_body: Mapped[str | None] = mapped_column(String, comment="行政复议机关")
    court: Mapped[str | None] = mapped_column(String)
    address: Mapped[str | None] = mapped_column(String)
    postcode: Mapped[str | None] = mapped_column(String)
    phone: Mapped[str | None] = mapped_column(String)
    contact: Mapped[str | None] = mapped_column(String)
    supervision_phone: Mapped[str | None] = mapped_column(String, comment="监督电话")
    bank: Mapped[str | None] = mapped_column(String, comment="缴款银行")
    bank_account: Mapped[str | None] = mapped_column(String)
    settings: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.OBJECT), nullable=True, default=None, comment="profile of papers, copies, archive"
    )


class Officer(Record):
    """执法人员 with the certificate that lets them act."""

    __tablename__ = "officer"
    kind = "officer"
    __table_args__ = (Index("ix_officer_certificate", "certificate"),)

    name: Mapped[str] = mapped_column(String)
    authority_id: Mapped[UUID] = mapped_column(Uuid16)
    certificate: Mapped[str] = mapped_column(String, comment="执法证号")
    valid_from: Mapped[date | None] = mapped_column(CivilDay)
    valid_to: Mapped[date | None] = mapped_column(CivilDay, comment="last day of validity")
    scope: Mapped[str | None] = mapped_column(String, comment="执法类别")
    area: Mapped[str | None] = mapped_column(String, comment="执法区域")
    position: Mapped[str | None] = mapped_column(String)
    phone: Mapped[str | None] = mapped_column(String)
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    order_no: Mapped[int | None] = mapped_column(Integer, comment="order in lists")
