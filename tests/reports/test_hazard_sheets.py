"""The ledger as a spreadsheet says what the list says, and runs no formula that somebody typed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID

from openpyxl import load_workbook

from app.reports import hazard_sheets
from app.values.enums import Handling, HazardLevel, HazardState
from app.values.rows_hazard_ledger import HazardLedgerRow
from app.values.work import Urgency

MADE = datetime(2026, 11, 23, 1, 41, tzinfo=UTC)
ROW = HazardLedgerRow(
    line=1, id=UUID(int=1), inspection_id=UUID(int=2), enterprise="示例燃气有限公司", town="示例镇", number=3,
    fact="灭火器压力不足。", level=HazardLevel.MAJOR, handling=Handling.DEADLINE, state=HazardState.ORDERED,
    deadline=date(2026, 12, 8), is_at_once=False, found_on=date(2026, 11, 23), left="剩 15 日", urgency=Urgency.LATER,
)  # fmt: skip


def cells(*rows: HazardLedgerRow) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(hazard_sheets.render(rows, made_at=MADE))).worksheets[0]
    return [tuple(one.value for one in line) for line in sheet.iter_rows()]


def test_every_hazard_is_one_line_with_real_dates_under_one_head() -> None:
    head, line = cells(ROW)
    assert head == hazard_sheets.HEAD
    assert line[:5] == (1, "示例燃气有限公司", "示例镇", datetime(2026, 11, 23), 3)
    assert line[5:] == (
        "灭火器压力不足。", "重大", "限期整改", "整改中", datetime(2026, 12, 8), "剩 15 日",
    )  # fmt: skip


def test_a_hazard_without_a_day_says_at_once_or_nothing() -> None:
    none = replace(ROW, deadline=None, handling=None, found_on=None, left="")
    _, first, second = cells(replace(none, is_at_once=True), none)
    assert (first[9], second[9], second[7], second[3]) == ("立即", None, None, None)


def test_a_fact_that_looks_like_a_formula_stays_a_text() -> None:
    assert cells(replace(ROW, fact="=1+1"))[1][5] == "'=1+1"


def test_an_empty_list_is_a_head_alone() -> None:
    assert cells() == [hazard_sheets.HEAD]


def test_the_same_rows_at_the_same_time_are_the_same_cells() -> None:
    assert cells(ROW, ROW)[1][1:] == cells(ROW, ROW)[2][1:]
