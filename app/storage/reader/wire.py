"""What goes through the pipe between the reader and the program: tagged frames of limited length."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

FRAME = struct.Struct(">cI")
LENGTH = struct.Struct(">I")
MOST_IN_A_FRAME = 8 * 1024 * 1024  # a row more may follow; the blob has a frame of its own

REQUEST, VERIFY, FETCH = b"q", b"v", b"f"
META, REVISIONS, STUBS, PRIVATES, BLOBS = b"M", b"R", b"S", b"P", b"B"
FAULTS, FALSE, DONE, DATA, REFUSED, END = b"D", b"F", b"N", b"X", b"!", b"K"

Row = tuple[bytes, ...]


class WireError(Exception):
    """What came through the pipe is no frame, or the other side is gone."""


def send(stream: BinaryIO, tag: bytes, *parts: bytes) -> None:
    """Send one frame and do not keep it back."""
    stream.write(FRAME.pack(tag, sum(map(len, parts))))
    for part in parts:
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO, *, most: int) -> tuple[bytes, bytes]:
    """Read one frame; one that is longer than `most` is not read."""
    tag, length = FRAME.unpack(_exactly(stream, FRAME.size))
    if length > most:
        raise WireError(f"frame of {length} bytes")
    return tag, _exactly(stream, length)


def pack_rows(rows: Iterable[Row]) -> bytes:
    """Write rows of byte strings one after the other."""
    parts: list[bytes] = []
    for row in rows:
        for field in row:
            parts.append(LENGTH.pack(len(field)))
            parts.append(field)
    return b"".join(parts)


def unpack_rows(data: bytes, *, width: int) -> Iterator[Sequence[bytes]]:
    """Read rows of so many byte strings each."""
    at = 0
    while at < len(data):
        row = []
        for _ in range(width):
            if at + LENGTH.size > len(data):
                raise WireError("row cut off")
            (length,) = LENGTH.unpack_from(data, at)
            at += LENGTH.size + length
            if at > len(data):
                raise WireError("row cut off")
            row.append(data[at - length : at])
        yield row


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise WireError("other side gone")
    return data
