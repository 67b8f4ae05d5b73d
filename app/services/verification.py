"""Verification of papers: by the hash of the file, by the number or content hash that it carries, by its code."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.models.document import Document, DocumentCopy
from app.models.enterprise import Enterprise
from app.services.loop_verification import Remake, verify_report, verify_report_code
from app.services.paper_code_reading import PaperMarks, marks_of
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import sha256_hex
from app.values.days import long_day
from app.values.enums import CopyKind
from app.values.paper_code import LOOP_PREFIX, PaperCode, parse_code
from app.values.rows_document import Finding, Verification


@dataclass(frozen=True, slots=True)
class _Known:
    document: Document
    kind: CopyKind | None = None


def verify_file(uow: UnitOfWork, data: bytes, *, remake: Remake) -> Verification:
    """Say whether the bytes are those of the register, changed, or unknown to it."""
    sha256 = sha256_hex(data)
    known = _by_file(uow, sha256)
    if known is not None:
        kind = "" if known.kind is None else f"（{known.kind.value}）"
        name = _name(known.document)
        return _about(known.document, Finding.SAME, f"与登记的{name}{kind}逐字节一致。", sha256, kind=known.kind)
    marks = marks_of(data)
    document = _by_marks(uow, marks)
    if document is not None:
        message = f"文件标明是{_name(document)}，但内容与登记的不一致，已被改动或者不是原件。"
        return _about(document, Finding.CHANGED, message, sha256)
    if marks.report is not None:
        return verify_report(uow, data, marks.report, remake=remake)
    return Verification(
        Finding.UNKNOWN,
        "本机没有登记这份文件。可能由其他单位或者其他电脑制作，请导入数据包后再核。",
        file_sha256=sha256,
    )


def verify_code(uow: UnitOfWork, text: str, *, remake: Remake) -> Verification:
    """Say whether the code of a paper is registered, and what to compare on the paper itself."""
    code = parse_code(text)
    if code is not None and code.number.startswith(LOOP_PREFIX):
        return verify_report_code(uow, code, remake=remake)
    document = None if code is None else _by_content(uow, code.content_hash)
    if code is None or document is None:
        return Verification(
            Finding.UNKNOWN, "本机没有登记这个二维码。", content_sha256="" if code is None else code.content_hash
        )
    message = "二维码与登记相符。二维码可以复制，请把纸上的下列内容与登记逐项比对。"
    found = _about(document, Finding.REGISTERED, message, "", compare=_compare(uow, document))
    return found if _is_head_known(uow, code) else _with_warning(found)


def _with_warning(found: Verification) -> Verification:
    return replace(found, message=found.message + "本机记录链中找不到签发时的锚点，请与签发的电脑核对。")


def _by_file(uow: UnitOfWork, sha256: str) -> _Known | None:
    query = select(Document).where(Document.file_blob == sha256, Document.deleted.is_(False))
    document = uow.session.scalars(query).first()
    if document is not None:
        return _Known(document)
    copies = select(DocumentCopy).where(DocumentCopy.file_blob == sha256, DocumentCopy.deleted.is_(False))
    copy = uow.session.scalars(copies).first()
    if copy is None:
        return None
    owner = uow.session.get(Document, copy.document_id)
    return None if owner is None else _Known(owner, copy.copy_kind)


def _by_marks(uow: UnitOfWork, marks: PaperMarks) -> Document | None:
    """Find the paper that the file says it is: by content hash first, then by number."""
    for content_hash in marks.content_hashes:
        found = _by_content(uow, content_hash)
        if found is not None:
            return found
    for number in marks.numbers:
        found = _by_number(uow, number)
        if found is not None:
            return found
    return None


def _by_content(uow: UnitOfWork, content_hash: str) -> Document | None:
    query = select(Document).where(Document.content_blob == content_hash, Document.deleted.is_(False))
    return uow.session.scalars(query).first()


def _by_number(uow: UnitOfWork, number: str) -> Document | None:
    query = select(Document).where(Document.number == number, Document.deleted.is_(False))
    return uow.session.scalars(query).first()


def _is_head_known(uow: UnitOfWork, code: PaperCode) -> bool:
    """Tell whether the chain still holds the revision that stood last when the paper was issued."""
    if not code.head:
        return True
    low, high = bytes.fromhex(code.head.ljust(64, "0")), bytes.fromhex(code.head.ljust(64, "f"))
    row = uow.connection.exec_driver_sql(
        "SELECT 1 FROM revision WHERE rev_id BETWEEN ? AND ? LIMIT 1", (low, high)
    ).first()
    return row is not None


def _compare(uow: UnitOfWork, document: Document) -> tuple[tuple[str, str], ...]:
    enterprise = uow.session.get(Enterprise, document.enterprise_id)
    return (
        ("名称", document.title),
        ("文号", document.number or "无"),
        ("日期", "" if document.issued_on is None else long_day(document.issued_on)),
        ("当事人", "" if enterprise is None else enterprise.name),
        ("内容校验", (document.content_blob or "")[:16].upper()),
    )


def _name(document: Document) -> str:
    return f"{document.title}{document.number or ''}"


def _about(
    document: Document,
    finding: Finding,
    message: str,
    sha256: str,
    *,
    kind: CopyKind | None = None,
    compare: tuple[tuple[str, str], ...] = (),
) -> Verification:
    return Verification(
        finding=finding,
        message=message,
        document_id=document.id,
        title=document.title,
        number=document.number or "",
        state=document.state,
        copy_kind=kind,
        file_sha256=sha256,
        content_sha256=document.content_blob or "",
        compare=compare,
    )
