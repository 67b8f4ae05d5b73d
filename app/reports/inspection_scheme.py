"""行政检查方案审批表 (paper 09-1): one framed form with three opinions."""

from app.reports.engine.blocks import Place, Type
from app.reports.engine.inline import Blank, Tick
from app.reports.engine.paper import compose
from app.reports.engine.signatures import draw_date_blank
from app.reports.engine.tables import PADDING, Cell, Row, Table, cell
from app.reports.shared import frame_of, helpers_text, ticks
from app.values.papers import PaperOfficer
from app.values.papers_plan import InspectionScheme

TYPE = Type(10.5, 15.0)
LABEL, VALUE, SIDE_LABEL, SIDE_VALUE = 69.0, 168.0, 65.0, 130.0
FOUR, TWO = (LABEL, VALUE, SIDE_LABEL, SIDE_VALUE), (LABEL, VALUE + SIDE_LABEL + SIDE_VALUE)
ROW, FIRST_OPINION, OPINION = 27.0, 68.0, 76.0


def render(paper: InspectionScheme) -> bytes:
    """Draw the form."""
    rows = [
        _four("被检查单位", paper.party.name, "统一社会\n信用代码", paper.party.code),
        _four(
            "地　址", paper.party.address, "联系人\n及电话", f"{paper.party.on_site.name}　{paper.party.on_site.phone}"
        ),
        _two("检查类别", Cell(ticks(paper.categories))),
        _two("任务来源", cell("　　".join(part for part in (paper.source, paper.frequency) if part))),
        _two("检查方式", Cell(ticks(paper.manners))),
        _two("检查依据", cell(paper.basis)),
        _two("检查事项", cell("　".join(f"{n}. {matter}" for n, matter in enumerate(paper.matters, start=1)))),
        _four("检查时间", paper.time, "执法码", paper.law_code),
        _four("执法人员", "\n".join(map(_officer, paper.officers)), "协助人员", helpers_text(paper.helpers)),
        _opinion("承 办 人\n意　见", "签名：", height=FIRST_OPINION),
        _opinion("审　核\n意　见", "审核人（签名）："),
        _opinion("审　批\n意　见", "审批人（签名）："),
        _two("备　注", _phone_approval(paper)),
    ]
    table = Table(TWO, rows, kind=TYPE, row_height=ROW)
    return compose(frame_of(paper.header), [table], strike_rest=True, issued=paper.header.issued)


def _officer(officer: PaperOfficer) -> str:
    return f"{officer.name}（{officer.certificate}）"


def _label(text: str) -> Cell:
    return cell(text, align="centre")


def _four(label: str, value: str, side_label: str, side_value: str) -> Row:
    cells = [_label(label), cell(value, align="left"), _label(side_label), cell(side_value, align="centre")]
    return Row(cells, columns=FOUR)


def _two(label: str, value: Cell) -> Row:
    return Row([_label(label), value], columns=TWO)


def _opinion(label: str, signer: str, *, height: float = OPINION) -> Row:
    """Leave a high cell to write in, with signature and date on its last line."""

    def draw(place: Place, width: float, height: float) -> None:
        baseline = place.y + height - 9.0
        place.sheet.text(place.x + PADDING, baseline, signer, size=TYPE.size)
        draw_date_blank(place, right=place.x + width - 44.0, baseline=baseline, size=TYPE.size)

    return Row([_label(label), cell(extra=draw)], height=height, columns=TWO)


def _phone_approval(paper: InspectionScheme) -> Cell:
    """Write an approval by telephone, or leave its blanks."""
    call = paper.phone_approval
    return cell(
        Tick(call is not None),
        "紧急情况电话请示，批准人：",
        Blank(5, call.approver if call else ""),
        "，时间：",
        Blank(8, call.at if call else ""),
        "，补办期限：",
        Blank(5, call.due if call else ""),
    )
