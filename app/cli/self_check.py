"""`ancha self-check`: does this installation hold together?"""

import tempfile
from pathlib import Path

import typer

from app.paths import migrations_dir, resource
from app.values.errors import UserError


class BrokenInstallationError(UserError):
    """Part of the program is missing or does not work."""


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("self-check", help="自检：新建临时资料库、载入字体、生成一份 PDF。")(self_check)


def self_check() -> None:
    """Try what every working day needs, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="ancha-") as folder:
        for name, check in CHECKS:
            typer.echo(f"{name}：{check(Path(folder))}")
    typer.echo("自检通过。")


def _files(_: Path) -> str:
    try:
        found = [resource("fonts"), resource("library"), migrations_dir()]
    except FileNotFoundError as missing:
        raise BrokenInstallationError(f"程序文件不全，缺少 {missing.filename}。", hint="请重新安装安查。") from missing
    return f"{len(found)} 处齐全"


CHECKS = (("程序文件", _files),)
