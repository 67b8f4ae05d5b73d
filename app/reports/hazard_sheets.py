"""隐患台账 as a spreadsheet: one line a hazard in the order of the list, ready to sort and to print."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from app.values.rows_hazard_ledger import HazardLedgerRow
from app.values.state_labels import HAZARD_STATES

HEAD = (
    "序号", "单位", "镇街", "检查日期", "第几项", "事实", "级别", "处理方式", "状态", "整改期限", "剩余或逾期",
)  # fmt: skip
_WIDTHS = (7, 34, 14, 12, 8, 60, 8, 12, 14, 12, 14)
_RISKY = ("=", "+", "-", "@", "\t")
_A4 = 9


def render(rows: Iterable[HazardLedgerRow], *, made_at: datetime) -> bytes:
    """Write the rows as a workbook of one sheet."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    sheet = book.create_sheet("隐患台账")
    for letter, width in zip("ABCDEFGHIJK", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", _A4, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    head = [WriteOnlyCell(sheet, value=name) for name in HEAD]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for place, row in enumerate(rows, start=1):
        sheet.append([place, *(_safe(value) for value in _cells(row))])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _cells(row: HazardLedgerRow) -> tuple[str | int | date | None, ...]:
    return (
        row.enterprise,
        row.town,
        row.found_on,
        row.number,
        row.fact,
        row.level.value,
        "" if row.handling is None else row.handling.value,
        HAZARD_STATES[row.state],
        row.deadline if row.deadline is not None else ("立即" if row.is_at_once else None),
        row.left,
    )


def _safe(value: str | int | date | None) -> str | int | date | None:
    """Keep a text that a spreadsheet would take for a formula what it is: a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value
