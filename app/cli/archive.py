"""`ancha archive`: closed years into packages, and where those lie."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answer import JsonFlag, say_json, say_table
from app.cli.context import context_of
from app.cli.package_passphrase import PassphraseFile, passphrase_of
from app.values.errors import UsageError
from app.values.sizes import megabytes

Year = Annotated[
    int | None, typer.Argument(metavar="YEAR", help="哪一年；不写就列出已有的归档包。", show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE.ancha", help="归档包写到哪里；不写只说明。", show_default=False),
]
Moved = Annotated[
    Path | None, typer.Option("--moved-to", metavar="FILE", help="这一年的归档包现在在哪里。", show_default=False)
]


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("archive", help="把某一年已闭环检查的照片移到归档包；记录和文书留下，照片以后从归档包看。")(
        archive
    )


def archive(
    command: typer.Context,
    year: Year = None,
    *,
    output: Output = None,
    moved_to: Moved = None,
    passphrase_file: PassphraseFile = None,
    as_json: JsonFlag = False,
) -> None:
    """List the archives, tell what one would hold, write one, or note where one lies now."""
    if year is None:
        if output is not None or moved_to is not None:
            raise UsageError("没有写年份。", hint="例如：ancha archive 2025 -o 2025.ancha")
        _list(command, as_json=as_json)
    elif moved_to is not None:
        _locate(command, year, moved_to)
    elif output is None:
        _preview(command, year)
    else:
        with context_of(command).writing() as services:
            row = services.archive.run(year, output, passphrase=passphrase_of(passphrase_file))
        typer.echo(f"已归档并读回核对：{row.file}，检查 {row.inspections} 次，照片 {row.blobs} 张。")
        typer.echo("照片已移出资料库，看照片时请让归档包在手边；运行 ancha compact 可把空间还给磁盘。")


def _list(command: typer.Context, *, as_json: bool) -> None:
    with context_of(command).reading() as services:
        rows = services.archive.archives()
    if as_json:
        say_json(rows)
        return
    lines = [[row.year, str(row.file), row.inspections, row.blobs, "在" if row.is_there else "不在"] for row in rows]
    say_table(["年份", "归档包", "检查", "照片", "在不在手边"], lines, empty="还没有归档。")


def _preview(command: typer.Context, year: int) -> None:
    with context_of(command).reading() as services:
        found = services.archive.preview(year)
    typer.echo(f"{year}年闭环的检查 {found.inspections} 次，可移出照片 {found.photos} 张，{megabytes(found.bytes)}。")
    if found.still_open:
        typer.echo(f"{year}年开始的检查还有 {found.still_open} 次没有闭环，不在其中。")


def _locate(command: typer.Context, year: int, moved_to: Path) -> None:
    with context_of(command).writing() as services:
        rows = [row for row in services.archive.archives() if row.year == year]
        if not rows:
            raise UsageError(f"{year}年没有归档包。", hint="运行 ancha archive 看有哪些。")
        row = services.archive.locate(rows[0].file, moved_to.absolute())
    typer.echo(f"已登记：{row.year}年的归档包在 {row.file}。")
