"""What is said of a closed store is believed only of that very store, and once."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.look_file import MOST, drop_look, place, take_look, write_look

SAID = {"days": {"2026-11-16": ["示例"]}}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "ancha.db"
    file.write_bytes(b"a closed store")
    return file


def test_what_was_said_is_taken_once(database: Path) -> None:
    write_look(database, SAID)
    assert take_look(database) == SAID
    assert not place(database).exists()
    assert take_look(database) is None


def test_only_its_user_may_read_it(database: Path) -> None:
    write_look(database, SAID)
    assert stat.S_IMODE(place(database).stat().st_mode) == 0o600
    assert [file.name for file in database.parent.iterdir() if file.suffix == ".part"] == []


def grow(database: Path) -> None:
    database.write_bytes(b"a store that was written")


def touch(database: Path) -> None:
    known = database.stat()
    os.utime(database, ns=(known.st_atime_ns, known.st_mtime_ns + 1))


def exchange(database: Path) -> None:
    known = database.stat()
    other = database.with_name("other.db")
    other.write_bytes(database.read_bytes())
    os.utime(other, ns=(known.st_atime_ns, known.st_mtime_ns))
    other.replace(database)


def leave_unwritten(database: Path) -> None:
    database.with_name("ancha.db-wal").write_bytes(b"not in the file yet")


@pytest.mark.parametrize("change", [grow, touch, exchange, leave_unwritten, Path.unlink])
def test_nothing_is_believed_of_a_store_that_changed(database: Path, change: Callable[[Path], None]) -> None:
    write_look(database, SAID)
    change(database)
    assert take_look(database) is None
    assert not place(database).exists()


def test_empty_journal_of_a_reader_changes_nothing(database: Path) -> None:
    write_look(database, SAID)
    database.with_name("ancha.db-wal").touch()
    assert take_look(database) == SAID


@pytest.mark.parametrize("text", ["", "{", "[]", '"says"', "\udcff", json.dumps({"said": SAID}), "1" * (MOST + 1)])
def test_damaged_file_says_nothing(database: Path, text: str) -> None:
    place(database).write_text(text, encoding="utf-8", errors="surrogateescape")
    assert take_look(database) is None


def test_store_that_waits_to_be_written_is_not_told_of(database: Path) -> None:
    leave_unwritten(database)
    write_look(database, SAID)
    assert not place(database).exists()


def test_folder_that_takes_nothing_goes_without(database: Path) -> None:
    place(database).mkdir()
    (place(database) / "in the way").touch()
    write_look(database, SAID)
    assert take_look(database) is None


def test_dropped_is_gone(database: Path) -> None:
    write_look(database, SAID)
    drop_look(database)
    drop_look(database)
    assert take_look(database) is None
