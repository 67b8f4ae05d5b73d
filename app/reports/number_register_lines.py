"""文号登记簿: a number as the cells of its rows, the same on paper and in the spreadsheet."""

from app.values.days import iso_day
from app.values.rows_register import RegisterLine, RegisterPaper, RegisterState

HEAD = ("文号", "情况", "文书", "当事人", "日期", "文书状态", "持号", "说明")


def line_cells(line: RegisterLine) -> list[tuple[str, ...]]:
    """Write one number as the cells of its rows: one row for each paper that bears it."""
    if not line.papers:
        return [(line.text, line.state.value, "", "", "", "", line.holder, line.reason or _counted(line))]
    return [
        paper_cells(line.text, line.state.value, paper, holder=line.holder, reason=line.reason) for paper in line.papers
    ]


def _counted(line: RegisterLine) -> str:
    return f"共 {line.count} 个，没有登记" if line.state is RegisterState.GAP else ""


def paper_cells(text: str, state: str, paper: RegisterPaper, *, holder: str, reason: str) -> tuple[str, ...]:
    """Write one paper that bears a number as the cells of its row."""
    day = "" if paper.issued_on is None else iso_day(paper.issued_on)
    note = "；".join(filter(None, ("补录" if paper.is_typed_in and state != "补录" else "", reason)))
    return text, state, paper.title, paper.party, day, paper.state, holder, note
