"""Read from an EXIF block the few facts that matter for evidence: turn, time, place, camera.

The reader is our own because the library's warns and raises in many ways on damaged blocks, and a photograph must
not be lost over a bad note attached to it: what cannot be read here is simply not known.
"""

import struct
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

_ORIENTATION, _MAKE, _MODEL, _EXIF_TABLE, _GPS_TABLE = 0x0112, 0x010F, 0x0110, 0x8769, 0x8825
_TAKEN, _DIGITISED, _TAKEN_OFFSET, _DIGITISED_OFFSET = 0x9003, 0x9004, 0x9011, 0x9012
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5
_BYTES_OF_TYPE = {_ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8}
_MAX_ENTRIES = 512
_MAX_TEXT = 64


@dataclass(frozen=True, slots=True)
class Exif:
    """The facts read from one EXIF block; None stands for not known."""

    orientation: int = 1
    taken_at: str | None = None
    taken_offset: str | None = None
    latitude_e7: int | None = None
    longitude_e7: int | None = None
    make: str | None = None
    model: str | None = None


def read_exif(block: bytes | None) -> Exif:
    """Read the facts from an EXIF block, with or without its leading mark."""
    tiff = (block or b"").removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return Exif()
    main = _Table(tiff, order, _number(tiff, order, 4))
    shot = _Table(tiff, order, main.integer(_EXIF_TABLE))
    place = _Table(tiff, order, main.integer(_GPS_TABLE))
    taken_at, offset = _taken(shot)
    latitude, longitude = _position(place)
    turn = main.integer(_ORIENTATION)
    return Exif(
        orientation=turn if turn in range(1, 9) else 1,
        taken_at=taken_at,
        taken_offset=offset,
        latitude_e7=latitude,
        longitude_e7=longitude,
        make=main.text(_MAKE),
        model=main.text(_MODEL),
    )


def _number(tiff: bytes, order: str, at: int) -> int:
    return int(struct.unpack_from(f"{order}I", tiff, at)[0])


class _Table:
    """One directory of an EXIF block; every reading is checked against the block's end."""

    def __init__(self, tiff: bytes, order: str, at: int) -> None:
        self._tiff = tiff
        self._order = order
        self._entries: dict[int, tuple[int, int, int]] = {}
        if not 8 <= at <= len(tiff) - 2:
            return
        count = struct.unpack_from(f"{order}H", tiff, at)[0]
        room = (len(tiff) - at - 2) // 12
        for entry in range(min(count, room, _MAX_ENTRIES)):
            start = at + 2 + 12 * entry
            tag, kind, amount = struct.unpack_from(f"{order}HHI", tiff, start)
            self._entries.setdefault(tag, (kind, amount, start + 8))

    def _bytes(self, tag: int, *kinds: int) -> tuple[int, bytes]:
        kind, amount, at = self._entries.get(tag, (0, 0, 0))
        size = _BYTES_OF_TYPE.get(kind, 0) * amount
        if kind not in kinds or not size:
            return kind, b""
        if size > 4:
            at = _number(self._tiff, self._order, at)
        value = self._tiff[at : at + size]
        return kind, value if len(value) == size else b""

    def integer(self, tag: int) -> int:
        """Give the whole number of a tag, 0 when there is none."""
        kind, value = self._bytes(tag, _SHORT, _LONG)
        if not value:
            return 0
        return int(struct.unpack_from(self._order + ("H" if kind == _SHORT else "I"), value)[0])

    def text(self, tag: int) -> str | None:
        """Give the printable text of a tag."""
        raw = self._bytes(tag, _ASCII)[1].split(b"\0", 1)[0].decode("utf-8", "replace")
        plain = "".join(c for c in unicodedata.normalize("NFC", raw) if c.isprintable() and c != "\ufffd")
        return plain.strip()[:_MAX_TEXT] or None

    def fractions(self, tag: int) -> list[Fraction] | None:
        """Give the fractions of a tag; a zero below the line makes the whole value unknown."""
        value = self._bytes(tag, _RATIONAL)[1]
        numbers = struct.unpack(f"{self._order}{len(value) // 4}I", value)
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if not pairs or not all(below for _, below in pairs):
            return None
        return [Fraction(above, below) for above, below in pairs]


def _taken(shot: _Table) -> tuple[str | None, str | None]:
    """Give the civil time of the exposure; the time of the last edit is no evidence and is not used."""
    for time_tag, offset_tag in ((_TAKEN, _TAKEN_OFFSET), (_DIGITISED, _DIGITISED_OFFSET)):
        try:
            taken = datetime.strptime(shot.text(time_tag) or "", "%Y:%m:%d %H:%M:%S")
        except ValueError:
            continue
        return taken.isoformat(), _offset(shot.text(offset_tag) or "")
    return None, None


def _offset(text: str) -> str | None:
    try:
        datetime.strptime(text, "%z")
    except ValueError:
        return None
    return text if len(text) == 6 else None


def _position(place: _Table) -> tuple[int | None, int | None]:
    latitude = _angle(place, _LATITUDE, place.text(_LATITUDE_REF), signs={"N": 1, "S": -1}, limit=90)
    longitude = _angle(place, _LONGITUDE, place.text(_LONGITUDE_REF), signs={"E": 1, "W": -1}, limit=180)
    # Phones without a fix write zero for both; nobody inspects in the Gulf of Guinea.
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _angle(place: _Table, tag: int, side: str | None, *, signs: dict[str, int], limit: int) -> int | None:
    parts = place.fractions(tag)
    sign = signs.get((side or "").upper())
    if parts is None or len(parts) > 3 or sign is None:
        return None
    degrees = sum((part / 60**power for power, part in enumerate(parts)), Fraction(0))
    return sign * round(degrees * 10**7) if degrees <= limit else None
