"""The command line: one file per command group, each with a `register` that adds its commands."""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

import typer
from typer.exceptions import Exit, TyperException

from app import __version__
from app.cli import (
    archive,
    demo,
    encryption,
    handover,
    hub,
    imports,
    ledgers,
    library,
    numbers,
    office,
    papers,
    recording,
    safekeeping,
    self_check,
    supervision,
)
from app.cli.context import Context, context_of
from app.cli.usage import help_in_chinese, in_chinese
from app.values.errors import UsageError, UserError

# A new group is a module of this package with `register(commands)`, and its line here.
GROUPS: tuple[Callable[[typer.Typer], None], ...] = (
    archive.register,
    demo.register,
    encryption.register,
    handover.register,
    hub.register,
    imports.register,
    ledgers.register,
    library.register,
    numbers.register,
    office.register,
    papers.register,
    recording.register,
    safekeeping.register,
    self_check.register,
    supervision.register,
)

# What Typer makes of Ctrl+C.
_INTERRUPTED = 130

_ABOUT = (
    "安查：安全生产监督检查离线客户端。不写命令时打开窗口；--data 文件夹（或环境变量 ANCHA_DATA）改变资料存放的位置。"
)


def build() -> typer.Typer:
    """Put the commands of all groups together."""
    commands = typer.Typer(
        name="ancha",
        help=_ABOUT,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
    )
    commands.callback()(_start)
    for register in GROUPS:
        register(commands)
    return commands


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"安查 {__version__}")
        raise Exit


_PASSPHRASE_FILE = typer.Option(
    "--passphrase-file", metavar="F", help="资料已加密时：口令，写在文件第一行。", show_default=False
)
_VERSION = typer.Option("--version", help="显示版本。", is_eager=True, callback=_say_version)


def _start(
    command: typer.Context,
    *,
    version: Annotated[bool, _VERSION] = False,
    passphrase_file: Annotated[str, _PASSPHRASE_FILE] = "",
) -> None:
    """Take the options that stand before the command."""
    _ = version  # answered before this is called
    if passphrase_file:
        command.obj = replace(context_of(command), passphrase_file=passphrase_file)


def run(arguments: Sequence[str], *, context: Context) -> int:
    """Carry out one command and give its exit code; its output appears only when it has succeeded."""
    _refuse_broken_signs(arguments)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        try:
            command = typer.main.get_command(build())
            code = command.main(list(arguments), prog_name="ancha", obj=context, standalone_mode=False)
        except TyperException as refusal:
            raise in_chinese(refusal) from refusal
    if code == _INTERRUPTED:
        raise UserError("已中断，", hint="没有做完的这一步没有保存，可以重新运行同一命令。")
    said = output.getvalue()
    _hand_out(help_in_chinese(said) if "--help" in arguments else said)
    return code if isinstance(code, int) else 0


def _refuse_broken_signs(arguments: Sequence[str]) -> None:
    """Take no bytes that are no text: they can be neither stored nor searched for."""
    try:
        "".join(arguments).encode()
    except UnicodeEncodeError as error:
        raise UsageError("命令写得不对：里面有不是 UTF-8 的字符。", hint="请重新输入，或给文件换一个名称。") from error


def _hand_out(said: str) -> None:
    """Print the whole answer; a reader that has seen enough, such as `head`, is no error."""
    try:
        print(said, end="", flush=True)
    except BrokenPipeError:
        # Python flushes once more at the end and must not meet the closed pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
