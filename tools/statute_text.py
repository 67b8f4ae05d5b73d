"""Read a statute's text (articles, paragraphs, items) as public mirrors lay it out."""

import re
from dataclasses import dataclass, field
from pathlib import Path

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"^第([零一二三四五六七八九十百]+)条(?:之([一二三四五六七八九]))?[ 　]*(.*)$")
_ITEM = re.compile(r"^[（(]([一二三四五六七八九十]+)[）)](.*)$")


@dataclass
class Paragraph:
    """One 款: its own words and those of its 项."""

    text: str
    items: dict[int, str] = field(default_factory=dict)


@dataclass
class StatuteArticle:
    """One 条."""

    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give all the words of the article."""
        return "\n".join(part.text + "".join(part.items.values()) for part in self.paragraphs)


def number(chinese: str) -> int:
    """Read a Chinese numeral up to 999."""
    total = digit = 0
    for sign in chinese:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[sign]
            digit = 0
    return total + digit


def read_statute(path: Path) -> dict[tuple[int, int], StatuteArticle]:
    """Split the text into articles; the key is the number and the 之 number (0 without)."""
    articles: dict[tuple[int, int], StatuteArticle] = {}
    current: StatuteArticle | None = None
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        found = _ARTICLE.match(line)
        if found:
            current = articles.setdefault((number(found[1]), number(found[2]) if found[2] else 0), StatuteArticle())
            current.paragraphs.append(Paragraph(found[3]))
        elif current is not None and line and not line.startswith(("#", "<!--")):
            _add_line(current, line)
    return articles


def _add_line(article: StatuteArticle, line: str) -> None:
    item = _ITEM.match(line)
    if item:
        article.paragraphs[-1].items[number(item[1])] = item[2]
    else:
        article.paragraphs.append(Paragraph(line))
