"""Look at a finished paper: its pages as pictures, its words.

PDFium may run in one thread at a time, in the services as in the window: who opens a PDF holds `PDFIUM`.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PDFIUM = threading.Lock()


class UnreadablePaperError(ValueError):
    """The bytes are not a PDF that can be read."""


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Open the PDF alone; a damaged one is told by its own error, wherever it breaks."""
    import pypdfium2

    with PDFIUM:
        try:
            paper = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePaperError from error
        try:
            yield paper
        except pypdfium2.PdfiumError as error:
            raise UnreadablePaperError from error
        finally:
            paper.close()


def picture_of(page: Any, *, dpi: int) -> Any:
    """Draw one page in grey, as Pillow's image."""
    return page.render(scale=dpi / 72, grayscale=True).to_pil()


def words_of(page: Any) -> str:
    """Read the words of one page as a reader would copy them."""
    return str(page.get_textpage().get_text_bounded())
