"""The database's own errors in words for the person at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.values.errors import RefusedFileError, UserError

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

# The driver's backup call gives only SQLite's words.
_CODES = {
    "disk I/O error": _IOERR,
    "database or disk is full": _FULL,
    "database is locked": _BUSY,
    "unable to open database file": _CANTOPEN,
    "attempt to write a readonly database": _READONLY,
    "database disk image is malformed": _CORRUPT,
}


class StoreFullError(UserError):
    """The disk is full; what was being saved is still in the window and nothing stored was lost."""


class StoreBusyError(UserError):
    """Another program is writing."""


def code_of(error: BaseException) -> int:
    """Return SQLite's primary code of the error, 0 where it has none."""
    found = error.orig if isinstance(error, DBAPIError) else error
    code = int(getattr(found, "sqlite_errorcode", 0) or 0) & 0xFF
    return code or (_CODES.get(str(found), 0) if isinstance(found, dbapi2.Error) else 0)


def in_words(error: Exception, *, path: Path) -> UserError | None:
    """Return what to tell the user, or None where the error is our own bug."""
    code = code_of(error)
    if code in {_FULL, _IOERR}:
        return StoreFullError("磁盘已满或无法写入，本次内容没有保存，此前的数据完好。", hint="请腾出空间后再保存一次。")
    if code in {_BUSY, _LOCKED}:
        return StoreBusyError("另一个程序正在写入数据，本次内容没有保存。", hint="请稍候再试。")
    if code == _READONLY:
        return UserError("数据文件不可写入。", hint=f"请检查 {path.parent} 的权限或换一个位置。")
    if code == _CANTOPEN:
        return UserError("数据文件打不开。", hint=f"请检查 {path.parent} 是否存在、是否可读写。")
    if code in {_CORRUPT, _NOTADB}:
        return RefusedFileError(f"文件已损坏或不是安查的数据：{path.name}。", hint="请用最近的备份恢复。")
    return None


@contextmanager
def told_in_words(path: Path) -> Iterator[None]:
    """Turn the database's errors that are the world's fault into words."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        words = in_words(error, path=path)
        if words is None:
            raise
        raise words from error
