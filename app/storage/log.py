"""What is asked of the revision log: heads, histories, chains, what is live and what counts."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from app.models.log import WRITTEN_HERE
from app.storage.revisions import COLUMNS, read_row
from app.values.revision import Revision

CHUNK = 500
Item = TypeVar("Item")

_LIVE = (
    "EXISTS (SELECT 1 FROM receipt WHERE receipt.rev_id = revision.rev_id AND"
    f" (receipt.import_id = x'{WRITTEN_HERE.hex}'"
    " OR receipt.import_id IN (SELECT id FROM import WHERE state = 'applied')))"
)
COUNTED = f"{_LIVE} AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.rev_id = revision.rev_id)"


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last revision that is known of a device."""

    device: UUID
    seq: int
    rev_id: str


class Log:
    """Read the revision log of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revision(self, rev_id: str) -> Revision | None:
        """Return the revision under the hash, live or not."""
        found = self._rows(f"SELECT {COLUMNS} FROM revision WHERE rev_id = ?", (bytes.fromhex(rev_id),))
        return next(map(read_row, found), None)

    def revisions(self, rev_ids: Iterable[str]) -> Iterator[Revision]:
        """Go through those of the revisions that the log holds, live or not."""
        for marks, values in _lists(rev_ids, bytes.fromhex):
            query = f"SELECT {COLUMNS} FROM revision WHERE rev_id IN ({marks}) ORDER BY rev_id"
            yield from map(read_row, self._rows(query, values))

    def history(self, entity_id: UUID) -> tuple[Revision, ...]:
        """Return the counted revisions of a record, each after those that it follows."""
        return tuple(sorted(self.counted_of([entity_id]).get(entity_id, ()), key=lambda revision: revision.hlc))

    def counted_of(self, entity_ids: Iterable[UUID]) -> dict[UUID, list[Revision]]:
        """Return the counted revisions of each of the records."""
        found: dict[UUID, list[Revision]] = {}
        for marks, values in _lists(entity_ids, lambda entity_id: entity_id.bytes):
            query = f"SELECT {COLUMNS} FROM revision WHERE entity_id IN ({marks}) AND {COUNTED}"
            for row in self._rows(query, values):
                found.setdefault(UUID(bytes=row[2]), []).append(read_row(row))
        return found

    def every_counted(self) -> Iterator[Revision]:
        """Go through all counted revisions, ascending by hash."""
        yield from map(read_row, self._rows(f"SELECT {COLUMNS} FROM revision WHERE {COUNTED} ORDER BY rev_id"))

    def every_naming_blobs(self) -> Iterator[Revision]:
        """Go through the counted revisions whose bodies may name a blob."""
        naming = "(instr(body, '_blob\"') OR instr(body, '_blobs\"'))"
        yield from map(read_row, self._rows(f"SELECT {COLUMNS} FROM revision WHERE {COUNTED} AND {naming}"))

    def every_live(self) -> Iterator[Revision]:
        """Go through all live revisions, counted or waiting."""
        yield from map(read_row, self._rows(f"SELECT {COLUMNS} FROM revision WHERE {_LIVE} ORDER BY rev_id"))

    def live_among(self, rev_ids: Iterable[str]) -> set[str]:
        """Return those of the revisions that are live."""
        return self._hashes_among(rev_ids, _LIVE)

    def counted_among(self, rev_ids: Iterable[str]) -> set[str]:
        """Return those of the revisions that count."""
        return self._hashes_among(rev_ids, COUNTED)

    def held_among(self, rev_ids: Iterable[str]) -> set[str]:
        """Return those of the revisions that the log holds, live or not."""
        return self._hashes_among(rev_ids, "1")

    def records_of(self, rev_ids: Iterable[str]) -> set[UUID]:
        """Return the records that the revisions belong to."""
        found: set[UUID] = set()
        for marks, values in _lists(rev_ids, bytes.fromhex):
            query = f"SELECT DISTINCT entity_id FROM revision WHERE rev_id IN ({marks})"
            found.update(UUID(bytes=row[0]) for row in self._rows(query, values))
        return found

    def heads(self, entity_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
        """Return, for each record that counts, its heads with their clocks, ascending."""
        found: dict[UUID, list[tuple[str, str]]] = {}
        for marks, values in _lists(entity_ids, lambda entity_id: entity_id.bytes):
            query = (
                "SELECT head.entity_id, head.rev_id, revision.hlc FROM head JOIN revision USING (rev_id)"
                f" WHERE head.entity_id IN ({marks}) ORDER BY head.entity_id, head.rev_id"
            )
            for row in self._rows(query, values):
                found.setdefault(UUID(bytes=row[0]), []).append((row[1].hex(), row[2]))
        return found

    def recorded_among(self, entity_ids: Iterable[UUID]) -> set[UUID]:
        """Return those of the records that have a counted revision."""
        return set(self.heads(entity_ids))

    def conflicts(self, entity_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
        """Return the fields in conflict of each record that has any."""
        found: dict[UUID, set[str]] = {}
        for marks, values in _lists(entity_ids, lambda entity_id: entity_id.bytes):
            for row in self._rows(f"SELECT entity_id, field FROM conflict WHERE entity_id IN ({marks})", values):
                found.setdefault(UUID(bytes=row[0]), set()).add(row[1])
        return found

    def in_conflict(self) -> tuple[tuple[str, UUID], ...]:
        """List the kind and id of every record in conflict."""
        rows = self._rows("SELECT DISTINCT kind, entity_id FROM conflict ORDER BY kind, entity_id")
        return tuple((row[0], UUID(bytes=row[1])) for row in rows)

    def waiting(self) -> dict[str, tuple[str, ...]]:
        """Return the revisions that wait, each with what it misses."""
        rows = self._rows("SELECT rev_id, missing FROM waiting ORDER BY rev_id")
        return {row[0].hex(): tuple(json.loads(row[1])) for row in rows}

    def last_of(self, device: UUID) -> ChainHead | None:
        """Return the last revision of the device's chain."""
        query = "SELECT seq, rev_id FROM revision WHERE device = ? ORDER BY seq DESC, rev_id DESC LIMIT 1"
        row = next(iter(self._rows(query, (device.bytes,))), None)
        return None if row is None else ChainHead(device, row[0], row[1].hex())

    def chain_heads(self) -> tuple[ChainHead, ...]:
        """Return the last revision known of every device, stubs included; a fork has several."""
        query = (
            "WITH link AS (SELECT device, seq, rev_id FROM revision UNION SELECT device, seq, rev_id FROM stub)"
            " SELECT device, seq, rev_id FROM link"
            " WHERE seq = (SELECT max(seq) FROM link AS other WHERE other.device = link.device)"
            " ORDER BY device, rev_id"
        )
        return tuple(ChainHead(UUID(bytes=row[0]), row[1], row[2].hex()) for row in self._rows(query))

    def forks(self) -> tuple[tuple[UUID, int], ...]:
        """Report where one device's number stands on two revisions."""
        query = (
            "SELECT device, seq FROM (SELECT device, seq, rev_id FROM revision UNION"
            " SELECT device, seq, rev_id FROM stub) GROUP BY device, seq HAVING count(*) > 1 ORDER BY device, seq"
        )
        return tuple((UUID(bytes=row[0]), row[1]) for row in self._rows(query))

    def counts(self) -> tuple[int, int]:
        """Return how many revisions count and how many wait."""
        counted = next(iter(self._rows(f"SELECT count(*) FROM revision WHERE {COUNTED}")))[0]
        return counted, next(iter(self._rows("SELECT count(*) FROM waiting")))[0]

    def _hashes_among(self, rev_ids: Iterable[str], condition: str) -> set[str]:
        found: set[str] = set()
        for marks, values in _lists(rev_ids, bytes.fromhex):
            query = f"SELECT rev_id FROM revision WHERE rev_id IN ({marks}) AND {condition}"
            found.update(row[0].hex() for row in self._rows(query, values))
        return found

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> Iterator[Any]:
        yield from self._connection.exec_driver_sql(query, values)


def chunks(items: Iterable[Item], *, size: int = CHUNK) -> Iterator[list[Item]]:
    """Cut the items into lists that one statement can take."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def _lists(items: Iterable[Any], write: Any) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    wanted: Collection[Any] = items if isinstance(items, Collection) else list(items)
    for chunk in chunks(wanted):
        yield ", ".join("?" * len(chunk)), tuple(write(item) for item in chunk)
