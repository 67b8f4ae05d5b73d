"""Write a file whole or not at all: beside its place first, on the disk, then under its name."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.values.errors import UserError

PRIVATE_MODE = 0o600
# What network drives and some others answer that know no flushing of folders.
_CANNOT_SYNC_FOLDERS = (errno.EINVAL, errno.ENOTSUP)
SIDE_FILES = ("-journal", "-wal", "-shm")


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Name the file to write, and put it in the place of the target when the block ends well; else nothing is left."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        make_private(part)
        yield part
        sync_file(part)
        part.replace(target)
        _sync_name_of(target)
    except OSError as error:
        raise cannot_write(target) from error
    finally:
        remove(part)


def require_writable(target: Path) -> None:
    """Refuse a place where no file can be written, before the work that the file is to tell of is done."""
    part = target.with_name(target.name + ".part")
    try:
        if target.is_dir():
            raise IsADirectoryError
        target.parent.mkdir(parents=True, exist_ok=True)
        make_private(part)
    except OSError as error:
        raise cannot_write(target) from error
    finally:
        remove(part)


def _sync_name_of(target: Path) -> None:
    try:
        sync_folder(target.parent)
    except OSError:
        remove(target)  # nobody may believe in a file whose name the disk did not take
        raise


def make_private(file: Path) -> None:
    """Make an empty file that only this user can read, in the place of whatever lay there."""
    remove(file)
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_MODE))


def remove(file: Path) -> None:
    """Take the file away, with what a database laid beside it; one that cannot be reached is left."""
    for suffix in ("", *SIDE_FILES):
        with suppress(OSError):
            file.with_name(file.name + suffix).unlink(missing_ok=True)


def sync_file(file: Path) -> None:
    """Make what was written into the file durable."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in the folder durable, where its file system can be asked for that."""
    if os.name == "nt":
        return  # Windows has no handle of a folder to flush
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:
            raise
    finally:
        os.close(handle)


def cannot_write(target: Path) -> UserError:
    """Say that a file could not be written, and what to do."""
    return UserError(
        f"无法写入 {target}，没有写成。", hint="请检查文件夹、权限、磁盘空间和U盘是否还插着，或者换一个位置。"
    )
