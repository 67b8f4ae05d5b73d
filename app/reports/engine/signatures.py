"""Where people sign by hand and where the seal goes. Nothing is ever typed in the place of a signature or a seal."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.engine.blocks import TIE, Place, Room, Strip
from app.reports.engine.lines import UNDERLINE, UNDERLINE_WIDTH, fitted
from app.reports.engine.typeface import Face, text_width

LINE_END, GAP = 0.56, 12.0
SIGN_LEAD = 34.0
SIGN_FOOT = 5.0  # from the baseline of a row to its lower edge
SEAL_FALL = 52.0  # from the last row to the authority's name
SEAL_DATE = 26.0
SEAL_FREE = 42.0  # below the date
SEAL_EDGE = 3.0  # characters from the right edge


@dataclass(frozen=True, slots=True)
class Signer:
    """One row: whose signature, and on the right a typed number or the date to fill in by hand."""

    label: str
    right_label: str = ""
    right_value: str = ""
    dated: bool = False


def officer_rows(certificates: Sequence[str], *, label: str = "执法人员（签名）：") -> tuple[Signer, ...]:
    """Give each officer a row with the number of the certificate, never with a name."""
    return tuple(Signer(label, "执法证号：", number) for number in certificates)


@dataclass(frozen=True)
class SignatureRows:
    """Rows high enough to write in (12 mm)."""

    rows: Sequence[Signer]
    pitch: float = SIGN_LEAD
    size: float | None = None
    tied_to_next: bool = False

    def strips(self, room: Room) -> list[Strip]:
        """Lay the rows out; they never part."""
        width, size = room.width, self.size or room.kind.size
        last = len(self.rows) - 1
        return [
            Strip(
                self.pitch,
                lambda place, row=row: _draw_row(row, place, width=width, size=size, pitch=self.pitch),  # type: ignore[misc]
                link=TIE if n < last or self.tied_to_next else 0,
            )
            for n, row in enumerate(self.rows)
        ]


def _draw_row(row: Signer, place: Place, *, width: float, size: float, pitch: float) -> None:
    """Draw label, line to sign on, and what stands on the right."""
    baseline = place.y + pitch - SIGN_FOOT
    line_end = place.x + LINE_END * width
    start = place.x + place.sheet.text(place.x, baseline, row.label, size=size)
    place.sheet.rule(start, baseline + UNDERLINE, line_end, baseline + UNDERLINE, width=UNDERLINE_WIDTH)
    right = place.x + width
    if row.dated:
        draw_date_blank(place, right=right, baseline=baseline, size=size)
    elif row.right_label:
        start = line_end + GAP
        start += place.sheet.text(start, baseline, row.right_label, size=size)
        place.sheet.rule(start, baseline + UNDERLINE, right, baseline + UNDERLINE, width=UNDERLINE_WIDTH)
        value, fits = fitted(row.right_value, size=size, room=right - start - 6.0)
        place.sheet.text((start + right) / 2, baseline, value, size=fits, align="centre")


def draw_date_blank(place: Place, *, right: float, baseline: float, size: float, gap: float = 3.0) -> None:
    """Draw 年 月 日 with room to write the figures before each."""
    for n, sign in enumerate("日月年"):
        place.sheet.text(right - n * (gap + 1.0) * size, baseline, sign, size=size, align="right")


@dataclass(frozen=True)
class SealArea:
    """The authority's name over the date, on one axis, with room around for a round seal of 42 mm stamped by hand."""

    name: str
    date_text: str
    fall: float = SEAL_FALL
    free: float = SEAL_FREE
    stamp: str = "（印章）"

    def strips(self, room: Room) -> list[Strip]:
        """Lay the area out as one piece."""
        width, kind = room.width, room.kind
        fall = self.fall - SIGN_FOOT
        height = fall + SEAL_DATE + self.free

        def draw(place: Place) -> None:
            whole, size = fitted(self.name + self.stamp, size=kind.size, room=width - 2 * SEAL_EDGE * kind.size)
            dated = _date_parts(self.date_text)
            widths = [text_width(whole, face=Face.SERIF, size=size), sum(w for _, w in dated) * kind.size]
            axis = place.x + width - SEAL_EDGE * kind.size - max(widths) / 2
            place.sheet.text(axis, place.y + fall, whole, size=size, align="centre")
            x = axis - widths[1] / 2
            for part, ems in dated:
                place.sheet.text(x, place.y + fall + SEAL_DATE, part, size=kind.size)
                x += ems * kind.size

        return [Strip(height, draw)]


def _date_parts(text: str) -> list[tuple[str, float]]:
    """Give the date, or 年 月 日 with room between when it is to be written by hand."""
    if text:
        return [(text, text_width(text, face=Face.SERIF, size=1.0))]
    return [("年", 3.0), ("月", 3.0), ("日", 1.0)]
