"""整改复查意见书 (paper 04)."""

from datetime import date

from app.reports.engine.blocks import Block, Paragraph, Space, Together, Type, paragraph
from app.reports.engine.inline import Inline, Text
from app.reports.engine.paper import compose
from app.reports.engine.signatures import SignatureRows, Signer, officer_rows
from app.reports.engine.tables import Row, Table, cell, head_cell
from app.reports.rectification_order import REFUSAL_TYPE
from app.reports.refusal import refusal_note
from app.reports.shared import addressee, frame_of, items_blank, seal_of, underlined
from app.values.days import long_day
from app.values.enums import ReinspectionManner
from app.values.papers import column_day
from app.values.papers_after import ReinspectedItem, ReinspectionOpinion

COLUMNS = (30, 118, 58, 54, 172)
TABLE_TYPE = Type(10.5, 16.5)
_LOOKED = {
    ReinspectionManner.ON_SITE: "到现场复查",
    ReinspectionManner.ON_PAPER: "进行书面复查",
    ReinspectionManner.VIDEO: "进行视频复查",
}


def render(paper: ReinspectionOpinion) -> bytes:
    """Draw the opinion."""
    signers = [
        Signer("被复查单位负责人（签名）：", dated=True),
        *officer_rows([officer.certificate for officer in paper.officers]),
    ]
    note: list[Block] = [] if paper.refusal is None else [Space(5), refusal_note(paper.refusal, kind=REFUSAL_TYPE)]
    signed: list[Block] = [
        Space(3),
        SignatureRows(signers, pitch=36.0, tied_to_next=True),
        *note,
        seal_of(paper.header),
    ]
    texts = [_summary(paper), *_consequences(paper)]
    blocks: list[Block] = [
        addressee(paper.addressee),
        _opening(paper),
        Space(4),
        _table(paper),
        Space(4),
        *texts[:-1],
        Together([texts[-1], *signed]),
    ]
    return compose(frame_of(paper.header), blocks, issued=paper.header.issued)


def _opening(paper: ReinspectionOpinion) -> Paragraph:
    return paragraph(
        "本机关于",
        underlined(long_day(paper.decided)),
        "向你单位作出",
        underlined(paper.decision),
        "的决定，文号",
        underlined(paper.decision_number),
        "。",
        underlined(long_day(paper.reinspected)),
        f"，本机关执法人员{_LOOKED[paper.manner]}，意见如下：",
    )


def _table(paper: ReinspectionOpinion) -> Table:
    seen = "复查情况" if paper.manner is ReinspectionManner.ON_PAPER else "复查时所见"
    heads = ("序号", "问题（序号同指令书）", "整改期限", "复查结果", seen)
    return Table(
        COLUMNS,
        [_row(item, decided=paper.decided) for item in paper.items],
        head=Row([head_cell(text) for text in heads]),
        kind=TABLE_TYPE,
        row_height=24.5,
    )


def _row(item: ReinspectedItem, *, decided: date) -> Row:
    result = Text("已整改" if item.done else "未整改", bold=not item.done)
    return Row(
        [
            cell(str(item.number), align="centre"),
            cell(item.problem),
            cell(column_day(item.until, beside=decided), align="centre"),
            cell(result, align="centre"),
            cell(item.seen),
        ]
    )


def _overdue(paper: ReinspectionOpinion) -> list[int]:
    """List what is not done although its last day is over."""
    return [
        item.number for item in paper.items if not item.done and (item.until is None or item.until < paper.reinspected)
    ]


def _summary(paper: ReinspectionOpinion) -> Paragraph:
    """Write which items are done, which are not, and which of these are overdue."""
    overdue = _overdue(paper)
    groups = [
        ([item.number for item in paper.items if item.done], "项", "已整改"),
        (overdue, "项逾期", "未整改"),
        ([item.number for item in paper.items if not item.done and item.number not in overdue], "项", "未整改"),
    ]
    parts: list[Inline | str] = []
    for numbers, words, result in groups:
        if numbers:
            parts += ["；第" if parts else "第", items_blank(numbers), words, Text(result, bold=True)]
    return paragraph(*parts, "。")


def _consequences(paper: ReinspectionOpinion) -> list[Paragraph]:
    """Write what follows for overdue items, and what must be agreed before use goes on."""
    texts = []
    overdue = _overdue(paper)
    if overdue and paper.consequence:
        texts.append(paragraph("对第", items_blank(overdue), f"项，{paper.consequence}"))
    if paper.resuming:
        texts.append(paragraph(paper.resuming))
    return texts
