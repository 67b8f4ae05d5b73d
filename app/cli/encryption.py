"""`ancha encrypt`, `decrypt`, `passphrase`, `recovery-key`: the lock of the store."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import Context, context_of
from app.cli.passphrase import new_passphrase, read_passphrase_file
from app.values.errors import UsageError
from app.values.rows_encryption import Unlock

NewFile = Annotated[
    Path | None,
    typer.Option("--new-passphrase-file", metavar="F", help="新口令，写在文件第一行。", show_default=False),
]
Recovery = Annotated[
    Path | None,
    typer.Option("--recovery-file", metavar="F", help="忘记口令时：恢复密钥，写在文件第一行。", show_default=False),
]


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("encrypt", help="加密资料；显示一次恢复密钥，请抄下或打印。")(encrypt)
    commands.command("decrypt", help="解除资料的加密。")(decrypt)
    commands.command("passphrase", help="更换口令；忘记口令时用恢复密钥。")(passphrase)
    commands.command("recovery-key", help="另发一把恢复密钥，旧的作废。")(recovery_key)


def encrypt(command: typer.Context, *, new: NewFile = None) -> None:
    """Encrypt the store."""
    with context_of(command).writing() as services:
        printed = services.encryption.encrypt(new_passphrase(new))
        left = services.encryption.standing().plain_copies
    typer.echo("资料已加密。恢复密钥（只显示这一次，请抄下并与电脑分开保管）：")
    typer.echo(printed)
    for file in left:
        typer.echo(f"以前的备份没有加密，仍可读取：{file}")
    typer.echo("固态硬盘和U盘上可能留有加密前的痕迹，口令不能保护那些痕迹。")


def decrypt(command: typer.Context, *, recovery: Recovery = None) -> None:
    """Lay the store open."""
    context = context_of(command)
    words = _words(context, recovery)
    with context.writing(words=words) as services:
        services.encryption.decrypt(words)
    typer.echo("已解除加密，资料现在不用口令就能读取。")


def passphrase(command: typer.Context, *, new: NewFile = None, recovery: Recovery = None) -> None:
    """Change the passphrase."""
    context = context_of(command)
    words = _words(context, recovery)
    with context.writing(words=words) as services:
        changed = services.encryption.change_passphrase(words, new_passphrase(new))
    typer.echo(f"口令已更换，备份文件夹中有 {changed} 份备份随之改用新口令。")
    typer.echo("放在别处的备份仍用旧口令。")


def recovery_key(command: typer.Context) -> None:
    """Make a new recovery key."""
    context = context_of(command)
    words = _words(context)
    with context.writing(words=words) as services:
        printed = services.encryption.renew_recovery(words)
    typer.echo("新的恢复密钥（只显示这一次），以前的作废：")
    typer.echo(printed)


def _words(context: Context, recovery: Path | None = None) -> Unlock:
    """Take what opens the store: the recovery key where it is given, else the passphrase."""
    if recovery is not None:
        return Unlock(recovery=read_passphrase_file(recovery))
    words = context.words
    if words is None:
        raise UsageError("没有给出口令。", hint="请在命令前写 --passphrase-file 文件，口令写在第一行。")
    return words
