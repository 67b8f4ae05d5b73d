"""Streams of a PDF, compressed quickly: the outlines of a font hardly get smaller at a higher level."""

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

LEVEL = 2


def dictionary(**entries: Any) -> Any:
    """Make a PDF dictionary; a text that begins with a slash is a name."""
    names = {
        key: pdfdoc.PDFName(value[1:]) if isinstance(value, str) and value.startswith("/") else value
        for key, value in entries.items()
    }
    return pdfdoc.PDFDictionary(names)


def compressed(data: bytes, **entries: Any) -> Any:
    """Make a compressed stream."""
    return pdfdoc.PDFStream(dictionary(Filter="/FlateDecode", **entries), zlib.compress(data, LEVEL), filters=[])


def plain(data: bytes, **entries: Any) -> Any:
    """Make a stream of bytes as they are."""
    return pdfdoc.PDFStream(dictionary(**entries), data, filters=[])
