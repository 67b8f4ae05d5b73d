"""What stands around the text of a page: heading, title and number above, code, copies and page number below."""

from dataclasses import dataclass

from app.reports.engine.lines import fitted
from app.reports.engine.pictures import qr_modules
from app.reports.engine.sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from app.reports.engine.typeface import Face, text_width

FOOT_RULE = PAGE_HEIGHT - 70.0
TEXT_END = PAGE_HEIGHT - 80.0
QR_SIDE, QR_DROP = 43.0, 5.0
LONG_TITLE = 14


@dataclass(frozen=True, slots=True)
class Geometry:
    """The margins of a page and where its text starts, in points below the top margin."""

    side: float = 81.6
    top: float = 72.0
    first_text: float = 98.0
    next_text: float = 32.0

    @property
    def width(self) -> float:
        """The width of the text."""
        return PAGE_WIDTH - 2 * self.side

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return PAGE_WIDTH - self.side


FORM = Geometry()  # 表格式: papers 01 to 09
REPORT = Geometry(side=68.0, top=66.0)  # papers 10 and 11


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around the text. `number_prefix` stands before the number under the title (对应, 附于, 编号：)."""

    heading: str
    title: str
    number: str
    copies: str
    content_hash: str
    qr_text: str
    geometry: Geometry = FORM
    number_prefix: str = ""
    continuation_mark: str = "（续页）"
    draft: bool = False

    def draw_first_head(self, sheet: Sheet) -> None:
        """Draw heading, double rule, title and number."""
        geometry, middle = self.geometry, PAGE_WIDTH / 2
        top = geometry.top
        self._spaced(sheet, self.heading, middle, top + 14.0, size=16.0, spacing=5.0)
        self._double_rule(sheet, top + 24.0)
        spacing = 2.0 if len(self.title) < LONG_TITLE else 0.0
        self._spaced(sheet, self.title, middle, top + 60.0, size=22.0, spacing=spacing)
        number, size = fitted(self.number_prefix + self.number, size=14.0, room=geometry.width)
        sheet.text(middle, top + 83.0, number, size=size, align="centre")

    def _spaced(self, sheet: Sheet, text: str, x: float, baseline: float, *, size: float, spacing: float) -> None:
        """Draw a bold line in the middle, its characters set apart if there is room."""
        room = self.geometry.width - spacing * len(text)
        if room < text_width(text, face=Face.BOLD, size=size):
            spacing, room = 0.0, self.geometry.width
        text, size = fitted(text, size=size, room=room, face=Face.BOLD)
        sheet.text(x, baseline, text, size=size, face=Face.BOLD, spacing=spacing, align="centre")

    def draw_next_head(self, sheet: Sheet) -> None:
        """Draw the short head of the pages after the first."""
        geometry = self.geometry
        baseline = geometry.top + 12.0
        number, size = fitted(self.number_prefix + self.number, size=10.5, room=geometry.width * 0.6)
        sheet.text(geometry.right, baseline, number, size=size, align="right")
        room = geometry.width - text_width(number, face=Face.SERIF, size=size) - 12.0
        room -= text_width(self.continuation_mark, face=Face.BOLD, size=12.5)
        title, size = fitted(self.title, size=12.5, room=room, face=Face.BOLD)
        sheet.text(geometry.side, baseline, title + self.continuation_mark, size=size, face=Face.BOLD)
        self._double_rule(sheet, geometry.top + 20.0)

    def _double_rule(self, sheet: Sheet, y: float) -> None:
        sheet.rule(self.geometry.side, y, self.geometry.right, y, width=1.6)
        sheet.rule(self.geometry.side, y + 3.2, self.geometry.right, y + 3.2, width=0.5)

    def draw_foot(self, sheet: Sheet, *, page: int, pages: int) -> None:
        """Draw rule, code, copies sentence, page number and the first digits of the content hash."""
        geometry = self.geometry
        sheet.rule(geometry.side, FOOT_RULE, geometry.right, FOOT_RULE, width=0.6)
        left = geometry.side + (QR_SIDE + 8.0 if self.qr_text else 0.0)
        baseline = FOOT_RULE + QR_DROP + 9.5
        pager = f"共 {pages} 页　第 {page} 页"
        sheet.text(geometry.right, baseline, pager, size=9, align="right")
        room = geometry.right - left - text_width(pager, face=Face.SERIF, size=9) - 8.0
        copies, size = fitted(self.copies, size=9.0, room=room)
        sheet.text(left, baseline, copies, size=size)
        if self.qr_text:
            sheet.modules(qr_modules(self.qr_text), x=geometry.side, y=FOOT_RULE + QR_DROP, side=QR_SIDE)
        if self.content_hash:
            digits = self.content_hash[:16].upper()
            shown = " ".join(digits[n : n + 4] for n in range(0, 16, 4))
            line = f"内容校验 {shown}　扫码与登记比对"
            sheet.text(left, FOOT_RULE + QR_DROP + QR_SIDE - 2.0, line, size=7, face=Face.SANS, grey=0.35)
