"""Simulated power cuts: what a process wrote is recorded, and played back up to a cut with what no flush had secured
kept, dropped or torn at random.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("record_writes.c")
ROOT = Path(__file__).parents[2]
SECTOR = 512
TORN, DROPPED = 0.2, 0.4  # of the changes that no flush had secured
_HEAD = struct.Struct("<IIQQ")


class Op(IntEnum):
    """What was done, in the numbers of record_writes.c."""

    OPEN = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC = 4
    UNLINK = 5
    RENAME = 6
    SYNC_FOLDER = 7
    ACKNOWLEDGE = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One change, in the order in which the process made it."""

    op: Op
    file: int
    offset: int
    data: bytes


@dataclass(slots=True)
class Inode:
    """A file as it is on the disk, and what was done to it since it was flushed last."""

    safe: bytearray = field(default_factory=bytearray)
    loose: list[Step] = field(default_factory=list)

    def flush(self) -> None:
        """Bring everything to the disk."""
        for step in self.loose:
            _apply(self.safe, step)
        self.loose.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """Return what is on the disk after a cut: each loose change is there, is not, or is torn between sectors."""
        content = bytearray(self.safe)
        for step in self.loose:
            fate = chance.random()
            if fate < TORN and step.op is Op.WRITE and len(step.data) > SECTOR:
                _apply(content, _torn(step, chance))
            elif fate > TORN + DROPPED:
                _apply(content, step)
        return bytes(content)


def _torn(step: Step, chance: random.Random) -> Step:
    """Return what is left of a write of which only the first or the last sectors came to the disk."""
    size = chance.randrange(1, len(step.data) // SECTOR + 1) * SECTOR
    begin = chance.choice([0, max(0, len(step.data) - size)])
    return Step(step.op, step.file, step.offset + begin, step.data[begin : begin + size])


class Disk:
    """The files of a folder, as the process sees them and as a cut would leave them."""

    def __init__(self) -> None:
        self.names: dict[str, Inode] = {}
        self.safe_names: dict[str, Inode] = {}
        self._loose_names: list[tuple[str, str, Inode | None]] = []
        self._open: dict[int, Inode] = {}

    def play(self, step: Step) -> None:
        """Do what the process did."""
        if step.op in (Op.OPEN, Op.UNLINK, Op.RENAME):
            self._rename(step)
        elif step.op is Op.SYNC_FOLDER:
            self._flush_names(len(self._loose_names))
        elif step.op in (Op.WRITE, Op.TRUNCATE):
            self._open[step.file].loose.append(step)
        elif step.op is Op.SYNC:
            self._open[step.file].flush()
            # A flushed file has its name too, as every journalling file system sees to.
            for name, inode in self.names.items():
                if inode is self._open[step.file] and name not in self.safe_names:
                    self.safe_names[name] = inode

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that are there after a cut."""
        names = dict(self.safe_names)
        for change in self._loose_names[: chance.randint(0, len(self._loose_names))]:
            _change_name(names, change)
        return {name: inode.after_cut(chance) for name, inode in names.items()}

    def _rename(self, step: Step) -> None:
        text = step.data.decode()
        if step.op is Op.OPEN:
            if text not in self.names:
                self._note(("", text, Inode()))
            self._open[step.file] = self.names[text]
        elif step.op is Op.UNLINK:
            self._note((text, "", None))
        else:
            before, after = text.split("\n")
            self._note((before, after, self.names.get(before)))

    def _note(self, change: tuple[str, str, Inode | None]) -> None:
        self._loose_names.append(change)
        _change_name(self.names, change)

    def _flush_names(self, count: int) -> None:
        for change in self._loose_names[:count]:
            _change_name(self.safe_names, change)
        del self._loose_names[:count]


def _change_name(names: dict[str, Inode], change: tuple[str, str, Inode | None]) -> None:
    before, after, inode = change
    if before:
        inode = names.pop(before, inode)
    if after and inode is not None:
        names[after] = inode


def _apply(content: bytearray, step: Step) -> None:
    end = step.offset if step.op is Op.TRUNCATE else max(len(content), step.offset + len(step.data))
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if step.op is Op.TRUNCATE:
        del content[end:]
    else:
        content[step.offset : step.offset + len(step.data)] = step.data


def read_steps(log: Path) -> Iterator[Step]:
    """Read what was recorded."""
    data = log.read_bytes()
    at = 0
    while at + _HEAD.size <= len(data):
        op, file, offset, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        yield Step(Op(op), file, offset, data[at : at + size])
        at += size


def can_record() -> bool:
    """Say whether this machine can record: Linux with a C compiler."""
    return sys.platform == "linux" and shutil.which("gcc") is not None


def record(folder: Path, *, work: list[str], arena: Path) -> list[Step]:
    """Run a Python module that works in the folder and acknowledges on descriptor 1, and return what it did there."""
    library, log = arena / "record_writes.so", arena / "writes.log"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True, timeout=60)
    around = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "ANCHA_RECORD_LOG": str(log),
        "ANCHA_RECORD_FOLDER": str(folder),
        "ANCHA_RECORD_ACK": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    before = {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    subprocess.run([sys.executable, *work], env=around, cwd=ROOT, check=True, timeout=300, stdout=subprocess.DEVNULL)
    # What lay there before is on the disk already.
    given = [
        step
        for number, (name, data) in enumerate(before.items())
        for step in (
            Step(Op.OPEN, 1_000_000 + number, 0, name.encode()),
            Step(Op.WRITE, 1_000_000 + number, 0, data),
            Step(Op.SYNC, 1_000_000 + number, 0, b""),
        )
    ]
    return [*given, Step(Op.SYNC_FOLDER, 0, 0, b""), *read_steps(log)]
