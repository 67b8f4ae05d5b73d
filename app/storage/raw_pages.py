"""The pages of a database file as they lie on the disk, with what its journal adds, read without SQLite.

A damaged file may be one that SQLite will not open at all; page by page what is whole can still be read.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.storage.engine import PAGE_SIZE

_WAL_HEADER, _FRAME_HEADER = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_SALT, _IV, _MAC = 16, 16, 64
_RESERVED = _IV + _MAC  # what SQLCipher keeps at the end of each page


class RawPages:
    """Give the pages of a file by their numbers, decrypted where it has a key; None where a page cannot be true."""

    def __init__(self, database: Path, *, key: bytes | None = None) -> None:
        self._file = database.open("rb")
        self._key = key
        self.usable = PAGE_SIZE - (_RESERVED if key is not None else 0)
        self._size = database.stat().st_size
        salt = self._file.read(_SALT)
        self._mac_key = b"" if key is None else _mac_key(key, salt)
        self._newer = committed_frames(database.with_name(database.name + "-wal"))
        self.count = max(self._size // PAGE_SIZE, max(self._newer, default=0))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> "RawPages":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def numbers(self) -> Iterator[int]:
        """Go through the numbers of all pages."""
        yield from range(1, self.count + 1)

    def page(self, number: int) -> bytes | None:
        """Return the bytes of a page that can hold rows, None where it lies beyond the file or was changed."""
        if not 1 <= number <= self.count:
            return None
        raw = self._newer.get(number)
        if raw is None:
            self._file.seek((number - 1) * PAGE_SIZE)
            raw = self._file.read(PAGE_SIZE)
        if len(raw) < PAGE_SIZE:
            return None
        return raw if self._key is None else self._decrypted(raw, number)

    def _decrypted(self, raw: bytes, number: int) -> bytes | None:
        first = _SALT if number == 1 else 0
        body, iv, mac = raw[first:-_RESERVED], raw[-_RESERVED:-_MAC], raw[-_MAC:]
        said = hmac.new(self._mac_key, body + iv + struct.pack("<I", number), hashlib.sha512).digest()
        if not hmac.compare_digest(said, mac):
            return None
        decryptor = Cipher(algorithms.AES(self._key or b""), modes.CBC(iv)).decryptor()
        return bytes(first) + decryptor.update(body) + decryptor.finalize() + bytes(_RESERVED)


def _mac_key(key: bytes, salt: bytes) -> bytes:
    """Derive the key of the page seals as SQLCipher 4 does."""
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)


def committed_frames(journal: Path) -> dict[int, bytes]:
    """Return the newest committed state of each page in a write-ahead journal, up to its first fault."""
    if not journal.exists():
        return {}
    data = journal.read_bytes()
    if len(data) < _WAL_HEADER:
        return {}
    magic, _, page_size, _, *salts = struct.unpack(">IIIIII", data[:24])
    order = ">" if magic == _WAL_MAGIC[1] else "<"
    sums = _checksum(data[:24], (0, 0), order)
    if magic not in _WAL_MAGIC or page_size != PAGE_SIZE or sums != struct.unpack(">II", data[24:32]):
        return {}
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    step = _FRAME_HEADER + PAGE_SIZE
    for start in range(_WAL_HEADER, len(data) - step + 1, step):
        head, page = data[start : start + _FRAME_HEADER], data[start + _FRAME_HEADER : start + step]
        number, size_after, *frame_salts = struct.unpack(">IIII", head[:16])
        sums = _checksum(page, _checksum(head[:8], sums, order), order)
        if frame_salts != salts or sums != struct.unpack(">II", head[16:24]):
            break
        pending[number] = page
        if size_after:
            committed.update(pending)
            pending.clear()
    return committed


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second
