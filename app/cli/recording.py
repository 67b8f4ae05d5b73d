"""`ancha record`, `ancha reinspect`: what happened, described in a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answer import JsonFlag, say_json
from app.cli.context import context_of

if TYPE_CHECKING:
    from app.services.recorded import Made

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE.yaml", help="描述检查的文件。", exists=True, dir_okay=False, show_default=False)
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("record", help="录入一个文件所描述的整次检查，并签发文书；任何一处不合格则什么都不保存。")(record)
    commands.command("reinspect", help="为已存的检查录入一次复查。")(reinspect)


def record(command: typer.Context, file: FileArgument, *, as_json: JsonFlag = False) -> None:
    """Store a whole inspection."""
    with context_of(command).writing() as services:
        made = services.recorded.record(file)
    _say(made, as_json=as_json)


def reinspect(
    command: typer.Context,
    inspection: Annotated[
        str, typer.Argument(metavar="INSPECTION", help="检查的编号，或该次检查的文书文号。", show_default=False)
    ],
    file: FileArgument,
    *,
    as_json: JsonFlag = False,
) -> None:
    """Store one re-inspection."""
    with context_of(command).writing() as services:
        made = services.recorded.reinspect(services.records.inspection_id(inspection), file)
    _say(made, as_json=as_json)


def _say(made: "Made", *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "inspection_id": made.inspection_id,
                "enterprise_id": made.enterprise_id,
                "hazards": made.hazard_ids,
                "photos": made.photos,
                "documents": made.papers,
                "reinspections": made.reinspection_ids,
                "cases": made.case_ids,
                "notes": made.notes,
            }
        )
        return
    typer.echo(f"检查　{made.inspection_id}")
    for hazard_id in made.hazard_ids:
        typer.echo(f"隐患　{hazard_id}")
    if made.photos:
        typer.echo(f"照片　{made.photos} 张")
    for paper in made.papers:
        typer.echo(f"文书　{paper.title}　{paper.number}　{paper.id}")
    for reinspection_id in made.reinspection_ids:
        typer.echo(f"复查　{reinspection_id}")
    for case_id in made.case_ids:
        typer.echo(f"案件　{case_id}")
    for note in made.notes:
        typer.echo(f"注意　{note}")
