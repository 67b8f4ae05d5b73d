"""The paper to draw on: text, rules, boxes and pictures in points from the upper left corner of an A4 sheet."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from app.reports.engine.embedding import EmbeddedFont
from app.reports.engine.metadata import Description
from app.reports.engine.objects import Name, PdfFile, Ref, Value
from app.reports.engine.pictures import Jpeg, Modules, write_modules
from app.reports.engine.typeface import Face, em_width, find_glyph, text_width

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89


class Glyph(NamedTuple):
    """One character to draw: its face and the space after it beyond its own width, in points."""

    sign: str
    face: Face
    after: float = 0.0


class Sheet:
    """One PDF in the making; draw a page, call `next_page`, and take the bytes from `finish`."""

    def __init__(self, *, title: str, number: str = "", content_hash: str = "", issued: date | None = None) -> None:
        self._description = Description(title, number, content_hash, issued)
        self._file = PdfFile()
        self._tree, self._font_table = self._file.reserve(), self._file.reserve()
        self._pages: list[Ref] = []
        self._code: list[str] = []
        self._placed: dict[str, Ref] = {}
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._known: dict[tuple[Face, str], tuple[str, str] | None] = {}
        self._pictures: dict[Jpeg | Modules, tuple[str, Ref]] = {}

    def next_page(self) -> None:
        """Close the page; the next drawing goes to a new one."""
        page: dict[str, Value] = {
            "Type": Name("Page"),
            "Parent": self._tree,
            "MediaBox": [0, 0, PAGE_WIDTH, PAGE_HEIGHT],
            "Resources": {"Font": self._font_table, "XObject": self._placed},
            "Contents": self._file.add_stream("\n".join([*self._code, ""]).encode("ascii"), {}),
        }
        self._pages.append(self._file.add(page))
        self._code, self._placed = [], {}

    def finish(self) -> bytes:
        """Close the document and give its bytes."""
        file = self._file
        file.add({font.resource_name: font.write(file) for font in self._fonts.values()}, at=self._font_table)
        file.add({"Type": Name("Pages"), "Count": len(self._pages), "Kids": self._pages}, at=self._tree)
        catalogue = {"Type": Name("Catalog"), "Pages": self._tree, **self._description.catalogue_entries(file)}
        return file.finish(root=file.add(catalogue), info=self._description.write_information(file))

    # Text -------------------------------------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: float,
        face: Face = Face.SERIF,
        grey: float = 0.0,
        spacing: float = 0.0,
        align: str = "left",
    ) -> float:
        """Draw one line with its left edge, middle or right edge at x; give its width."""
        width = text_width(text, face=face, size=size) + spacing * max(0, len(text) - 1)
        start = {"left": x, "centre": x - width / 2, "right": x - width}[align]
        self.glyphs(start, baseline, [Glyph(sign, face, spacing) for sign in text], size=size, grey=grey)
        return width

    def glyphs(self, x: float, baseline: float, glyphs: Sequence[Glyph], *, size: float, grey: float = 0.0) -> None:
        """Draw characters one after the other, each with its own space after it."""
        parts = [f"BT {grey:g} g 1 0 0 1 {x:.3f} {PAGE_HEIGHT - baseline:.3f} Tm"]
        shown = [(found, glyph) for glyph in glyphs if (found := self._find(glyph)) is not None]
        for (name, after), run in groupby(shown, key=lambda pair: (pair[0][0], _space(pair[1].after))):
            codes = "".join(code for (_, code), _ in run)
            parts.append(f"/{name} {size:g} Tf {after} Tc <{codes}> Tj")
        parts.append("ET")
        self._code.append(" ".join(parts))

    def _find(self, glyph: Glyph) -> tuple[str, str] | None:
        """Give the font's name in the file and the character's code, or nothing for what prints nothing."""
        key = (glyph.face, glyph.sign)
        if key not in self._known:
            self._known[key] = self._embed(*key)
        return self._known[key]

    def _embed(self, wanted: Face, sign: str) -> tuple[str, str] | None:
        if em_width(wanted, sign) == 0.0:
            return None
        face, number, _ = find_glyph(wanted, sign)
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, resource_name=f"F{len(self._fonts) + 1}")
        return font.resource_name, font.code(sign, glyph=number)

    # Lines and areas --------------------------------------------------------------------------------------------------

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, width: float, dots: bool = False) -> None:
        """Draw a straight line."""
        dash = "[0.9 2.1] 0 d" if dots else "[] 0 d"
        ends = f"{x0:.3f} {PAGE_HEIGHT - y0:.3f} m {x1:.3f} {PAGE_HEIGHT - y1:.3f} l S"
        self._code.append(f"0 G {width:g} w {dash} 0 J {ends}")

    def polyline(self, points: Sequence[tuple[float, float]], *, width: float) -> None:
        """Draw a bent line with round corners."""
        path = " ".join(f"{x:.3f} {PAGE_HEIGHT - y:.3f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        self._code.append(f"0 G {width:g} w [] 0 d 1 j {path} S 0 j")

    def frame(self, x: float, y: float, width: float, height: float, *, line: float) -> None:
        """Draw the outline of a box whose upper left corner is given."""
        corner = f"{x:.3f} {PAGE_HEIGHT - y - height:.3f} {width:.3f} {height:.3f}"
        self._code.append(f"0 G {line:g} w [] 0 d 0 j {corner} re S")

    def fill(self, x: float, y: float, width: float, height: float, *, grey: float) -> None:
        """Fill a box whose upper left corner is given."""
        self._code.append(f"{grey:g} g {x:.3f} {PAGE_HEIGHT - y - height:.3f} {width:.3f} {height:.3f} re f")

    def polygon(self, points: Sequence[tuple[float, float]], *, grey: float) -> None:
        """Fill a shape given by its corners."""
        path = " ".join(f"{x:.3f} {PAGE_HEIGHT - y:.3f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        self._code.append(f"{grey:g} g {path} h f")

    def tick_box(self, x: float, baseline: float, *, size: float, ticked: bool) -> None:
        """Draw a box to tick, 0.78 em wide, with its tick if that answer is on record."""
        side = 0.78 * size
        top = baseline + 0.1 * size - side
        self.frame(x, top, side, side, line=0.7)
        if ticked:
            corners = [(0.2, 0.5), (0.42, 0.76), (0.82, 0.22)]
            self.polyline([(x + across * side, top + down * side) for across, down in corners], width=1.2)

    def watermark(self, text: str) -> None:
        """Write a pale word across the page, under what is drawn later."""
        size = 96.0
        width = text_width(text, face=Face.BOLD, size=size)
        turn = "0.7071 0.7071 -0.7071 0.7071"
        self._code.append(f"q {turn} {PAGE_WIDTH / 2:.2f} {PAGE_HEIGHT / 2:.2f} cm 1 0 0 1 0 {-PAGE_HEIGHT:.2f} cm")
        self.text(-width / 2, size * 0.38, text, size=size, face=Face.BOLD, grey=0.9)
        self._code.append("Q")

    # Pictures ---------------------------------------------------------------------------------------------------------

    def jpeg(self, picture: Jpeg, *, x: float, y: float, width: float, height: float) -> None:
        """Draw a photograph from its own bytes; the same picture is stored once however often it is drawn."""
        if picture not in self._pictures:
            self._pictures[picture] = f"photo{len(self._pictures) + 1}", picture.write(self._file)
        matrix = f"{width:.3f} 0 0 {height:.3f} {x:.3f} {PAGE_HEIGHT - y - height:.3f} cm"
        self._place(picture, matrix)

    def modules(self, modules: Modules, *, x: float, y: float, side: float) -> None:
        """Draw a QR code; its squares are stored once for all pages."""
        if modules not in self._pictures:
            self._pictures[modules] = f"code{len(self._pictures) + 1}", write_modules(self._file, modules)
        scale = side / len(modules)
        self._place(modules, f"{scale:.5f} 0 0 {scale:.5f} {x:.3f} {PAGE_HEIGHT - y - side:.3f} cm")

    def _place(self, key: Jpeg | Modules, matrix: str) -> None:
        name, reference = self._pictures[key]
        self._placed[name] = reference
        self._code.append(f"q {matrix} /{name} Do Q")


def _space(points: float) -> str:
    """Write a space as a PDF knows numbers: without an exponent, which the leavings of a sum would have."""
    return f"{round(points, 4) + 0.0:g}"
