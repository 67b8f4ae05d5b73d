"""A file is there whole, or what was there before."""

import errno
import os
import stat
from pathlib import Path

import pytest

from app.storage.whole_file import make_private, remove, written_whole
from app.values.errors import UserError


def test_what_was_written_takes_the_place_of_the_target(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.ancha"
    with written_whole(target) as part:
        part.write_bytes(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert list(target.parent.iterdir()) == [target]


def test_a_block_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.ancha"
    target.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        _break_off(target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def _break_off(target: Path) -> None:
    with written_whole(target) as part:
        part.write_bytes(b"half")
        raise KeyboardInterrupt


def test_what_the_disk_says_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="无法写入"), written_whole(tmp_path / "a.ancha"):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_an_old_half_goes_before_a_new_one_is_begun(tmp_path: Path) -> None:
    (tmp_path / "a.ancha.part").write_bytes(b"of a run that was killed")
    (tmp_path / "a.ancha.part-journal").write_bytes(b"its journal")
    with written_whole(tmp_path / "a.ancha") as part:
        assert part.read_bytes() == b""
        assert not (tmp_path / "a.ancha.part-journal").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists of its own")
def test_what_is_being_written_is_for_this_user_alone(tmp_path: Path) -> None:
    make_private(tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_that_somebody_laid_in_the_way_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"keep")
    (tmp_path / "a.ancha.part").symlink_to(victim)
    with written_whole(tmp_path / "a.ancha") as part:
        part.write_bytes(b"new")
    assert victim.read_bytes() == b"keep"


def test_removing_takes_what_a_database_laid_beside_it(tmp_path: Path) -> None:
    for name in ("a", "a-journal", "a-wal", "a-shm", "ab"):
        (tmp_path / name).write_bytes(b"")
    remove(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["ab"]
    remove(tmp_path / "a")


def _refuse_folders(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    true_fsync = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, "as this drive answers")
        true_fsync(handle)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no handle of a folder to flush")
def test_a_drive_that_knows_no_flushing_of_folders_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse_folders(monkeypatch, errno.EINVAL)
    with written_whole(tmp_path / "a") as part:
        part.write_bytes(b"whole")
    assert (tmp_path / "a").read_bytes() == b"whole"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no handle of a folder to flush")
def test_a_drive_that_fails_at_the_last_step_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse_folders(monkeypatch, errno.EIO)
    with pytest.raises(UserError, match="没有写成"), written_whole(tmp_path / "a"):
        pass
    assert not list(tmp_path.iterdir())
