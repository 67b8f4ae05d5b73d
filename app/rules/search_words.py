"""How texts are cut for searching: pairs of Chinese characters, threes of letters and digits; any scrap is found."""

import re
import unicodedata
from functools import lru_cache

_RUNS = re.compile(r"[0-9a-z]+|[^\W_0-9a-z]+")
_PAIR = 2
_THREE = 3


def index_words(*texts: str | None) -> str:
    """Cut texts into the words of the index; every end of a run stands there too, so that short scraps are found."""
    return " ".join(_cut(text) for text in texts if text)


@lru_cache(maxsize=4096)
def _cut(text: str) -> str:
    """Cut one text; demands and charges are standard sentences that come again and again."""
    words: list[str] = []
    for run in _runs(text):
        size = _size(run)
        words += [run[at : at + size] for at in range(len(run))]
    return " ".join(words)


def match_expression(typed: str) -> str | None:
    """Turn what was typed into a question for the index: every run must occur; nothing typed asks nothing."""
    parts = [_question(run) for run in _runs(typed)]
    return " AND ".join(parts) or None


def _question(run: str) -> str:
    size = _size(run)
    if len(run) < size:
        return f'"{run}"*'
    pieces = [run[at : at + size] for at in range(len(run) - size + 1)]
    return f'"{" ".join(pieces)}"'


def _size(run: str) -> int:
    return _THREE if run.isascii() else _PAIR


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).lower())


def plain_text(*texts: str | None) -> str:
    """Write texts as they are looked through without the index: what was typed fits where all its scraps occur."""
    return "\n".join(unicodedata.normalize("NFKC", text).lower() for text in texts if text)


def scraps(typed: str) -> tuple[str, ...]:
    """Cut what was typed into the scraps that a text must hold, all of them, as the index understands it."""
    return tuple(_runs(typed))
