"""`ancha import`, `imports`, `undo`, `conflicts`, `resolve`: packages taken in, and what people must decide after."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from app.cli.answer import JsonFlag, say_json, say_table
from app.cli.context import context_of
from app.cli.package_passphrase import PassphraseFile, passphrase_of
from app.values.errors import UsageError
from app.values.record_words import LIFECYCLE_WORD, field_word, kind_word
from app.values.revision import LIFECYCLE
from app.values.rows_import import Change

if TYPE_CHECKING:
    from app.services.catalogue import Services
    from app.values.rows_import import ConflictLine, ImportReport, ImportRow, NumberClash, SetValue

Files = Annotated[list[Path], typer.Argument(metavar="FILE …", help="数据包文件，可以有多个。", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只核对和预览，什么都不写入。")]
Salvage = Annotated[bool, typer.Option("--salvage", help="文件损坏时，取其中完好的部分，并列出缺少的。")]
Report = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="写一份报告：.pdf、.xlsx 或 .json。", show_default=False),
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("import", help="导入数据包：全部核对无误后逐个导入；冲突留待处理，不阻止导入。")(import_)
    commands.command("imports", help="以往的导入，最早的在前。")(imports)
    commands.command("undo", help="整个撤销一次导入；有后续工作用到它时，说明是哪些记录。")(undo)
    commands.command("conflicts", help="两个人同时改了、还没有决定的内容；以及重复的文号。")(conflicts)
    commands.command("resolve", help="决定一条记录的冲突，写明理由。")(resolve)


def import_(
    command: typer.Context,
    files: Files,
    *,
    dry_run: DryRun = False,
    salvage: Salvage = False,
    report: Report = None,
    passphrase_file: PassphraseFile = None,
    as_json: JsonFlag = False,
) -> None:
    """Verify the files and take them in."""
    if report is not None:
        from app.services.import_report_file import check_target

        check_target(report)
    passphrase = passphrase_of(passphrase_file)
    with context_of(command).reading() if dry_run else context_of(command).writing() as services:
        reports: Sequence[ImportReport]
        if dry_run:
            previews = services.imports.preview(files, passphrase=passphrase, salvage=salvage)
            reports = [preview.report for preview in previews]
            _write_reports(services, list(previews), report)
            rows: Sequence[ImportRow] = ()
        else:
            taken = services.imports.take_in(files, passphrase=passphrase, salvage=salvage)
            rows, reports = [row for row, _ in taken], [one for _, one in taken]
            _write_reports(services, [row.id for row in rows], report)
    if as_json:
        say_json(rows if not dry_run else [_counts(one) for one in reports])
        return
    for one in reports:
        _say_report(one, is_done=not dry_run)


def _write_reports(services: "Services", sources: Sequence[object], file: Path | None) -> None:
    """Write one report for each file; beyond the first their names are numbered."""
    for number, source in enumerate(sources if file is not None else (), start=1):
        if file is not None:
            target = file if number == 1 else file.with_name(f"{file.stem}-{number}{file.suffix}")
            services.imports.write_report(source, target)  # type: ignore[arg-type]  # ids or previews


def _counts(report: "ImportReport") -> dict[str, object]:
    return {
        "file": report.file,
        "file_sha256": report.file_sha256,
        "counts": {change.value: count for change, count in report.counts.items()},
        "conflicts": len(report.conflicts),
        "clashes": len(report.clashes),
        "likely_same": len(report.likely_same),
        "unknown_authorities": report.unknown_authorities,
        "missing": report.missing,
        "forks": report.forks,
        "damaged": report.damaged,
    }


def _say_report(report: "ImportReport", *, is_done: bool) -> None:
    counts = "，".join(f"{change.value} {report.counts.get(change, 0)}" for change in Change)
    typer.echo(f"{'已导入' if is_done else '预览（没有写入）'}　{report.file}：{counts}（条记录）。")
    for name in report.unknown_authorities:
        typer.echo(f"　　本机没有登记的执法机关：{name}。")
    if report.conflicts:
        typer.echo(f"　　有 {len(report.conflicts)} 条记录两边都改过，请用 ancha conflicts 查看。")
    for clash in report.clashes:
        typer.echo(f"　　文号重复：{clash.number}，共 {len(clash.papers)} 份，须由执法人员处理。")
    if report.likely_same:
        typer.echo(f"　　有 {len(report.likely_same)} 家可能与已有单位是同一家。")
    if report.ahead_minutes:
        typer.echo(f"　　来包的时钟比本机快 {report.ahead_minutes} 分钟。")
    for text in (*report.forks, *report.damaged):
        typer.echo(f"　　{text}")
    if report.missing:
        typer.echo(f"　　缺 {len(report.missing)} 项内容，以后导入完好的文件即可补齐。")


def imports(command: typer.Context, *, as_json: JsonFlag = False) -> None:
    """List past imports."""
    with context_of(command).reading() as services:
        rows = services.imports.imports()
    if as_json:
        say_json(rows)
        return
    states = {"applied": "有效", "undone": "已撤销"}
    say_table(
        ["时间", "文件", "情况", "新增", "更新", "冲突", "编号"],
        [[row.at, row.file, states[row.state], row.new, row.changed, row.conflicts, row.id] for row in rows],
        empty="没有导入过数据包。",
    )


def undo(
    command: typer.Context,
    wanted: Annotated[str, typer.Argument(metavar="IMPORT", help="导入的编号或文件名。", show_default=False)],
) -> None:
    """Take one import back whole."""
    with context_of(command).writing() as services:
        row = services.imports.undo(_import_id(services, wanted))
    typer.echo(f"已撤销 {row.file} 的导入；再次导入同一个文件即可恢复。")


def _import_id(services: "Services", wanted: str) -> UUID:
    rows = services.imports.imports()
    found = [row for row in rows if wanted in (str(row.id), row.file, row.file_sha256)]
    if len(found) != 1:
        problem = "有几次导入都叫" if found else "没有这次导入："
        raise UsageError(f"{problem}“{wanted}”，", hint="请用 ancha imports 查看编号。")
    return found[0].id


def conflicts(
    command: typer.Context,
    *,
    clashes: Annotated[bool, typer.Option("--clashes", help="只列重复的文号。")] = False,
    as_json: JsonFlag = False,
) -> None:
    """List what people must decide."""
    with context_of(command).reading() as services:
        lines = () if clashes else services.conflicts.list()
        doubles = services.conflicts.clashes() if clashes or not as_json else ()
    if as_json:
        say_json(doubles if clashes else lines)
        return
    if not clashes:
        say_table(["记录", "单位", "项", "内容", "人员", "时间", "理由", "编号"], _rows(lines), empty="没有冲突。")
    _say_clashes(doubles)


def _rows(lines: "Sequence[ConflictLine]") -> list[list[object]]:
    values = [(line, one.field, value) for line in lines for one in line.fields for value in one.values]
    return [
        [f"{kind_word(line.kind)}　{line.title}", line.party, _named(line.kind, field), *_said(value), line.entity_id]
        for line, field, value in values
    ]


def _named(kind: str, field: str) -> str:
    """Name a field in words and as `resolve` takes it."""
    word = field_word(kind, field)
    return f"{word} {'、'.join(LIFECYCLE) if word == LIFECYCLE_WORD else field}"


def _said(value: "SetValue") -> list[object]:
    return [value.text, value.actor, value.at, value.reason]


def _say_clashes(doubles: "Sequence[NumberClash]") -> None:
    for clash in doubles:
        typer.echo(f"文号重复：{clash.number}")
        for paper in clash.papers:
            typer.echo(f"　　{paper.title}　{paper.party}　{paper.state}　{paper.entity_id}　{paper.way_out}")


def resolve(
    command: typer.Context,
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="记录的编号。", show_default=False)],
    choices: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE …", help="项=内容。", show_default=False)],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="这样决定的理由。", show_default=False)],
) -> None:
    """Settle a conflict."""
    typed = dict(_pair(choice) for choice in choices)
    with context_of(command).writing() as services:
        entity_id = _entity_id(entity)
        services.conflicts.resolve(entity_id, services.conflicts.choose(entity_id, typed), reason)
    typer.echo(f"已决定 {'、'.join(typed)}。")


def _entity_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UsageError(f"“{text}”不是记录的编号，", hint="请用 ancha conflicts 查看编号。") from error


def _pair(choice: str) -> tuple[str, str]:
    name, equals, value = choice.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"“{choice}”看不懂。", hint="请写成 项=值，例如 place=充装间。")
    return name.strip(), value
