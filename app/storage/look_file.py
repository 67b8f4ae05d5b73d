"""A small file beside the store that says what its last user saw; it holds only while the store is as it was then.

It is taken away when it is read and written when the store has been closed, so that no change can be made beside it
and a program that was killed leaves none.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "first-look.json"
MOST = 4 * 1024 * 1024


def place(database: Path) -> Path:
    """Tell where the file lies."""
    return database.with_name(NAME)


def write_look(database: Path, said: Any) -> None:
    """Keep what is said of the closed store, readable by its user only; a disk that takes nothing more goes without."""
    known = _identity(database)
    if known is None:
        return
    part = place(database).with_suffix(".part")
    with suppress(OSError):
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"store": known, "said": said}, file, ensure_ascii=False, separators=(",", ":"))
        part.replace(place(database))


def take_look(database: Path) -> Any:
    """Take what was said of the store, or nothing where the store is another one by now."""
    file = place(database)
    try:
        text = file.read_text(encoding="utf-8") if file.stat().st_size <= MOST else ""
        file.unlink()
        kept = json.loads(text)
    except (OSError, ValueError):
        return None
    is_ours = isinstance(kept, dict) and kept.get("store") == _identity(database)
    return kept.get("said") if is_ours else None


def drop_look(database: Path) -> None:
    """Take it away unread."""
    with suppress(OSError):
        place(database).unlink(missing_ok=True)


def _identity(database: Path) -> list[int] | None:
    """Tell one state of the closed file from every other; none while something waits to be written into it."""
    try:
        waiting = database.with_name(database.name + "-wal")
        if waiting.exists() and waiting.stat().st_size:
            return None
        found = database.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ino]
