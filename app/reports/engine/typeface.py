"""Read a TrueType font quickly: widths of characters, outlines of glyphs, and a subset for one PDF.

Most parsers read every glyph of a font before they can draw one; this one maps the file and looks up what a paper
needs. A PDF needs six tables only (ISO 32000-1, 9.9): no names, no cmap.
"""

import mmap
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from app.paths import resource

# No face of ours has these, and the crossed box of a missing character would look like a ticked one.
_STAND_INS = {"☐": "□", "☑": "√", "☒": "×"}
_MORE_COMPONENTS, _WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x20, 0x01, 0x08, 0x40, 0x80


class Face(StrEnum):
    """The faces of a paper, named by their files."""

    SERIF = "NotoSerifSC-Regular"
    BOLD = "NotoSerifSC-Bold"
    SANS = "NotoSansSC-Regular"
    SANS_BOLD = "NotoSansSC-Bold"


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Read big-endian numbers."""
    numbers = array(kind)
    numbers.frombytes(data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


class Typeface:
    """One font file, read on demand; safe to share between threads because it only ever learns the same answers."""

    def __init__(self, name: str) -> None:
        self.name = name
        with resource("fonts", f"{name}.ttf").open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables = self._directory()
        head, hhea = self._table("head"), self._table("hhea")
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", head, 36)
        self.ascent, self.descent = struct.unpack_from(">2h", hhea, 4)
        metrics = _numbers("H", self._table("hmtx"))
        self._wide: int = struct.unpack_from(">H", hhea, 34)[0]
        self._advances = metrics[0 : 2 * self._wide : 2]
        self._metrics = metrics
        long_offsets = struct.unpack_from(">h", head, 50)[0]
        self._offsets = _numbers("I" if long_offsets else "H", self._table("loca"))
        self._scale = 1 if long_offsets else 2
        self._outlines = self._tables["glyf"][0]
        self._starts, self._ends, self._firsts = self._read_cmap()
        self._glyphs: dict[str, int] = {}

    def _directory(self) -> dict[str, tuple[int, int]]:
        count = struct.unpack_from(">H", self._data, 4)[0]
        records = (struct.unpack_from(">4sLLL", self._data, 12 + 16 * n) for n in range(count))
        return {tag.decode("ascii"): (offset, length) for tag, _, offset, length in records}

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _read_cmap(self) -> "tuple[array[int], array[int], array[int]]":
        """Read the segmented coverage (format 12), which every font of ours has."""
        cmap = self._table("cmap")
        for n in range(struct.unpack_from(">H", cmap, 2)[0]):
            offset = struct.unpack_from(">L", cmap, 8 + 8 * n)[0]
            if struct.unpack_from(">H", cmap, offset)[0] == 12:
                groups = struct.unpack_from(">L", cmap, offset + 12)[0]
                numbers = _numbers("I", cmap[offset + 16 : offset + 16 + 12 * groups])
                return numbers[0::3], numbers[1::3], numbers[2::3]
        raise ValueError(f"{self.name} has no full character map")

    def glyph(self, sign: str) -> int:
        """Find the glyph of a character; 0 when the font has none."""
        known = self._glyphs.get(sign)
        if known is None:
            code = ord(sign)
            group = bisect_right(self._starts, code) - 1
            inside = group >= 0 and code <= self._ends[group]
            known = self._glyphs[sign] = self._firsts[group] + code - self._starts[group] if inside else 0
        return known

    def width(self, glyph: int) -> float:
        """Give the advance of a glyph in em."""
        return self._advances[min(glyph, self._wide - 1)] / self.units

    def _outline(self, glyph: int) -> bytes:
        first, last = self._offsets[glyph], self._offsets[glyph + 1]
        return self._data[self._outlines + first * self._scale : self._outlines + last * self._scale]

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Make a font file of these glyphs, in this order, and of the parts that they are composed of."""
        order = list(dict.fromkeys([0, *glyphs]))
        places = {glyph: place for place, glyph in enumerate(order)}
        outlines = []
        for glyph in order:  # grows while parts are found
            outlines.append(_with_parts(self._outline(glyph), places=places, order=order))
        loca, glyf = array("I", [0]), bytearray()
        for outline in outlines:
            glyf += outline + bytes(-len(outline) % 4)
            loca.append(len(glyf))
        if sys.byteorder == "little":
            loca.byteswap()
        return _assemble(
            {
                "head": self._table("head")[:8] + bytes(4) + self._table("head")[12:50] + b"\0\1\0\0",
                "hhea": self._table("hhea")[:34] + struct.pack(">H", len(order)),
                "maxp": self._table("maxp")[:4] + struct.pack(">H", len(order)) + self._table("maxp")[6:],
                "hmtx": b"".join(self._metric(glyph) for glyph in order),
                "loca": loca.tobytes(),
                "glyf": bytes(glyf),
            }
        )

    def _metric(self, glyph: int) -> bytes:
        if glyph < self._wide:
            return struct.pack(">2H", self._metrics[2 * glyph], self._metrics[2 * glyph + 1])
        return struct.pack(">2H", self._advances[-1], self._metrics[self._wide + glyph])


def _with_parts(outline: bytes, *, places: dict[int, int], order: list[int]) -> bytes:
    """Renumber the parts of a composed glyph and note those that are new."""
    if len(outline) < 10 or outline[0] < 0x80:  # not composed: the number of contours is not negative
        return outline
    changed, place, flags = bytearray(outline), 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, part = struct.unpack_from(">2H", outline, place)
        if part not in places:
            places[part] = len(order)
            order.append(part)
        struct.pack_into(">H", changed, place + 2, places[part])
        place += 8 if flags & _WORDS else 6
        place += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return bytes(changed)


def _assemble(tables: dict[str, bytes]) -> bytes:
    """Put the tables into one file with their checksums."""
    offset = 12 + 16 * len(tables)
    power = 1 << (len(tables).bit_length() - 1)
    header = struct.pack(
        ">L4H", 0x00010000, len(tables), power * 16, power.bit_length() - 1, (len(tables) - power) * 16
    )
    records, bodies = [], []
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        checksum = sum(_numbers("I", padded)) & 0xFFFFFFFF
        records.append(struct.pack(">4s3L", tag.encode("ascii"), checksum, offset, len(data)))
        bodies.append(padded)
        offset += len(padded)
    return b"".join([header, *records, *bodies])


@lru_cache(maxsize=8)
def typeface(name: str) -> Typeface:
    """Open a font of ours once."""
    return Typeface(name)


@lru_cache(maxsize=65536)
def find_glyph(face: Face, sign: str) -> tuple[Face, int, float]:
    """Find the face that has the character, its glyph and its width in em; the wide sans face helps out rare names.

    A character that no face has shows as the font's crossed box and still extracts as itself.
    """
    shown = _STAND_INS.get(sign, sign)
    for one in (face, Face.SANS):
        glyph = typeface(one).glyph(shown)
        if glyph:
            return one, glyph, typeface(one).width(glyph)
    return face, 0, typeface(face).width(0)


@lru_cache(maxsize=65536)
def em_width(face: Face, sign: str) -> float:
    """Give the width of a character in em, 0 for what prints nothing."""
    return 0.0 if sign in "\u200b\u200d\ufe0f\ufe0e" else find_glyph(face, sign)[2]


def text_width(text: str, *, face: Face, size: float) -> float:
    """Measure a text on one line."""
    return sum(em_width(face, sign) for sign in text) * size
