"""Chosen files are read whole or named, and written whole or not at all."""

from pathlib import Path

import pytest

from app.ui.pages.chosen_files import read_all, write_file
from app.values.errors import UserError


def test_files_come_back_in_their_order(tmp_path: Path) -> None:
    paths = [write_file(tmp_path / name, lambda name=name: name.encode()) for name in ("乙.pdf", "甲.pdf")]  # type: ignore[misc]
    assert read_all(paths) == ("乙.pdf".encode(), "甲.pdf".encode())


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"没有\.pdf"):
        read_all([tmp_path / "没有.pdf"])


def test_failed_write_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    place = tmp_path / "报告.pdf"
    place.mkdir()  # nothing can be put in the place of a folder
    with pytest.raises(UserError, match="没有写到"):
        write_file(place, lambda: b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["报告.pdf"]
