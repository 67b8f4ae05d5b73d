"""Decode photographs ahead of whoever takes them: beside a write to the disk, or two beside each other."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from app.storage.images import TakenPhoto, render_print, take_photo
from app.values.photo import PhotoRefusedError
from app.values.rows_photo import PhotoFile, RefusedPhoto

SIDE_BY_SIDE = 2

Decoded = tuple[PhotoFile, TakenPhoto] | RefusedPhoto


def decoded_ahead(files: Iterable[PhotoFile | RefusedPhoto]) -> Iterator[Decoded]:
    """Give each file decoded, or refused by name, in their order; no more than two are in memory."""
    source = iter(files)
    with ThreadPoolExecutor(1, thread_name_prefix="decode") as decoder:
        waiting = _begin(decoder, source)
        while waiting is not None:
            coming = _begin(decoder, source)
            yield waiting.result()
            waiting = coming


def prints_ahead(originals: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Give each original's picture for print under its hash, in their order; few originals are in memory."""
    waiting: deque[tuple[str, Future[bytes]]] = deque()
    with ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="print") as makers:
        for sha256, original in originals:
            waiting.append((sha256, makers.submit(render_print, original, name=sha256[:12])))
            if len(waiting) > SIDE_BY_SIDE:
                yield _made(waiting)
        while waiting:
            yield _made(waiting)


def _made(waiting: deque[tuple[str, Future[bytes]]]) -> tuple[str, bytes]:
    sha256, made = waiting.popleft()
    return sha256, made.result()


def _begin(decoder: ThreadPoolExecutor, source: Iterator[PhotoFile | RefusedPhoto]) -> Future[Decoded] | None:
    file = next(source, None)
    return None if file is None else decoder.submit(_decode, file)


def _decode(file: PhotoFile | RefusedPhoto) -> Decoded:
    if isinstance(file, RefusedPhoto):
        return file
    try:
        return file, take_photo(file.data, name=file.name)
    except PhotoRefusedError as error:
        return RefusedPhoto(file.name, str(error))
