"""Rows that are read out of single pages are those that SQLite wrote, whatever their size."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.storage.engine import PAGE_SIZE
from app.storage.raw_pages import RawPages
from app.storage.raw_rows import Row, rows_of_page

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.binary(max_size=40),
    st.text(max_size=40),
    st.integers(0, 60_000).map(bytes),
    st.integers(1, 20_000).map(lambda size: "长" * size),
)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=12)


def read_raw(file: Path, *, is_table: bool) -> list[Row]:
    """Return every row of the file's pages but those of the schema."""
    with RawPages(file) as pages:
        return [
            found.values
            for number in pages.numbers()
            if number > 1
            for found in rows_of_page(pages, number, pages.page(number) or bytes(PAGE_SIZE))
            if found.is_table is is_table
        ]


@contextmanager
def written(rows: list[Row], *, table: str) -> Iterator[Path]:
    """Let SQLite write the rows into a file of our page size."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.db"
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute(table)
            connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(rows[0]))})", rows)
            connection.commit()
        yield file


@given(ROWS)
def test_rows_of_a_table_come_back_as_they_were_written(rows: list[Row]) -> None:
    with written(rows, table="CREATE TABLE t (a, b, c)") as file:
        assert read_raw(file, is_table=True) == rows


@given(st.lists(st.integers(0, 9_000), unique=True, min_size=1, max_size=300))
def test_rows_of_a_table_without_rowids_come_back_from_leaves_and_inner_pages(sizes: list[int]) -> None:
    rows: list[Row] = [(size, bytes(size)) for size in sizes]
    with written(rows, table="CREATE TABLE t (a INTEGER, b BLOB, PRIMARY KEY (a)) WITHOUT ROWID") as file:
        assert sorted(read_raw(file, is_table=False), key=repr) == sorted(rows, key=repr)


@given(st.binary(min_size=64, max_size=400), st.sampled_from([0x0D, 0x0A, 0x02]), st.integers(0, 9))
def test_garbage_in_a_page_never_raises(garbage: bytes, kind: int, count: int) -> None:
    page = bytes([kind, 0, 0, 0, count]) + garbage
    page += bytes(PAGE_SIZE - len(page))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "garbage.db"
        file.write_bytes(bytes(PAGE_SIZE) + page)
        assert len(read_raw(file, is_table=True)) + len(read_raw(file, is_table=False)) <= 2 * count
