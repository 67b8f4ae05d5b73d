"""恢复密钥: the one sheet that opens the store when the passphrase was forgotten; to be kept away from the laptop."""

from datetime import date

from app.reports.engine.blocks import Block, Space, Type, paragraph
from app.reports.engine.frame import REPORT, Frame
from app.reports.engine.inline import Text
from app.reports.engine.paper import compose
from app.reports.engine.tables import Row, Table, cell
from app.values.days import long_day

TITLE = "恢复密钥"
_BODY = Type(11.0, 20.0)
_GROUPS = Type(16.0, 30.0)
_IN_A_ROW = 4


def render(recovery: str, *, authority: str, today: date) -> bytes:
    """Draw the sheet."""
    frame = Frame(
        heading=authority or "安查",
        title=TITLE,
        number=long_day(today),
        copies="内部保管，不作为执法文书。",
        content_hash="",
        qr_text="",
        geometry=REPORT,
    )
    return compose(frame, _blocks(recovery), steps=(_BODY,), issued=today)


def _blocks(recovery: str) -> list[Block]:
    groups = recovery.split("-")
    rows = [
        Row(tuple(cell(group, align="centre") for group in groups[start : start + _IN_A_ROW]))
        for start in range(0, len(groups), _IN_A_ROW)
    ]
    return [
        paragraph("本机安查资料已加密。忘记口令时，用下面的恢复密钥打开资料，然后更换口令。"),
        Space(10),
        Table((1 / _IN_A_ROW,) * _IN_A_ROW, rows, kind=_GROUPS),
        Space(10),
        paragraph(
            Text("请与电脑分开保管", bold=True),
            "，例如放进本单位的保险柜。拿到这张纸和电脑或备份的人，就能读取全部资料。",
        ),
        paragraph("另发新的恢复密钥以后，这一张作废，请销毁。在此之前做的备份，放在别处的仍认这一张。"),
    ]
