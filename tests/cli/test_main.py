"""Commands answer on stdout only when they have succeeded, and refuse in Chinese."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from app import __version__
from app.cli import main
from app.cli.context import Context
from app.paths import AppPaths
from app.values.errors import UsageError, UserError


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(AppPaths(tmp_path))


@pytest.fixture
def add_command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., None]], None]:
    def add(command: Callable[..., None]) -> None:
        monkeypatch.setattr(main, "GROUPS", (*main.GROUPS, lambda commands: commands.command("try")(command)))

    return add


def test_run_prints_what_the_command_said_once_it_is_done(
    context: Context, add_command: Callable[[Callable[..., None]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    add_command(lambda: typer.echo("三条隐患"))
    assert main.run(["try"], context=context) == 0
    assert capsys.readouterr().out == "三条隐患\n"


def test_run_keeps_stdout_empty_when_the_command_fails_half_way(
    context: Context, add_command: Callable[[Callable[..., None]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def half() -> None:
        typer.echo("一半")
        raise UserError("资料库被占用。")

    add_command(half)
    with pytest.raises(UserError, match="占用"):
        main.run(["try"], context=context)
    assert capsys.readouterr().out == ""


def test_run_passes_the_exit_code_of_an_answer_on(
    context: Context, add_command: Callable[[Callable[..., None]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown() -> None:
        typer.echo("未知")
        raise typer.Exit(1)

    add_command(unknown)
    assert main.run(["try"], context=context) == 1
    assert capsys.readouterr().out == "未知\n"


def test_run_refuses_in_words_when_the_person_interrupts(
    context: Context, add_command: Callable[[Callable[..., None]], None]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    add_command(interrupted)
    with pytest.raises(UserError, match="已中断"):
        main.run(["try"], context=context)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "没有“nothing”这个命令"),
        (["self-check", "--wrong"], "没有 --wrong 这个选项"),
        (["self-check", "甲"], "多写了 甲"),
        ([], "没有写要做什么"),
    ],
)
def test_run_refuses_wrong_usage_in_chinese(arguments: list[str], said: str, context: Context) -> None:
    with pytest.raises(UsageError, match=said):
        main.run(arguments, context=context)


def test_run_says_its_version(context: Context, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--version"], context=context) == 0
    assert capsys.readouterr().out == f"安查 {__version__}\n"


def test_run_is_content_when_the_reader_has_seen_enough() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        command = [sys.executable, "-m", "app", "--help"]
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
