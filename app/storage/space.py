"""Room on the disk, asked before something large is stored."""

import shutil
from collections.abc import Callable
from pathlib import Path

from app.storage.faults import StoreFullError

RESERVE = 200 * 1024 * 1024

FreeSpace = Callable[[Path], int]


def free_space(folder: Path) -> int:
    """Return the bytes that are free where the folder lies."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def require_room(folder: Path, *, size: int, free: FreeSpace = free_space) -> None:
    """Refuse to store a file of this size unless twice its size and a reserve are free."""
    needed = 2 * size + RESERVE
    available = free(folder)
    if available < needed:
        raise StoreFullError(
            f"磁盘空间不足：需要 {_megabytes(needed)} MB，只剩 {_megabytes(available)} MB，没有保存。",
            hint="请腾出空间后再试。",
        )


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
