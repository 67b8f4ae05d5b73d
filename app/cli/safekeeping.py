"""`ancha backup`, `restore`, `check`, `rebuild`, `digest`."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answer import JsonFlag, say_json
from app.cli.context import context_of
from app.cli.numbers import next_step


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("backup", help="备份并读回核对；不写文件名时放进备份文件夹。")(backup)
    commands.command("restore", help="从备份恢复；原有资料另存，编号暂停。")(restore)
    commands.command("check", help="检查资料是否完好：0 完好，1 有要修复的，3 已损坏。")(check)
    commands.command("rebuild", help="从修订记录重建现状。")(rebuild)
    commands.command("digest", help="一行指纹；两台电脑相同即记录相同。")(digest)


def backup(
    command: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="备份文件。", show_default=False)] = None,
) -> None:
    """Write a verified copy."""
    with context_of(command).reading() as services:
        report = services.safekeeping.back_up(file)
    megabytes = report.size / 1_000_000
    typer.echo(f"已备份并读回核对：{report.file}")
    typer.echo(f"{megabytes:.1f} MB，修订 {report.revisions} 条，照片和文书 {report.blobs} 个。")


def restore(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="由“备份”写出的文件。", show_default=False)],
) -> None:
    """Put a verified copy in the place of the store."""
    from app.services.safekeeping import bring_back

    context = context_of(command)
    report = bring_back(file, paths=context.store_paths, words=context.words)
    with context.reading() as services:
        paused = services.numbering.paused()
    typer.echo(
        f"已恢复：修订 {report.revisions} 条，照片和文书 {report.blobs} 个。原有资料存在 {context.paths.backups}。"
    )
    if paused:
        typer.echo(next_step([one.key for one in paused]))


def check(command: typer.Context) -> None:
    """Look through the whole store."""
    with context_of(command).reading() as services:
        health = services.safekeeping.check()
    if not health.findings:
        typer.echo("资料完好。")
    for finding in health.findings:
        typer.echo(f"{finding.check}：{finding.message}")
    raise typer.Exit(int(health.level))


def rebuild(command: typer.Context) -> None:
    """Make the current rows once more from the log."""
    with context_of(command).writing() as services:
        count = services.safekeeping.rebuild()
    typer.echo(f"已从修订记录重建 {count} 条记录。")


def digest(command: typer.Context, *, as_json: JsonFlag = False) -> None:
    """Print the digest of all records."""
    with context_of(command).reading() as services:
        found = services.safekeeping.digest()
    if as_json:
        say_json(found)
    else:
        typer.echo(found.digest)
