"""The program keeps the exit codes that scripts rely on."""

from pathlib import Path

import pytest

import app.cli.main
from app.__main__ import run, take_data
from app.values.errors import RefusedFileError, UsageError, UserError


@pytest.mark.parametrize(
    ("error", "code"), [(UserError("占用"), 1), (UsageError("写错"), 2), (RefusedFileError("损坏"), 3)]
)
def test_run_gives_the_code_of_the_error_and_says_it_on_stderr_alone(
    error: UserError, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(app.cli.main, "run", fail)
    assert run(["list"], {"ANCHA_DATA": str(tmp_path)}) == code
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", error.message)


def test_run_gives_70_and_the_log_path_when_the_program_is_at_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app.cli.main, "run", lambda *_, **__: 1 // 0)
    assert run(["list", "--data", str(tmp_path)], {}) == 70
    said = capsys.readouterr()
    log = tmp_path / "logs" / "ancha.log"
    assert said.out == ""
    assert str(log) in said.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_take_data_finds_the_folder_wherever_it_stands() -> None:
    assert take_data(["--data", "甲", "list"]) == ("甲", ["list"])
    assert take_data(["list", "--data=乙", "--json"]) == ("乙", ["list", "--json"])
    assert take_data(["list"]) == (None, ["list"])


@pytest.mark.parametrize("arguments", [["list", "--data"], ["--data=", "list"], ["--data", "", "list"]])
def test_take_data_refuses_a_folder_without_a_name(arguments: list[str]) -> None:
    with pytest.raises(UsageError, match="--data"):
        take_data(arguments)
