"""The program finds its own files wherever it was put, and keeps the user's in one folder."""

import sys
from pathlib import Path

import pytest

from app import paths
from app.paths import AppPaths, migrations_dir, resource


def test_resource_finds_the_files_of_a_checkout() -> None:
    assert resource("fonts", "OFL.txt").is_file()
    assert migrations_dir().is_dir()


def test_resource_prefers_what_the_wheel_brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "HERE", tmp_path)
    assert resource("icons") == tmp_path / "_data" / "resources" / "icons"


def test_resource_looks_only_into_the_bundle_when_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("qss") == tmp_path / "resources" / "qss"
    with pytest.raises(FileNotFoundError, match="migrations"):
        migrations_dir()


def test_default_prefers_the_argument_then_the_environment_then_the_system(tmp_path: Path) -> None:
    environ = {"ANCHA_DATA": str(tmp_path / "env")}
    assert AppPaths.default(str(tmp_path / "arg"), environ).data == tmp_path / "arg"
    assert AppPaths.default(None, environ).data == tmp_path / "env"
    assert AppPaths.default(None, {}).data.name == "ancha"


def test_default_makes_a_relative_folder_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert AppPaths.default("资料", {}).data == tmp_path / "资料"


def test_everything_written_lies_under_the_data_folder(tmp_path: Path) -> None:
    where = AppPaths(tmp_path)
    written = [where.store, where.lock, where.backups, where.logs, where.temp, where.exports]
    assert {path.parent for path in written} == {tmp_path}
    assert len(set(written)) == len(written)
    assert where.store.name == "ancha.db"
