"""Where a line of Chinese text may end.

No line starts with a closing mark or ends with an opening one, and numbers with their unit, Latin words, article and
document numbers are never torn apart. Pure arithmetic over characters and their widths: no font, no page.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

NO_LINE_START = frozenset("，。、；：？！）〕】》〉」』”’…—％‰℃·,.;:?!)]}%～々")
NO_LINE_END = frozenset("（〔【《〈「『“‘([{¥￥№")
FULL_WIDTH_MARKS = frozenset("，。、；：？！）〕】》〉」』”’（〔【《〈「『“‘")
CLOSING_MARKS = FULL_WIDTH_MARKS & NO_LINE_START
OPENING_MARKS = FULL_WIDTH_MARKS & NO_LINE_END
ATOM = "\ufffc"  # stands for a blank or a tick box inside a paragraph

# What speaks against a break, as bits. When nothing fits they give way in the order of _SURRENDER.
START, END, WISH, RUN, CLUSTER = 1, 2, 4, 8, 16
_SURRENDER = (
    (0,),
    (0, WISH),
    (0, WISH, START, START | WISH),
    tuple(range(RUN)),
    (0, WISH, RUN, RUN | WISH),
    tuple(range(CLUSTER)),
    tuple(range(2 * CLUSTER)),
)

_ALNUM = r"A-Za-z0-9\u00b2\u00b3\u00b9\u00c0-\u024f\u0300-\u036f\u0370-\u04ff\u2080-\u2089"
_NUMERALS = "一二三四五六七八九十百千零〇两"
_UNIT = (
    r"(?:分钟|小时|工作日|个月|平方米|立方米|公斤|千克|毫米|厘米|公里|万元|亿元"
    r"|[\u4e00-\u9fff℃㎡㎥％‰])"
)
_UNBREAKABLE = re.compile(
    "|".join(
        (
            rf"第（[{_NUMERALS}0-9]+）[条款项]?",
            r"〔[0-9]{2,4}〕[ ]?[0-9]+(?:-[0-9]+)?号?",
            rf"[¥￥$]?[{_ALNUM}](?:[{_ALNUM}]|\u00a0|[-—–~～./:,_@&+#%'’=?](?=[{_ALNUM}]))*\u00a0?{_UNIT}?",
            r"—+|…+",
        )
    )
)
_BETTER_WHOLE = re.compile(
    rf"第[ \u00a0]?(?:[0-9]+|[{_NUMERALS}]+)[条款项章节页号次张类]?"
    r"|照片[0-9]+"
    r"|[\u4e00-\u9fff]{1,3}[—－–-][0-9]+"  # a certificate's number
)
# A number is kept with the character after it, but not with a word that only joins it to what follows.
_JOINING_WORDS = frozenset("至和或与及的以起前后到在为是于由经从被用可应将并等共各每均未无不")


@lru_cache(maxsize=4096)
def break_barriers(text: str) -> bytes:
    """Say for each position what speaks against breaking before that code point."""
    barriers = bytearray(len(text) + 1)
    _mark_pairs(text, barriers)
    for found in _UNBREAKABLE.finditer(text):
        start, end = found.span()
        if end - start > 1 and text[end - 1] in _JOINING_WORDS:
            end -= 1
        for place in range(start + 1, end):
            barriers[place] |= RUN
    for found in _BETTER_WHOLE.finditer(text):
        for place in range(found.start() + 1, found.end()):
            barriers[place] |= WISH
    for found in re.finditer(r"(?<![0-9.])[0-9]{1,3}[.．、](?=[^\s0-9])", text):
        barriers[found.end()] |= RUN  # a list number does not end a line
    for found in re.finditer(r"(?<![0-9.])[0-9]{1,3}[.．、] +(?=[^\s0-9])", text):
        barriers[found.end()] |= WISH
    return bytes(barriers)


def _mark_pairs(text: str, barriers: bytearray) -> None:
    """Mark what the two neighbours of a position forbid; spaces belong to the line before them."""
    before = ""  # the last character that shows
    for place, sign in enumerate(text):
        if place and continues_cluster(text, place):
            barriers[place] |= CLUSTER
        if sign in " \u200b":
            barriers[place] |= RUN
            continue
        if sign == "\u00a0" or (place and text[place - 1] == "\u00a0"):
            barriers[place] |= RUN
        if sign in NO_LINE_START:
            barriers[place] |= START
        if before in NO_LINE_END:
            barriers[place] |= END
        if before == ATOM or (sign == ATOM and before in ("：", "第")):
            barriers[place] |= WISH  # a blank or a box does not leave its label
        before = "" if sign == "\n" else sign


def continues_cluster(text: str, place: int) -> bool:
    """Say whether the code point belongs to the sign before it (accents, joined emoji, flags)."""
    sign = text[place]
    if sign < "\u0300":
        return False
    if sign == "\u200d" or text[place - 1] == "\u200d" or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return True
    if "\U0001f1e6" <= sign <= "\U0001f1ff":
        flags = 0
        while flags < place and "\U0001f1e6" <= text[place - 1 - flags] <= "\U0001f1ff":
            flags += 1
        return flags % 2 == 1
    return unicodedata.category(sign) in ("Mn", "Me", "Mc")


@dataclass(frozen=True, slots=True)
class Span:
    """One line: the code points [start, end) and whether the line was broken there by us."""

    start: int
    end: int
    soft: bool


def break_spans(
    text: str,
    advances: Sequence[float],
    *,
    first: float,
    rest: float,
    give: Sequence[float] | None = None,
    hang: Sequence[float] | None = None,
) -> list[Span]:
    """Break the text into lines of the width `first` after each newline, then `rest`.

    `give` is how far each sign may be narrowed to pull a closing mark into the line, `hang` how far it may stand out
    at the end of a line.
    """
    spans: list[Span] = []
    barriers = break_barriers(text)
    start, size = 0, len(text)
    while start < size:
        newline = text.find("\n", start)
        stop = size if newline < 0 else newline
        opening = end = start
        if start == stop:
            spans.append(Span(start, start, soft=False))
        while end < stop:
            limit = first if end == opening else rest
            end = _line_end(text, advances, barriers, start=end, stop=stop, limit=limit, give=give, hang=hang)
            spans.append(Span(start, end, soft=end < stop))
            start = end
        start = stop + 1
    if not size or text.endswith("\n"):
        spans.append(Span(size, size, soft=False))
    return spans


def _line_end(
    text: str,
    advances: Sequence[float],
    barriers: bytes,
    *,
    start: int,
    stop: int,
    limit: float,
    give: Sequence[float] | None,
    hang: Sequence[float] | None,
) -> int:
    """Find how far the line goes: the farthest break that fits, at the mildest surrender."""
    limit += 1e-6
    width = ink = slack = 0.0
    farthest = [0] * (2 * CLUSTER)
    for place in range(start, stop):
        sign = text[place]
        width += advances[place]
        if sign not in " \u200b":
            ink = width
        over = ink - limit
        last = give[place] if give is not None else 0.0
        if over > 0:
            out = max(hang[place] if hang is not None else 0.0, last)
            if over > slack + last + 1.0:
                break
            pulled = slack + out if sign in CLOSING_MARKS or sign == ATOM else 0.0
            if over > pulled:
                slack += last
                continue
        slack += last
        if place + 1 == stop:
            return stop
        farthest[barriers[place + 1]] = place + 1
    for allowed in _SURRENDER:
        best = max(farthest[barrier] for barrier in allowed)
        if best > start:
            return best
    return start + 1


def break_text(text: str, *, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break plain text into lines no wider than the width; spaces at a break disappear."""
    spans = break_spans(text, [measure(sign) for sign in text], first=width, rest=width)
    lines = [(text[span.start : span.end], span.soft) for span in spans]
    return [line.rstrip(" \u200b") if soft else line for line, soft in lines]
