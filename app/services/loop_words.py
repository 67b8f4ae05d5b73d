"""Short words of the closed-loop report: numbers without what all of them share, places of law, days."""

from datetime import date

from app.rules.library import NotInForceError, UnknownRefError
from app.services.library_view import LibraryView
from app.values.docnumber import DocumentNumberError, parse
from app.values.reference import Ref, UnreadableRefError, parse_ref

MAIN_LAW = "安全生产法"
DASH = "—"


def number_in_list(number: str) -> str:
    """Write 责改〔2026〕12号; a number from elsewhere stays as it is."""
    try:
        parts = parse(number)
    except DocumentNumberError:
        return number
    return f"{parts.key}〔{parts.year}〕{parts.serial}{_branch(parts.branch)}号"


def number_in_cell(number: str) -> str:
    """Write 责改12号; a number from elsewhere stays as it is."""
    try:
        parts = parse(number)
    except DocumentNumberError:
        return number
    return f"{parts.key}{parts.serial}{_branch(parts.branch)}号"


def _branch(branch: int | None) -> str:
    return "" if branch is None else f"-{branch}"


def place_in_cell(ref: str, *, library: LibraryView, on: date) -> str:
    """Write 36条2款, with the law's short name before it where it is not the usual one."""
    try:
        place = parse_ref(ref)
    except UnreadableRefError:
        return ref
    law = "" if place.short == MAIN_LAW else place.short
    return law + _place(place, paragraphs=_paragraphs(ref, library=library, on=on))


def _paragraphs(ref: str, *, library: LibraryView, on: date) -> int:
    try:
        return library.find(ref, on).paragraphs
    except (UnknownRefError, NotInForceError):
        return 0


def _place(ref: Ref, *, paragraphs: int) -> str:
    text = f"{ref.article}条" + (f"之{ref.inserted}" if ref.inserted else "")
    if ref.paragraph is not None and paragraphs != 1:
        text += f"{ref.paragraph}款"
    return text + (f"{ref.item}项" if ref.item is not None else "")


def law_of(ref: str) -> str:
    """Name the law of a reference, or nothing."""
    try:
        return parse_ref(ref).short
    except UnreadableRefError:
        return ""


def short(text: str, *, most: int) -> str:
    """Keep the beginning of a text that is a title here."""
    plain = text.strip().rstrip("。；")
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def days_text(days: set[date]) -> str:
    """Write days as 2026-11-25、12-08: the year once."""
    ordered = sorted(days)
    return "、".join(
        f"{day:%m-%d}" if at and day.year == ordered[at - 1].year else day.isoformat() for at, day in enumerate(ordered)
    )
