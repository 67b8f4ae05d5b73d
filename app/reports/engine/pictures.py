"""Photographs and QR codes as PDF objects."""

import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isqrt
from typing import Any, TypeAlias

from app.reports.engine.objects import Name, PdfFile, Ref, Value

Modules: TypeAlias = tuple[bytes, ...]

_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_DARK = bytes([1, *bytes(255)])  # black becomes 1
_COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}


@dataclass(frozen=True)
class Jpeg:
    """A JPEG photograph; its bytes go into the PDF as they are."""

    data: bytes

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Read width, height and number of colour components from the header."""
        place = 2
        while place + 9 < len(self.data) and self.data[place] == 0xFF:
            marker, length = self.data[place + 1], struct.unpack_from(">H", self.data, place + 2)[0]
            if marker in _FRAMES:
                height, width, components = struct.unpack_from(">HHB", self.data, place + 5)
                return width, height, components
            place += 2 + length
        raise ValueError("not a JPEG rendition")

    def write(self, file: PdfFile) -> Ref:
        """Write the photograph into the file."""
        width, height, components = self.shape
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": width,
            "Height": height,
            "BitsPerComponent": 8,
            "ColorSpace": Name(_COLOURS[components]),
            "Filter": Name("DCTDecode"),
        }
        return file.add_stream(self.data, entries, is_packed=False)


@lru_cache(maxsize=64)
def qr_modules(payload: str) -> Modules:
    """Encode the text as a QR code of level M, without its quiet zone."""
    import zxingcpp

    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)  # its stub hides the buffer
    dark = memoryview(image).tobytes().translate(_DARK)
    side = isqrt(len(dark))
    return tuple(dark[start : start + side] for start in range(0, side * side, side))


def module_path(modules: Modules) -> bytes:
    """Write the dark squares of each row as boxes, in units of one module, from the lower left corner."""
    boxes = []
    for row, line in enumerate(modules):
        height = len(modules) - 1 - row
        start = 0
        while (start := line.find(1, start)) >= 0:
            end = line.find(0, start)
            end = len(line) if end < 0 else end
            boxes.append(b"%d %d %d 1 re" % (start, height, end - start))
            start = end
    return b"0 g " + b" ".join(boxes) + b" f"


def write_modules(file: PdfFile, modules: Modules) -> Ref:
    """Write the squares of a QR code into the file, in units of one module."""
    entries: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Form"),
        "BBox": [0, 0, len(modules), len(modules)],
        "Resources": {},
    }
    return file.add_stream(module_path(modules), entries)
