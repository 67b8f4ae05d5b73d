"""A private copy of a foreign file, so that nothing changes under our feet and nothing of ours touches the original."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.storage.reader.file_shape import HEAD_BYTES, check_head, open_plain, refuse_side_files
from app.storage.reader.limits import Limits
from app.storage.reader.refused import Refused
from app.storage.sealed_file import MAGIC, open_sealed
from app.storage.space import FreeSpace, require_room
from app.storage.whole_file import make_private
from app.values.errors import RefusedFileError, UserError
from app.values.refusal import RefusalCode

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A private copy: where it is and how large, and the hash and size of the file that it was taken from."""

    copy: Path
    size: int
    sha256: str
    file_size: int


@contextmanager
def private_folder(staging: Path) -> Iterator[Path]:
    """Make a folder for this user alone, and take it away with all that is in it."""
    try:
        staging.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="reading-", dir=staging))
    except OSError as error:
        raise UserError(f"无法写入 {staging}。", hint="请检查文件夹的权限和磁盘空间。") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def look_outside(file: Path, *, limits: Limits, is_strict: bool) -> None:
    """Refuse by its outside what need not be copied at all: no package, one in use, one with side files."""
    handle = open_plain(file, limits=limits)
    try:
        head, size = os.read(handle, HEAD_BYTES), os.fstat(handle).st_size
    finally:
        os.close(handle)
    if head.startswith(MAGIC[:-1]):
        return
    refuse_side_files(file)
    check_head(head, size=size if is_strict else None)


def stage(file: Path, folder: Path, *, limits: Limits, free: FreeSpace, told: Callable[[int], None]) -> StagedFile:
    """Copy a foreign file into the folder, hashing it on the way; it must not change meanwhile."""
    copy = folder / "package"
    handle = open_plain(file, limits=limits)
    try:
        before = os.fstat(handle)
        require_room(folder, size=before.st_size // 2, free=free)
        make_private(copy)
        found, copied = _copy(handle, copy, most=before.st_size, told=told)
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if copied != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise Refused(RefusalCode.CHANGED_MEANWHILE)
    return StagedFile(copy, copied, found, copied)


def unseal(staged: StagedFile, passphrase: str | None, *, cancelled: Callable[[], bool] | None) -> StagedFile:
    """Open a private copy that lies behind a passphrase; what it held comes in its place."""
    if passphrase is None:
        raise Refused(RefusalCode.PASSPHRASE_NEEDED)
    opened = staged.copy.with_name("opened")
    try:
        open_sealed(staged.copy, opened, passphrase, cancelled=cancelled)
    except RefusedFileError:
        raise Refused(RefusalCode.WRONG_PASSPHRASE) from None
    staged.copy.unlink()
    return StagedFile(opened, opened.stat().st_size, staged.sha256, staged.file_size)


def _copy(handle: int, copy: Path, *, most: int, told: Callable[[int], None]) -> tuple[str, int]:
    """Copy what the handle gives, at most one piece more than expected; one is hashed while the next is read."""
    digest, copied = sha256(), 0
    hashing: Future[None] | None = None
    with ThreadPoolExecutor(1) as pool, copy.open("wb") as writing, open(handle, "rb", closefd=False) as reading:
        while copied <= most and (piece := reading.read(_PIECE)):
            if hashing is not None:
                hashing.result()
            hashing = pool.submit(digest.update, piece)
            writing.write(piece)
            copied += len(piece)
            told(copied)
    return digest.hexdigest(), copied
