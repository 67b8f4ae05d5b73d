"""What comes in a package beside its revisions: originals, links of chains, private texts."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from typing import Any
from uuid import UUID

from app.models.types import json_text
from app.storage.log import chunks
from app.storage.reading import Reading
from app.storage.space import require_room
from app.storage.steps import Cancelled, Progress, Steps
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import UserError
from app.values.package import PrivateLine, StubLink

BATCH_BYTES = 16 * 1024 * 1024

Batches = Generator[list[tuple[str, bytes]], None, None]


@contextmanager
def take_blobs(
    store: Store,
    reading: Reading,
    wanted: Sequence[str],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[None]:
    """Take the originals in, some megabytes in each transaction; what fails in the block takes them out again.

    They lie under their hashes and nothing names them yet, so a run that is killed here does no harm.
    """
    size = sum(reading.blob_sizes[sha256] for sha256 in wanted)
    if size:
        require_room(store.paths.database.parent, size=size, free=store.means.free)
    steps = Steps(max(size, 1), progress=progress, cancelled=cancelled)
    taken: list[str] = []
    try:
        with closing(_ahead(_batches(reading.blobs(wanted)))) as batches:
            for batch in batches:
                with store.write() as uow:
                    _insert(uow, batch)
                    uow.commit()
                taken += [sha256 for sha256, _ in batch]
                steps.go(sum(len(data) for _, data in batch))
        yield
    except BaseException:
        with suppress(UserError):  # what went wrong first is what the person is told
            _take_out(store, taken)
        raise
    steps.finish()


def keep_links(uow: UnitOfWork, stubs: Iterable[StubLink]) -> None:
    """Keep the links of chains whose revisions stayed behind."""
    values = [(one.device.bytes, one.seq, bytes.fromhex(one.rev_id), _bytes(one.prev)) for one in stubs]
    if values:
        query = "INSERT OR IGNORE INTO stub (device, seq, rev_id, prev) VALUES (?, ?, ?, ?)"
        uow.connection.exec_driver_sql(query, values)


def keep_privates(uow: UnitOfWork, privates: Iterable[PrivateLine]) -> None:
    """Keep the private texts behind their seals."""
    for line in privates:
        uow.private.take(salt=line.salt, text=line.value)


def keep_report(uow: UnitOfWork, import_id: UUID, report: Mapping[str, Any]) -> None:
    """Keep what the import brought, as it stood; the same file taken in again has a new one."""
    query = "INSERT OR REPLACE INTO import_report (import_id, report) VALUES (?, ?)"
    uow.connection.exec_driver_sql(query, (import_id.bytes, json_text(report)))


def _bytes(rev_id: str | None) -> bytes | None:
    return None if rev_id is None else bytes.fromhex(rev_id)


def _ahead(batches: Batches) -> Batches:
    """Have the next batch fetched and hashed while one is being stored."""
    with closing(batches), ThreadPoolExecutor(1) as aside:
        following = aside.submit(next, batches, None)
        while (batch := following.result()) is not None:
            following = aside.submit(next, batches, None)
            yield batch


def _batches(blobs: Iterable[tuple[str, bytes]]) -> Batches:
    batch: list[tuple[str, bytes]] = []
    size = 0
    for sha256, data in blobs:
        batch.append((sha256, data))
        size += len(data)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _insert(uow: UnitOfWork, batch: Iterable[tuple[str, bytes]]) -> None:
    values = [(bytes.fromhex(sha256), len(data), data) for sha256, data in batch]
    uow.connection.exec_driver_sql("INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)", values)


def _take_out(store: Store, taken: Iterable[str]) -> None:
    for chunk in chunks(taken):
        with store.write() as uow:
            marks = ", ".join("?" * len(chunk))
            uow.connection.exec_driver_sql(
                f"DELETE FROM blob WHERE sha256 IN ({marks})", tuple(map(bytes.fromhex, chunk))
            )
            uow.commit()
