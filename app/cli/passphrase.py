"""Where a command takes a passphrase from: a file, or the terminal where a person sits."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.values.errors import UsageError, UserError

if TYPE_CHECKING:
    from app.values.rows_encryption import Unlock

_LARGEST = 4_096


def read_passphrase_file(file: Path) -> str:
    """Read the first line of the file; it is the passphrase."""
    try:
        if file.stat().st_size > _LARGEST:
            raise UsageError(f"{file} 太大，不是口令文件。", hint="口令写在文件的第一行。")
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了口令文件 {file}。", hint="请核对路径和权限；口令写在第一行，UTF-8 编码。") from error
    if not lines or not lines[0]:
        raise UsageError(f"口令文件 {file} 是空的。", hint="口令写在第一行。")
    return lines[0]


def words_for(database: Path, *, file: str) -> "Unlock | None":
    """Give what opens the database where it is encrypted, None where nobody says."""
    from app.storage.encrypting import is_encrypted
    from app.values.rows_encryption import Unlock

    if not is_encrypted(database):
        return Unlock(read_passphrase_file(Path(file))) if file else None
    if file:
        return Unlock(read_passphrase_file(Path(file)))
    return Unlock(ask("资料口令：")) if can_ask() else None


def can_ask() -> bool:
    """Tell whether a person sits at the terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(words: str) -> str:
    """Ask at the terminal, where nothing that is typed is shown."""
    try:
        return getpass.getpass(words)
    except (EOFError, KeyboardInterrupt) as error:
        raise UserError("没有输入口令。", hint="没有改变任何内容。") from error


def new_passphrase(file: Path | None) -> str:
    """Take a new passphrase from a file, or ask for it twice."""
    if file is not None:
        return read_passphrase_file(file)
    if not can_ask():
        raise UsageError("没有给出新口令。", hint="请写 --new-passphrase-file 文件，口令写在第一行。")
    first = ask("新口令：")
    if ask("再输一次：") != first:
        raise UserError("两次输入的口令不一样。", hint="没有改变任何内容，请重新运行。")
    return first
