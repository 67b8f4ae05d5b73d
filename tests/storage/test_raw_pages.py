"""Pages as they lie on the disk, with what the journal adds and nothing that was never committed."""

import shutil
from pathlib import Path

import pytest

from app.storage.engine import PAGE_SIZE, connect
from app.storage.raw_pages import RawPages, committed_frames

KEY = bytes(range(32))


def store_with_journal(folder: Path, *, key: bytes | None = None) -> Path:
    """Write a file whose last commit stands in the journal only, copied while it was open."""
    connection = connect(folder / "open.db", key=key)
    connection.execute("CREATE TABLE t (a)")
    connection.execute("INSERT INTO t VALUES ('checkpointed')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("INSERT INTO t VALUES ('committed')")
    for suffix in ("", "-wal"):
        shutil.copyfile(folder / f"open.db{suffix}", folder / f"cut.db{suffix}")
    connection.close()
    return folder / "cut.db"


def text_of(file: Path, *, key: bytes | None = None) -> bytes:
    """Return all pages that can be read, one after the other."""
    with RawPages(file, key=key) as pages:
        return b"".join(pages.page(number) or b"" for number in pages.numbers())


@pytest.mark.parametrize("key", [None, KEY])
def test_committed_frames_stand_over_the_file(tmp_path: Path, key: bytes | None) -> None:
    file = store_with_journal(tmp_path, key=key)
    assert b"committed" in text_of(file, key=key)
    file.with_name("cut.db-wal").unlink()
    assert b"checkpointed" in text_of(file, key=key)
    assert b"committed" not in text_of(file, key=key)


def test_journal_counts_up_to_its_first_fault(tmp_path: Path) -> None:
    file = store_with_journal(tmp_path)
    journal = file.with_name("cut.db-wal")
    data = bytearray(journal.read_bytes())
    data[-1] ^= 1
    journal.write_bytes(data)
    assert committed_frames(journal) == {}
    journal.write_bytes(b"no journal at all")
    assert committed_frames(journal) == {}


def test_page_whose_seal_is_broken_is_none(tmp_path: Path) -> None:
    file = store_with_journal(tmp_path, key=KEY)
    file.with_name("cut.db-wal").unlink()
    data = bytearray(file.read_bytes())
    data[PAGE_SIZE + 99] ^= 1
    file.write_bytes(data)
    with RawPages(file, key=KEY) as pages:
        assert pages.page(1) is not None
        assert pages.page(2) is None
        assert pages.page(99) is None
    with RawPages(file, key=bytes(32)) as pages:
        assert pages.page(1) is None


def test_page_that_is_cut_off_is_none(tmp_path: Path) -> None:
    (tmp_path / "short.db").write_bytes(b"x" * (PAGE_SIZE + 100))
    with RawPages(tmp_path / "short.db") as pages:
        assert pages.count == 1
        assert pages.page(2) is None
