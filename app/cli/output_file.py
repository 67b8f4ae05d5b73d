"""Write an answer into a file: whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from app.values.errors import UserError

OutputOption = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="写到哪个文件。", dir_okay=False, show_default=False)
]


def write_file(path: Path, data: bytes) -> None:
    """Put the bytes in the place of the file; what stood there before stays until they are on the disk."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError(f"无法写入 {path}。", hint="请检查文件夹、权限和磁盘空间，或者换一个位置。") from error
    typer.echo(f"已写入 {path}")
