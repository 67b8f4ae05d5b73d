"""How the database is opened: one file, written ahead, every commit on the disk, transactions begun by us."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import Pool, QueuePool
from sqlcipher3 import dbapi2

from app.storage.search_index import teach

PAGE_SIZE = 16_384
BUSY_MS = 5_000
CHECKPOINT_PAGES = 512  # 8 MB
JOURNAL_LIMIT = 64 * 1024 * 1024

_BEGIN = "ancha_begin"


def connect(path: Path, *, key: bytes | None = None) -> Any:
    """Open one connection to our own file, with its key where it has one."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    use_key(connection, key)
    for name, value in (
        ("busy_timeout", BUSY_MS),
        ("page_size", PAGE_SIZE),  # takes effect on a new file only
        ("journal_mode", "WAL"),
        ("synchronous", "FULL"),
        ("foreign_keys", "ON"),
        ("recursive_triggers", "ON"),  # so that REPLACE cannot get round the guard of the log
        ("wal_autocheckpoint", CHECKPOINT_PAGES),
        ("journal_size_limit", JOURNAL_LIMIT),
    ):
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    teach(connection)
    return connection


def use_key(connection: Any, key: bytes | None) -> None:
    """Give a fresh connection the raw key of its file; without one the file is a plain database."""
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told by us, in words
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA cipher_page_size = {PAGE_SIZE}")


def make_engine(path: Path, *, key: bytes | None = None, pool: type[Pool] = QueuePool) -> Engine:
    """Return the engine of the store; a unit of work begins its transaction itself."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key=key),
        poolclass=pool,
        hide_parameters=True,  # else an error, and with it the log, would say what was being written
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the engine whose transactions take the right to write at once, so that none is refused half-way."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
