"""整改情况回执 (paper 03): a blank that goes with the order and comes back filled in by the party."""

from datetime import date

from app.reports.engine.blocks import Block, Space, Together, Type, paragraph
from app.reports.engine.fields import Field, FieldRow
from app.reports.engine.inline import Blank, Tick
from app.reports.engine.paper import compose
from app.reports.engine.signatures import SealArea, SignatureRows, Signer
from app.reports.engine.tables import Row, Table, cell, head_cell
from app.reports.shared import addressee, frame_of
from app.values.papers import column_day
from app.values.papers_after import RectificationReply, ReplyItem

COLUMNS = (24, 88, 50, 92, 50, 44, 42, 42)
TABLE_TYPE = Type(9.5, 14.0)
BODY = (Type(11, 19.5), Type(10.5, 17.5))
STRIP_COLUMNS = (79, 137, 79, 137)


def render(paper: RectificationReply) -> bytes:
    """Draw the blank."""
    number = paper.header.number
    report = f"你机关{number}{paper.order_title}收悉。我单位已按要求组织整改，现将情况报告如下："
    blocks: list[Block] = [
        addressee(paper.header.authority),
        paragraph(report),
        Space(4),
        _table(paper),
        Space(8),
        paragraph("附：整改后照片", Blank(4), "张，证明材料", Blank(4), "份", Blank(4), "页。", indent=0),
        FieldRow([Field("未完成的项及原因：", "")]),
        _requests(),
        FieldRow([Field("延期理由（期限届满前提出）：", "")]),
        Together(
            [
                paragraph("我单位对所报内容的真实性负责。"),
                SignatureRows(
                    [Signer("主要负责人（签名）：", "联系电话："), Signer("经办人（签名）：", "联系电话：")],
                    tied_to_next=True,
                ),
                SealArea("单位名称", "", fall=46.0, free=30.0, stamp="（盖章）"),
                _received(),
            ]
        ),
    ]
    return compose(frame_of(paper.header, number_prefix="对应"), blocks, steps=BODY, issued=paper.header.issued)


def _requests() -> Block:
    """Leave the two requests to tick: to be looked at again, or to have more time."""
    return paragraph(
        Tick(), "申请复查　　", Tick(), "第", Blank(5), "项申请延期至", Blank(4), "年", Blank(3), "月", Blank(3), "日",
        indent=0,
    )  # fmt: skip


def _table(paper: RectificationReply) -> Table:
    heads = ("序\n号", "问　题", "期　限", "整改措施", "完成\n日期", "资金\n（元）", "责任人", "照片\n编号")
    return Table(
        COLUMNS,
        [_row(item, issued=paper.header.issued) for item in paper.items],
        head=Row([head_cell(text) for text in heads]),
        kind=TABLE_TYPE,
        row_height=40.0,
    )


def _row(item: ReplyItem, *, issued: date | None) -> Row:
    typed = [
        cell(str(item.number), align="centre"),
        cell(item.problem),
        cell(column_day(item.until, beside=issued), align="centre"),
    ]
    return Row([*typed, *(cell() for _ in range(len(COLUMNS) - len(typed)))])


def _received() -> Table:
    """Draw the strip in which the authority notes the receipt."""
    words = [cell("收到日期", align="centre"), cell(), cell("收件人（签名）", align="centre"), cell()]
    return Table(STRIP_COLUMNS, [Row(words)], kind=Type(10, 15), row_height=26.0)
