"""Documents, their copies, their service, and numbers that were voided."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.types import CivilDay, Hash, JsonValueType, UtcDateTime, Uuid16, UuidList, enum_text
from app.values.enums import (
    CopyKind,
    DocumentForm,
    DocumentState,
    NumberSource,
    SealState,
    ServiceMethod,
    SignState,
)
from app.values.json_shape import JsonShape


class Document(Record):
    """文书: a draft until issued; from then on its content and its PDF never change."""

    __tablename__ = "document"
    kind = "document"
    __table_args__ = (
        Index("ix_document_number", "number"),
        Index("ix_document_inspection_id", "inspection_id"),
        Index("ix_document_case_id", "case_id"),
        Index("ix_document_content_blob", "content_blob"),
        Index("ix_document_file_blob", "file_blob"),
    )

    form: Mapped[DocumentForm] = mapped_column(enum_text(DocumentForm))
    title: Mapped[str] = mapped_column(String)
    enterprise_id: Mapped[UUID] = mapped_column(Uuid16)
    inspection_id: Mapped[UUID | None] = mapped_column(Uuid16)
    reinspection_id: Mapped[UUID | None] = mapped_column(Uuid16)
    case_id: Mapped[UUID | None] = mapped_column(Uuid16)
    parent_ids: Mapped[tuple[UUID, ...]] = mapped_column(
        UuidList, default=(), comment="documents that this one follows"
    )
    hazard_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=(), comment="in the order of its items")
    officer_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    number: Mapped[str | None] = mapped_column(String, comment="文号 as printed; given at issue only")
    number_key: Mapped[str | None] = mapped_column(String)
    number_year: Mapped[int | None] = mapped_column(Integer)
    number_serial: Mapped[int | None] = mapped_column(Integer)
    number_source: Mapped[NumberSource | None] = mapped_column(enum_text(NumberSource))
    issued_on: Mapped[date | None] = mapped_column(CivilDay, comment="date of the document")
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    content_blob: Mapped[str | None] = mapped_column(
        Hash, comment="frozen canonical JSON; its sha256 is the content hash"
    )
    file_blob: Mapped[str | None] = mapped_column(Hash, comment="the PDF as issued; its sha256 is the file hash")
    copies: Mapped[int | None] = mapped_column(Integer)
    seal: Mapped[SealState | None] = mapped_column(enum_text(SealState))
    sealed_on: Mapped[date | None] = mapped_column(CivilDay)
    signature: Mapped[SignState | None] = mapped_column(enum_text(SignState))
    signer: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRY), nullable=True, default=None, comment="{name, role, position, phone}"
    )
    signature_reason: Mapped[str | None] = mapped_column(String)
    witness: Mapped[Any] = mapped_column(JsonValueType(JsonShape.ENTRY), nullable=True, default=None)
    fields: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.OBJECT), nullable=True, default=None, comment="what the officer typed for this paper"
    )
    reasons: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.OBJECT), nullable=True, default=None, comment="{rule: answer to a yellow finding}"
    )
    legality: Mapped[Any] = mapped_column(JsonValueType, nullable=True, default=None, comment="verdicts at issue")
    state: Mapped[DocumentState] = mapped_column(enum_text(DocumentState), default=DocumentState.DRAFT)
    closing: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.ENTRY), nullable=True, default=None, comment="{day, by, ground} of revoked or void"
    )


class DocumentCopy(Record):
    """A file of a document — 打印件, 签名件, 扫描件 — each with its own hash; none is replaced."""

    __tablename__ = "document_copy"
    kind = "document_copy"
    __table_args__ = (Index("ix_document_copy_document_id", "document_id"),)

    document_id: Mapped[UUID] = mapped_column(Uuid16)
    copy_kind: Mapped[CopyKind] = mapped_column(enum_text(CopyKind))
    file_blob: Mapped[str] = mapped_column(Hash)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str | None] = mapped_column(String)
    sheets: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str | None] = mapped_column(String)


class Service(Record):
    """送达: one act of service of one or more documents."""

    __tablename__ = "service"
    kind = "service"

    document_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    inspection_id: Mapped[UUID | None] = mapped_column(Uuid16)
    case_id: Mapped[UUID | None] = mapped_column(Uuid16)
    receiver: Mapped[str | None] = mapped_column(String, comment="收件人")
    receiver_role: Mapped[str | None] = mapped_column(String)
    place: Mapped[str | None] = mapped_column(String)
    served_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    method: Mapped[ServiceMethod | None] = mapped_column(enum_text(ServiceMethod))
    officer_ids: Mapped[tuple[UUID, ...]] = mapped_column(UuidList, default=())
    signature: Mapped[SignState | None] = mapped_column(enum_text(SignState))
    refusal: Mapped[str | None] = mapped_column(String, comment="拒收 reason and how it was left")
    witness: Mapped[Any] = mapped_column(JsonValueType(JsonShape.ENTRY), nullable=True, default=None)
    proof_blobs: Mapped[Any] = mapped_column(
        JsonValueType(JsonShape.TEXTS), default=(), comment="scans or photographs of the proof"
    )
    note: Mapped[str | None] = mapped_column(String)


class VoidNumber(Record):
    """作废文号: a number or a gap that will never be used, with its reason."""

    __tablename__ = "void_number"
    kind = "void_number"

    number_key: Mapped[str] = mapped_column(String)
    number_year: Mapped[int] = mapped_column(Integer)
    first_serial: Mapped[int] = mapped_column(Integer)
    last_serial: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String)
    document_id: Mapped[UUID | None] = mapped_column(Uuid16)
    voided_at: Mapped[datetime] = mapped_column(UtcDateTime)
