"""`ancha backup`, `restore`, `check`, `salvage`, `compact`, `rebuild`, `digest`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answer import JsonFlag, say_json
from app.cli.context import context_of
from app.cli.numbers import next_step
from app.cli.output_file import OutputOption
from app.values.days import CIVIL_ZONE
from app.values.sizes import megabytes

if TYPE_CHECKING:
    from app.values.rows_safekeeping import RestorePreview


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("backup", help="备份并读回核对；不写文件名时放进备份文件夹。")(backup)
    commands.command("restore", help="从备份恢复；原有资料另存，编号暂停。")(restore)
    commands.command("check", help="检查资料是否完好：0 完好，1 有要修复的，3 已损坏。")(check)
    commands.command("salvage", help="从损坏的资料中取回完好的部分，写成可以恢复的新文件。")(salvage)
    commands.command("compact", help="压缩资料文件，把空出来的地方还给磁盘。")(compact)
    commands.command("rebuild", help="从修订记录重建现状。")(rebuild)
    commands.command("digest", help="一行指纹；两台电脑相同即记录相同。")(digest)


def backup(
    command: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="备份文件。", show_default=False)] = None,
) -> None:
    """Write a verified copy."""
    with context_of(command).reading() as services:
        report = services.safekeeping.back_up(file)
    typer.echo(f"已备份并读回核对：{report.file}")
    typer.echo(f"{megabytes(report.size)}，修订 {report.revisions} 条，照片和文书 {report.blobs} 个。")


def restore(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="由“备份”写出的文件。", show_default=False)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说明备份里有什么、会失去什么，不恢复。")] = False,
) -> None:
    """Put a verified copy in the place of the store."""
    from app.services.safekeeping import bring_back, preview_bring_back

    context = context_of(command)
    if dry_run:
        _say_preview(preview_bring_back(file, paths=context.store_paths, words=context.words))
        return
    report = bring_back(file, paths=context.store_paths, words=context.words)
    with context.reading() as services:
        paused = services.numbering.paused()
    typer.echo(
        f"已恢复：修订 {report.revisions} 条，照片和文书 {report.blobs} 个。原有资料存在 {context.paths.backups}。"
    )
    if paused:
        typer.echo(next_step([one.slot for one in paused]))


def check(command: typer.Context) -> None:
    """Look through the whole store."""
    with context_of(command).reading() as services:
        health = services.safekeeping.check()
    if not health.findings:
        typer.echo("资料完好。")
    for finding in health.findings:
        typer.echo(f"{finding.check}：{finding.message}")
    for note in health.notes:
        typer.echo(f"提示：{note}")
    raise typer.Exit(int(health.level))


def salvage(
    command: typer.Context,
    damaged: Annotated[Path, typer.Argument(metavar="DAMAGED", help="损坏的资料文件。", show_default=False)],
    output: OutputOption,
) -> None:
    """Write what is whole in a damaged store to a new file."""
    from app.services.safekeeping import save_what_is_whole

    report = save_what_is_whole(damaged, output, words=context_of(command).words)
    typer.echo(f"已写出 {report.file}：修订 {report.revisions} 条，照片和文书 {report.blobs} 个，每条都与指纹相符。")
    for sentence in report.missing:
        typer.echo(sentence)
    typer.echo("没有发现缺少的内容。" if report.is_whole else "缺少的内容可以从备份、数据包或其他电脑取得。")
    typer.echo(f"要用它接着工作，请运行 ancha restore {report.file}。")


def compact(command: typer.Context) -> None:
    """Give empty pages back to the disk."""
    with context_of(command).writing() as services:
        done = services.safekeeping.compact()
    typer.echo(f"已压缩并核对：{megabytes(done.before)} → {megabytes(done.after)}。")


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


def _say_preview(preview: "RestorePreview") -> None:
    typer.echo(f"{preview.file}：读回核对无误，修订 {preview.revisions} 条，照片和文书 {preview.blobs} 个。")
    if preview.last_at is not None:
        typer.echo(f"最后一次改动：{preview.last_at.astimezone(CIVIL_ZONE):%Y-%m-%d %H:%M}")
    for paper in preview.last_papers:
        typer.echo(f"最近的文书：{paper.number} {paper.title}")
    if preview.loses_nothing:
        typer.echo("现有资料都在这份备份里，恢复不会失去任何内容。")
        return
    if not preview.is_store_readable:
        typer.echo("现有资料读不出来，无法比较。恢复时它会原样另存。")
        return
    typer.echo(f"恢复会失去 {preview.lost_revisions} 处改动，涉及 {sum(preview.lost.values())} 条记录。")
    for paper in preview.lost_papers:
        typer.echo(f"备份里没有的文书：{paper.number} {paper.title}")
