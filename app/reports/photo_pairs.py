"""A hazard before and after it was put right, side by side and readable in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.engine.blocks import KEEP, Place, Room, Space, Strip
from app.reports.engine.inline import Text, prepare
from app.reports.engine.lines import set_lines
from app.reports.engine.sheet import Sheet
from app.reports.engine.typeface import Face
from app.reports.photographs import Pictures, draw_photo, hash_digits, short_time, shrunk_text
from app.values.loop import LoopPair
from app.values.photo_page import PaperPhoto

_HEIGHT, _GAP = 128.0, 16.0
_LABEL_WIDTH, _LABEL_HEIGHT, _DARK, _PALE = 44.0, 16.0, 0.15, 0.93
_TITLE_SIZE, _TITLE_LEAD = 10.0, 15.0
_CAPTION, _HASH = 12.5, 12.0
_BELOW = 24.0


@dataclass(frozen=True)
class PhotoPairs:
    """The pairs under one another; a pair and its title never part."""

    pairs: Sequence[LoopPair]
    pictures: Pictures

    def strips(self, room: Room) -> list[Strip]:
        """Lay the pairs out."""
        return [strip for pair in self.pairs for strip in self._pair(pair, room)]

    def _pair(self, pair: LoopPair, room: Room) -> list[Strip]:
        title = prepare([Text(f"隐患{pair.hazard}　{pair.title}", face=Face.SANS_BOLD)])
        lines = set_lines(title, size=_TITLE_SIZE, width=room.width, align="left")
        strips = [
            Strip(_TITLE_LEAD, lambda place, line=line: line.draw(place.sheet, place.x, place.y + 10.5), link=KEEP)  # type: ignore[misc]
            for line in lines
        ]
        height = _HEIGHT + _CAPTION + _HASH + 6.0
        strips.append(Strip(height, lambda place: self._draw(place, pair, width=room.width), link=KEEP))
        return strips + [Strip(strip.height, strip.draw, space=True) for strip in Space(_BELOW).strips(room)]

    def _draw(self, place: Place, pair: LoopPair, *, width: float) -> None:
        each = (width - _GAP) / 2
        sheet, top = place.sheet, place.y + 2.0
        for n, (label, photo) in enumerate((("整改前", pair.before), ("整改后", pair.after))):
            self._draw_one(sheet, photo, label=label, x=place.x + n * (each + _GAP), y=top, width=each)
        sheet.text(place.x + width / 2, top + _HEIGHT / 2 + 4.0, "→", size=11, face=Face.SANS_BOLD, align="centre")

    def _draw_one(
        self, sheet: Sheet, photo: PaperPhoto | None, *, label: str, x: float, y: float, width: float
    ) -> None:
        data = self.pictures.get(photo.sha256) if photo else None
        missing = f"照片{photo.number}不在本机" if photo else f"无{label}照片"
        # The label has a column of its own, so that it never lies on the picture.
        column = x + width - _LABEL_WIDTH
        sheet.fill(column, y, _LABEL_WIDTH, _HEIGHT, grey=_PALE)
        sheet.fill(column, y, _LABEL_WIDTH, _LABEL_HEIGHT, grey=_DARK)
        sheet.frame(column, y, _LABEL_WIDTH, _HEIGHT, line=0.6)
        draw_photo(sheet, data, x=x, y=y, width=width - _LABEL_WIDTH, height=_HEIGHT, missing=missing)
        middle = x + width - _LABEL_WIDTH / 2
        sheet.text(middle, y + 11.6, label, size=9, face=Face.SANS_BOLD, grey=1.0, align="centre")
        if photo is None:
            return
        marked = "（含标注）" if photo.marks_sha256 else ""
        caption = f"照片{photo.number}{marked}　{short_time(photo.taken)}　拍摄人：{photo.photographer}"
        baseline = y + _HEIGHT + _CAPTION - 0.5
        shrunk_text(sheet, x, baseline, caption, size=8, room=width, face=Face.SANS)
        digits = f"原图校验 {hash_digits(photo.sha256, count=16)}"
        shrunk_text(sheet, x, baseline + _HASH, digits, size=8, room=width, face=Face.SANS, grey=0.35)
