"""Disks and the places for copies on them: whether two files lie on one disk, and which drives are at hand."""

import json
import os
import re
import secrets
import shutil
import string
import sys
from dataclasses import dataclass
from pathlib import Path

from app.values.errors import UserError
from app.values.rows_safekeeping import DriveRow

MARK = "ancha-backup-place.json"
_SYSFS = Path("/sys/dev/block")
_MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")  # how a space stands in the list of mounts
_REMOVABLE = ("/media/", "/run/media/", "/mnt/")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder chosen for copies, known again by the mark in it, and not by its name alone.

    An empty folder where a stick was plugged in yesterday has no mark: nothing is written to the wrong disk.
    """

    folder: Path
    mark: str

    @property
    def is_there(self) -> bool:
        """Say whether this very place is at hand."""
        return read_mark(self.folder) == self.mark


def choose_place(folder: Path) -> Place:
    """Make the folder a place for copies and mark it as such; one that has a mark keeps it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = read_mark(folder)
        if found is None:
            found = secrets.token_hex(16)
            part = folder / f"{MARK}.part"
            part.write_text(json.dumps({"place": found}), encoding="utf-8")
            part.replace(folder / MARK)
    except OSError as error:
        raise UserError(f"无法写入 {folder}。", hint="请检查U盘是否写保护、是否已插好，或者换一个文件夹。") from error
    return Place(folder.absolute(), found)


def read_mark(folder: Path) -> str | None:
    """Return the mark of a place for copies, None where there is none."""
    try:
        found = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    mark = found.get("place") if isinstance(found, dict) else None
    return mark if isinstance(mark, str) else None


def disk_of(path: Path, *, sysfs: Path = _SYSFS) -> str:
    """Name the disk on which the path lies or would lie; two partitions of one disk have one name."""
    while not path.exists() and path != path.parent:
        path = path.parent
    device = path.stat().st_dev
    entry = sysfs / f"{os.major(device)}:{os.minor(device)}" if hasattr(os, "major") else None
    if entry is None or not entry.exists():
        return f"device {device}"
    real = entry.resolve()
    return (real.parent if (real / "partition").exists() else real).name


def is_elsewhere(path: Path, *, store: Path) -> bool:
    """Say whether the path lies on another disk than the store."""
    return disk_of(path) != disk_of(store)


def drives_besides(store: Path) -> tuple[DriveRow, ...]:
    """List the drives at hand that lie on another disk than the store and can be written to."""
    folders = _windows_drives() if sys.platform == "win32" else _mounted(_MOUNTS)
    rows = (_row(folder, store=store) for folder in folders)
    return tuple(row for row in rows if row is not None)


def _row(folder: Path, *, store: Path) -> DriveRow | None:
    try:
        if not is_elsewhere(folder, store=store) or not os.access(folder, os.W_OK):
            return None
        usage = shutil.disk_usage(folder)
    except OSError:
        return None  # a drive that went away while we looked
    removable = str(folder).startswith(_REMOVABLE) or sys.platform == "win32"
    return DriveRow(folder, folder.name or str(folder), usage.free, usage.total, removable)


def _windows_drives() -> list[Path]:
    return [Path(f"{letter}:/") for letter in string.ascii_uppercase if Path(f"{letter}:/").exists()]


def _mounted(mounts: Path) -> list[Path]:
    """Return the folders on which disks are mounted; what has no device is no disk."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    found: list[Path] = []
    for line in lines:
        device, folder = line.split(" ")[:2]
        path = Path(_OCTAL.sub(lambda sign: chr(int(sign.group(1), 8)), folder))
        if device.startswith("/dev/") and path.is_dir() and path not in found:
            found.append(path)
    return found
