"""What a file says of itself: the hash in its metadata, the code on its pages, the number in its text."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.reports.looking import UnreadablePaperError, opened, picture_of, words_of
from app.values.docnumber import KEYS, DocumentNumberError, parse
from app.values.paper_code import LOOP_PREFIX, PaperCode, parse_code

_HASH = re.compile(r"content_sha256>\s*([0-9a-f]{64})\s*<")
_IDENTIFIER = re.compile(r"identifier>\s*([^<]+?)\s*<")
_NUMBER = re.compile(r"（[^（）\n]{1,12}）[^〔\n]{1,12}〔\d{4}〕\d+(?:-\d+)?号")
_OWN_KEYS = KEYS | {"检通"}
MOST_PAGES = 3
DPI = 200


@dataclass(frozen=True, slots=True)
class PaperMarks:
    """The content hashes and numbers that a file carries; a closed-loop report names papers and is none of them."""

    content_hashes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    report: PaperCode | None = None


def marks_of(data: bytes) -> PaperMarks:
    """Read what the file says of itself; a file that cannot be read says nothing."""
    if not data.startswith(b"%PDF-"):
        return _of_picture(data)
    packet = _packet(data)
    texts, codes = _pages(data)
    own = [code for text in codes if (code := parse_code(text))]
    hashes = [*_HASH.findall(packet), *(code.content_hash for code in own)]
    report = next((code for code in own if code.number.startswith(LOOP_PREFIX)), None)
    if report is not None:
        return PaperMarks(tuple(dict.fromkeys(hashes)), report=report)
    numbers = [*_IDENTIFIER.findall(packet), *(number for text in texts for number in _numbers(text))]
    return PaperMarks(tuple(dict.fromkeys(hashes)), tuple(dict.fromkeys(numbers)))


def _of_picture(data: bytes) -> PaperMarks:
    """Look for the code on a photograph or a scan."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            found = [code for text in _codes(picture.convert("L")) if (code := parse_code(text))]
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return PaperMarks()
    report = next((code for code in found if code.number.startswith(LOOP_PREFIX)), None)
    return PaperMarks(tuple(dict.fromkeys(code.content_hash for code in found)), report=report)


def _packet(data: bytes) -> str:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            metadata = pdf.Root.get("/Metadata")
            return "" if metadata is None else bytes(metadata.read_bytes()).decode("utf-8", errors="replace")
    except (pikepdf.PdfError, ValueError, AttributeError):
        return ""


def _pages(data: bytes) -> tuple[list[str], list[str]]:
    """Read the text and the codes of the first pages."""
    texts: list[str] = []
    codes: list[str] = []
    try:
        with opened(data) as paper:
            for number in range(min(len(paper), MOST_PAGES)):
                texts.append(words_of(paper[number]))
                codes += _codes(picture_of(paper[number], dpi=DPI))
    except UnreadablePaperError:
        return [], []
    return texts, codes


def _codes(picture: object) -> list[str]:
    import zxingcpp

    return [found.text for found in zxingcpp.read_barcodes(picture)]


def _numbers(text: str) -> Iterator[str]:
    for typed in _NUMBER.findall("".join(text.split(" "))):
        try:
            yield parse(typed, keys=_OWN_KEYS).text
        except DocumentNumberError:
            continue
