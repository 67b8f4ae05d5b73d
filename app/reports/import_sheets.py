"""导入情况 as a spreadsheet: one sheet for each question that an office asks of an import."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.values.days import long_day, long_moment
from app.values.record_words import kind_word
from app.values.rows_import import Change, ImportReport

_WIDEST, _NARROWEST = 60, 8
_RISKY = ("=", "+", "-", "@", "\t")


def render(report: ImportReport, *, applied_at: datetime | None, made_at: datetime) -> bytes:
    """Write the report as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    for title, head, rows in _sheets(report, applied_at=applied_at, made_at=made_at):
        _add(book, title, head, [[_safe(value) for value in row] for row in rows])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _sheets(
    report: ImportReport, *, applied_at: datetime | None, made_at: datetime
) -> Iterable[tuple[str, Sequence[str], Sequence[Sequence[object]]]]:
    yield "概况", ("项", "内容"), _summary(report, applied_at=applied_at, made_at=made_at)
    yield "逐条", ("情况", "种类", "记录", "单位", "编号", "改动", "ID"), [
        (line.change.value, kind_word(line.kind), line.title, line.party, line.number or "", "、".join(line.fields),
         str(line.entity_id))
        for line in report.lines
    ]  # fmt: skip
    yield "冲突", ("记录", "单位", "项", "来处", "人员", "时间", "理由", "内容", "ID"), [
        (one.title, one.party, row.label, side.origin.value, side.person or "", long_moment(side.at), side.reason or "",
         text, str(one.entity_id))
        for one in report.conflicts
        for row in one.conflicts
        for side, text in zip(one.sides, row.texts, strict=True)
    ]  # fmt: skip
    yield "文号冲突", ("文号", "来处", "文书", "单位", "签发日期", "状态", "怎样处理"), [
        (clash.number, paper.origin.value, paper.title, paper.party,
         "" if paper.issued_on is None else long_day(paper.issued_on), paper.state, paper.way_out)
        for clash in report.clashes
        for paper in clash.papers
    ]  # fmt: skip
    yield (
        "可能是同一单位",
        ("单位", "代码", "另一条记录", "代码", "理由"),
        [
            (pair.keep_name, pair.keep_code, pair.other_name, pair.other_code, pair.ground.value)
            for pair in report.likely_same
        ],
    )
    yield "缺少", ("缺少的内容",), [(item,) for item in (*report.damaged, *report.missing)]


def _summary(report: ImportReport, *, applied_at: datetime | None, made_at: datetime) -> list[Sequence[object]]:
    meta = report.meta
    return [
        ("文件", report.file),
        ("文件指纹", report.file_sha256),
        ("来自", "　".join(filter(None, (meta.authority, meta.device_label, meta.officer)))),
        ("写成", long_moment(meta.made_at)),
        ("范围", meta.selection.kind.value),
        ("导入" if applied_at else "预览", long_moment(applied_at or made_at)),
        *((change.value, report.counts.get(change, 0)) for change in Change),
        *((f"新增{kind_word(kind)}", count) for kind, count in sorted(report.kinds.items())),
        ("照片和文书（新）", report.new_blobs),
        *(("未登记的执法机关", name) for name in report.unknown_authorities),
        *(("修订链分叉", fork) for fork in report.forks),
        *((("时钟", f"来包快 {report.ahead_minutes} 分钟"),) if report.ahead_minutes else ()),
    ]


def _add(book: Workbook, title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    sheet.freeze_panes = "A2"
    for one in sheet[1]:
        one.font = Font(bold=True)
    for at in range(1, len(head) + 1):
        texts = [str(head[at - 1]), *(str(row[at - 1]) for row in rows[:200])]
        width = max(sum(2 if ord(sign) > 0xFF else 1 for sign in text) for text in texts)
        sheet.column_dimensions[get_column_letter(at)].width = max(_NARROWEST, min(_WIDEST, width + 2))
    for line in sheet.iter_rows(min_row=2):
        for one in line:
            one.alignment = Alignment(wrap_text=True, vertical="top")


def _safe(value: object) -> object:
    """Keep a text that a spreadsheet would take for a formula what it is: a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value
