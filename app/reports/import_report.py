"""导入情况报告: what a package brought, on paper; an internal sheet without number, seal or code."""

from collections.abc import Sequence
from datetime import datetime

from app.reports.engine.blocks import Block, Space, Type, paragraph
from app.reports.engine.frame import REPORT, Frame
from app.reports.engine.inline import Text
from app.reports.engine.paper import compose
from app.reports.engine.tables import Row, Table, cell, head_cell
from app.values.days import civil_day, long_moment
from app.values.record_words import kind_word
from app.values.rows_import import Change, ConflictSides, ImportReport, NumberClash, Side
from app.values.sizes import megabytes

TITLE = "数据包导入情况报告"
PREVIEW_TITLE = "数据包导入预览"
_BODY = Type(11.0, 20.0)
_TABLE = Type(9.5, 14.5)
# Beyond this a person reads the spreadsheet; the rest is counted.
MOST_LINES = 400
_SHOWN = (Change.CONFLICT, Change.DELETED_CHANGED, Change.DELETED, Change.CHANGED, Change.SAME_CHANGE, Change.NEW)


def render(report: ImportReport, *, applied_at: datetime | None, made_at: datetime) -> bytes:
    """Draw the report; without a day of import it is that of a preview."""
    when = applied_at or made_at
    frame = Frame(
        heading=report.meta.recipient or report.meta.authority or "安查",
        title=PREVIEW_TITLE if applied_at is None else TITLE,
        number=report.file,
        copies="内部工作用纸，不作为执法文书。",
        content_hash="",
        qr_text="",
        geometry=REPORT,
    )
    blocks = [
        Space(10),
        *_package(report, applied_at=applied_at, made_at=made_at),
        *_counts(report),
        *_warnings(report),
        *_conflicts(report.conflicts),
        *_clashes(report.clashes),
        *_likely_same(report),
        *_lines(report),
    ]
    return compose(frame, blocks, steps=(_BODY,), issued=civil_day(when))


def _package(report: ImportReport, *, applied_at: datetime | None, made_at: datetime) -> list[Block]:
    meta = report.meta
    pairs = [
        ("来自", "　".join(filter(None, (meta.authority, meta.device_label, meta.officer)))),
        ("写成", long_moment(meta.made_at)),
        ("范围", meta.selection.kind.value),
        ("内容", f"修订 {meta.revisions} 条，照片和文书 {meta.blobs} 个，共 {megabytes(report.size)}"),
        ("文件指纹", report.file_sha256),
        ("导入" if applied_at else "预览", long_moment(applied_at or made_at)),
    ]
    rows = [Row((cell(name, align="centre"), cell(text or "—", align="left"))) for name, text in pairs]
    return [Table((0.16, 0.84), rows, kind=_TABLE)]


def _counts(report: ImportReport) -> list[Block]:
    head = Row(tuple(head_cell(change.value) for change in Change))
    counts = Row(tuple(cell(str(report.counts.get(change, 0)), align="centre") for change in Change))
    share = 1 / len(Change)
    blocks: list[Block] = [_heading("合计（条记录）"), Table((share,) * len(Change), [counts], head, kind=_TABLE)]
    if report.kinds:
        words = "，".join(f"{kind_word(kind)} {count}" for kind, count in sorted(report.kinds.items()))
        blocks.append(paragraph(f"新增的有：{words}。"))
    return blocks


def _warnings(report: ImportReport) -> list[Block]:
    found = [f"本机没有登记的执法机关：{name}。" for name in report.unknown_authorities]
    if report.ahead_minutes:
        found.append(f"来包中最晚的时间比本机快 {report.ahead_minutes} 分钟，请核对两台机器的时钟。")
    found += [f"{fork}，请与出具单位核对。" for fork in report.forks]
    found += list(report.damaged)
    if report.missing:
        found.append(f"缺 {len(report.missing)} 项内容，收到完好的文件后再导入即可补齐。")
    return [_heading("需要注意"), *(paragraph(text) for text in found)] if found else []


def _conflicts(conflicts: Sequence[ConflictSides]) -> list[Block]:
    if not conflicts:
        return []
    head = Row(tuple(head_cell(name) for name in ("记录", "项", "一边", "另一边")))
    rows = [row for one in conflicts for row in _conflict_rows(one)]
    return [_heading(f"冲突 {len(conflicts)} 条"), Table((0.22, 0.12, 0.33, 0.33), rows, head, kind=_TABLE)]


def _conflict_rows(one: ConflictSides) -> list[Row]:
    title = "　".join(filter(None, (one.title, one.party)))
    rows = []
    for row in one.conflicts:
        texts = [f"{_who(side)}：{text}" for side, text in zip(one.sides, row.texts, strict=True)]
        left, right = texts[0], "；".join(texts[1:])
        rows.append(Row(tuple(cell(text or "—", align="left") for text in (title, row.label, left, right))))
    return rows


def _who(side: Side) -> str:
    name = "　".join(filter(None, (side.origin.value, side.person, long_moment(side.at))))
    return f"{name}（{side.reason}）" if side.reason else name


def _clashes(clashes: Sequence[NumberClash]) -> list[Block]:
    if not clashes:
        return []
    head = Row(tuple(head_cell(name) for name in ("文号", "文书", "单位", "状态", "怎样处理")))
    rows = [
        Row(
            tuple(
                cell(text or "—", align="left")
                for text in (
                    clash.number,
                    paper.title,
                    paper.party,
                    f"{paper.origin.value}　{paper.state}",
                    paper.way_out,
                )
            )
        )
        for clash in clashes
        for paper in clash.papers
    ]
    return [_heading(f"文号冲突 {len(clashes)} 处"), Table((0.2, 0.2, 0.2, 0.14, 0.26), rows, head, kind=_TABLE)]


def _likely_same(report: ImportReport) -> list[Block]:
    if not report.likely_same:
        return []
    head = Row(tuple(head_cell(name) for name in ("单位", "另一条记录", "理由")))
    rows = [
        Row(tuple(cell(text, align="left") for text in (pair.keep_name, pair.other_name, pair.ground.value)))
        for pair in report.likely_same
    ]
    return [_heading("可能是同一单位"), Table((0.38, 0.38, 0.24), rows, head, kind=_TABLE)]


def _lines(report: ImportReport) -> list[Block]:
    wanted = [line for change in _SHOWN for line in report.lines if line.change is change]
    if not wanted:
        return []
    head = Row(tuple(head_cell(name) for name in ("情况", "记录", "单位", "改动")))
    rows = [
        Row(
            tuple(
                cell(text or "—", align="left")
                for text in (line.change.value, line.title, line.party, "、".join(line.fields))
            )
        )
        for line in wanted[:MOST_LINES]
    ]
    blocks: list[Block] = [_heading("逐条"), Table((0.14, 0.36, 0.28, 0.22), rows, head, kind=_TABLE)]
    if len(wanted) > MOST_LINES:
        blocks.append(paragraph(f"另有 {len(wanted) - MOST_LINES} 条，见表格文件。"))
    blocks.append(paragraph("新增的照片、检查结果等，以及数量很多的新增隐患，只计数，不逐条列出。"))
    return blocks


def _heading(text: str) -> Block:
    return paragraph(Text(text, bold=True), indent=0)
