"""`ancha supervise`, `ancha release`: 挂牌督办 of a major hazard, and its 销号."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer

from app.cli.context import context_of
from app.values.errors import UserError
from app.values.fields_supervision import SupervisionFields

HazardArgument = Annotated[str, typer.Argument(metavar="HAZARD", help="隐患的编号。", show_default=False)]
Day = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="日期；不写为今天。", show_default=False)
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("supervise", help="登记重大事故隐患的挂牌督办。")(supervise)
    commands.command("release", help="挂牌督办的隐患复查合格后销号。")(release)


def supervise(
    command: typer.Context,
    hazard: HazardArgument,
    *,
    body: Annotated[str, typer.Option("--body", metavar="TEXT", help="督办单位。", show_default=False)],
    number: Annotated[str, typer.Option("--number", metavar="TEXT", help="督办文号。", show_default=False)] = "",
    tier: Annotated[str, typer.Option("--tier", metavar="TEXT", help="督办级别。", show_default=False)] = "",
    on: Day = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="督办期限。", show_default=False)
    ] = None,
) -> None:
    """Note that a major hazard was listed."""
    fields = SupervisionFields(
        body=body,
        tier=tier,
        number=number,
        listed_on=None if on is None else on.date(),
        until=None if until is None else until.date(),
    )
    with context_of(command).writing() as services:
        services.supervision.supervise(_hazard_id(services.records.find(hazard), hazard), fields)
    typer.echo("已登记挂牌督办。")


def release(
    command: typer.Context,
    hazard: HazardArgument,
    *,
    by: Annotated[str, typer.Option("--by", metavar="TEXT", help="销号批准人。", show_default=False)],
    on: Day = None,
) -> None:
    """Release a supervised hazard."""
    with context_of(command).writing() as services:
        hazard_id = _hazard_id(services.records.find(hazard), hazard)
        services.supervision.release(hazard_id, by=by, on=None if on is None else on.date())
    typer.echo("已销号。")


def _hazard_id(found: tuple[str, UUID], typed: str) -> UUID:
    kind, record_id = found
    if kind != "hazard":
        raise UserError(f"“{typed}”不是隐患。", hint="请写隐患的编号，用 ancha list hazards 查看。")
    return record_id
