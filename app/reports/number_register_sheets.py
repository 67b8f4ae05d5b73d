"""文号登记簿 as a spreadsheet: a sheet for each kind of number, one for the gaps and doubles, ready to print."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.number_register_lines import HEAD, line_cells, paper_cells
from app.values.days import long_moment
from app.values.rows_register import Register, RegisterLine, RegisterState

_WIDTHS = (30, 8, 24, 34, 12, 10, 16, 40)
_THIN = Side(style="thin", color="808080")
_RISKY = ("=", "+", "-", "@", "\t")


def render(register: Register, *, made_at: datetime) -> bytes:
    """Write the register as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    attention = [line for line in register.lines if line.state in (RegisterState.GAP, RegisterState.DOUBLE)]
    _sheet(book, "空号和重号", register, attention, made_at)
    for key in dict.fromkeys(line.key for line in register.lines):
        _sheet(book, key, register, [line for line in register.lines if line.key == key], made_at)
    if register.others:
        sheet = _begin(book, "其他系统的文号", register, made_at)
        for paper in register.others:
            _append(sheet, paper_cells(paper.number, "", paper, holder="", reason=""))
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _sheet(book: Workbook, title: str, register: Register, lines: Sequence[RegisterLine], made_at: datetime) -> None:
    sheet = _begin(book, title, register, made_at)
    for line in lines:
        for cells in line_cells(line):
            _append(sheet, cells)


def _begin(book: Workbook, title: str, register: Register, made_at: datetime) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.append([f"{register.authority}　{register.year}年文号登记簿　{title}"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEAD))
    sheet.append([f"填报日期：{long_moment(made_at)}"])
    sheet.append(list(HEAD))
    sheet["A1"].font = Font(bold=True, size=14)
    for one in sheet[3]:
        one.font = Font(bold=True)
        one.border = Border(top=_THIN, bottom=_THIN, left=_THIN, right=_THIN)
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def _append(sheet: Worksheet, cells: Sequence[str]) -> None:
    sheet.append([f"'{text}" if text.startswith(_RISKY) else text for text in cells])
    for one in sheet[sheet.max_row]:
        one.alignment = Alignment(wrap_text=True, vertical="top")
        one.border = Border(top=_THIN, bottom=_THIN, left=_THIN, right=_THIN)
