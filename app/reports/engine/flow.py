"""Fill pages with strips: what belongs together stays together, and nothing ever runs over the foot of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reports.engine.blocks import KEEP, TIE, Place, Strip
from app.reports.engine.sheet import Sheet


@dataclass
class Page:
    """The strips of one page and the room that it has for them."""

    room: float
    strips: list[Strip] = field(default_factory=list)

    @property
    def used(self) -> float:
        """The height that the strips take."""
        return sum(strip.height for strip in self.strips)

    def draw(self, sheet: Sheet, *, x: float, y: float) -> None:
        """Draw the strips one under the other, air at the top left out."""
        for n, strip in enumerate(self.strips):
            before = self.strips[n - 1].table if n else None
            after = self.strips[n + 1].table if n + 1 < len(self.strips) else None
            opens = strip.table is None or strip.table != before
            closes = strip.table is None or strip.table != after
            strip.draw(Place(sheet, x, y, opens, closes))
            y += strip.height


def fill_pages(strips: Sequence[Strip], *, first: float, rest: float) -> list[Page]:
    """Put the strips on pages whose rooms are `first`, then `rest`."""
    pages = [Page(first)]
    for clump in _clumps(strips, link=KEEP):
        if not _fits(clump, rest):
            # What wants to stay together is longer than a page: only what is tied does.
            for part in _clumps(clump, link=TIE):
                _put(part, pages, rest=rest)
        else:
            _put(clump, pages, rest=rest)
    while pages and len(pages) > 1 and all(strip.space for strip in pages[-1].strips):
        pages.pop()
    return pages


def _clumps(strips: Sequence[Strip], *, link: int) -> list[list[Strip]]:
    """Split the strips where their link to the next is weaker."""
    clumps: list[list[Strip]] = [[]]
    for strip in strips:
        clumps[-1].append(strip)
        if strip.link < link:
            clumps.append([])
    return [clump for clump in clumps if clump]


def _fits(clump: Sequence[Strip], room: float) -> bool:
    return sum(strip.height for strip in clump) + _head_height(clump[0]) <= room + 1e-6


def _head_height(strip: Strip) -> float:
    return sum(one.height for one in strip.head)


def _put(clump: Sequence[Strip], pages: list[Page], *, rest: float) -> None:
    """Add the clump to the last page, or to a new one with the head of its table repeated."""
    page = pages[-1]
    height = sum(strip.height for strip in clump)
    if page.used + height > page.room + 1e-6 and page.strips:
        page = Page(rest)
        pages.append(page)
    for strip in clump:
        if not page.strips and strip.space:
            continue
        if page.strips and page.used + strip.height > page.room + 1e-6:
            page = Page(rest)  # the clump alone is longer than a page
            pages.append(page)
            if strip.space:
                continue
        if not page.strips and strip.head and len(pages) > 1:
            page.strips.extend(strip.head)
        page.strips.append(strip)
