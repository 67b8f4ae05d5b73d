"""Decode the next photograph while the one before it is written to the disk."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from app.storage.images import TakenPhoto, take_photo
from app.values.photo import PhotoRefusedError
from app.values.rows_photo import PhotoFile, RefusedPhoto

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
