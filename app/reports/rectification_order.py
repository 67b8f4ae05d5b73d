"""责令限期整改指令书 (paper 02)."""

from app.reports.engine.blocks import Block, Paragraph, Space, Together, Type, paragraph
from app.reports.engine.inline import Blank, Text
from app.reports.engine.paper import compose
from app.reports.engine.signatures import SignatureRows, Signer, officer_rows
from app.reports.refusal import refusal_note
from app.reports.shared import (
    DEADLINE_WIDTH,
    addressee,
    frame_of,
    items_blank,
    remedy_paragraph,
    seal_of,
    underlined,
)
from app.values.days import long_day
from app.values.papers_order import DeadlineGroup, MajorMark, OrderItem, RectificationOrder

REFUSAL_TYPE = Type(10.5, 17)
_NUMERALS = "一二三四五六七八九十"


def render(paper: RectificationOrder) -> bytes:
    """Draw the order."""
    blocks: list[Block] = [
        addressee(paper.addressee),
        paragraph(f"经{long_day(paper.checked)}现场检查，你单位存在下列问题："),
        *(_problem(number, item) for number, item in enumerate(paper.items, start=1)),
        *(_major(mark) for mark in paper.majors),
        paragraph(f"根据{paper.basis}，现责令你单位："),
        *_deadlines(paper),
        paragraph(paper.requirements),
        Together(
            [
                remedy_paragraph(paper.remedy),
                Space(3),
                SignatureRows([*_officers(paper), Signer("被检查单位负责人（签名）：", dated=True)], tied_to_next=True),
                Space(5),
                refusal_note(paper.refusal, kind=REFUSAL_TYPE),
                seal_of(paper.header),
            ]
        ),
    ]
    return compose(frame_of(paper.header), blocks, issued=paper.header.issued)


def _officers(paper: RectificationOrder) -> tuple[Signer, ...]:
    return officer_rows([officer.certificate for officer in paper.officers])


def _problem(number: int, item: OrderItem) -> Paragraph:
    cited = f"（违反{item.provision}）" if item.provision else ""
    return paragraph(f"{number}. {item.fact.rstrip('。；')}{cited}。")


def _major(mark: MajorMark) -> Paragraph:
    return paragraph(
        "其中第", items_blank(mark.items), "项为重大事故隐患（判定依据：", underlined(mark.criterion), "）。"
    )


def _deadlines(paper: RectificationOrder) -> list[Paragraph]:
    """Write one line for each deadline, （一）（二） when there are several."""
    several = len(paper.deadlines) > 1
    last = len(paper.deadlines) - 1
    return [
        _deadline(group, lead=f"（{_numeral(n + 1)}）" if several else "", end="。" if n == last else "；")
        for n, group in enumerate(paper.deadlines)
    ]


def _deadline(group: DeadlineGroup, *, lead: str, end: str) -> Paragraph:
    if group.until is None:
        return paragraph(f"{lead}对第", items_blank(group.items), "项，", Text("立即整改", bold=True), end)
    day = Blank(DEADLINE_WIDTH, f"{long_day(group.until)}（含当日）")
    return paragraph(f"{lead}对第", items_blank(group.items), "项，于", day, f"前整改完毕{end}")


def _numeral(number: int) -> str:
    """Write a small number in Chinese: 十二."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _NUMERALS[number - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")
