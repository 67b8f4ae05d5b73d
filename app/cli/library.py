"""`ancha library list|check|find`: what the standard library holds."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answer import JsonFlag, say_json, say_table
from app.cli.context import context_of
from app.values.enums import Confidence
from app.values.errors import UsageError, UserError

if TYPE_CHECKING:
    from app.services.catalogue import Services
    from app.values.library import Checklist, Criterion, Provision

CONFIDENCE = {Confidence.VERIFIED: "已核实", Confidence.SECONDARY: "转引", Confidence.UNVERIFIED: "未核实"}

DayOption = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="哪一天，例如 2026-11-16。")
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="标准库：检查表、法规条款、期限。", rich_markup_mode=None)
    group.command("list", help="检查表及其检查项。")(list_)
    group.command("check", help="检查标准库有没有要改正的地方。")(check)
    group.command("find", help="一个条款在某日是什么意思，例如：安全生产法/36/2。")(find)
    commands.add_typer(group, name="library")


def list_(command: typer.Context, *, as_json: JsonFlag = False) -> None:
    """List the checklists."""
    with context_of(command).reading() as services:
        today = services.desk.today()
        lists = [(one, services.library.sha256_of(one)) for one in services.library.checklists(today)]
    if as_json:
        say_json([_checklist(one, sha256) for one, sha256 in lists])
        return
    rows = [[one.sector, one.title, one.version, one.valid_from, len(one.items)] for one, _ in lists]
    say_table(["检查表", "名称", "版本", "起用", "项数"], rows, empty="没有适用的检查表。")


def _checklist(one: "Checklist", sha256: str) -> dict[str, Any]:
    return {
        "sector": one.sector,
        "title": one.title,
        "version": one.version,
        "sha256": sha256,
        "effective_from": one.valid_from,
        "source": one.source,
        "items": [
            {
                "id": item.id,
                "text": item.text,
                "violations": [ref.text for ref in item.violations],
                "level": item.level,
                "confidence": item.confidence,
            }
            for item in one.items
        ],
    }


def check(command: typer.Context, *, as_json: JsonFlag = False) -> None:
    """Check the current library."""
    with context_of(command).reading() as services:
        faults = services.library.faults()
    if as_json:
        say_json(faults)
    else:
        say_table(
            ["类别", "位置", "问题"], [[one.kind, one.where, one.text] for one in faults], empty="标准库没有问题。"
        )
    raise typer.Exit(1 if faults else 0)


def find(
    command: typer.Context,
    wanted: Annotated[str, typer.Argument(metavar="REF|TEXT", help="条款编号或者其中的文字。", show_default=False)],
    *,
    on: DayOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Tell what a reference means on a day."""
    with context_of(command).reading() as services:
        day = services.desk.today() if on is None else on.date()
        found = _find(services, wanted, day)
    if as_json:
        say_json(_place(found[0], day, others=found[1:]))
        return
    for one in found:
        typer.echo(f"{one.citation}　{one.ref.undated}")
        typer.echo(f"　　{one.text}")
        typer.echo(f"　　来源：{one.source}（{CONFIDENCE[one.confidence]}）")


def _find(services: "Services", wanted: str, day: date) -> "Sequence[Provision | Criterion]":
    if "/" in wanted or "／" in wanted:
        return (services.library.find(wanted, day),)
    if not wanted.strip():
        raise UsageError("没有写要找什么。", hint="请写条款编号或者其中的几个字，例如：ancha library find 动火作业")
    found = services.library.search(wanted, day)
    if not found:
        raise UserError(
            f"标准库中没有{day.isoformat()}有效而含有“{wanted}”的条款。", hint="请换几个字，或者写条款编号。"
        )
    return found


def _place(one: "Provision | Criterion", day: date, *, others: "Sequence[Provision | Criterion]") -> dict[str, Any]:
    fines = getattr(one, "fines", ())
    return {
        "ref": one.ref.undated.text,
        "title": getattr(one, "law_title", None) or getattr(one, "standard", ""),
        "citation": one.citation,
        "on": day,
        "in_force": True,
        "from": one.valid_from,
        "to": one.valid_to,
        "text": one.text,
        "fines": [
            {"who": fine.who, "when": fine.when, "min_yuan": fine.min_yuan, "max_yuan": fine.max_yuan} for fine in fines
        ],
        "source": one.source,
        "confidence": one.confidence,
        "others": [other.ref.undated.text for other in others],
    }
