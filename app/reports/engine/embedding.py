"""Put the used glyphs of a typeface into a PDF so that every character is extracted as itself.

One composite font with two-byte codes (ISO 32000-1, 9.7) a face: smaller and quicker than many fonts of 256 characters.
"""

from collections.abc import Iterable
from hashlib import sha256

from app.reports.engine.objects import Name, PdfFile, Ref, Value
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
        self._glyphs: list[int] = [0]

    def code(self, sign: str, *, glyph: int) -> str:
        """Give the character's code in this document as four hex digits."""
        if sign not in self._codes:
            self._codes[sign] = len(self._glyphs)
            self._glyphs.append(glyph)
        return f"{self._codes[sign]:04x}"

    def write(self, file: PdfFile) -> Ref:
        """Write the font into the file, when all characters are known."""
        name = Name(f"{self._tag()}+{self.face}")
        to_unicode = extraction_map(self._codes.items()).encode("ascii")
        whole: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("Type0"),
            "BaseFont": name,
            "Encoding": Name("Identity-H"),
            "DescendantFonts": [self._write_descendant(file, name)],
            "ToUnicode": file.add_stream(to_unicode, {}),
        }
        return file.add(whole)

    def _write_descendant(self, file: PdfFile, name: Name) -> Ref:
        """Write the glyphs with their widths."""
        font = typeface(self.face)
        order = list(dict.fromkeys(self._glyphs))
        places = {glyph: place for place, glyph in enumerate(order)}
        to_glyph = b"".join(places[glyph].to_bytes(2, "big") for glyph in self._glyphs)
        descendant: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
            "DW": 1000,
            "W": [0, [round(font.width(glyph) * 1000) for glyph in self._glyphs]],
            "FontDescriptor": self._write_descriptor(file, name, font.subset(order)),
            "CIDToGIDMap": file.add_stream(to_glyph, {}),
        }
        return file.add(descendant)

    def _write_descriptor(self, file: PdfFile, name: Name, subset: bytes) -> Ref:
        font = typeface(self.face)
        descriptor: dict[str, Value] = {
            "Type": Name("FontDescriptor"),
            "FontName": name,
            "Flags": 4,
            "FontBBox": [round(edge * 1000 / font.units) for edge in font.box],
            "ItalicAngle": 0,
            "StemV": 80,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.ascent,
            "FontFile2": file.add_stream(subset, {"Length1": len(subset)}),
        }
        return file.add(descriptor)

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
