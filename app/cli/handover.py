"""`ancha export`, `ancha package`: write a package for the office, and say what is in one."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from app.cli.answer import JsonFlag, plain, say_json
from app.cli.context import context_of
from app.cli.package_passphrase import PassphraseFile, passphrase_of
from app.values.days import long_moment, parse_day
from app.values.errors import UsageError
from app.values.package import Selection, SelectionKind
from app.values.sizes import megabytes

if TYPE_CHECKING:
    from app.values.rows_handover import HandoverRow, PackageView

FileArgument = Annotated[Path, typer.Argument(metavar="FILE.ancha", help="数据包文件。", show_default=False)]
Since = Annotated[
    str | None, typer.Option("--since", metavar="D", help="这一天起有改动的记录，如 2026-11-01。", show_default=False)
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="D", help="到这一天为止有改动的记录。", show_default=False)
]
Last = Annotated[bool, typer.Option("--last", help="上次移交给这个单位以后的记录。")]
Inspections = Annotated[
    list[str] | None,
    typer.Option("--inspection", metavar="N", help="检查的编号，或其文书文号；可以写多次。", show_default=False),
]
NoPhotos = Annotated[bool, typer.Option("--no-photos", help="不带照片原件；照片以后仍要移交。")]
Private = Annotated[bool, typer.Option("--private", help="带上保密内容；必须加口令。")]
Redacted = Annotated[bool, typer.Option("--redacted", help="隐去电话、证件号等个人信息，仅供阅读，不能导入。")]
Recipient = Annotated[
    str | None, typer.Option("--to", metavar="OFFICE", help="移交给哪个单位；不写即上次的单位。", show_default=False)
]

KINDS = {
    "authority": "执法机关",
    "officer": "执法人员",
    "enterprise": "被检查单位",
    "inspection": "检查",
    "finding": "检查结果",
    "hazard": "隐患",
    "extension": "延期",
    "photo": "照片",
    "document": "文书",
    "document_copy": "文书文件",
    "service": "送达",
    "void_number": "作废文号",
    "reinspection": "复查",
    "outcome": "复查结论",
    "received_paper": "收文",
    "case": "案件",
    "case_step": "办案步骤",
    "confirmation": "依据核实",
}


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("export", help="写一个数据包移交给单位，写好后读回核对；不写范围即全部。")(export)
    commands.command("package", help="核对一个数据包，说明里面有什么；什么都不导入。")(package)


def export(
    command: typer.Context,
    file: FileArgument,
    *,
    since: Since = None,
    until: Until = None,
    last: Last = False,
    inspection: Inspections = None,
    passphrase_file: PassphraseFile = None,
    no_photos: NoPhotos = False,
    private: Private = False,
    redacted: Redacted = False,
    to: Recipient = None,
    as_json: JsonFlag = False,
) -> None:
    """Write a package."""
    chosen = _chosen(since=since, until=until, last=last, inspections=inspection or [])
    passphrase = passphrase_of(passphrase_file)
    with context_of(command).writing() as services:
        selection = Selection(
            **{**chosen, "inspection_ids": _ids(chosen["inspection_ids"], find=services.records.inspection_id)},
            with_photos=not no_photos,
            with_private=private,
        )
        if redacted:
            made = services.handover.export_redacted(file, selection, passphrase=passphrase)
        else:
            made = services.handover.export(file, selection, recipient=to, passphrase=passphrase)
    if as_json:
        say_json({**plain(made), "file": str(made.file)})
    else:
        _say_made(made)


def package(
    command: typer.Context,
    file: FileArgument,
    *,
    passphrase_file: PassphraseFile = None,
    as_json: JsonFlag = False,
) -> None:
    """Verify a package and say what is in it."""
    passphrase = passphrase_of(passphrase_file)
    with context_of(command).reading() as services:
        view = services.handover.package(file, passphrase=passphrase)
    if as_json:
        say_json(_body(view))
    else:
        _say_view(view)


def _chosen(*, since: str | None, until: str | None, last: bool, inspections: list[str]) -> dict[str, Any]:
    """Read which records are asked for; there is one way of asking at a time."""
    if sum([since is not None or until is not None, last, bool(inspections)]) > 1:
        raise UsageError("--since、--last、--inspection 只能写一种。", hint="请分成几次导出，或者导出全部。")
    first_day, last_day = (None if text is None else _day(text) for text in (since, until))
    if first_day is not None and last_day is not None and last_day < first_day:
        raise UsageError("--until 早于 --since。", hint="请核对日期。")
    kind = SelectionKind.ALL
    if last:
        kind = SelectionKind.LAST
    elif inspections:
        kind = SelectionKind.INSPECTIONS
    elif first_day is not None or last_day is not None:
        kind = SelectionKind.DAYS
    return {"kind": kind, "first_day": first_day, "last_day": last_day, "inspection_ids": inspections}


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise UsageError(f"{text} 不是日期。", hint="请写成 2026-11-01。") from None


def _ids(references: list[str], *, find: Callable[[str], UUID]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(find(reference) for reference in references))


def _say_made(made: "HandoverRow") -> None:
    typer.echo(f"已写好并读回核对：{made.file}")
    to = "" if made.is_redacted else f"，移交给 {made.recipient}"
    typer.echo(f"{made.what}；{_counts(made.records)}；{megabytes(made.size)}{to}。")
    if made.missing:
        typer.echo(f"注意　有 {made.missing} 个原件不在本机，没有进入数据包；这些记录仍算没有移交。")
    if made.is_redacted:
        typer.echo("这个文件隐去了个人信息，只能阅读，不能导入，也不算移交。")


def _say_view(view: "PackageView") -> None:
    meta = view.meta
    typer.echo(f"数据包完好：{view.file}")
    typer.echo("　".join(filter(None, ["出具", meta.authority or "未填单位", meta.officer, meta.device_label])))
    typer.echo(f"时间　{long_moment(meta.made_at)}")
    typer.echo(f"移交给　{meta.recipient or '未填'}")
    typer.echo(f"范围　{view.what}")
    typer.echo(f"内容　{_counts(meta.records)}；修订 {meta.revisions} 条，照片和文书 {meta.blobs} 个")
    typer.echo(f"指纹　{meta.root}")
    if meta.is_redacted:
        typer.echo("已隐去个人信息，只能阅读，不能导入。")


def _counts(records: Mapping[str, int]) -> str:
    order = [*KINDS, *sorted(records.keys() - KINDS.keys())]
    return "、".join(f"{KINDS.get(kind, kind)} {records[kind]}" for kind in order if kind in records) or "没有记录"


def _body(view: "PackageView") -> dict[str, Any]:
    meta = view.meta
    return {
        "file": str(view.file),
        "file_sha256": view.file_sha256,
        "size": view.size,
        "is_sealed": view.is_sealed,
        "is_redacted": meta.is_redacted,
        "format": meta.format,
        "schema": meta.schema,
        "needs": meta.needs,
        "made": meta.made_at,
        "program": meta.program,
        "authority": meta.authority,
        "officer": meta.officer,
        "device": meta.device,
        "device_label": meta.device_label,
        "recipient": meta.recipient,
        "selection": meta.selection,
        "revisions": meta.revisions,
        "records": meta.records,
        "blobs": meta.blobs,
        "stubs": meta.stubs,
        "private": view.privates,
        "chains": meta.chains,
        "root": meta.root,
        "missing_officers": view.missing_officers,
        "forks": view.forks,
        "carries": sorted(meta.carries),
    }
