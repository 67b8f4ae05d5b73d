"""What a killed program left is overwritten and gone; what is at work just now stays."""

import os
from pathlib import Path

import pytest

from app.storage.leftovers import AGE_S, clear_leftovers, overwrite

SECRET = "举报人电话一三八"


def aged(path: Path, *, by: float) -> Path:
    now = path.stat().st_mtime
    os.utime(path, (now - by, now - by))
    return path


def test_overwriting_leaves_zeros_where_the_bytes_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, witness = tmp_path / "old.db", tmp_path / "witness"
    file.write_bytes(SECRET.encode() * 100_000)
    monkeypatch.setattr(Path, "unlink", lambda self: self.replace(witness))
    overwrite(file)
    monkeypatch.undo()
    assert set(witness.read_bytes()) == {0}


def test_what_is_old_goes_and_what_is_young_stays(tmp_path: Path) -> None:
    folder = tmp_path / "temp"
    (folder / "reading-1" / "deep").mkdir(parents=True)
    (folder / "reading-1" / "deep" / "package").write_bytes(SECRET.encode())
    aged(folder / "reading-1", by=AGE_S + 60)
    old, young = folder / "old.ancha", folder / "young.ancha"
    for file in (old, young):
        file.write_bytes(SECRET.encode())
    aged(old, by=AGE_S + 60)
    clear_leftovers(tmp_path)
    assert [entry.name for entry in folder.iterdir()] == ["young.ancha"]


def test_a_link_is_taken_away_and_not_followed(tmp_path: Path) -> None:
    folder, target = tmp_path / "temp", tmp_path / "kept.txt"
    folder.mkdir()
    target.write_text("kept", encoding="utf-8")
    (folder / "link").symlink_to(target)
    clear_leftovers(tmp_path, age_s=-60)
    assert (list(folder.iterdir()), target.read_text(encoding="utf-8")) == ([], "kept")


def test_a_folder_that_is_not_there_is_nothing_to_clear(tmp_path: Path) -> None:
    clear_leftovers(tmp_path)
    overwrite(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []
