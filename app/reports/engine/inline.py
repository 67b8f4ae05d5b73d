"""What stands inside a paragraph or a cell: words, blanks to fill in, boxes to tick."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from app.reports.engine.typeface import Face, em_width
from app.reports.linebreak import ATOM, CLOSING_MARKS, FULL_WIDTH_MARKS

NARROWING = 0.3  # em that a full-width mark may lose to pull a closing mark into the line
LEAST_BLANK = 4.0  # em that an empty blank keeps when it shrinks to the room left
BLANK_MARGIN = 0.5  # em on both sides of the value in a blank
TICK_WIDTH = 1.06

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]"
)
_NEWLINES = re.compile("\r\n|[\r\u2028\u2029]")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffc\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a paragraph."""

    text: str
    bold: bool = False
    underline: bool = False
    face: Face | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """An underlined blank of a fixed number of characters, empty or with its value in the middle."""

    ems: float
    value: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick; ticked only for an answer that is on record."""

    ticked: bool = False


Inline: TypeAlias = Text | Blank | Tick


def inlines(*parts: Inline | str) -> tuple[Inline, ...]:
    """Write a paragraph as words and blanks."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Take out what cannot be printed from pasted text: control characters, marks of direction, broken halves."""
    if text.isprintable() and ATOM not in text:
        return text
    text = _NEWLINES.sub("\n", text).replace("\t", " ").replace("\u3000\n", "\n")
    return _NOT_TEXT.sub("\ufffd", _UNPRINTABLE.sub("", text))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paragraph as single characters with all that breaking and drawing ask of each, in em."""

    text: str
    faces: list[Face]
    underlined: list[bool]
    ems: list[float]
    give: list[float]
    hang: list[float]
    atoms: dict[int, Blank | Tick]


def prepare(content: Iterable[Inline]) -> Prepared:
    """Lay the content out as characters; a value longer than its blank becomes underlined words."""
    signs: list[str] = []
    prepared = Prepared("", [], [], [], [], [], {})
    for part in map(_flowing, content):
        if isinstance(part, Text):
            _append_text(prepared, signs, part)
        else:
            width = part.ems if isinstance(part, Blank) else TICK_WIDTH
            empty = isinstance(part, Blank) and not part.value
            prepared.atoms[len(signs)] = part
            signs.append(ATOM)
            _append_sign(prepared, Face.SERIF, False, width, give=max(0.0, width - LEAST_BLANK) if empty else 0.0)
    return Prepared("".join(signs), *(getattr(prepared, name) for name in Prepared.__slots__[1:]))


def _flowing(part: Inline) -> Inline:
    """Turn a blank whose value is too long into underlined words."""
    if not isinstance(part, Blank):
        return part
    value = clean(part.value).replace("\n", "　")
    width = sum(em_width(Face.SERIF, sign) for sign in value)
    if width > part.ems - BLANK_MARGIN:
        return Text(value, underline=True)
    return Blank(part.ems, value)


def _append_text(prepared: Prepared, signs: list[str], part: Text) -> None:
    face = part.face or (Face.BOLD if part.bold else Face.SERIF)
    for sign in clean(part.text):
        width = 0.0 if sign == "\n" else em_width(face, sign)
        full = width > 0.9 and sign in FULL_WIDTH_MARKS
        signs.append(sign)
        _append_sign(
            prepared, face, part.underline, width,
            give=NARROWING if full else 0.0, hang=0.5 if full and sign in CLOSING_MARKS else 0.0,
        )  # fmt: skip


def _append_sign(
    prepared: Prepared, face: Face, underline: bool, width: float, *, give: float = 0.0, hang: float = 0.0
) -> None:
    prepared.faces.append(face)
    prepared.underlined.append(underline)
    prepared.ems.append(width)
    prepared.give.append(give)
    prepared.hang.append(hang)
