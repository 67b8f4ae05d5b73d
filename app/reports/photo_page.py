"""证据照片页 (paper 11): photographs two by two, each with what it proves, and the party's word on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reports.engine.blocks import KEEP, TIE, Block, Place, Room, Space, Strip, Together, Type, paragraph
from app.reports.engine.frame import REPORT
from app.reports.engine.inline import Text, prepare
from app.reports.engine.lines import Line, set_lines
from app.reports.engine.paper import compose
from app.reports.engine.signatures import SignatureRows, Signer, officer_rows
from app.reports.engine.tables import INNER, OUTER
from app.reports.engine.typeface import Face
from app.reports.photographs import Pictures, draw_photo, full_time, hash_digits, shrunk_text
from app.reports.shared import frame_of
from app.values.photo_page import EvidencePhoto, PhotoPage

_BODY, _TIGHT = Type(11.0, 20.0), Type(10.5, 18.5)
_STATEMENT = Type(11.0, 14.0)
_GAP, _BELOW, _BELOW_LAST = 12.0, 17.5, 11.0
_PHOTO, _LOW_PHOTO, _INSET = 115.0, 98.0, 4.0  # the low ones spare a page when what they prove takes more lines
_LABEL = 52.0
_SIZE, _LEAD, _ROW = 9.0, 13.8, 17.0
_LEAST_PROOF = 30.0
_MOST_LINES = 34  # of one piece of a text that is longer than any page


def render(page: PhotoPage, *, pictures: Pictures) -> bytes:
    """Draw the page; `pictures` holds the print renditions by the sha256 of their originals."""
    frame = frame_of(page.header, geometry=REPORT, number_prefix="附于")
    signers = (Signer("当事人（签名）：", dated=True), *officer_rows([one.certificate for one in page.officers]))
    starts = range(0, len(page.photos), 2)
    rows = [PhotoRow(page.photos[n : n + 2], pictures, below=_BELOW if n < starts[-1] else _BELOW_LAST) for n in starts]
    signed = (
        paragraph(page.statement, indent=0, kind=_STATEMENT),
        SignatureRows(signers, size=10.5),
    )
    # The signatures stay with the last photographs that they are given for.
    blocks: list[Block] = [*rows[:-1], Together((*rows[-1:], *signed))]
    return compose(frame, blocks, steps=(_BODY, _TIGHT), issued=page.header.issued)


@dataclass(frozen=True)
class PhotoRow:
    """One or two photographs side by side, each in a frame with its particulars."""

    photos: Sequence[EvidencePhoto]
    pictures: Pictures
    below: float = _BELOW
    key: object = field(default_factory=object, compare=False)

    def strips(self, room: Room) -> list[Strip]:
        """Lay the row out: pictures, what they prove, particulars; it splits only where a proof outgrows a page."""
        width = (room.width - _GAP) / 2
        proofs = [self._proof(one, width=width) for one in self.photos]
        pieces = max(1, -(-max(len(lines) for lines in proofs) // _MOST_LINES))
        photo = _PHOTO if room.kind == _BODY else _LOW_PHOTO
        strips = [
            Strip(photo + 2 * _INSET, lambda place: self._draw_pictures(place, width=width, height=photo), link=TIE)
        ]
        for piece in range(pieces):
            part = [lines[piece * _MOST_LINES : (piece + 1) * _MOST_LINES] for lines in proofs]
            link = TIE if pieces == 1 else KEEP
            strips.append(self._proof_strip(part, width=width, link=link, first=piece == 0))
        particulars = [_particulars(one) for one in self.photos]
        for n in range(4):
            entries = [one[n] for one in particulars]
            strips.append(self._entry_strip(entries, width=width, link=TIE if n < 3 else 0))
        framed = [Strip(strip.height, strip.draw, strip.link, table=self.key) for strip in strips]
        return [*framed, *(Strip(strip.height, strip.draw, space=True) for strip in Space(self.below).strips(room))]

    def _proof(self, one: EvidencePhoto, *, width: float) -> list[Line]:
        return set_lines(prepare([Text(one.proves)]), size=_SIZE, width=width - _LABEL - 8.0, align="left")

    def _draw_pictures(self, place: Place, *, width: float, height: float) -> None:
        for n, one in enumerate(self.photos):
            x = place.x + n * (width + _GAP)
            draw_photo(
                place.sheet, self.pictures.get(one.photo.sha256), x=x + _INSET, y=place.y + _INSET,
                width=width - 2 * _INSET, height=height, missing=f"照片{one.photo.number}不在本机",
            )  # fmt: skip
            _draw_edges(place, x, width=width, height=height + 2 * _INSET, divided=False)

    def _proof_strip(self, parts: Sequence[Sequence[Line]], *, width: float, link: int, first: bool) -> Strip:
        deepest = max(len(lines) for lines in parts)
        height = max(_LEAST_PROOF if first else 0.0, deepest * _LEAD + 4.0)

        def draw(place: Place) -> None:
            for n, lines in enumerate(parts):
                x = place.x + n * (width + _GAP)
                _draw_label(place, x, "证明内容" if first else "", height=height)
                top = place.y + (height - len(lines) * _LEAD) / 2 + 10.2
                for row, line in enumerate(lines):
                    line.draw(place.sheet, x + _LABEL + 4.0, top + row * _LEAD)
                _draw_edges(place, x, width=width, height=height)

        return Strip(height, draw, link=link)

    def _entry_strip(self, entries: Sequence[tuple[str, str, str]], *, width: float, link: int) -> Strip:
        def draw(place: Place) -> None:
            for n, (label, value, beside) in enumerate(entries):
                x, baseline = place.x + n * (width + _GAP), place.y + 11.8
                _draw_label(place, x, label, height=_ROW)
                room = width - _LABEL - 8.0
                part = room * 0.42 if beside else room
                shrunk_text(place.sheet, x + _LABEL + 4.0, baseline, value, size=_SIZE, room=part, face=Face.SERIF)
                if beside:
                    start = x + _LABEL + 4.0 + room * 0.435
                    shrunk_text(place.sheet, start, baseline, beside, size=_SIZE, room=room * 0.565, face=Face.SERIF)
                _draw_edges(place, x, width=width, height=_ROW)

        return Strip(_ROW, draw, link=link)


def _particulars(one: EvidencePhoto) -> tuple[tuple[str, str, str], ...]:
    photo = one.photo
    return (
        ("拍摄时间", full_time(photo.taken), ""),
        ("拍摄地点", one.place, ""),
        ("拍 摄 人", photo.photographer, f"照片编号：{photo.number}{'（含标注）' if photo.marks_sha256 else ''}"),
        ("原图校验", hash_digits(photo.sha256, count=16), ""),
    )


def _draw_label(place: Place, x: float, label: str, *, height: float) -> None:
    place.sheet.text(x + _LABEL / 2, place.y + height / 2 + 3.3, label, size=_SIZE, align="centre")


def _draw_edges(place: Place, x: float, *, width: float, height: float, divided: bool = True) -> None:
    """Draw the part of the frame that belongs to one strip: thick around the cell, thin between its rows."""
    sheet, bottom, reach = place.sheet, place.y + height, OUTER / 2
    for side in (x, x + width):
        sheet.rule(side, place.y, side, bottom, width=OUTER)
    if divided:
        sheet.rule(x + _LABEL, place.y, x + _LABEL, bottom, width=INNER)
    if place.opens:
        sheet.rule(x - reach, place.y, x + width + reach, place.y, width=OUTER)
    out = reach if place.closes else 0.0
    sheet.rule(x - out, bottom, x + width + out, bottom, width=OUTER if place.closes else INNER)
