"""How texts are cut for searching: pairs of Chinese characters, threes of letters and digits; any scrap is found."""

import re
import unicodedata
from collections.abc import Iterator

_RUNS = re.compile(r"[0-9a-z]+|[^\W_0-9a-z]+")
_PAIR = 2
_THREE = 3


def index_words(*texts: str | None) -> str:
    """Cut texts into the words of the index; every end of a run stands there too, so that short scraps are found."""
    return " ".join(word for text in texts if text for run in _runs(text) for word in _pieces(run, with_ends=True))


def match_expression(typed: str) -> str | None:
    """Turn what was typed into a question for the index: every run must occur; nothing typed asks nothing."""
    parts = [_question(run) for run in _runs(typed)]
    return " AND ".join(parts) or None


def _question(run: str) -> str:
    size = _size(run)
    if len(run) < size:
        return f'"{run}"*'
    return '"' + " ".join(_pieces(run, with_ends=False)) + '"'


def _pieces(run: str, *, with_ends: bool) -> Iterator[str]:
    size = _size(run)
    for at in range(len(run)):
        piece = run[at : at + size]
        if with_ends or len(piece) == size:
            yield piece


def _size(run: str) -> int:
    return _THREE if run.isascii() else _PAIR


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).lower())
