"""A database written once more, row by row, into a new file under another key or none.

SQLite's backup call copies pages and cannot change the key; SQLCipher's export numbers the rows anew, and the search
index knows them by their numbers. So each table is copied with the numbers of its rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.storage.engine import BUSY_MS, PAGE_SIZE, use_key
from app.storage.search_index import teach
from app.values.errors import CancelledError, RefusedFileError, UserError

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_STEPS = 1_000  # of SQLite's machine between two looks at `cancelled`
_INTERRUPTED = 9
_PROVED_ELSEWHERE = frozenset({"blob"})  # by the hashes of its bytes


@contextmanager
def transcribed(
    source: Path,
    target: Path,
    *,
    key_from: bytes | None,
    key_to: bytes | None,
    is_copy: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[None]:
    """Write every row of the source into the new file and prove them equal; nobody else has the source meanwhile.

    A copy, which nobody writes to and which may lie on a medium that cannot be written, is not held.
    """
    connection = _open_both(source, target, key_from=key_from, key_to=key_to, is_copy=is_copy)
    try:
        if not is_copy:
            _hold(connection)
        _watch(connection, target, total=source.stat().st_size, progress=progress, cancelled=cancelled)
        _copy(connection, cancelled=cancelled)
        _prove(connection, name=source.name)
        connection.set_progress_handler(None, 0)
        yield
    except dbapi2.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) == _INTERRUPTED:
            raise CancelledError from error
        raise
    finally:
        connection.close()


def _open_both(source: Path, target: Path, *, key_from: bytes | None, key_to: bytes | None, is_copy: bool) -> Any:
    connection = dbapi2.connect(target.absolute().as_uri(), uri=True, isolation_level=None, check_same_thread=False)
    use_key(connection, key_to)
    for name, value in (
        ("busy_timeout", BUSY_MS),
        ("page_size", PAGE_SIZE),
        # What is half written is thrown away, so nothing has to be taken back.
        ("journal_mode", "OFF"),
        ("synchronous", "OFF"),
        ("foreign_keys", "OFF"),
    ):
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    # An attached file takes its page size from here; every file of ours has this one.
    connection.execute(f"PRAGMA cipher_default_page_size = {PAGE_SIZE}")
    key = "''" if key_from is None else f"\"x'{key_from.hex()}'\""
    how = "mode=ro&immutable=1" if is_copy else "mode=rw"
    connection.execute(f"ATTACH ? AS source KEY {key}", (f"{source.absolute().as_uri()}?{how}",))
    teach(connection)
    return connection


def _hold(connection: Any) -> None:
    """Keep everybody out of the source, with all of it in the file itself and nothing in a log beside it."""
    connection.execute("PRAGMA source.locking_mode = EXCLUSIVE").fetchall()
    if connection.execute("PRAGMA source.journal_mode = DELETE").fetchone()[0] != "delete":
        raise source_is_read()


def source_is_read() -> UserError:
    """Say that another program has the store open for reading."""
    return UserError("另一个程序正在读取资料，没有改变任何内容。", hint="请关闭安查的其他窗口和命令后再试。")


def _watch(
    connection: Any, target: Path, *, total: int, progress: Progress | None, cancelled: Cancelled | None
) -> None:
    def look() -> int:
        if progress is not None:
            progress(min(target.stat().st_size, total), total)
        return int(cancelled is not None and cancelled())

    connection.set_progress_handler(look, _STEPS)


def _copy(connection: Any, *, cancelled: Cancelled | None) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    kinds = _kinds(connection)
    for name, sql in _statements(connection, "table"):
        if kinds[name] != "shadow":
            connection.execute(sql)
    for name, kind in kinds.items():
        if cancelled is not None and cancelled():
            raise CancelledError
        if kind == "shadow":
            connection.execute(f'DELETE FROM main."{name}"')  # what the index wrote when it was made
        if kind != "virtual" and name != "sqlite_schema" and not name.startswith("sqlite_stat"):
            _copy_rows(connection, name)
    for kind in ("index", "view", "trigger"):
        for _, sql in _statements(connection, kind):
            connection.execute(sql)
    connection.execute("COMMIT")


def _copy_rows(connection: Any, name: str) -> None:
    columns = _columns(connection, name)
    if _has_rowid(connection, name):
        columns = ("rowid", *columns)
    listed = ", ".join(columns)
    connection.execute(f'INSERT INTO main."{name}" ({listed}) SELECT {listed} FROM source."{name}"')


def _prove(connection: Any, *, name: str) -> None:
    """Compare every table of both files; a difference is our own or the disk's fault and nothing was replaced yet."""
    schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"
    if _differ(connection, schema.format("source"), schema.format("main")):
        raise _unlike(name)
    for table, kind in _kinds(connection).items():
        if kind == "virtual" or table == "sqlite_schema" or table.startswith("sqlite_stat"):
            continue
        columns = _columns(connection, table)
        if table in _PROVED_ELSEWHERE:
            columns = tuple(column for column in columns if column != '"data"')
        if _has_rowid(connection, table):
            columns = ("rowid", *columns)
        rows = f'SELECT {", ".join(columns)} FROM {{}}."{table}"'
        if _differ(connection, rows.format("source"), rows.format("main")):
            raise _unlike(name)


def _differ(connection: Any, one: str, other: str) -> bool:
    counts = {connection.execute(f"SELECT count(*) FROM ({query})").fetchone()[0] for query in (one, other)}
    return len(counts) != 1 or connection.execute(f"{one} EXCEPT {other} LIMIT 1").fetchone() is not None


def _kinds(connection: Any) -> dict[str, str]:
    """Give each table of the source with its kind: table, virtual or shadow."""
    rows = connection.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'source' ORDER BY name")
    return {name: kind for name, kind in rows if kind != "view"}


def _statements(connection: Any, kind: str) -> list[tuple[str, str]]:
    query = (
        "SELECT name, sql FROM source.sqlite_schema WHERE type = ? AND sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return list(connection.execute(query, (kind,)))


def _columns(connection: Any, table: str) -> tuple[str, ...]:
    """Name the columns that are stored."""
    rows = connection.execute("SELECT name FROM pragma_table_xinfo(?, 'source') WHERE hidden = 0", (table,))
    return tuple(f'"{row[0]}"' for row in rows)


def _has_rowid(connection: Any, table: str) -> bool:
    query = "SELECT wr FROM pragma_table_list WHERE schema = 'source' AND name = ?"
    return not connection.execute(query, (table,)).fetchone()[0]


def _unlike(name: str) -> RefusedFileError:
    return RefusedFileError(
        f"写出的副本与 {name} 不一致，没有采用，原有资料没有改变。", hint="请运行 ancha check 检查资料和磁盘。"
    )
