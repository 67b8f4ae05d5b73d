"""`ancha hub push`, `hub pull`: an office's server and its store of photographs."""

import os
from typing import Annotated

import typer

from app.cli.context import context_of
from app.values.errors import UsageError
from app.values.sizes import megabytes

Url = Annotated[
    str,
    typer.Option(
        "--url",
        metavar="URL",
        help="服务器：postgresql://用户@主机/库。口令放在 PGPASSWORD 或 .pgpass 中。",
        show_default=False,
    ),
]
Blobs = Annotated[
    str,
    typer.Option(
        "--blobs",
        metavar="URL",
        help="照片库：文件夹或 s3://桶/前缀。也可写在环境变量 ANCHA_HUB_BLOBS 中。",
        show_default=False,
    ),
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="办公室服务器：上传本机资料，取回其他单位的资料。", no_args_is_help=True)
    group.command("push", help="上传服务器没有的修订和照片；中断后再运行即可接着传。")(push)
    group.command("pull", help="取回服务器上的全部资料，像数据包一样核对后导入，可整个撤销。")(pull)
    commands.add_typer(group, name="hub")


def push(command: typer.Context, *, url: Url, blobs: Blobs = "") -> None:
    """Send what the hub lacks."""
    with context_of(command).reading() as services:
        pushed = services.hub.push(url, blobs=_address(blobs))
    typer.echo(
        f"已上传到 {pushed.server}：新修订 {pushed.revisions} 条，"
        f"照片和文书 {pushed.blobs} 个（{megabytes(pushed.bytes)}）。"
    )


def pull(command: typer.Context, *, url: Url, blobs: Blobs = "") -> None:
    """Fetch what the hub holds and take it in."""
    with context_of(command).writing() as services:
        pulled = services.hub.pull(url, blobs=_address(blobs))
    row = pulled.row
    typer.echo(
        f"已从 {pulled.server} 取回：服务器共有修订 {pulled.listed} 条，本次传来 {pulled.revisions} 条；"
        f"新增 {row.new}，更新 {row.changed}，冲突 {row.conflicts}。"
    )


def _address(blobs: str) -> str:
    address = blobs or os.environ.get("ANCHA_HUB_BLOBS", "")
    if not address:
        raise UsageError("没有写明照片库。", hint="请加上 --blobs 文件夹，或 --blobs s3://桶/前缀。")
    return address
