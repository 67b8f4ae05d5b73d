"""文书送达回执 (paper 08): one row for each paper that is served; receiver, time and servers are written by hand."""

from app.reports.engine.blocks import Block, Place, Space, Type, paragraph
from app.reports.engine.fields import Field, FieldRow
from app.reports.engine.paper import compose
from app.reports.engine.tables import PADDING, Cell, Row, Table, cell, head_cell
from app.reports.shared import frame_of
from app.values.papers_after import ServedPaper, ServiceReceipt

COLUMNS = (146.0, 69.0, 70.0, 46.0, 33.0, 68.0)
REMARK_COLUMNS = (38.0, 394.0)
HEADS = ("送达文书名称及文号", "收件人\n（签章）", "送达地点", "送达时间", "送达\n方式", "送达人\n（二人签）")
LEAST_ROWS, MOST_ROOMY = 5, 5
HEAD, FILLED, CLOSE, BLANK, REMARK = 38.0, 66.0, 48.0, 56.0, 84.0
TABLE_TYPE, NOTE_TYPE = Type(9.0, 14.5), Type(9.0, 15.0)


def render(paper: ServiceReceipt) -> bytes:
    """Draw the receipt."""
    height = FILLED if len(paper.papers) <= MOST_ROOMY else CLOSE
    rows = [_row(one, height=height) for one in paper.papers]
    rows += [_blank() for _ in range(LEAST_ROWS - len(rows))]
    rows.append(_remark(paper.remark))
    blocks: list[Block] = [
        FieldRow([Field("案件（事项）名称：", paper.matter)]),
        FieldRow([Field("受送达单位（个人）：", paper.receiver)]),
        Space(6),
        Table(COLUMNS, rows, head=Row([head_cell(text) for text in HEADS], height=HEAD), kind=TABLE_TYPE),
        Space(4),
        *(_note(number, text) for number, text in enumerate(paper.notes, start=1)),
    ]
    return compose(frame_of(paper.header), blocks, issued=paper.header.issued)


def _row(one: ServedPaper, *, height: float) -> Row:
    return Row(
        [
            cell(f"{one.title}\n{one.number}".strip(), align="left"),
            cell(),
            cell(one.place, align="centre"),
            _time_blank(),
            cell(one.method, align="centre"),
            cell(),
        ],
        height=height,
    )


def _blank() -> Row:
    return Row([cell() for _ in COLUMNS], height=BLANK)


def _time_blank() -> Cell:
    """Leave 月 日 时 分 to be filled in by hand."""

    def draw(place: Place, width: float, height: float) -> None:
        for line, signs in enumerate(("月日", "时分")):
            baseline = place.y + height / 2 - 4.0 + line * TABLE_TYPE.lead
            for n, sign in enumerate(reversed(signs)):
                right = place.x + width - PADDING - n * 18.0
                place.sheet.text(right, baseline, sign, size=TABLE_TYPE.size, align="right")

    return cell(extra=draw)


def _remark(text: str) -> Row:
    """Leave a high cell for what the hand adds, its sentence at the top."""
    return Row([cell("备\n注", align="centre"), cell(text + "\n\n\n")], height=REMARK, columns=REMARK_COLUMNS)


def _note(number: int, text: str) -> Block:
    lead = "说明：" if number == 1 else "　　　"
    return paragraph(f"{lead}{number}. {text}", indent=0, kind=NOTE_TYPE)
