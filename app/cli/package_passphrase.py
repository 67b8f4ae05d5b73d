"""The passphrase of a package, from a file, so that it stands neither on the command line nor in its history."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.passphrase import read_passphrase_file

PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="F", help="数据包口令所在的文件，口令写在第一行。", show_default=False),
]


def passphrase_of(file: Path | None) -> str | None:
    """Read the passphrase, None where no file was named; an empty one is refused."""
    return None if file is None else read_passphrase_file(file)
