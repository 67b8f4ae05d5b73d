"""Unfinished files of a program that was killed: they are overwritten and deleted at the next start."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

FOLDER = "temp"
# What is younger may belong to a command that is at work just now.
AGE_S = 3 * 3_600
_CHUNK = 1024 * 1024


def clear_leftovers(data: Path, *, age_s: float = AGE_S) -> None:
    """Take away what lies in the folder of unfinished files for longer than any work lasts."""
    folder = data / FOLDER
    oldest = time.time() - age_s
    with suppress(OSError):
        for entry in sorted(folder.iterdir()):
            if entry.lstat().st_mtime < oldest:
                _remove(entry)


def overwrite(file: Path) -> None:
    """Write nothing but zeros into the file and delete it; an SSD may keep the old cells all the same."""
    with suppress(FileNotFoundError):
        if file.stat().st_nlink == 1:
            with file.open("rb+") as opened:
                size = opened.seek(0, os.SEEK_END)
                opened.seek(0)
                for start in range(0, size, _CHUNK):
                    opened.write(bytes(min(_CHUNK, size - start)))
                opened.flush()
                os.fsync(opened.fileno())
        file.unlink()


def _remove(entry: Path) -> None:
    with suppress(OSError):
        if entry.is_symlink():
            entry.unlink()
        elif entry.is_dir():
            for file in entry.rglob("*"):
                if file.is_file() and not file.is_symlink():
                    overwrite(file)
            shutil.rmtree(entry, ignore_errors=True)
        else:
            overwrite(entry)
