"""The objects of a PDF file and the file that they make (ISO 32000-1, 7.3 and 7.5): as much as our papers need."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

LEVEL = 2  # the outlines of a font hardly get smaller at a higher level
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class Name(str):
    """A name of the format, written with a slash before it; any other text is written as a string."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """Where another object of the same file is meant."""

    number: int


Value: TypeAlias = "str | int | float | Ref | Sequence[Value] | Mapping[str, Value]"


def written(value: Value) -> str:
    """Write a value as it stands in a file."""
    if isinstance(value, Ref):
        return f"{value.number} 0 R"
    if isinstance(value, Name):
        return f"/{value}"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return f"<<{''.join(f'/{key} {written(one)} ' for key, one in value.items())}>>"
    if isinstance(value, Sequence):
        return f"[{' '.join(map(written, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<feff{text.encode('utf-16-be').hex()}>"


class PdfFile:
    """Gather objects and put them into one file; the same objects give the same bytes."""

    def __init__(self) -> None:
        self._objects: list[tuple[bytes, ...]] = []

    def reserve(self) -> Ref:
        """Give the place of an object that is written later."""
        self._objects.append(())
        return Ref(len(self._objects))

    def add(self, value: Value, *, at: Ref | None = None) -> Ref:
        """Take an object in."""
        return self._put(at, written(value).encode("ascii"))

    def add_stream(self, data: bytes, entries: Mapping[str, Value], *, is_packed: bool = True) -> Ref:
        """Take bytes in, packed unless they are small enough as they are."""
        if is_packed:
            data, entries = zlib.compress(data, LEVEL), {**entries, "Filter": Name("FlateDecode")}
        head = written({**entries, "Length": len(data)}).encode("ascii")
        return self._put(None, head, b"\nstream\n", data, b"\nendstream")

    def finish(self, *, root: Ref, info: Ref) -> bytes:
        """Give the bytes of the whole file."""
        parts, places, size = [_HEAD], [], len(_HEAD)
        for number, body in enumerate(self._objects, start=1):
            places.append(size)
            pieces = (b"%d 0 obj\n" % number, *body, b"\nendobj\n")
            parts.extend(pieces)
            size += sum(map(len, pieces))
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        parts.append(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode("ascii"))
        mark = self._mark()
        trailer = f"<</Size {len(places) + 1} /Root {written(root)} /Info {written(info)} /ID [<{mark}> <{mark}>]>>"
        parts.append(f"trailer\n{trailer}\nstartxref\n{size}\n%%EOF\n".encode("ascii"))
        return b"".join(parts)

    def _put(self, at: Ref | None, *body: bytes) -> Ref:
        place = at or self.reserve()
        self._objects[place.number - 1] = body
        return place

    def _mark(self) -> str:
        """Name the file by checksums of its objects: hashing a hundred photographs would take longer than all else."""
        sums = (zlib.crc32(piece).to_bytes(4, "big") for body in self._objects for piece in body)
        return sha256(b"".join(sums)).hexdigest()[:32]
