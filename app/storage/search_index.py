"""The index of names, numbers and words; triggers keep it, so that no road into a table can forget it.

Its lines carry the rowids of the tables, which a VACUUM may change: after one, `rebuild_index`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from app.rules.search_words import index_words

FUNCTION = "ancha_words"
_WORDS = re.compile(rf"{FUNCTION}\(([^)]*)\)")


_FEW = 200  # below this the triggers are quicker than taking them away
_ADDED = re.compile(
    r"AFTER INSERT ON (\w+)\s+BEGIN INSERT INTO (\w+) \(rowid, words\) VALUES \(new\.rowid, (.+?)\); END"
)


class SearchTable(StrEnum):
    """What can be searched by words."""

    ENTERPRISE = "enterprise_search"
    HAZARD = "hazard_search"
    DOCUMENT = "document_search"


def teach(connection: Any) -> None:
    """Give a connection the function that the triggers cut texts with."""
    connection.create_function(FUNCTION, -1, index_words, deterministic=True)


@contextmanager
def filled_at_once(connection: Connection, *, rows: int) -> Iterator[None]:
    """Index the rows that the block adds in one go at its end: row by row costs a third of a large import.

    The triggers that index new rows are taken away and put back word for word within the transaction, so nobody ever
    meets a store without them. The block may only add.
    """
    if rows < _FEW:
        yield
        return
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?, ?)"
    triggers = connection.exec_driver_sql(query, tuple(f"{table}_added" for table in SearchTable)).all()
    last = {name: _last_line(connection, _source(sql)[0]) for name, sql in triggers}
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for name, sql in triggers:
        table, index, words = _source(sql)
        connection.exec_driver_sql(
            f"INSERT INTO {index} (rowid, words) SELECT rowid, {words} FROM {table} WHERE rowid > ?", (last[name],)
        )
        connection.exec_driver_sql(sql)


def _source(trigger: str) -> tuple[str, str, str]:
    """Read out of a trigger which table it indexes where, and which words; it is the one place that says so."""
    found = _ADDED.search(trigger)
    if found is None:
        raise ValueError(f"no trigger of the search index: {trigger}")
    table, index, words = found.groups()
    return table, index, words.replace("new.", "")


def _last_line(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(rowid), 0) FROM {table}").scalar_one())


def rebuild_index(connection: Any) -> None:
    """Make every line of the index anew from the tables, in the words of the triggers that keep it."""
    connection.execute("BEGIN IMMEDIATE")
    for index in SearchTable:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (f"{index}_added",)
        ).fetchone()
        words = _WORDS.search(trigger)
        if words is None:
            raise ValueError(f"the trigger of {index} is worded in another way")
        table = index.removesuffix("_search")
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        columns = words[1].replace("new.", "")
        connection.execute(f'INSERT INTO {index} (rowid, words) SELECT rowid, {FUNCTION}({columns}) FROM "{table}"')
    connection.execute("COMMIT")
