"""An inspection and the answers of its checklists."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import CivilDay, Hash, JsonValueType, UtcDateTime, Uuid16, UuidList, enum_text
from app.values.enums import (
    ApprovalMode,
    FindingResult,
    InspectionCategory,
    InspectionSource,
    InspectionState,
    SignState,
)
from app.values.json_shape import JsonShape


class Inspection(Record):
    """检查: one visit to one party, from its approval to the end of the loop."""

    __tablename__ = "inspection"
    kind = "inspection"
    SCHEMA = 2
    __table_args__ = (
        Index("ix_inspection_enterprise_id", "enterprise_id"),
        Index("ix_inspection_state", "state"),
        Index("ix_inspection_started_at", "started_at"),
    )

    authority_id: Mapped[UUID] = mapped_column(Uuid16)
    enterprise_id: Mapped[UUID] = mapped_column(Uuid16)
    officer_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    helpers: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRIES), default=(), comment="协助人员 [{name, unit, role}]"
    )
    category: Mapped[InspectionCategory | None] = mapped_column(enum_text(InspectionCategory))
    source: Mapped[InspectionSource | None] = mapped_column(enum_text(InspectionSource))
    source_note: Mapped[str | None] = mapped_column(String, comment="计划、交办 paper and its number")
    reporter_name_sealed: Mapped[str | None] = mapped_column(Hash, comment="举报人, the text lies in `private`")
    reporter_phone_sealed: Mapped[str | None] = mapped_column(Hash, comment="举报人's contact")
    manner: Mapped[Any] = mapped_column(JsonValueType(JsonShape.TEXTS), default=(), comment="检查方式, several")
    matter: Mapped[str | None] = mapped_column(String, comment="公布的检查事项")
    basis: Mapped[str | None] = mapped_column(String, comment="检查依据 as printed")
    scheme_approved_by: Mapped[str | None] = mapped_column(String)
    scheme_approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    scheme_mode: Mapped[ApprovalMode | None] = mapped_column(enum_text(ApprovalMode))
    scheme_note: Mapped[str | None] = mapped_column(String, comment="content of a 电话请示")
    scheme_paper_due: Mapped[date | None] = mapped_column(CivilDay, comment="补办 due after a 电话请示")
    scheme_paper_done: Mapped[date | None] = mapped_column(CivilDay)
    task_no: Mapped[str | None] = mapped_column(String, comment="检查任务编号 of the city's system")
    law_code: Mapped[str | None] = mapped_column(String, comment="执法码")
    law_code_shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    no_code_reason: Mapped[str | None] = mapped_column(String, comment="未取得执法码的原因")
    no_code_filed: Mapped[date | None] = mapped_column(CivilDay, comment="备案日期")
    notice_served_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="检查通知书出示时间")
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str | None] = mapped_column(String, comment="检查场所")
    party: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRY), nullable=True, default=None, comment="{name, role, position, phone}"
    )
    party_signature: Mapped[SignState | None] = mapped_column(enum_text(SignState))
    party_reason: Mapped[str | None] = mapped_column(String, comment="why it was not signed")
    witness: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRY), nullable=True, default=None, comment="{name, unit, phone}"
    )
    party_statement: Mapped[str | None] = mapped_column(String, comment="被检查单位意见")
    is_recusal_asked: Mapped[bool | None] = mapped_column(comment="是否申请回避; null = not yet answered")
    recusal_reason: Mapped[str | None] = mapped_column(String)
    checklists: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.TEXTS), default=(), comment="names of the lists walked"
    )
    library_blob: Mapped[str | None] = mapped_column(Hash, comment="snapshot of the library used")
    summary: Mapped[str | None] = mapped_column(String, comment="处理情况 in the inspector's own words")
    note: Mapped[str | None] = mapped_column(String)
    reasons: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.OBJECT), nullable=True, default=None, comment="{rule: answer to a yellow finding}"
    )
    state: Mapped[InspectionState] = mapped_column(enum_text(InspectionState), default=InspectionState.DRAFT)
    closing: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRY), nullable=True, default=None, comment="{day, by, ground}"
    )
    is_typed_in: Mapped[bool | None] = mapped_column(comment="补录: typed in from paper after the fact")


class Finding(Record):
    """检查结果: the answer to one item. Its id derives from inspection and item, so two answers meet as a conflict."""

    __tablename__ = "finding"
    kind = "finding"
    __table_args__ = (Index("ix_finding_inspection_id", "inspection_id"),)

    inspection_id: Mapped[UUID] = mapped_column(Uuid16)
    checklist: Mapped[str] = mapped_column(String)
    item_no: Mapped[str] = mapped_column(String, comment="id of the item in the library")
    result: Mapped[FindingResult | None] = mapped_column(enum_text(FindingResult))
    note: Mapped[str | None] = mapped_column(String)
    judged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
