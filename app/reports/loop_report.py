"""安全生产执法闭环报告 (paper 10): the whole loop of one inspection, for the file and for whoever asks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.reports.engine.blocks import KEEP, Block, Paragraph, Place, Room, Space, Strip, Together, Type, paragraph
from app.reports.engine.fields import Field, FieldRow
from app.reports.engine.frame import REPORT
from app.reports.engine.inline import Text
from app.reports.engine.paper import compose
from app.reports.engine.signatures import draw_date_blank
from app.reports.engine.tables import Cell, Row, Table, cell, head_cell
from app.reports.engine.typeface import Face
from app.reports.photo_pairs import PhotoPairs
from app.reports.photographs import Pictures, hash_digits
from app.reports.shared import frame_of, named_officers, seal_of
from app.reports.stage_bar import StageBar
from app.values.days import long_day
from app.values.loop import LoopCheck, LoopHazard, LoopPaper, LoopPenalty, LoopReport
from app.values.money import figures

_BODY = Type(11.0, 20.0)
_TABLE = Type(9.5, 14.5)
_CODES = Type(9.0, 13.0)
_SMALL = Type(9.5, 16.0)
_NOTE = Type(9.2, 15.5)
_HEADING = Type(13.0, 25.0)
_NO_VALUE = "—"
_OPINIONS = (
    ("承办人\n意　见", ("签名：", "签名：")),
    ("审　核\n意　见", ("审核人（签名）：",)),
    ("负责人\n意　见", ("负责人（签名）：",)),
)


def render(report: LoopReport, *, pictures: Pictures) -> bytes:
    """Draw the report; `pictures` holds the print renditions by the sha256 of their originals."""
    frame = replace(
        frame_of(report.header, geometry=REPORT, number_prefix="编号："),
        heading=report.header.authority,
        continuation_mark="",
    )
    blocks = [
        *_fields(report),
        StageBar(report.stages),
        *_summary(report),
        *_hazards(report.hazards),
        *_penalties(report),
        *_pairs(report, pictures),
        *_papers(report.papers, report.papers_note),
        _confirmation(report),
    ]
    return compose(frame, blocks, steps=(_BODY,), strike_rest=True, issued=report.header.issued)


def _fields(report: LoopReport) -> list[Block]:
    party = report.party
    days = f"{long_day(report.first_day)}至{long_day(report.last_day)}"
    return [
        FieldRow((Field("被检查单位：", party.name, 0.5), Field("信用代码：", party.code))),
        FieldRow((Field("地　　址：", party.address, 0.5), Field("主要负责人：", party.principal.name))),
        FieldRow((Field("承 办 人：", named_officers(report.officers)),)),
        FieldRow((Field("起止日期：", days),)),
        Space(16),
    ]


def _summary(report: LoopReport) -> list[Block]:
    rows = [Row((cell(one.name), cell(one.amount, align="right"), cell(one.note))) for one in report.figures]
    head = Row((head_cell("项　目"), head_cell("数　量"), head_cell("说　明")))
    blocks: list[Block] = [
        Space(11),
        paragraph(Text("结论：", bold=True), report.conclusion),
        Space(8),
        Table((0.196, 0.152, 0.652), rows, head, kind=_TABLE, row_height=22.9),
    ]
    if report.events:
        line = "　→　".join(f"{event.day:%m-%d} {event.text}" for event in report.events)
        blocks += [Space(8), paragraph(Text("时间线", bold=True), f"　{line}", indent=0, align="left", kind=_SMALL)]
    return [*blocks, Space(16)]


def _heading(text: str) -> Block:
    return Together((Paragraph((Text(text, bold=True),), indent=0, kind=_HEADING, align="left"), Space(3), _Kept()))


class _Kept:
    """Nothing, but it holds a heading to what follows."""

    def strips(self, _: Room) -> list[Strip]:
        """Give a strip without height."""
        return [Strip(0.0, lambda _: None, link=KEEP, space=True)]


def _hazards(hazards: Sequence[LoopHazard]) -> list[Block]:
    if not hazards:
        return [_heading("一、隐患及处理"), paragraph("本次检查未发现隐患。"), Space(12)]
    heads = ("序\n号", "隐患（事实）", "违反\n条款", "等级", "处理", "整改\n期限", "复　查", "销号")
    columns = (0.054, 0.292, 0.110, 0.075, 0.128, 0.093, 0.155, 0.093)
    head = Row([head_cell(text) for text in heads])
    rows = [_hazard_row(hazard) for hazard in hazards]
    return [_heading("一、隐患及处理"), Table(columns, rows, head, kind=_TABLE), Space(14)]


def _hazard_row(hazard: LoopHazard) -> Row:
    return Row(
        (
            _centred(str(hazard.number)),
            cell(hazard.fact),
            _centred(hazard.provision),
            _centred(hazard.level),
            _centred("\n".join(hazard.handling)),
            _centred(hazard.deadline),
            _centred(_checks(hazard.checks)),
            _centred(_short(hazard.closed)),
        ),
        height=43.8,
    )


def _checks(checks: Sequence[LoopCheck]) -> str:
    if len(checks) == 1:
        return f"{checks[0].day:%m-%d}\n{checks[0].result}"
    return "\n".join(f"{check.day:%m-%d}{check.result}" for check in checks) or _NO_VALUE


def _short(day: date | None) -> str:
    return f"{day:%m-%d}" if day else _NO_VALUE


def _centred(text: str) -> Cell:
    return cell(text, align="centre")


def _penalties(report: LoopReport) -> list[Block]:
    penalties, note = report.penalties, report.penalties_note
    if not penalties:
        return [_heading("二、行政处罚"), paragraph(note or "本次检查未作出行政处罚。"), Space(12)]
    heads = (
        "文号",
        "当事人",
        f"依据（{report.penalties_law}）" if report.penalties_law else "依据",
        "罚款（元）",
        "决定日期",
        "缴清日期",
    )
    columns = (0.106, 0.255, 0.234, 0.141, 0.132, 0.132)
    rows = [_penalty_row(penalty) for penalty in penalties]
    total = _amount(sum(penalty.fine_cents or 0 for penalty in penalties))
    blank = cell("")
    rows.append(Row((_centred("合计"), blank, blank, cell(total, align="right"), blank, blank), height=24.0))
    head = Row([head_cell(text) for text in heads], height=22.0)
    return [
        _heading("二、行政处罚"),
        Table(columns, rows, head, kind=_TABLE),
        Space(6),
        *([paragraph(note, indent=0, kind=_NOTE)] if note else []),
        Space(12),
    ]


def _penalty_row(penalty: LoopPenalty) -> Row:
    fine = _NO_VALUE if penalty.fine_cents is None else _amount(penalty.fine_cents)
    return Row(
        (
            _centred(penalty.number),
            cell(penalty.party),
            cell(penalty.basis),
            cell(fine, align="right"),
            _centred(penalty.decided.isoformat()),
            _centred(penalty.paid.isoformat() if penalty.paid else _NO_VALUE),
        ),
        height=30.0,
    )


def _amount(cents: int) -> str:
    return figures(cents).removeprefix("¥")


def _pairs(report: LoopReport, pictures: Pictures) -> list[Block]:
    if not report.pairs:
        return [_heading("三、整改前后对照"), paragraph("本次检查没有需要对照的照片。"), Space(12)]
    return [_heading("三、整改前后对照"), PhotoPairs(report.pairs, pictures), Space(4)]


def _papers(papers: Sequence[LoopPaper], note: str) -> list[Block]:
    heads = ("序\n号", "名　称", "文号或编号", "日期", "页\n（件）", "送达", "校验（前12位）")
    columns = (0.055, 0.259, 0.203, 0.098, 0.076, 0.114, 0.195)
    rows = [
        Row(
            (
                _centred(str(number)),
                cell(paper.name, align="left"),
                cell(paper.number, align="left"),
                _centred(paper.day),
                _centred(paper.count),
                _centred(paper.service),
                _centred(hash_digits(paper.sha256, count=12)),
            )
        )
        for number, paper in enumerate(papers, start=1)
    ]
    head = Row([head_cell(text) for text in heads], height=34.0)
    return [
        _heading("四、文书和证据清单"),
        Table(columns, rows, head, kind=_CODES),
        Space(6),
        paragraph(note, indent=0, kind=_NOTE),
        Space(12),
    ]


def _confirmation(report: LoopReport) -> Block:
    rows = [Row((_centred(label), cell("", extra=_Signing(signers).draw)), height=92.0) for label, signers in _OPINIONS]
    return Together(
        (
            _heading("五、确认"),
            paragraph(report.confirmation),
            Space(4),
            Table((0.174, 0.826), rows, kind=Type(10.5, 16.0)),
            seal_of(report.header),
        )
    )


class _Signing:
    """The last line of an opinion: who signs, and the date to fill in by hand."""

    def __init__(self, signers: Sequence[str]) -> None:
        self._signers = signers

    def draw(self, place: Place, width: float, height: float) -> None:
        """Draw the line into its cell."""
        baseline = place.y + height - 9.0
        for n, signer in enumerate(self._signers):
            place.sheet.text(place.x + 4.0 + n * width * 0.28, baseline, signer, size=10.5, face=Face.SERIF)
        draw_date_blank(place, right=place.x + width * 0.81, baseline=baseline, size=10.5, gap=2.0)
