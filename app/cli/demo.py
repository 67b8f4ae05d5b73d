"""`ancha demo`: a believable district to look around in."""

from datetime import datetime
from typing import Annotated

import typer

from app.cli.answer import JsonFlag, say_json
from app.cli.context import context_of


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("demo", help="在空的资料库里载入一个区的示例数据；同样的种子和日期得到同样的记录。")(demo)


def demo(
    command: typer.Context,
    *,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="种子。")] = 1,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="以哪一天为今天。")
    ] = None,
    inspections: Annotated[int | None, typer.Option("--inspections", metavar="N", min=1, help="多少次检查。")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Fill an empty store."""
    with context_of(command).writing() as services:
        made = services.demo.fill(seed=seed, on=None if on is None else on.date(), inspections=inspections)
    if as_json:
        say_json(made)
        return
    typer.echo(f"已载入示例数据：检查 {made.inspections} 次，修订 {made.revisions} 条，照片和文书 {made.blobs} 个。")
    typer.echo(made.digest)
