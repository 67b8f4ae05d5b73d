"""Photographs, papers and snapshots under the hash of their bytes, and photographs made small."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.models.types import hash_bytes
from app.storage.log import chunks
from app.storage.space import FreeSpace, require_room
from app.values.canonical import sha256_hex

LARGE = 64 * 1024  # smaller things fit the reserve that a photograph leaves


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """A photograph made small: its JPEG bytes and size in pixels."""

    data: bytes
    w: int
    h: int


class Blobs:
    """Keep bytes under their hash; what is kept is never rewritten."""

    def __init__(self, connection: Connection, *, folder: Path, free: FreeSpace) -> None:
        self._connection = connection
        self._folder = folder
        self._free = free

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their hash."""
        sha256 = sha256_hex(data)
        if not self.has(sha256):
            if len(data) > LARGE:
                require_room(self._folder, size=len(data), free=self._free)
            self._connection.exec_driver_sql(
                "INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?)", (bytes.fromhex(sha256), len(data), data)
            )
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """Return the bytes under the hash, out of an archive where they went into one; None where none is at hand."""
        row = self._connection.exec_driver_sql("SELECT data FROM blob WHERE sha256 = ?", (hash_bytes(sha256),)).first()
        if row is not None:
            return bytes(row[0])
        from app.storage.archives import read_archived  # a start does without it

        return read_archived(self._connection, sha256, folder=self._folder)

    def archived_in(self, sha256: str) -> Path | None:
        """Name the archive that the bytes went into, at hand or not."""
        from app.storage.archives import place_of

        place = place_of(self._connection, sha256, folder=self._folder)
        return None if place is None else place.file

    def has(self, sha256: str) -> bool:
        """Say whether the bytes are held."""
        return bool(self.held_among([sha256]))

    def size(self, sha256: str) -> int | None:
        """Return how many bytes are held under the hash."""
        row = self._connection.exec_driver_sql("SELECT size FROM blob WHERE sha256 = ?", (hash_bytes(sha256),)).first()
        return None if row is None else int(row[0])

    def held_among(self, hashes: Iterable[str]) -> set[str]:
        """Return those of the hashes whose bytes are held."""
        found: set[str] = set()
        for chunk in chunks(hashes):
            marks = ", ".join("?" * len(chunk))
            values = tuple(map(hash_bytes, chunk))
            rows = self._connection.exec_driver_sql(f"SELECT sha256 FROM blob WHERE sha256 IN ({marks})", values)
            found.update(row[0].hex() for row in rows)
        return found

    def put_small(self, sha256: str, *, width: int, picture: SmallPicture) -> None:
        """Keep a small picture of the photograph; a newer one takes its place."""
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO rendition (sha256, width, w, h, data) VALUES (?, ?, ?, ?, ?)",
            (hash_bytes(sha256), width, picture.w, picture.h, picture.data),
        )

    def get_small(self, sha256: str, *, width: int) -> SmallPicture | None:
        """Return the small picture of the photograph, None where it has to be made."""
        row = self._connection.exec_driver_sql(
            "SELECT data, w, h FROM rendition WHERE sha256 = ? AND width = ?", (hash_bytes(sha256), width)
        ).first()
        return None if row is None else SmallPicture(bytes(row[0]), row[1], row[2])
