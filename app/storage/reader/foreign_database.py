"""Open a foreign SQLite file so that it can do nothing but be read, and refuse tables that are not a package's."""

import sqlite3
import time
from pathlib import Path

from app.storage.package_schema import TABLES
from app.storage.reader.limits import Limits
from app.storage.reader.refused import Refused
from app.values.refusal import RefusalCode

# Damage shows as any of these; UnicodeDecodeError is a ValueError.
SQLITE_FAULTS = (sqlite3.Error, ValueError, OverflowError)
ROOM_FOR_A_ROW = 64 * 1024
_STEPS_BETWEEN_LOOKS = 50_000
_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA query_only = ON",
)
_ALLOWED_PRAGMAS = frozenset({"quick_check", "table_xinfo"})
_KNOWN = frozenset({*TABLES, "sqlite_master", "sqlite_schema"})
_INDEX_PREFIX = "sqlite_autoindex_"


class Deadline:
    """Until when one request may take."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.renew()

    def renew(self) -> None:
        """Begin anew."""
        self._end = time.monotonic() + self._seconds

    def is_over(self) -> int:
        """Say, as SQLite wants it, whether the time is up."""
        return int(time.monotonic() > self._end)


def open_foreign(file: Path, *, limits: Limits, deadline: Deadline) -> sqlite3.Connection:
    """Open a private copy of a foreign file for reading alone, with everything switched off that could run."""
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, cached_statements=0
    )
    try:
        _set_limits(connection, limits=limits)
        connection.set_progress_handler(deadline.is_over, _STEPS_BETWEEN_LOOKS)
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        connection.set_authorizer(_authorize)
    except SQLITE_FAULTS as error:
        connection.close()
        raise fault(error) from None
    return connection


def check_tables(connection: sqlite3.Connection) -> None:
    """Refuse anything but the tables of a package, word for word, and the indexes that SQLite makes for them."""
    try:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        found = [_known_table(*row) for row in rows if not _is_own_index(*row)]
        if sorted(found) != sorted(TABLES):
            raise Refused(RefusalCode.NOT_A_PACKAGE)
        for table in TABLES:
            if any(column[6] for column in connection.execute(f"PRAGMA table_xinfo({table})")):
                raise Refused(RefusalCode.GENERATED_COLUMN, table)
    except SQLITE_FAULTS as error:
        raise fault(error) from None


def check_pages(connection: sqlite3.Connection) -> None:
    """Refuse a file whose pages do not fit together."""
    try:
        answers = [str(row[0]) for row in connection.execute("PRAGMA quick_check(1)")]
    except SQLITE_FAULTS as error:
        raise fault(error) from None
    if answers != ["ok"]:
        raise Refused(RefusalCode.DAMAGED, "页")


def fault(error: Exception) -> Refused:
    """Tell which reason lies behind an error of SQLite."""
    words = str(error)
    if "interrupted" in words:
        return Refused(RefusalCode.TOO_SLOW)
    if "too big" in words:
        return Refused(RefusalCode.VALUE_TOO_LONG)
    return Refused(RefusalCode.DAMAGED, "页")


def _set_limits(connection: sqlite3.Connection, *, limits: Limits) -> None:
    for category, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, max(limits.blob, limits.revision) + ROOM_FOR_A_ROW),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 4096),
        (sqlite3.SQLITE_LIMIT_COLUMN, 64),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 64),
        (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 8),
        (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 4),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 8),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        connection.setlimit(category, most)
    # Python 3.12 and later only; the exact list of tables refuses the same things on 3.11.
    for name, value in (("DEFENSIVE", True), ("ENABLE_TRIGGER", False), ("ENABLE_VIEW", False)):
        option = getattr(sqlite3, f"SQLITE_DBCONFIG_{name}", None)
        if option is not None:
            connection.setconfig(option, value)  # type: ignore[attr-defined,unused-ignore]


def _authorize(action: int, first: str | None, _second: str | None, _database: str | None, _by: str | None) -> int:
    is_allowed = (
        action == sqlite3.SQLITE_SELECT
        or (action == sqlite3.SQLITE_READ and first in _KNOWN)
        or (action == sqlite3.SQLITE_PRAGMA and first in _ALLOWED_PRAGMAS)
    )
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def _is_own_index(kind: object, name: object, table: object, sql: object) -> bool:
    return kind == "index" and sql is None and table in TABLES and name == f"{_INDEX_PREFIX}{table}_1"


def _known_table(kind: object, name: object, table: object, sql: object) -> str:
    if kind == "trigger":
        raise Refused(RefusalCode.FOREIGN_TRIGGER, str(name))
    if kind == "view":
        raise Refused(RefusalCode.FOREIGN_VIEW, str(name))
    if kind == "table" and name == table and isinstance(name, str) and TABLES.get(name) == sql:
        return name
    words = str(sql).upper()
    if words.startswith("CREATE VIRTUAL"):
        raise Refused(RefusalCode.FOREIGN_VIRTUAL_TABLE, str(name))
    if name in TABLES and " AS (" in words.replace("AS(", "AS ("):
        raise Refused(RefusalCode.GENERATED_COLUMN, str(name))
    raise Refused(RefusalCode.FOREIGN_TABLE, str(name))
