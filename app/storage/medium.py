"""What lies on the medium itself: brought there while a file is being written, and read back from there."""

import mmap
import os
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from app.storage.steps import Seen

PIECE = 1024 * 1024
FLUSH_BYTES = 32 * 1024 * 1024  # written between two looks at whether the medium is free to take them
_PLAIN = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class HashOf(Protocol):
    """How a file is hashed, telling how far it has come."""

    def __call__(self, file: Path, *, seen: Seen) -> str:
        """Return the hash."""


class NotAsInMemoryError(Exception):
    """The medium gives back other bytes than were written."""


@contextmanager
def flushed_meanwhile(file: Path, *, seen: Seen) -> Iterator[Seen]:
    """Bring the file to the medium while the block writes it and tells how much; all of it is there after the block.

    What the block tells goes on to `seen`.
    """
    with file.open("rb+") as opened, ThreadPoolExecutor(1) as aside:
        flushing = _Flushing(opened.fileno(), aside)
        try:

            def wrote(length: int) -> None:
                seen(length)
                flushing.wrote(length)

            yield wrote
            flushing.finish()
        except BaseException:
            with suppress(OSError):
                opened.truncate(0)  # it is thrown away, and nobody waits until a slow stick has taken it
            raise


class _Flushing:
    def __init__(self, handle: int, aside: ThreadPoolExecutor) -> None:
        self._handle = handle
        self._aside = aside
        self._length = 0
        self._last: Future[None] | None = None

    def wrote(self, length: int) -> None:
        """Begin to flush when there is enough and nothing is being flushed."""
        self._length += length
        if self._length >= FLUSH_BYTES and (self._last is None or self._last.done()):
            self._look()
            self._length = 0
            self._last = self._aside.submit(os.fsync, self._handle)

    def finish(self) -> None:
        """Flush what is left."""
        self._look()
        os.fsync(self._handle)

    def _look(self) -> None:
        if self._last is not None:
            self._last.result()  # the system tells only once that it lost a write


def hash_in_memory(file: Path, *, seen: Seen) -> str:
    """Hash the file as the system gives it."""
    found = sha256()
    with file.open("rb", buffering=0) as opened:
        while piece := opened.read(PIECE):
            found.update(piece)
            seen(len(piece))
    return found.hexdigest()


def hash_on_medium(file: Path, *, seen: Seen) -> str:
    """Hash the file as it lies on the medium, and refuse it where the memory of the system holds other bytes.

    What is proved of the bytes in memory after that holds for those on the medium, and none is fetched a second time.
    """
    found = sha256()
    hashing: Future[None] | None = None
    with ThreadPoolExecutor(1) as aside, file.open("rb", buffering=0) as held, closing(_pieces(file)) as pieces:
        for piece in pieces:
            if held.read(len(piece)) != piece:
                raise NotAsInMemoryError
            if hashing is not None:
                hashing.result()
            hashing = aside.submit(found.update, piece)
            seen(len(piece))
    return found.hexdigest()


def _pieces(file: Path) -> Generator[bytes, None, None]:
    """Give the file piece by piece from the medium; a system that knows no such reading lets go of its memory first."""
    handle, left = _open_past_memory(file), file.stat().st_size
    # Reading past the memory asks for room that begins where a page does.
    with os.fdopen(handle, "rb", buffering=0) as opened, mmap.mmap(-1, PIECE) as room:
        while left > 0:
            length = opened.readinto(room)
            if not length:
                raise NotAsInMemoryError
            yield room[:length]
            left -= length


def _open_past_memory(file: Path) -> int:
    if hasattr(os, "O_DIRECT"):
        with suppress(OSError):
            return os.open(file, _PLAIN | os.O_DIRECT)
    handle = os.open(file, _PLAIN)
    if hasattr(os, "posix_fadvise"):  # on Windows a reader may see what is still in memory
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    return handle
