"""`ancha office`: the inbox, the devices and their numbers, the register of numbers, what is sent back to laptops."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from app.cli.answer import JsonFlag, say_json, say_table
from app.cli.context import context_of
from app.cli.package_passphrase import PassphraseFile, passphrase_of
from app.values.days import iso_day, long_moment
from app.values.errors import UsageError
from app.values.sizes import megabytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.catalogue import Services
    from app.values.rows_office import InboxRow, LaptopRow, OfficeOffer

Device = Annotated[str, typer.Argument(metavar="DEVICE", help="设备编号，或者登记的名称。", show_default=False)]
Devices = Annotated[
    list[str] | None, typer.Option("--device", metavar="D", help="发给哪台设备，可以写多次；不写即全部。")
]
Year = Annotated[int | None, typer.Option("--year", metavar="Y", help="哪一年；不写即今年。", show_default=False)]
Keys = Annotated[list[str] | None, typer.Option("--key", metavar="K", help="文号字样，可以写多次；不写即全部。")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="写成 .xlsx 或 .pdf。", show_default=False)
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="内勤：收件箱、设备与号段、文号登记簿、发给各台电脑的数据包。", rich_markup_mode=None)
    group.command("inbox", help="收件箱里有哪些数据包；--import 逐个导入。")(inbox)
    group.command("devices", help="各台设备移交到哪里、缺什么、用哪些号。")(devices)
    group.command("register-device", help="登记一台设备，或者改它的名称和使用人。")(register_device)
    group.command("retire", help="停用一台设备；--again 恢复使用。它的号段不再给别人。")(retire)
    group.command("ranges", help="发号段，不写设备即列出已发的。")(ranges)
    group.command("register", help="文号登记簿：已用、作废、空号、重号。")(number_register)
    group.command("void", help="把空号登记作废，例如：ancha office void 责改 4 6 --reason 空白文书写坏")(void)
    group.command("send", help="写一个数据包发给各台电脑：号段、执法人员、单位台账、标准库。")(send)
    group.command("received", help="单位发给本机的号段和标准库。")(received)
    group.command("accept", help="采用一次导入附带的号段和标准库。")(accept)
    group.command("type-in", help="补录一个文件描述的旧检查：照原样登记文号，不能再签发文书。")(type_in)
    group.command("split", help="分成几个不超过多少 MB 的数据包移交。")(split)
    commands.add_typer(group, name="office")


def inbox(
    command: typer.Context,
    *,
    folder: Annotated[Path | None, typer.Option("--folder", metavar="DIR", help="收件箱文件夹，记住。")] = None,
    take_in: Annotated[bool, typer.Option("--import", help="把可以导入的逐个导入。")] = False,
    move: Annotated[bool, typer.Option("--move", help="导入成功的移到“已导入”文件夹。")] = False,
    passphrase_file: PassphraseFile = None,
    as_json: JsonFlag = False,
) -> None:
    """List the inbox, or take all of it in."""
    if move and not take_in:
        raise UsageError("--move 要和 --import 一起写。", hint="不导入时什么文件都不移动。")
    passphrase = passphrase_of(passphrase_file)
    with context_of(command).writing() as services:
        if folder is not None:
            services.inbox.choose_folder(folder)
        results = services.inbox.take_in_all(passphrase=passphrase, move=move) if take_in else ()
        rows = services.inbox.look(passphrase=passphrase)
    if as_json:
        say_json([{**_inbox_body(row)} for row in rows])
        return
    for one in results:
        done = "" if one.imported is None else f"新增 {one.imported.new}，更新 {one.imported.changed}"
        typer.echo("　".join(filter(None, (one.file.name, done, one.why))))
    lines = [
        [
            row.file.name,
            row.state,
            row.maker,
            row.officer,
            row.made_at and long_moment(row.made_at),
            megabytes(row.size),
        ]
        for row in rows
    ]
    say_table(["文件", "情况", "设备", "人员", "写成", "大小"], lines, empty="收件箱里没有数据包。")


def devices(command: typer.Context, *, as_json: JsonFlag = False) -> None:
    """List the devices."""
    with context_of(command).reading() as services:
        rows = services.fleet.devices()
    if as_json:
        say_json([_device_body(row) for row in rows])
        return
    lines = [
        [
            str(row.device),
            row.label,
            row.holder,
            row.state,
            row.packages,
            row.last_package_at and long_moment(row.last_package_at),
            row.last_day and iso_day(row.last_day),
            row.words,
        ]
        for row in rows
    ]
    head = ["设备编号", "名称", "使用人", "情况", "移交次数", "最后导入", "工作到", "说明"]
    say_table(head, lines, empty="没有设备。")


def register_device(
    command: typer.Context,
    device: Annotated[str, typer.Argument(metavar="DEVICE", help="设备编号。", show_default=False)],
    label: Annotated[str, typer.Argument(metavar="NAME", help="设备名称。", show_default=False)],
    *,
    holder: Annotated[str, typer.Option("--holder", metavar="WHO", help="谁在用。")] = "",
) -> None:
    """Enter a device."""
    with context_of(command).writing() as services:
        services.fleet.register(_device_id(device), label=label, holder=holder)
    typer.echo(f"已登记 {label}。")


def retire(
    command: typer.Context,
    device: Device,
    *,
    again: Annotated[bool, typer.Option("--again", help="恢复使用。")] = False,
) -> None:
    """Retire a device, or take it up again."""
    with context_of(command).writing() as services:
        found = _device(services, device)
        (services.fleet.take_up if again else services.fleet.retire)(found)
    typer.echo("已恢复使用。" if again else "已停用；它的号段不再发给别的设备。")


def ranges(
    command: typer.Context,
    device: Annotated[str, typer.Argument(metavar="[DEVICE]", help="发给哪台设备。", show_default=False)] = "",
    first: Annotated[int, typer.Argument(metavar="[FIRST]", help="第一号。", show_default=False)] = 0,
    last: Annotated[int, typer.Argument(metavar="[LAST]", help="最后一号。", show_default=False)] = 0,
    *,
    key: Keys = None,
    as_json: JsonFlag = False,
) -> None:
    """Hand numbers out, or list those that were."""
    if device:
        _hand_out(command, device, first, last, keys=key or [])
        return
    with context_of(command).reading() as services:
        rows, free = services.fleet.devices(), services.fleet.propose()
    spans = [(row, span) for row in rows for span in row.spans]
    if as_json:
        say_json(
            [
                {"device": row.device, "label": row.label, "key": span.key, "first": span.first, "last": span.last,
                 "used": span.used}
                for row, span in spans
            ]
        )  # fmt: skip
        return
    lines = [[row.label, span.key, f"{span.first}—{span.last}", span.used] for row, span in spans]
    say_table(["设备", "文号", "号段", "今年用到第几个"], lines, empty="还没有发过号段。")
    typer.echo(f"下一段可以发 {free[0]}—{free[1]}。")


def _hand_out(command: typer.Context, device: str, first: int, last: int, *, keys: "Sequence[str]") -> None:
    with context_of(command).writing() as services:
        found = _device(services, device)
        if not first and not last:
            first, last = services.fleet.propose()
        spans = services.fleet.hand_out(found, first, last, keys=keys)
    typer.echo(f"已发 {len(spans)} 种文号的 {first}—{last} 号。用 ancha office send 写数据包，交给那台电脑导入后采用。")


def number_register(
    command: typer.Context, *, year: Year = None, key: Keys = None, output: Output = None, as_json: JsonFlag = False
) -> None:
    """Show the register, or write it into a file."""
    with context_of(command).reading() as services:
        if output is not None:
            services.number_register.write_file(output, year)
        found = services.number_register.register(year, keys=key or ())
    if as_json:
        say_json(found)
        return
    if output is not None:
        typer.echo(f"已写入 {output}")
        return
    lines = [
        [line.text, line.state, [paper.title for paper in line.papers], [paper.party for paper in line.papers][:1],
         line.holder, line.reason]
        for line in found.lines
    ]  # fmt: skip
    say_table(["文号", "情况", "文书", "当事人", "持号", "说明"], lines, empty=f"{found.year}年还没有文号。")
    for paper in found.others:
        typer.echo(f"其他系统：{paper.number}　{paper.title}　{paper.party}")


def void(
    command: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="文号字样，如 责改。", show_default=False)],
    first: Annotated[int, typer.Argument(metavar="FIRST", help="第一号。", show_default=False)],
    last: Annotated[int, typer.Argument(metavar="LAST", help="最后一号。", show_default=False)],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="为什么没有用。", show_default=False)],
    year: Year = None,
) -> None:
    """Void numbers that were passed over."""
    with context_of(command).writing() as services:
        wanted = year or services.number_register.register().year
        services.number_register.void_gap(key, year=wanted, first=first, last=last, reason=reason)
    typer.echo(f"已作废：{key}〔{wanted}〕{first}—{last}号。")


def send(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.ancha", help="数据包文件。", show_default=False)],
    *,
    device: Devices = None,
    no_enterprises: Annotated[bool, typer.Option("--no-enterprises", help="不带单位台账。")] = False,
    no_library: Annotated[bool, typer.Option("--no-library", help="不带标准库。")] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write a package for the laptops."""
    passphrase = passphrase_of(passphrase_file)
    with context_of(command).writing() as services:
        chosen = [_device(services, one) for one in device or []]
        made = services.office.send(
            file,
            devices=chosen,
            with_enterprises=not no_enterprises,
            with_library=not no_library,
            passphrase=passphrase,
        )
    typer.echo(f"已写好并读回核对：{made.file}，发给{made.recipient}。")
    typer.echo("在那台电脑上导入，再采用号段和标准库。")


def received(command: typer.Context, *, as_json: JsonFlag = False) -> None:
    """List what the office sent to this machine."""
    with context_of(command).reading() as services:
        offers = services.office.offers()
    if as_json:
        say_json([_offer_body(one) for one in offers])
        return
    lines = [
        [str(one.import_id), one.file, one.sender, one.words, "已处理" if one.is_settled else "等确认"]
        for one in offers
    ]
    say_table(["导入", "文件", "来自", "内容", "情况"], lines, empty="单位没有发来号段或者标准库。")


def accept(
    command: typer.Context,
    import_id: Annotated[str, typer.Argument(metavar="IMPORT", help="导入编号。", show_default=False)],
) -> None:
    """Take over what the office sent along with an import."""
    with context_of(command).writing() as services:
        offer = services.office.accept(_uuid(import_id, "导入编号"))
    typer.echo("已采用。")
    for words in offer.words:
        typer.echo(words)


def type_in(
    command: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.yaml", help="描述旧检查的文件。", exists=True, dir_okay=False, show_default=False),
    ],
) -> None:
    """Enter history from a file."""
    with context_of(command).writing() as services:
        inspection_id = services.backfill.enter_file(file)
    typer.echo(f"已补录：{inspection_id}")


def split(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.ancha", help="各分卷在名称后加 -1、-2。", show_default=False)],
    *,
    most: Annotated[int, typer.Option("--mb", metavar="N", help="每个文件最多多少 MB。", show_default=False)],
    last: Annotated[bool, typer.Option("--last", help="上次移交以后的记录。")] = False,
    no_photos: Annotated[bool, typer.Option("--no-photos", help="不带照片原件。")] = False,
    to: Annotated[
        str | None, typer.Option("--to", metavar="OFFICE", help="移交给哪个单位。", show_default=False)
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Hand over in several files."""
    from app.values.package import Selection, SelectionKind

    passphrase = passphrase_of(passphrase_file)
    selection = Selection(kind=SelectionKind.LAST if last else SelectionKind.ALL, with_photos=not no_photos)
    with context_of(command).writing() as services:
        parts = services.handover_parts.export(file, selection, most_mb=most, recipient=to, passphrase=passphrase)
    for part in parts:
        typer.echo(f"{part.made.file}　{megabytes(part.made.size)}　{part.inspections} 次检查")
        if part.is_too_large:
            typer.echo(f"　一次检查就超过 {most} MB，不能再分，请用U盘或者不带照片移交。")


def _device(services: "Services", wanted: str) -> UUID:
    """Find a device by its name or its id."""
    named = [row.device for row in services.fleet.devices() if row.label == wanted]
    return named[0] if len(named) == 1 else _device_id(wanted)


def _device_id(text: str) -> UUID:
    return _uuid(text, "设备编号")


def _uuid(text: str, what: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UsageError(f"“{text}”不是{what}。", hint="请照列表里的编号填写。") from None


def _inbox_body(row: "InboxRow") -> dict[str, object]:
    return {
        "file": str(row.file),
        "size": row.size,
        "changed": row.changed_at,
        "state": row.state,
        "why": row.why or None,
        "device": row.maker or None,
        "officer": row.officer or None,
        "authority": row.authority or None,
        "made": row.made_at,
        "import_id": row.import_id,
    }


def _device_body(row: "LaptopRow") -> dict[str, object]:
    return {
        "id": row.device,
        "label": row.label,
        "holder": row.holder or None,
        "officers": row.officers,
        "state": row.state,
        "packages": row.packages,
        "last_package": row.last_package_at,
        "last_day": row.last_day,
        "missing": row.missing,
        "words": row.words or None,
    }


def _offer_body(offer: "OfficeOffer") -> dict[str, object]:
    return {
        "import_id": offer.import_id,
        "file": offer.file,
        "at": offer.at,
        "sender": offer.sender,
        "ranges": [{"key": span.key, "first": span.first, "last": span.last} for span in offer.spans],
        "library": offer.library or None,
        "settled": offer.is_settled,
    }
