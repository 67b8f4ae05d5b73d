"""文号登记簿 on paper: the numbers of a year by kind, with what became of each; an internal sheet without code."""

from collections.abc import Sequence
from datetime import datetime

from app.reports.engine.blocks import Block, Space, Type, paragraph
from app.reports.engine.frame import REPORT, Frame
from app.reports.engine.inline import Text
from app.reports.engine.paper import compose
from app.reports.engine.tables import Row, Table, cell, head_cell
from app.reports.number_register_lines import HEAD, line_cells
from app.values.days import civil_day
from app.values.rows_register import Register, RegisterLine, RegisterState

_BODY = Type(11.0, 20.0)
_TABLE = Type(9.0, 13.5)
_SHARES = (0.22, 0.07, 0.15, 0.18, 0.14, 0.12, 0.12)
_HEAD = (*HEAD[:-2], "持号、说明")


def render(register: Register, *, made_at: datetime) -> bytes:
    """Draw the register."""
    frame = Frame(
        heading=register.authority,
        title=f"{register.year}年文号登记簿",
        number="",
        copies="内部工作用纸，不作为执法文书。",
        content_hash="",
        qr_text="",
        geometry=REPORT,
    )
    blocks: list[Block] = [Space(10), *_sums(register)]
    for key in dict.fromkeys(line.key for line in register.lines):
        blocks += _kind(key, [line for line in register.lines if line.key == key])
    if register.others:
        texts = (f"{paper.number}　{paper.title}　{paper.party}" for paper in register.others)
        blocks += [_heading("其他系统给的文号"), *(paragraph(text) for text in texts)]
    return compose(frame, blocks, steps=(_BODY,), issued=civil_day(made_at))


def _sums(register: Register) -> list[Block]:
    head = Row(tuple(head_cell(state.value) for state in RegisterState))
    counts = Row(tuple(cell(str(register.count(state)), align="centre") for state in RegisterState))
    share = 1 / len(RegisterState)
    return [_heading("合计（个号）"), Table((share,) * len(RegisterState), [counts], head, kind=_TABLE)]


def _kind(key: str, lines: Sequence[RegisterLine]) -> list[Block]:
    head = Row(tuple(head_cell(name) for name in _HEAD))
    rows = []
    for line in lines:
        for *cells, holder, reason in line_cells(line):
            note = "；".join(filter(None, (holder, reason)))
            rows.append(Row(tuple(cell(text or "—", align="left") for text in (*cells, note))))
    return [_heading(f"“{key}”字"), Table(_SHARES, rows, head, kind=_TABLE)]


def _heading(text: str) -> Block:
    return paragraph(Text(text, bold=True), indent=0)
