"""Initials of the pinyin, by which common wordings are found with three letters."""

import re
from functools import cache

_BLANK = re.compile(r"〔[^〕]*〕")
_LETTERS = re.compile(r"[a-z0-9]")
LONGEST = 24


@cache
def initials(text: str) -> str:
    """Give the first letters of the syllables; blanks and marks are left out, digits and Latin letters stay."""
    from pypinyin import Style, lazy_pinyin

    parts = lazy_pinyin(_BLANK.sub("", text), style=Style.FIRST_LETTER)
    return "".join(_LETTERS.findall("".join(parts).lower()))[:LONGEST]
