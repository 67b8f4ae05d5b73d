"""Files that a person chose: read whole, or written beside their place and put there in one step."""

from collections.abc import Callable, Iterable
from pathlib import Path

from app.ui.tr import tr
from app.values.errors import UserError


def read_file(path: Path) -> bytes:
    """Read a chosen file, or say that it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            tr("文件“{name}”读不出来。", name=path.name), hint=tr("请检查存储卡或者权限后重试。")
        ) from error


def read_all(paths: Iterable[Path]) -> tuple[bytes, ...]:
    """Read the chosen files, or say which of them cannot be read."""
    return tuple(read_file(path) for path in paths)


def write_file(path: Path, make: Callable[[], bytes]) -> Path:
    """Write a file whole, or leave none."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(make())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            tr("没有写到“{name}”。", name=path.name), hint=tr("请检查文件夹是否可写、磁盘是否已满，或者换一个位置。")
        ) from error
    return path
