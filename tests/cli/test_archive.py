"""The archive from the command line."""

from pathlib import Path

from tests.cli.conftest import Ancha


def test_archive_tells_before_it_writes(ancha: Ancha) -> None:
    said = ancha("archive", "2020")
    assert said.code == 0
    assert "闭环的检查 0 次" in said.out
    assert "还没有归档" in ancha("archive").out
    assert ancha("archive", "--json").json == []


def test_archive_refuses_a_year_without_photos_and_writes_nothing(ancha: Ancha, tmp_path: Path) -> None:
    said = ancha("archive", "2020", "-o", tmp_path / "2020.ancha")
    assert (said.code, said.out) == (1, "")
    assert "没有可以归档的照片" in said.err
    assert not (tmp_path / "2020.ancha").exists()


def test_archive_without_a_year_but_with_a_file_is_wrong_usage(ancha: Ancha, tmp_path: Path) -> None:
    assert ancha("archive", "-o", tmp_path / "a.ancha").code == 2


def test_moved_archive_of_a_year_without_one_is_wrong_usage(ancha: Ancha, tmp_path: Path) -> None:
    assert ancha("archive", "2020", "--moved-to", tmp_path / "a.ancha").code == 2
