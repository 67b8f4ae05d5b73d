"""Verification of a closed-loop report: it has no entry of its own, so it is made anew and compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import sha256_hex
from app.values.days import long_day
from app.values.loop import LoopReport
from app.values.paper_code import LOOP_PREFIX, PaperCode
from app.values.rows_document import Finding, Verification

UNKNOWN_HERE = "本机没有这次检查，不能重新生成闭环报告比对。请导入含有该检查的数据包后再核。"
RECORDS_MOVED = (
    "本机有这次检查，但重新生成的闭环报告与它不同：登记在报告生成以后有了变化，或者报告被改动。"
    "请在本机重新生成报告，逐项比对。"
)


@dataclass(frozen=True, slots=True)
class Remade:
    """The report as the records of this machine make it now."""

    report: LoopReport
    pdf: Callable[[], bytes]

    @property
    def content_hash(self) -> str:
        """The hash of what it says."""
        return self.report.header.content_hash


# The report with the marks on its photographs, and the one without: both may have been printed.
Remake = Callable[[UUID], Sequence[Remade]]


def inspection_of(uow: UnitOfWork, number: str) -> UUID | None:
    """Find the inspection that the code of a report names by the end of its id; two of one end are none."""
    ending = number.removeprefix(LOOP_PREFIX)
    try:
        tail = bytes.fromhex(ending)
    except ValueError:
        return None
    rows = uow.connection.exec_driver_sql(
        "SELECT id FROM inspection WHERE substr(id, 11) = ? AND NOT deleted LIMIT 2", (tail,)
    ).all()
    return UUID(bytes=rows[0][0]) if len(rows) == 1 else None


def _matching(made: Sequence[Remade], code: PaperCode) -> Remade | None:
    return next((one for one in made if one.content_hash == code.content_hash), None)


def verify_report(uow: UnitOfWork, data: bytes, code: PaperCode, *, remake: Remake) -> Verification:
    """Say whether the file is the report that the records make, byte for byte."""
    sha256 = sha256_hex(data)
    inspection_id = inspection_of(uow, code.number)
    if inspection_id is None:
        return Verification(Finding.UNKNOWN, UNKNOWN_HERE, file_sha256=sha256, content_sha256=code.content_hash)
    made = _matching(remake(inspection_id), code)
    if made is None:
        return Verification(Finding.UNKNOWN, RECORDS_MOVED, file_sha256=sha256, content_sha256=code.content_hash)
    if sha256_hex(made.pdf()) == sha256:
        return _about(made, Finding.SAME, "与本机重新生成的闭环报告逐字节一致。", sha256)
    message = "文件标明是本次检查的闭环报告，但与重新生成的不一致，已被改动或者不是原件。"
    return _about(made, Finding.CHANGED, message, sha256)


def verify_report_code(uow: UnitOfWork, code: PaperCode, *, remake: Remake) -> Verification:
    """Say whether the code on a printed report is what the records say, and what to compare on the paper."""
    inspection_id = inspection_of(uow, code.number)
    if inspection_id is None:
        return Verification(Finding.UNKNOWN, UNKNOWN_HERE, content_sha256=code.content_hash)
    made = _matching(remake(inspection_id), code)
    if made is None:
        return Verification(Finding.UNKNOWN, RECORDS_MOVED, content_sha256=code.content_hash)
    message = "二维码与本机重新生成的闭环报告相符。二维码可以复制，请把纸上的下列内容逐项比对。"
    return _about(made, Finding.REGISTERED, message, "")


def _about(made: Remade, finding: Finding, message: str, sha256: str) -> Verification:
    header = made.report.header
    rows = (
        ("名称", header.title),
        ("文号", header.number or "无"),
        ("日期", "" if header.issued is None else long_day(header.issued)),
        ("当事人", made.report.party.name),
        ("内容校验", header.content_hash[:16].upper()),
    )
    return Verification(
        finding=finding,
        message=message,
        title=header.title,
        number=header.number,
        file_sha256=sha256,
        content_sha256=header.content_hash,
        compare=rows if finding is Finding.REGISTERED else (),
    )
