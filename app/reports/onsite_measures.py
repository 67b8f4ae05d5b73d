"""现场处理措施决定书 (paper 05)."""

from app.reports.engine.blocks import Block, Paragraph, Space, Together, paragraph
from app.reports.engine.inline import Inline, Text
from app.reports.engine.paper import compose
from app.reports.engine.signatures import SignatureRows, Signer, officer_rows
from app.reports.rectification_order import REFUSAL_TYPE
from app.reports.refusal import refusal_note
from app.reports.shared import addressee, frame_of, items_blank, remedy_paragraph, seal_of, underlined
from app.values.days import long_day
from app.values.papers_order import MajorMark, OnsiteMeasures, OrderItem


def render(paper: OnsiteMeasures) -> bytes:
    """Draw the decision."""
    signers = [
        *officer_rows([officer.certificate for officer in paper.officers]),
        Signer("被检查单位负责人（签名）：", dated=True),
    ]
    note: list[Block] = [] if paper.refusal is None else [Space(5), refusal_note(paper.refusal, kind=REFUSAL_TYPE)]
    blocks: list[Block] = [
        addressee(paper.addressee),
        paragraph("本机关于", underlined(long_day(paper.checked)), "对你单位现场检查时，发现下列违法行为和事故隐患："),
        *(_problem(number, item) for number, item in enumerate(paper.items, start=1)),
        _ground(paper),
        *_measures(paper),
        *_resuming(paper),
        Together(
            [
                remedy_paragraph(paper.remedy),
                Space(3),
                SignatureRows(signers, tied_to_next=True),
                *note,
                seal_of(paper.header),
            ]
        ),
    ]
    return compose(frame_of(paper.header), blocks, issued=paper.header.issued)


def _problem(number: int, item: OrderItem) -> Paragraph:
    cited = f"（违反{item.provision}）" if item.provision else ""
    return paragraph(f"{number}. {item.fact.rstrip('。；')}{cited}。")


def _ground(paper: OnsiteMeasures) -> Paragraph:
    """Write what is major and by which criterion, why safety cannot be ensured, and the basis."""
    parts: list[Inline | str] = []
    for mark in paper.majors:
        parts += [*_major(mark, is_all=len(mark.items) == len(paper.items)), underlined(mark.criterion), "）。"]
    if paper.danger:
        parts += [underlined(paper.danger.rstrip("。；")), "。"]
    return paragraph(*parts, f"根据{paper.basis}，作出现场处理决定如下：")


def _major(mark: MajorMark, *, is_all: bool) -> list[Inline | str]:
    if is_all:
        return ["上述隐患为重大事故隐患（判定依据："]
    return ["其中第", items_blank(mark.items), "项为重大事故隐患（判定依据："]


def _measures(paper: OnsiteMeasures) -> list[Paragraph]:
    last = len(paper.measures)
    return [
        paragraph(f"{number}. {text.strip().rstrip('。；')}{'。' if number == last else '；'}")
        for number, text in enumerate(paper.measures, start=1)
    ]


def _resuming(paper: OnsiteMeasures) -> list[Paragraph]:
    """Write how use goes on after the hazard is gone; what the party must wait for stands in bold after the mark."""
    if not paper.resuming:
        return []
    lead, mark, rest = paper.resuming.partition("；")
    return [paragraph(lead + mark, Text(rest, bold=True)) if mark else paragraph(Text(lead, bold=True))]
