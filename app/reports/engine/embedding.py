"""Put the used glyphs of a typeface into a PDF so that every character is extracted as itself.

reportlab splits a Chinese font into many fonts of 256 characters and writes wrong extraction tables beyond U+FFFF; one
composite font with two-byte codes (ISO 32000-1, 9.7) is smaller, quicker and right.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from reportlab.pdfbase import pdfdoc

from app.reports.engine.streams import compressed, dictionary
from app.reports.engine.typeface import Face, typeface

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class EmbeddedFont:
    """The characters of one face that one document uses, in the order of their first use."""

    def __init__(self, face: Face, *, resource_name: str) -> None:
        self.face = face
        self.resource_name = resource_name
        self._codes: dict[str, int] = {}
        self._hex: dict[str, str] = {}
        self._glyphs: list[int] = [0]

    def code(self, sign: str, *, glyph: int) -> str:
        """Give the character's code in this document as four hex digits."""
        known = self._hex.get(sign)
        if known is None:
            number = self._codes[sign] = len(self._glyphs)
            self._glyphs.append(glyph)
            known = self._hex[sign] = f"{number:04x}"
        return known

    def write(self, document: Any) -> None:
        """Write the font into the document, when all characters are known."""
        font = typeface(self.face)
        name = f"{self._tag()}+{self.face}"
        order = list(dict.fromkeys(self._glyphs))
        places = {glyph: place for place, glyph in enumerate(order)}
        subset = font.subset(order)
        file = compressed(subset, Length1=len(subset))
        box = pdfdoc.PDFArray([round(edge * 1000 / font.units) for edge in font.box])
        descriptor = dictionary(
            Type="/FontDescriptor", FontName=f"/{name}", Flags=4, FontBBox=box, ItalicAngle=0, StemV=80,
            Ascent=font.ascent, Descent=font.descent, CapHeight=font.ascent,
            FontFile2=document.Reference(file, f"{self.resource_name}.file"),
        )  # fmt: skip
        to_glyph = compressed(b"".join(places[glyph].to_bytes(2, "big") for glyph in self._glyphs))
        widths = " ".join(str(round(font.width(glyph) * 1000)) for glyph in self._glyphs)
        system = dictionary(Registry=pdfdoc.PDFString("Adobe"), Ordering=pdfdoc.PDFString("Identity"), Supplement=0)
        descendant = dictionary(
            Type="/Font", Subtype="/CIDFontType2", BaseFont=f"/{name}", CIDSystemInfo=system, DW=1000,
            W=f"[0 [{widths}]]",
            FontDescriptor=document.Reference(descriptor, f"{self.resource_name}.descriptor"),
            CIDToGIDMap=document.Reference(to_glyph, f"{self.resource_name}.map"),
        )  # fmt: skip
        to_unicode = compressed(extraction_map(self._codes.items()).encode("ascii"))
        whole = dictionary(
            Type="/Font", Subtype="/Type0", BaseFont=f"/{name}", Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([document.Reference(descendant, f"{self.resource_name}.descendant")]),
            ToUnicode=document.Reference(to_unicode, f"{self.resource_name}.unicode"),
        )  # fmt: skip
        reference = document.Reference(whole, f"{self.resource_name}.font")
        document.idToObject["BasicFonts"].dict[self.resource_name] = reference

    def _tag(self) -> str:
        """Name the subset by its characters, in the six capitals that PDF asks for."""
        digest = sha256("".join(self._codes).encode("utf-8", "surrogatepass")).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])


def extraction_map(codes: Iterable[tuple[str, int]]) -> str:
    """Write which character each code stands for, beyond U+FFFF as two surrogates (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>\n" for sign, code in codes]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _CMAP_HEAD + body + _CMAP_FOOT
