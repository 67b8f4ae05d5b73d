"""Every refusal of the parser reaches the person in Chinese."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.exceptions import TyperException
from typer.testing import CliRunner

from app.cli.usage import help_in_chinese, in_chinese


class Copy(StrEnum):
    PRINTED = "打印件"
    SCANNED = "扫描件"


def command(
    number: Annotated[str, typer.Argument()],
    *,
    copy: Annotated[Copy, typer.Option()] = Copy.PRINTED,
    days: Annotated[int, typer.Option(min=1, max=90)] = 1,
    day: Annotated[date | None, typer.Option()] = None,
    month: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    quick: Annotated[bool, typer.Option("--quick")] = False,
) -> None:
    """Take one of each kind of argument."""


def refusal(arguments: list[str]) -> TyperException:
    commands = typer.Typer(rich_markup_mode=None)
    commands.command()(command)
    with pytest.raises(TyperException) as caught:
        typer.main.get_command(commands).main(arguments, standalone_mode=False)
    return caught.value


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少 number"),
        (["1", "--copy"], "--copy 后面要写一个值"),
        (["1", "--copy", "手抄件"], "--copy 不能是“手抄件”，只能是 打印件、扫描件"),
        (["1", "--file", "没有.pdf"], "--file 写的“没有.pdf”不存在"),
        (["1", "--days", "三"], "--days 要写数字"),
        (["1", "--days", "0"], "--days 不能小于 1"),
        (["1", "--days", "99"], "--days 不能大于 90"),
        (["1", "--day", "三号"], "--day 要写日期"),
        (["1", "--month", "2026-13-01"], "--month 要写日期"),
        (["1", "--file", "."], "--file 写的“.”是文件夹"),
        (["1", "--quick=yes"], "--quick 后面不写值"),
        (["1", "--coppy", "x"], "没有 --coppy 这个选项"),
        (["1", "2", "3"], "多写了 2 3"),
    ],
)
def test_in_chinese_words_the_refusal(arguments: list[str], said: str) -> None:
    error = in_chinese(refusal(arguments))
    assert said in error.message
    assert error.exit_code == 2


def test_a_help_text_has_no_words_of_the_parser() -> None:
    commands = typer.Typer(rich_markup_mode=None, add_completion=False)
    commands.command()(command)
    commands.command("other")(command)
    runner = CliRunner()
    for arguments in (["--help"], ["other", "--help"]):
        said = help_in_chinese(runner.invoke(commands, arguments).output)
        assert "写法：" in said
        assert "显示这份说明。" in said
        for word in ("Usage", "Options:", "Arguments:", "Commands:", "message", "required", "ARGS"):
            assert word not in said
