"""`make run` opens a window only where one could be seen."""

import sys
from pathlib import Path

import pytest

from tools import run
from tools.run import has_display


@pytest.mark.parametrize(
    ("environ", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_has_display_tells_where_a_window_could_be_seen(environ: dict[str, str], platform: str, seen: bool) -> None:
    assert has_display(environ, platform) is seen


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Keep what would be started, on a machine without a display."""
    runs: list[tuple[str, ...]] = []
    monkeypatch.setattr(run, "run", lambda *arguments: runs.append(arguments))
    monkeypatch.setattr(run, "has_display", lambda _: False)
    monkeypatch.setattr(sys, "argv", ["run.py"])
    return runs


def test_main_opens_the_client_where_there_is_a_display(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "has_display", lambda _: True)
    run.main()
    assert started == [()]


def test_main_passes_a_command_on(started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["run.py", "list", "hazards"])
    run.main()
    assert started == [("list", "hazards")]


def test_main_says_so_and_checks_itself_where_there_is_no_display(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "command_names", lambda: {"self-check"})
    run.main()
    assert "没有找到显示器" in capsys.readouterr().out
    assert started == [("self-check",)]


def test_main_shows_the_demo_in_an_empty_folder_of_its_own(
    started: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demo").mkdir()
    monkeypatch.setattr(run, "DEMO", tmp_path / "demo")
    monkeypatch.setattr(run, "command_names", lambda: {"self-check", "demo"})
    run.main()
    assert started == [("self-check",), ("--data", str(tmp_path / "demo"), "demo")]
    assert not (tmp_path / "demo").exists()


def test_command_names_come_from_the_program_itself() -> None:
    assert "self-check" in run.command_names()
