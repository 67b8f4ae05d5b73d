"""Rows are found on their pages without SQLite, the same that it would give."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from app.storage.package_schema import DDL, HEAD, PAGE_SIZE
from app.storage.reader.carving import Carver

# Around where a row begins to run over to other pages, and where it fills them.
SIZES = (0, 1, 100, 4000, 4080, 4100, 16_200, 16_300, 16_349, 16_350, 16_380, 16_400, 32_700, 50_000, 400_000)


def _write(file: Path, table: str, contents: list[bytes]) -> dict[bytes, bytes]:
    rows = {sha256(data).digest(): data for data in contents}
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in (*HEAD, "PRAGMA synchronous = OFF"):
            connection.execute(pragma)
        connection.executescript(DDL)
        connection.execute("BEGIN")
        if table == "blob":
            values = [(sha, len(data), data) for sha, data in rows.items()]
            connection.executemany("INSERT INTO blob VALUES (?, ?, ?)", values)
        else:
            connection.executemany("INSERT INTO revision VALUES (?, ?)", rows.items())
        connection.execute("COMMIT")
    return rows


@pytest.mark.parametrize("table", ["revision", "blob"])
def test_every_row_is_found_whatever_its_length(table: str, tmp_path: Path) -> None:
    chance = Random(1)
    rows = _write(tmp_path / "a", table, [chance.randbytes(size + more) for size in SIZES for more in range(9)])
    with (tmp_path / "a").open("rb") as file:
        carver = Carver(file, most=10_000_000)
        found = {each.sha: (each.size, carver.content(each)) for each in carver.rows()}
    assert {sha: data for sha, (_, data) in found.items()} == rows
    assert all(size == (len(rows[sha]) if table == "blob" else None) for sha, (size, _) in found.items())


def test_a_row_whose_pages_are_lost_is_none_and_pages_of_chance_give_nothing_false(tmp_path: Path) -> None:
    chance = Random(2)
    rows = _write(tmp_path / "a", "blob", [chance.randbytes(40_000) for _ in range(4)])
    data = (tmp_path / "a").read_bytes()
    for _ in range(30):
        bad = bytearray(data)
        for _ in range(3):
            page = chance.randrange(1, len(data) // PAGE_SIZE) * PAGE_SIZE
            bad[page : page + chance.choice((8, 200, PAGE_SIZE))] = b""
            bad[page:page] = chance.randbytes(len(data) - len(bad))
        (tmp_path / "b").write_bytes(bad)
        with (tmp_path / "b").open("rb") as file:
            carver = Carver(file, most=100_000)
            for found in carver.rows():
                content = carver.content(found)
                assert content is None or found.sha not in rows or len(content) <= 100_000
