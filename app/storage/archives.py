"""Photographs that left the store for an archive: which package holds them, and reading them from it.

An archive is our own file, proved when it was written; still nothing in it is believed: its tables must be those of a
package, and bytes count only where their hash is the one that was asked for.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.models.types import hash_bytes
from app.storage.package_schema import TABLES
from app.storage.schema import normalised
from app.storage.sealed_file import is_sealed
from app.values.canonical import sha256_hex

LARGEST = 256 * 1024 * 1024
_HELD = "EXISTS (SELECT 1 FROM json_each(archive.counts, '$.held') WHERE value = ?)"


@dataclass(frozen=True, slots=True)
class ArchivePlace:
    """The package that an original went into; `opened` is where a sealed one lies while it is open."""

    file: Path
    opened: Path

    @property
    def readable(self) -> Path | None:
        """Return the file that can be read now, None where none is at hand."""
        for file in (self.opened, self.file):
            if file.is_file() and not is_sealed(file):
                return file
        return None


def place_of(connection: Connection, sha256: str, *, folder: Path) -> ArchivePlace | None:
    """Find the archive that an original went into."""
    row = connection.exec_driver_sql(f"SELECT file, root FROM archive WHERE {_HELD} LIMIT 1", (sha256,)).first()
    return None if row is None else ArchivePlace(Path(row[0]), opened_file(folder, row[1].hex()))


def opened_file(folder: Path, root: str) -> Path:
    """Name the file that a sealed archive is opened into; it goes when the archive is closed."""
    return folder / "temp" / f"archive-{root[:16]}.open"


def read_archived(connection: Connection, sha256: str, *, folder: Path) -> bytes | None:
    """Return an original from its archive, None where it is in none or the archive is not at hand."""
    place = place_of(connection, sha256, folder=folder)
    file = None if place is None else place.readable
    return None if file is None else read_from_package(file, sha256)


def read_from_package(file: Path, sha256: str) -> bytes | None:
    """Return the bytes under the hash in a package, None where they are not there or are not those."""
    try:
        with closing(_open(file)) as connection:
            row = connection.execute("SELECT data FROM blob WHERE sha256 = ?", (hash_bytes(sha256),)).fetchone()
    except (sqlite3.Error, UnicodeDecodeError, ValueError, OverflowError):
        return None  # not a package any more; whoever asks is told that the original is not at hand
    data = None if row is None else row[0]
    return data if isinstance(data, bytes) and sha256_hex(data) == sha256 else None


def root_of_package(file: Path) -> str | None:
    """Return the root hash that a package says of itself."""
    try:
        with closing(_open(file)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'root'").fetchone()
    except (sqlite3.Error, UnicodeDecodeError, ValueError, OverflowError):
        return None
    return row[0].strip('"') if row is not None and isinstance(row[0], str) else None


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        stated = {
            row[0]: normalised(row[1]) for row in connection.execute("SELECT name, sql FROM sqlite_master") if row[1]
        }
        if stated != {name: normalised(text) for name, text in TABLES.items()}:
            raise ValueError("these are not the tables of a package")
    except BaseException:
        connection.close()
        raise
    return connection
