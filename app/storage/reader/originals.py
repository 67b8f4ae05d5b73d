"""Where the originals of a foreign file lie, and how to read them."""

import sqlite3
from collections.abc import Collection, Iterator

from app.storage.reader.carving import Carver, Found
from app.storage.reader.foreign_database import SQLITE_FAULTS, fault
from app.storage.reader.refused import Refused
from app.values.refusal import RefusalCode


class Originals:
    """The originals of one file; with a carver, also those to which the way is lost."""

    def __init__(self, connection: sqlite3.Connection, carver: Carver | None) -> None:
        self._connection = connection
        self._carver = carver
        self._listed: dict[bytes, tuple[int, int]] = {}  # hash: place in the table, size
        self._carved: dict[bytes, Found] = {}

    def note(self, sha: bytes, *, place: int, size: int) -> None:
        """Note an original that the table lists; none may be there twice, but in a damaged file."""
        if sha in self._listed and self._carver is None:
            raise Refused(RefusalCode.DAMAGED, "blob")
        self._listed.setdefault(sha, (place, size))

    def note_carved(self, found: Found) -> None:
        """Note an original that was found on its page."""
        self._carved.setdefault(found.sha, found)

    def sizes(self) -> Iterator[tuple[bytes, int]]:
        """Give every hash with the size of its original."""
        for sha, (_, size) in self._listed.items():
            yield sha, size
        for sha, found in self._carved.items():
            if sha not in self._listed:
                yield sha, found.size or 0

    def read(self, wanted: Collection[bytes] | None = None) -> Iterator[tuple[bytes, int, bytes | None]]:
        """Read originals in the order in which they lie; of a damaged file what cannot be read is None."""
        sizes = dict(self.sizes())
        chosen = sizes.keys() if wanted is None else sizes.keys() & set(wanted)
        for sha in sorted(chosen, key=lambda each: self._listed.get(each, (0, 0))[0]):
            yield sha, sizes[sha], self._data(sha)

    def _data(self, sha: bytes) -> bytes | None:
        if sha not in self._listed:
            return None if self._carver is None else self._carver.content(self._carved[sha])
        try:
            place = self._listed[sha][0]
            row = self._connection.execute("SELECT data FROM blob WHERE rowid = ?", (place,)).fetchone()
        except SQLITE_FAULTS as error:
            if self._carver is None or fault(error).code is RefusalCode.TOO_SLOW:
                raise
            row = None
        return None if row is None or type(row[0]) is not bytes else row[0]
