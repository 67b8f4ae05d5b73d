"""The report of an import on paper and as a spreadsheet: what it says, and the same bytes for the same report."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID

import pypdfium2
from openpyxl import load_workbook

from app.reports import import_report, import_sheets
from app.values.package import PackageMeta, Selection
from app.values.rows_import import (
    Change,
    Choice,
    ClashPaper,
    ConflictSides,
    ImportReport,
    LikelySame,
    NumberClash,
    Origin,
    RecordLine,
    SameGround,
    Side,
    SideRow,
)

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
DEVICE = UUID(int=7)
META = PackageMeta(
    format=1, schema=2, needs=1, made_at=NOW, program="0.1.0", authority="示例区应急管理局", device=DEVICE,
    device_label="笔记本02", officer="示例员甲", recipient="示例区应急管理局", selection=Selection(), is_redacted=False,
    revisions=128, stubs=0, blobs=86, records={"hazard": 3}, chains=(), root="0" * 64,
)  # fmt: skip


def side(origin: Origin, person: str, reason: str) -> Side:
    """Make one side."""
    return Side(origin, person, "执法人员", NOW, reason, DEVICE, "笔记本02", "a" * 64, is_deleted=False)


def make_report() -> ImportReport:
    """Make a report in which everything happens once."""
    row = SideRow(
        "lifecycle", "整改期限", "2026年12月5日", ("2026年12月18日", "2026年12月8日"), is_different=True,
        choices=(Choice("2026年12月18日", None, (0,)),),
    )  # fmt: skip
    sides = (side(Origin.HERE, "示例员庚", "企业来电"), side(Origin.PACKAGE, "示例员甲", "当面核定"))
    conflict = ConflictSides(
        "hazard",
        UUID(int=3),
        "隐患 03",
        "示例加油站有限公司",
        None,
        None,
        sides,
        (row,),
        is_deletion=False,
        is_served=False,
    )
    paper = ClashPaper(
        UUID(int=5), "责令限期整改指令书", "示例加油站有限公司", date(2026, 11, 18), "已签发", is_served=False,
        origin=Origin.PACKAGE, content_sha256=None, way_out="尚未送达：可以作废，换号重新制作",
    )  # fmt: skip
    return ImportReport(
        file="示例甲.ancha", file_sha256="b" * 64, size=148_000_000, meta=META,
        counts={change: number for number, change in enumerate(Change)}, kinds={"hazard": 2, "photo": 86},
        lines=(RecordLine(Change.CHANGED, "hazard", UUID(int=4), "=隐患 04", "示例纺织有限公司", None, ("部位",)),),
        conflicts=(conflict,), clashes=(NumberClash("（渝示）应急责改〔2026〕13号", (paper,)),),
        likely_same=(LikelySame(UUID(int=1), "甲厂", "", UUID(int=2), "甲场", "", SameGround.PINYIN),),
        unknown_authorities=("另一区应急管理局",), missing=("c" * 64,), forks=("笔记本02的第 9 号修订有两种内容",),
        damaged=(), ahead_minutes=180, new_blobs=86, new_blob_bytes=1,
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    """Read the words of a PDF without their line ends."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return "".join("".join(pages).split())


def test_the_paper_says_everything_that_a_person_must_see() -> None:
    text = text_of(import_report.render(make_report(), applied_at=NOW, made_at=NOW))
    for words in (
        "数据包导入情况报告", "示例甲.ancha", "笔记本02", "隐患03", "企业来电", "2026年12月8日", "应急责改〔2026〕13号",
        "换号重新制作", "另一区应急管理局", "快180分钟", "有两种内容", "名称读音相同", "缺1项内容",
    ):  # fmt: skip
        assert words in text


def test_a_preview_says_that_it_is_one() -> None:
    text = text_of(import_report.render(make_report(), applied_at=None, made_at=NOW))
    assert "数据包导入预览" in text
    assert "导入情况报告" not in text


def test_the_same_report_makes_the_same_paper() -> None:
    one, other = (import_report.render(make_report(), applied_at=NOW, made_at=NOW) for _ in range(2))
    assert one == other


def test_an_import_without_anything_to_decide_makes_a_short_paper() -> None:
    plain = replace(
        make_report(), lines=(), conflicts=(), clashes=(), likely_same=(), unknown_authorities=(), missing=(), forks=(),
        ahead_minutes=0,
    )  # fmt: skip
    assert "需要注意" not in text_of(import_report.render(plain, applied_at=NOW, made_at=NOW))


def test_the_spreadsheet_has_a_sheet_for_each_question_and_no_formula() -> None:
    book = load_workbook(BytesIO(import_sheets.render(make_report(), applied_at=NOW, made_at=NOW)))
    assert book.sheetnames == ["概况", "逐条", "冲突", "文号冲突", "可能是同一单位", "缺少"]
    assert book["逐条"]["C2"].value == "'=隐患 04"
    assert [cell.value for cell in book["冲突"][3]][3:8] == [
        "来包", "示例员甲", "2026年11月23日18时42分", "当面核定", "2026年12月8日",
    ]  # fmt: skip
    assert book["文号冲突"]["A2"].value == "（渝示）应急责改〔2026〕13号"
