"""Numbers of papers: （渝铜）应急责改〔2026〕12-1号, read as people type them and printed in one way."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import total_ordering

from app.values.errors import UserError

# fmt: off
KEYS = frozenset(
    (
        "检查", "检记", "现决", "责改", "复查", "强审", "查扣", "查扣延期", "查扣处", "停供通",
        "停供决", "恢复通", "立", "询", "勘", "抽", "先保审", "先保通", "先保处", "鉴",
        "罚告", "听告", "听通", "听报", "处呈", "罚集", "罚当", "罚", "催", "加罚",
        "缴批", "回", "执行催告", "强执", "移", "案延", "结",
    )
)
# fmt: on

_MOST_DIGITS = 6
_TYPED_FORMS = str.maketrans("（）［］〔〕【】０１２３４５６７８９－—–‐−﹣", "()[][][]0123456789------")
_SHAPE = re.compile(
    r"\((?P<prefix>[^()\[\]]+)\)(?P<name>[^()\[\]\d-]+)[(\[](?P<year>\d{4})[)\]]"
    r"第?(?P<serial>\d+)(?:-(?P<branch>\d+)|之(?P<numeral>[一二三四五六七八九十]{1,3}))?号?"
)
_NUMERALS = "一二三四五六七八九"


class DocumentNumberError(UserError):
    """What was typed is no number of a paper; the message says why."""


@total_ordering
@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The parts of a number; it sorts by year, serial and branch as numbers."""

    prefix: str
    word: str
    key: str
    year: int
    serial: int
    branch: int | None = None

    @property
    def text(self) -> str:
        """Print the number."""
        branch = "" if self.branch is None else f"-{self.branch}"
        return f"（{self.prefix}）{self.word}{self.key}〔{self.year}〕{self.serial}{branch}号"

    @property
    def sort_key(self) -> tuple[int, int, int, str, str, str]:
        """Order numbers by year, serial and branch, then by their words."""
        return self.year, self.serial, self.branch or 0, self.prefix, self.word, self.key

    def __lt__(self, other: "DocumentNumber") -> bool:
        return self.sort_key < other.sort_key


def parse(typed: str, *, keys: Collection[str] = KEYS) -> DocumentNumber:
    """Read a number as it stands on paper or as a hand types it."""
    plain = "".join(typed.split()).translate(_TYPED_FORMS)
    match = _SHAPE.fullmatch(plain)
    if match is None:
        raise _refusal(typed, "应像“（渝铜）应急责改〔2026〕12号”这样填写")
    word, key = _split_name(typed, match["name"], keys)
    return DocumentNumber(
        prefix=match["prefix"],
        word=word,
        key=key,
        year=int(match["year"]),
        serial=_positive(typed, match["serial"], "序号"),
        branch=_branch(typed, match["branch"], match["numeral"]),
    )


def _split_name(typed: str, name: str, keys: Collection[str]) -> tuple[str, str]:
    """Split at the longest known key, so that 罚当 is not taken for another paper."""
    for start in range(1, len(name)):
        if name[start:] in keys:
            return name[:start], name[start:]
    raise _refusal(typed, f"“{name}”中没有已知的文书字样")


def _positive(typed: str, digits: str, what: str) -> int:
    plain = digits.lstrip("0")
    if not plain:
        raise _refusal(typed, f"{what}从1起")
    if len(plain) > _MOST_DIGITS:
        raise _refusal(typed, f"{what}最多{_MOST_DIGITS}位")
    return int(plain)


def _branch(typed: str, digits: str | None, numeral: str | None) -> int | None:
    if digits is not None:
        return _positive(typed, digits, "分号")
    if numeral is None:
        return None
    tens, has_ten, ones = numeral.rpartition("十")
    if not set(tens + ones) <= set(_NUMERALS) or len(tens) > 1 or len(ones) > 1:
        raise _refusal(typed, f"看不懂“之{numeral}”")
    return (_numeral(tens) if tens else int(bool(has_ten))) * 10 + (_numeral(ones) if ones else 0)


def _numeral(character: str) -> int:
    return _NUMERALS.index(character) + 1


def _refusal(typed: str, why: str) -> DocumentNumberError:
    return DocumentNumberError(f"文书编号“{typed}”不对：{why}。", hint="请对照纸质文书重新填写。")
