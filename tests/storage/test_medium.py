import os
from collections.abc import Callable, Generator
from hashlib import sha256
from pathlib import Path

import pytest

from app.storage import medium
from app.storage.medium import PIECE, NotAsInMemoryError, flushed_meanwhile, hash_in_memory, hash_on_medium

SIZES = [0, 1, 4096, PIECE - 1, PIECE, 2 * PIECE + 777]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "a.part"
    found.touch()
    return found


def nothing(_length: int) -> None:
    return


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("hash_of", [hash_in_memory, hash_on_medium])
def test_hash_is_that_of_the_whole_file(file: Path, size: int, hash_of: Callable[..., str]) -> None:
    data = os.urandom(size)
    file.write_bytes(data)
    told: list[int] = []
    assert hash_of(file, seen=told.append) == sha256(data).hexdigest()
    assert sum(told) == size


@pytest.mark.parametrize("size", SIZES)
def test_hash_is_the_same_where_the_system_cannot_read_past_its_memory(
    file: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = os.urandom(size)
    file.write_bytes(data)
    asked: list[int] = []
    monkeypatch.setattr(os, "O_DIRECT", 0, raising=False)
    monkeypatch.delattr(os, "O_DIRECT")
    monkeypatch.setattr(os, "posix_fadvise", lambda *how: asked.append(how[3]), raising=False)
    monkeypatch.setattr(os, "POSIX_FADV_DONTNEED", 4, raising=False)
    assert hash_on_medium(file, seen=nothing) == sha256(data).hexdigest()
    assert asked == [4]


def test_hash_is_the_same_where_the_file_system_refuses_to_be_read_so(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(b"abc")
    direct, true_open = getattr(os, "O_DIRECT", 1 << 30), os.open

    def refuse(path: Path, flags: int, *more: int) -> int:
        if flags & direct:
            raise OSError(22, "refused")
        return true_open(path, flags, *more)

    monkeypatch.setattr(os, "O_DIRECT", direct, raising=False)
    monkeypatch.setattr(os, "open", refuse)
    assert hash_on_medium(file, seen=nothing) == sha256(b"abc").hexdigest()


def test_file_is_refused_when_the_medium_gives_back_another_byte(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"abc")
    monkeypatch.setattr(medium, "_pieces", lambda _file: iter_of(b"abd"))
    with pytest.raises(NotAsInMemoryError):
        hash_on_medium(file, seen=nothing)


def test_file_is_refused_when_the_medium_has_less_of_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"abc")
    true_stat = Path.stat(file)
    file.write_bytes(b"")
    monkeypatch.setattr(Path, "stat", lambda _self: true_stat)
    with pytest.raises(NotAsInMemoryError):
        hash_on_medium(file, seen=nothing)


def test_what_is_written_is_flushed_while_it_is_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(medium, "FLUSH_BYTES", 10)
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_size))
    told: list[int] = []
    with flushed_meanwhile(file, seen=told.append) as seen, file.open("wb", buffering=0) as writing:
        writing.write(b"x" * 9)
        seen(9)
        assert not flushed
        writing.write(b"x" * 3)
        seen(3)
    assert told == [9, 3]
    assert flushed == [12, 12]


@pytest.mark.parametrize("failing", [1, 2])
def test_lost_write_is_told_when_it_is_met_on_the_way(
    file: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    calls: list[int] = []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == failing:
            raise OSError(5, "lost")

    monkeypatch.setattr(medium, "FLUSH_BYTES", 1)
    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="lost"), flushed_meanwhile(file, seen=nothing) as seen:
        seen(5)


def test_file_is_emptied_when_the_work_is_given_up(file: Path) -> None:
    def give_up() -> None:
        with flushed_meanwhile(file, seen=nothing):
            file.write_bytes(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    assert file.read_bytes() == b""


def iter_of(*pieces: bytes) -> Generator[bytes, None, None]:
    yield from pieces
