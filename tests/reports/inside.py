"""Look for anything that a paper draws outside of the place it has."""

import pypdfium2
import pypdfium2.raw as pdfium

PAGE_WIDTH = 595.276
FOOT_RULE = 70.0


def signs_outside(pdf: bytes, *, side: float, hang: float = 6.0) -> list[tuple[int, str]]:
    """List the characters beyond the margins, as (page, character); a hanging mark may stand out by half its width."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                if right > left and (left < side - 1 or right > PAGE_WIDTH - side + hang or bottom < 8 or top > 800):
                    found.append((number, text.get_text_range(place, 1)))
    finally:
        document.close()
    return found


def picture_boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Give where the photographs of each page lie: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            [tuple(one.get_bounds()) for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)]
            for page in document
        ]
    finally:
        document.close()
