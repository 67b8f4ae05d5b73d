"""`ancha numbers`: the ranges of this machine, and how numbering goes on after a restore."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answer import JsonFlag, say_json, say_table
from app.cli.context import context_of
from app.values.errors import UsageError

if TYPE_CHECKING:
    from app.values.rows_numbers import NumberUse, PausedNumber

EXAMPLE = "例如：ancha numbers resume 责改=12 检记=0"
Typed = Annotated[
    list[str],
    typer.Argument(metavar="KEY=LAST …", help=f"每种文号在纸上的最后一号，没有的填0；{EXAMPLE}。", show_default=False),
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        help="本机号段用到哪里、有没有暂停；恢复备份或者换电脑以后填写最后文号。", rich_markup_mode=None
    )
    group.callback(invoke_without_command=True)(numbers)
    group.command("resume", help="填写纸上最后文号，恢复编号；中间没有登记的号作废。")(resume)
    commands.add_typer(group, name="numbers")


def numbers(command: typer.Context, *, as_json: JsonFlag = False) -> None:
    """List the ranges."""
    if command.invoked_subcommand is not None:
        return
    with context_of(command).reading() as services:
        rows, paused = services.numbering.ranges(), services.numbering.paused()
    if as_json:
        say_json([_body(row) for row in rows])
        return
    lines = [
        [row.key, row.titles, f"{row.first}—{row.last}", row.known or None, row.left, "已暂停" if row.is_paused else ""]
        for row in rows
    ]
    say_table(["文号", "文书", "号段", "最后一号", "剩余", "状态"], lines, empty="还没有设置号段。")
    if paused:
        typer.echo(next_step([one.slot for one in paused]))


def resume(command: typer.Context, typed: Typed) -> None:
    """Take the last numbers on paper and let numbering go on."""
    from app.rules.last_numbers import read_last_number

    given = _pairs(typed)
    with context_of(command).writing() as services:
        waiting: dict[str, PausedNumber] = {one.slot: one for one in services.numbering.paused()}
        # A kind that does not wait is refused by the service, whatever stands behind it.
        last = {key: read_last_number(text, waiting[key]) if key in waiting else 0 for key, text in given.items()}
        voided = services.numbering.resume(last)
    typer.echo("编号已恢复，可以继续签发文书。")
    for span in voided:
        typer.echo(f"已作废：{span.text}，共 {span.count} 个。")


def next_step(keys: Sequence[str]) -> str:
    """Tell what to do while numbering is paused."""
    asked = " ".join(f"{key}=最后一号" for key in keys)
    return (
        "编号已暂停，填写纸上最后文号以后才能签发：打开窗口，在“今日”点“填写最后文号”；"
        f"或者运行 ancha numbers resume {asked}（今年还没有用过的填0）。"
    )


def _body(row: "NumberUse") -> dict[str, object]:
    return {
        "key": row.key,
        "titles": row.titles,
        "year": row.year,
        "first": row.first,
        "last": row.last,
        "last_given": row.known or None,
        "left": row.left,
        "paused": row.is_paused,
    }


def _pairs(typed: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in typed:
        key, equals, last = one.replace("＝", "=").partition("=")
        if not (key.strip() and equals):
            raise UsageError(f"“{one}”写得不对。", hint=f"请写成 文号字样=最后一号，{EXAMPLE}。")
        if key.strip() in pairs:
            raise UsageError(f"“{key.strip()}”写了两次。", hint="每种文号只写一次。")
        pairs[key.strip()] = last
    return pairs
