"""`ancha print`, `ancha report loop`, `ancha verify`: papers as files."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answer import JsonFlag, say_json
from app.cli.context import context_of
from app.cli.output_file import OutputOption, write_file
from app.values.enums import CopyKind
from app.values.errors import UserError
from app.values.rows_document import Finding

CODES = {Finding.SAME: 0, Finding.REGISTERED: 0, Finding.CHANGED: 3, Finding.UNKNOWN: 1}


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("print", help="已签发文书的 PDF，每次都是同样的字节。")(print_)
    commands.command("verify", help="核对文书文件：一致（0）、已改动（3）、未知（1）。")(verify)
    group = typer.Typer(help="报告：loop 闭环报告。", rich_markup_mode=None)
    group.command("loop", help="一次检查的闭环报告。")(loop)
    commands.add_typer(group, name="report")
    group.callback()(_reports)


def _reports() -> None:
    """Hold the reports together, however few there are."""


def print_(
    command: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="NUMBER|ID", help="文号或者编号。", show_default=False)],
    output: OutputOption,
    *,
    copy: Annotated[CopyKind | None, typer.Option("--copy", help="哪一种件；不写为签发时的文件。")] = None,
) -> None:
    """Write an issued paper into a file."""
    with context_of(command).reading() as services:
        kind, record_id = services.records.find(reference)
        if kind != "document":
            raise UserError(f"“{reference}”不是文书。", hint="请写文书的文号或者编号。")
        data = services.documents.file(record_id, copy)
    write_file(output, data)


def loop(
    command: typer.Context,
    inspection: Annotated[
        str, typer.Argument(metavar="INSPECTION", help="检查的编号，或该次检查的文书文号。", show_default=False)
    ],
    output: OutputOption,
) -> None:
    """Write the closed-loop report of an inspection into a file."""
    with context_of(command).reading() as services:
        data = services.loop.report(services.records.inspection_id(inspection))
    write_file(output, data)


def verify(
    command: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.pdf", help="要核对的文件。", exists=True, dir_okay=False, show_default=False),
    ],
    *,
    as_json: JsonFlag = False,
) -> None:
    """Say whether a file is that of the register."""
    data = file.read_bytes()
    with context_of(command).reading() as services:
        found = services.documents.verify(data)
    if as_json:
        say_json(found)
    else:
        typer.echo(f"{found.finding.value}　{found.message}")
    raise typer.Exit(CODES[found.finding])
