"""How a provision is named: SHORT[(YEAR)]/ARTICLE[/PARAGRAPH[/ITEM]], and how it stands in print."""

import re
from dataclasses import dataclass, replace

from app.values.errors import UserError

_DIGITS = "零一二三四五六七八九"
_PLACE = re.compile(
    r"(?P<short>[^/()\s]{2,40})(?:\((?P<year>\d{4})\))?"
    r"/(?P<article>[1-9]\d{0,3})(?:之(?P<inserted>[1-9]\d?))?"
    r"(?:/(?P<paragraph>[1-9]\d?))?(?:/(?P<item>[1-9]\d?))?"
)
_CHINESE_NUMBER = re.compile(r"\(?([零一二三四五六七八九十百千]+)\)?")


class UnreadableRefError(UserError):
    """A text that does not name a provision."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """The place of one provision: law, year of the version if one is meant, article, paragraph, item."""

    short: str
    article: int
    paragraph: int | None = None
    item: int | None = None
    inserted: int = 0
    year: int | None = None

    @property
    def text(self) -> str:
        """Give the reference in the form that is typed and stored."""
        year = f"({self.year})" if self.year else ""
        inserted = f"之{self.inserted}" if self.inserted else ""
        place = "".join(f"/{part}" for part in (self.paragraph, self.item) if part is not None)
        return f"{self.short}{year}/{self.article}{inserted}{place}"

    @property
    def undated(self) -> "Ref":
        """Leave the year out: the version in force on a day is then looked for."""
        return replace(self, year=None)

    @property
    def whole_article(self) -> "Ref":
        """Name the article that this place stands in."""
        return replace(self, paragraph=None, item=None)

    @property
    def parent(self) -> "Ref | None":
        """Name the next larger place, or nothing above an article."""
        if self.item is not None:
            return replace(self, item=None)
        return replace(self, paragraph=None) if self.paragraph is not None else None

    def __str__(self) -> str:
        return self.text


def parse_ref(typed: str) -> Ref:
    """Read a reference as people type it: full-width brackets and Chinese numerals are understood."""
    text = typed.strip().replace("（", "(").replace("）", ")").replace("／", "/").replace("第", "")
    head, *places = text.split("/")
    plain = "/".join([head, *(_arabic(re.sub("[条款项]$", "", place.strip())) for place in places)])
    match = _PLACE.fullmatch(plain)
    if match is None:
        raise UnreadableRefError(
            f"“{typed}”不是条款编号。", hint="请按“法律简称/条/款/项”填写，例如：安全生产法/36/2。"
        )
    year, paragraph, item, inserted = (match[name] for name in ("year", "paragraph", "item", "inserted"))
    return Ref(
        short=match["short"],
        article=int(match["article"]),
        paragraph=int(paragraph) if paragraph else None,
        item=int(item) if item else None,
        inserted=int(inserted) if inserted else 0,
        year=int(year) if year else None,
    )


def chinese_number(number: int) -> str:
    """Write 1 to 9999 as statutes number their articles."""
    if not 0 < number < 10_000:
        raise ValueError(f"no article has the number {number}")
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def place_text(ref: Ref, *, paragraphs: int) -> str:
    """Write 第三十六条第二款; an article of one paragraph is cited without it (第九十九条第三项)."""
    text = f"第{chinese_number(ref.article)}条"
    if ref.inserted:
        text += f"之{chinese_number(ref.inserted)}"
    if ref.paragraph is not None and paragraphs != 1:
        text += f"第{chinese_number(ref.paragraph)}款"
    if ref.item is not None:
        text += f"第{chinese_number(ref.item)}项"
    return text


def _arabic(place: str) -> str:
    match = _CHINESE_NUMBER.fullmatch(place)
    if match is None:
        return place.strip("()")
    total = digit = 0
    for sign in match[1]:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return str(total + digit)
