"""What the reader does for the program: send the rows of a foreign file, prove its originals, and send those."""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from app.storage.reader import wire
from app.storage.reader.carving import Carver
from app.storage.reader.content import Role, content_fault
from app.storage.reader.file_shape import HEAD_BYTES, check_head
from app.storage.reader.foreign_database import (
    ROOM_FOR_A_ROW,
    SQLITE_FAULTS,
    Deadline,
    check_pages,
    check_tables,
    fault,
    open_foreign,
)
from app.storage.reader.limits import Limits
from app.storage.reader.originals import Originals
from app.storage.reader.refused import Refused
from app.storage.reader.table_rows import (
    BLOB_ROWS,
    HASH_BYTES,
    META_ROWS,
    PRIVATE_ROWS,
    REVISION_ROWS,
    STUB_ROWS,
    TableReader,
)
from app.values.refusal import RefusalCode

MOST_IN_A_REQUEST = 512 * 1024 * 1024
_SMALL = 64 * 1024  # below this, handing the bytes to another thread costs more than hashing them
_AT_ONCE = 3
_ROW_COST = 16
_TELL_EVERY = 4 * 1024 * 1024


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests about one file until the program asks no more; the first reason to refuse ends it."""
    try:
        _, data = wire.receive(requests, most=MOST_IN_A_REQUEST)
        _Serving(json.loads(data), requests, answers).run()
    except Refused as no:
        _refuse(answers, no)
    except SQLITE_FAULTS as error:
        _refuse(answers, fault(error))
    except MemoryError:
        _refuse(answers, Refused(RefusalCode.TOO_LARGE))
    except (wire.WireError, BrokenPipeError):
        return  # the program has all it wants, or is gone


def _refuse(answers: BinaryIO, no: Refused) -> None:
    try:
        wire.send(answers, wire.REFUSED, json.dumps([no.code.value, no.detail[:200]]).encode())
    except (BrokenPipeError, ValueError):
        return


class _Serving:
    def __init__(self, request: dict[str, Any], requests: BinaryIO, answers: BinaryIO) -> None:
        self._file = Path(request["file"])
        self._limits = Limits(**request["limits"])
        self._salvage = bool(request["salvage"])
        self._requests = requests
        self._answers = answers

    def run(self) -> None:
        size = self._file.stat().st_size
        with self._file.open("rb") as opened:
            check_head(opened.read(HEAD_BYTES), size=None if self._salvage else size)
            deadline = Deadline(self._limits.seconds_for(size))
            with closing(open_foreign(self._file, limits=self._limits, deadline=deadline)) as connection:
                check_tables(connection)
                if not self._salvage:
                    check_pages(connection)
                carver = Carver(opened, most=self._limits.blob + ROOM_FOR_A_ROW) if self._salvage else None
                originals = Originals(connection, carver)
                self._send_rows(TableReader(connection, self._limits, self._salvage), originals, carver)
                while True:
                    tag, data = wire.receive(self._requests, most=MOST_IN_A_REQUEST)
                    deadline.renew()
                    if tag == wire.VERIFY:
                        self._verify(originals, data)
                    else:
                        self._fetch(originals, data)

    def _send_rows(self, reader: TableReader, originals: Originals, carver: Carver | None) -> None:
        for tag, table in (
            (wire.META, META_ROWS),
            (wire.STUBS, STUB_ROWS),
            (wire.PRIVATES, PRIVATE_ROWS),
            (wire.REVISIONS, REVISION_ROWS),
        ):
            for batch in _batches(row for _, row in reader.rows(table)):
                wire.send(self._answers, tag, wire.pack_rows(batch))
        for place, row in reader.rows(BLOB_ROWS):
            originals.note(row[0], place=place, size=int(row[1]))
        if carver is not None and reader.faults:
            for batch in _batches(_carved(carver, originals, most=self._limits.revision)):
                wire.send(self._answers, wire.REVISIONS, wire.pack_rows(batch))
        for batch in _batches((sha, str(size).encode()) for sha, size in originals.sizes()):
            wire.send(self._answers, wire.BLOBS, wire.pack_rows(batch))
        wire.send(self._answers, wire.FAULTS, json.dumps(reader.faults).encode())
        wire.send(self._answers, wire.END)

    def _verify(self, originals: Originals, roles: bytes) -> None:
        """Say of each original that is not what it is named for why not, and from time to time how far it has come."""
        width = HASH_BYTES + 1
        role_of = {roles[at : at + HASH_BYTES]: Role(roles[at + HASH_BYTES]) for at in range(0, len(roles), width)}
        done = told = 0
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for sha, size, wrong in _judged(originals, role_of, pool):
                done += size
                if wrong is not None:
                    wire.send(self._answers, wire.FALSE, sha + wrong.value.encode())
                if done - told >= _TELL_EVERY:
                    told = done
                    wire.send(self._answers, wire.DONE, str(done).encode())
        wire.send(self._answers, wire.END)

    def _fetch(self, originals: Originals, wanted: bytes) -> None:
        hashes = [wanted[at : at + HASH_BYTES] for at in range(0, len(wanted), HASH_BYTES)]
        for sha, _, data in originals.read(hashes):
            if data is None:
                raise Refused(RefusalCode.DAMAGED, "blob")
            wire.send(self._answers, wire.DATA, sha, data)
        wire.send(self._answers, wire.END)


def _judged(
    originals: Originals, role_of: dict[bytes, Role], pool: ThreadPoolExecutor
) -> Iterator[tuple[bytes, int, RefusalCode | None]]:
    waiting: list[tuple[bytes, int, Future[RefusalCode | None]]] = []
    for sha, size, data in originals.read():
        role = role_of.get(sha, Role.ANY)
        if data is None or len(data) < _SMALL:
            yield sha, size, RefusalCode.DAMAGED if data is None else judge(data, sha, size, role)
            continue
        waiting.append((sha, size, pool.submit(judge, data, sha, size, role)))
        if len(waiting) >= _AT_ONCE:
            first = waiting.pop(0)
            yield first[0], first[1], first[2].result()
    for sha, size, future in waiting:
        yield sha, size, future.result()


def _carved(carver: Carver, originals: Originals, *, most: int) -> Iterator[wire.Row]:
    """Give the revisions that lie on the pages of a damaged file, and note the originals that do."""
    seen: set[bytes] = set()
    for found in carver.rows():
        if found.size is not None:
            originals.note_carved(found)
        elif found.payload > most or found.sha in seen:
            continue
        elif (data := carver.content(found)) is not None and sha256(data).digest() == found.sha:
            seen.add(found.sha)
            yield found.sha, data


def judge(data: bytes, sha: bytes, size: int, role: Role) -> RefusalCode | None:
    """Say what is wrong with the bytes under a hash, None where nothing is."""
    if len(data) != size or sha256(data).digest() != sha:
        return RefusalCode.FALSE_BLOB
    return content_fault(data, role=role)


def _batches(rows: Iterable[wire.Row]) -> Iterator[list[wire.Row]]:
    """Put rows together until a frame is full."""
    batch: list[wire.Row] = []
    held = 0
    for row in rows:
        batch.append(row)
        held += _ROW_COST + sum(map(len, row))
        if held >= wire.MOST_IN_A_FRAME:
            yield batch
            batch, held = [], 0
    yield batch
