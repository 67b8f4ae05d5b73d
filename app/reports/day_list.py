"""今日工作清单: the day's work on paper, to take along; an internal sheet without number, seal or code."""

from app.reports.engine.blocks import Block, Space, Type, paragraph
from app.reports.engine.frame import REPORT, Frame
from app.reports.engine.inline import Text
from app.reports.engine.paper import compose
from app.reports.engine.tables import Row, Table, cell, head_cell
from app.values.days import long_day
from app.values.rows_today import TodayRow, TodayView

TITLE = "今日工作清单"
_BODY = Type(11.0, 20.0)
_TABLE = Type(9.5, 14.5)
_COLUMNS = (0.06, 0.16, 0.40, 0.15, 0.13, 0.10)


def render(view: TodayView) -> bytes:
    """Draw the list and the way through the towns."""
    frame = Frame(
        heading=view.authority or "安查",
        title=TITLE,
        number=long_day(view.today),
        copies="内部工作用纸，不作为执法文书。",
        content_hash="",
        qr_text="",
        geometry=REPORT,
    )
    return compose(frame, [Space(10), *_work(view), *_route(view)], steps=(_BODY,), issued=view.today)


def _work(view: TodayView) -> list[Block]:
    if not view.rows:
        return [paragraph("今日没有要办的事项。")]
    names = ("序", "事项", "单位与内容", "时限", "镇街", "办结")
    head = Row(tuple(head_cell(name) for name in names))
    rows = [_row(number, row) for number, row in enumerate(view.rows, start=1)]
    return [Table(_COLUMNS, rows, head, kind=_TABLE)]


def _row(number: int, row: TodayRow) -> Row:
    return Row(
        (
            cell(str(number), align="centre"),
            cell(row.kind, align="left"),
            cell(f"{row.enterprise}　{row.detail}", align="left"),
            cell(row.left or "—", align="left"),
            cell(row.town or "—", align="left"),
            cell("□", align="centre"),
        )
    )


def _route(view: TodayView) -> list[Block]:
    if not view.route:
        return []
    stops = [
        paragraph(Text(f"{stop.town}（{len(stop.enterprises)} 家）：", bold=True), "、".join(stop.enterprises))
        for stop in view.route
    ]
    return [Space(12), paragraph(Text("今日路线", bold=True), indent=0), *stops]
