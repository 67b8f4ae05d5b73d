"""The set-up does what is missing, once, and says in words what it cannot do."""

import sys
from pathlib import Path

import pytest

from tools import setup, system_packages


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Keep the commands that would be run, in a folder where nothing is set up yet."""
    ran: list[list[str]] = []
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "_run", lambda command, **_: ran.append(command))
    return ran


def test_install_lock_runs_once_and_again_when_the_lock_changed(tmp_path: Path, commands: list[list[str]]) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    setup._install_lock(lock)
    setup._install_lock(lock)
    assert len(commands) == 1
    assert commands[0][-3:] == ["--require-hashes", "-r", str(lock)]
    lock.write_text("a==2\n", encoding="utf-8")
    setup._install_lock(lock)
    assert len(commands) == 2


def test_install_lock_tries_again_when_it_was_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def broken_off(command: list[str], *, failed: str) -> None:
        tried.append(command)
        sys.exit(failed)

    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "_run", broken_off)
    for _ in range(2):
        with pytest.raises(SystemExit, match="检查网络"):
            setup._install_lock(lock)
    assert len(tried) == 2


def test_install_project_runs_again_when_the_folder_has_moved(
    tmp_path: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = '[project]\nname = "ancha"\nscripts = {ancha = "app.__main__:main"}\ndependencies = []\n'
    moved = tmp_path / "新 位置"
    moved.mkdir()
    for folder in (tmp_path, moved):
        (folder / "pyproject.toml").write_text(project, encoding="utf-8")
    setup._install_project()
    setup._install_project()
    assert len(commands) == 1
    monkeypatch.setattr(setup, "ROOT", moved)
    setup._install_project()
    assert [command[-1] for command in commands] == [str(tmp_path), str(moved)]


@pytest.mark.parametrize("version", [(3, 10, 0), (3, 14, 0)])
def test_check_python_names_the_versions_when_this_one_does_not_do(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit, match=r"需要 Python 3\.11 至 3\.13"):
        setup._check_python()


@pytest.mark.parametrize(
    ("window", "missing", "installed"),
    [
        (True, [], []),
        (False, [setup.WINDOW_PROBE], []),
        (True, [setup.WINDOW_PROBE], [system_packages.WINDOW]),
        (False, [setup.QT_PROBE], [system_packages.QT]),
    ],
)
def test_install_libraries_installs_only_what_does_not_load(
    window: bool, missing: list[str], installed: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup, "_succeeds", lambda code: code not in missing)
    monkeypatch.setattr(setup, "_prove", lambda code: None)
    monkeypatch.setattr("tools.system_packages.install", lambda packages, **_: asked.append(packages))
    setup._install_libraries(window=window)
    assert asked == installed
