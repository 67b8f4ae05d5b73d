"""Compose a paper: choose the size of type, fill the pages, draw them, give the bytes.

    frame = Frame(heading="安全生产行政执法文书", title=…, number=…, copies=…, content_hash=…, qr_text=…)
    compose(frame, [paragraph("经查，", Blank(5, "1、2"), "项……"), Table(…), SignatureRows(…), SealArea(…)], issued=day)

The blocks are in `blocks`, `fields`, `tables` and `signatures`; any object with `strips(room)` is a block too.
"""

from collections.abc import Sequence
from datetime import date

from app.reports.engine.blocks import Block, Place, Room, Type
from app.reports.engine.flow import Page, fill_pages
from app.reports.engine.frame import TEXT_END, Frame
from app.reports.engine.sheet import PAGE_WIDTH, Sheet

STEPS = (Type(12, 22), Type(11.5, 20.5), Type(11, 19.5), Type(10.5, 18.5), Type(10.5, 17.5))
REST_MARK = "（以下空白）"
LEAST_REST, LEAST_DIAGONAL = 44.0, 60.0


def compose(
    frame: Frame,
    blocks: Sequence[Block],
    *,
    steps: Sequence[Type] = STEPS,
    page_foot: Block | None = None,
    strike_rest: bool = False,
    issued: date | None = None,
) -> bytes:
    """Draw the paper in the first type that puts it on one page, else in the first type on several.

    `page_foot` is drawn at the foot of every page (the signatures of a record); `strike_rest` marks the empty rest of
    the last page with （以下空白） and one diagonal.
    """
    foot_height = (
        sum(strip.height for strip in page_foot.strips(Room(frame.geometry.width, steps[0]))) if page_foot else 0
    )
    pages = choose_pages(frame, blocks, steps=steps, reserved=foot_height)
    sheet = Sheet(title=frame.title, number=frame.number, content_hash=frame.content_hash, issued=issued)
    for number, page in enumerate(pages, start=1):
        if frame.draft:
            sheet.watermark("草稿")
        top = _draw_head(sheet, frame, number=number)
        page.draw(sheet, x=frame.geometry.side, y=top)
        if page_foot is not None:
            _draw_page_foot(sheet, frame, page_foot, kind=steps[0], height=foot_height)
        if strike_rest and number == len(pages):
            _strike(sheet, frame, top=top + page.used, end=TEXT_END - foot_height)
        frame.draw_foot(sheet, page=number, pages=len(pages))
        sheet.next_page()
    return sheet.finish()


def warm_up() -> None:
    """Open the fonts and load the writer of codes, so that the first paper is as quick as the next."""
    compose(Frame(heading="", title="", number="", copies="", content_hash="0", qr_text="0"), [])


def choose_pages(frame: Frame, blocks: Sequence[Block], *, steps: Sequence[Type], reserved: float = 0.0) -> list[Page]:
    """Lay the blocks out in each type until one page is enough."""
    geometry = frame.geometry
    first = TEXT_END - geometry.top - geometry.first_text - reserved
    rest = TEXT_END - geometry.top - geometry.next_text - reserved
    outcomes = []
    for kind in steps:
        strips = [strip for block in blocks for strip in block.strips(Room(geometry.width, kind))]
        pages = fill_pages(strips, first=first, rest=rest)
        if len(pages) == 1:
            return pages
        outcomes.append(pages)
        if sum(page.used for page in pages) > 1.6 * first:
            break  # far too long for one page in any type
    return outcomes[0]


def _draw_head(sheet: Sheet, frame: Frame, *, number: int) -> float:
    """Draw the head of the page; give where the text starts."""
    if number == 1:
        frame.draw_first_head(sheet)
        return frame.geometry.top + frame.geometry.first_text
    frame.draw_next_head(sheet)
    return frame.geometry.top + frame.geometry.next_text


def _draw_page_foot(sheet: Sheet, frame: Frame, foot: Block, *, kind: Type, height: float) -> None:
    y = TEXT_END - height
    for strip in foot.strips(Room(frame.geometry.width, kind)):
        strip.draw(Place(sheet, frame.geometry.side, y))
        y += strip.height


def _strike(sheet: Sheet, frame: Frame, *, top: float, end: float) -> None:
    """Mark the empty rest of a page so that nothing can be added."""
    if end - top < LEAST_REST:
        return
    sheet.text(PAGE_WIDTH / 2, top + 18.0, REST_MARK, size=10.5, align="centre")
    if end - top >= LEAST_DIAGONAL:
        left, right = frame.geometry.side + 6.0, frame.geometry.right - 6.0
        sheet.rule(left, end - 12.0, right, top + 32.0, width=0.5)
