"""The acts that are interrupted at each of their steps: work, backup, compact, migration, restore, export, import.

`python -m tests.soak.fault_work TEMPLATE STEPS SEED` runs under fail_writes.so, reads `[arena, act, how]` from a line
and answers with what it found: one process for all trials, because a start costs more than most of them.
"""

import ctypes
import errno
import json
import lzma
import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.models.photo import Photo
from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.backup import back_up, copy_database, verify_copy
from app.storage.blobs import SmallPicture
from app.storage.compact import compact
from app.storage.health import check
from app.storage.opening import open_store
from app.storage.restore import restore
from app.storage.store import Store, StorePaths
from app.values.enums import InspectionState, PartyKind, PhotoRole
from app.values.errors import UserError
from app.values.photo import PRINT_EDGE
from tests.photos import make_photo
from tests.stores import make_means, open_copy

KILL = -1
HOWS = {"full": errno.ENOSPC, "gone": errno.EIO, "kill": KILL}
OLD_STORE = Path(__file__).parents[1] / "migrations" / "stores" / "0001.db.xz"


@dataclass
class Found:
    """What the interruptions did; anything but `interrupted`, `told` and `done` is a fault."""

    steps: int = 0
    interrupted: int = 0
    told: int = 0
    done: int = 0
    lost: int = 0
    unsound: int = 0
    bad_files: int = 0
    left_behind: int = 0
    half_done: int = 0
    untold: list[str] = field(default_factory=list)


def open_again(folder: Path) -> Store:
    """Open the store as the next start would."""
    return open_copy(folder, means=make_means(seed="reader"))


def do_work(folder: Path, _aside: Path) -> None:
    """Store five enterprises with photographs."""
    chance = random.Random(9)
    with open_copy(folder, means=make_means(seed="work")) as store:
        for _ in range(5):
            with store.write() as uow:
                photo = uow.blobs.put(chance.randbytes(60_000))
                uow.add(Enterprise(name="新厂", party_kind=PartyKind.COMPANY, details={"door_blob": photo}))
                uow.commit()


def do_backup(folder: Path, aside: Path) -> None:
    """Copy the store to the stick."""
    with open_copy(folder, means=make_means(seed="backup")) as store:
        back_up(store, file=aside / "copy.db")


def do_compact(folder: Path, _aside: Path) -> None:
    """Give empty pages back."""
    with open_copy(folder, means=make_means(seed="compact")) as store:
        compact(store)


def do_migration(folder: Path, _aside: Path) -> None:
    """Open a store of the first version."""
    open_store(StorePaths.under(folder), means=make_means(seed="migrate")).close()


def do_restore(folder: Path, aside: Path) -> None:
    """Bring back a copy."""
    restore(aside / "given.db", into=StorePaths.under(folder), means=make_means(seed="restore"))


def do_export(folder: Path, aside: Path) -> None:
    """Hand everything over to the stick."""
    with open_copy(folder, means=make_means(seed="export")) as store:
        Services(Desk(store)).handover.export(aside / "all.ancha", recipient="某局")


def do_import(folder: Path, aside: Path) -> None:
    """Take a package in."""
    with open_copy(folder, means=make_means(seed="import")) as store:
        imports = Services(Desk(store)).imports
        (preview,) = imports.preview([aside / "given.ancha"])
        imports.apply(preview)


def do_archive(folder: Path, aside: Path) -> None:
    """Let the photographs of a closed year go to the stick."""
    with open_copy(folder, means=make_means(seed="archive")) as store:
        Services(Desk(store)).archive.run(2025, aside / "2025.ancha")


def do_careless_backup(folder: Path, aside: Path) -> None:
    """Copy the store to the stick under its name at once, as no program should; the trial must find what is left."""
    with open_copy(folder, means=make_means(seed="careless")) as store:
        copy_database(store.paths.database, folder / "whole.db", key=None)
    try:
        with (aside / "copy.db").open("wb", buffering=0) as file:
            data = (folder / "whole.db").read_bytes()
            for at in range(0, len(data), 4096):
                file.write(data[at : at + 4096])
    except OSError as error:
        raise UserError("stick") from error


Act = Callable[[Path, Path], None]
ACTS: dict[str, Act] = {
    "work": do_work,
    "backup": do_backup,
    "compact": do_compact,
    "migration": do_migration,
    "restore": do_restore,
    "export": do_export,
    "import": do_import,
    "archive": do_archive,
    "careless backup": do_careless_backup,
}
# Where the fault strikes: the disk of the store, or the stick beside it.
ON_STICK = frozenset({"backup", "export", "archive", "careless backup"})
AT_ONCE = frozenset({"import", "restore", "migration"})  # all of it or nothing


def fill(store: Store, *, seed: int, count: int = 8) -> None:
    """Store enterprises with photographs."""
    chance = random.Random(seed)
    for number in range(count):
        with store.write() as uow:
            photo = uow.blobs.put(chance.randbytes(40_000))
            uow.add(Enterprise(name=f"第{seed}{number}厂", party_kind=PartyKind.COMPANY, details={"door_blob": photo}))
            uow.commit()


def fill_year(store: Store) -> None:
    """Store an inspection that was closed in 2025, with photographs and their small pictures."""
    with store.write() as uow:
        enterprise = Enterprise(name="旧厂", party_kind=PartyKind.COMPANY)
        uow.add(enterprise)
        inspection = Inspection(authority_id=enterprise.id, enterprise_id=enterprise.id, state=InspectionState.CLOSED)
        inspection.closing = {"day": "2025-12-20", "by": "张三", "ground": "闭环"}
        uow.add(inspection)
        for number in range(5):
            sha256 = uow.blobs.put(make_photo(size=(320, 240), seed=number))
            uow.blobs.put_small(sha256, width=PRINT_EDGE, picture=SmallPicture(b"\xff\xd8small", 10, 10))
            facts = {"file_name": f"{number}.jpg", "format": "JPEG", "width": 320, "height": 240}
            photo = Photo(inspection_id=inspection.id, original_blob=sha256, role=PhotoRole.BEFORE, **facts)
            photo.added_at = uow.now()
            uow.add(photo)
        uow.commit()


def prepare(template: Path, arena: Path, act: str) -> Path:
    """Make the store and the stick that every trial begins with."""
    begin = arena / "begin"
    (begin / "data").mkdir(parents=True)
    (begin / "aside").mkdir()
    if act == "migration":
        (begin / "data" / "ancha.db").write_bytes(lzma.decompress(OLD_STORE.read_bytes()))
        return begin
    shutil.copyfile(template / "ancha.db", begin / "data" / "ancha.db")
    shutil.copytree(begin / "data", arena / "other")
    with open_copy(arena / "other", means=make_means(seed="other")) as other:
        with other.write() as uow:
            uow.devices.become(other.means.ids.new())
            uow.session.commit()
        fill(other, seed=2)
        if act == "restore":
            back_up(other, file=begin / "aside" / "given.db")
        if act == "import":
            Services(Desk(other)).handover.export(begin / "aside" / "given.ancha", recipient="某局")
    with open_copy(begin / "data", means=make_means(seed="begin")) as store:
        fill(store, seed=1)
        if act == "archive":
            fill_year(store)
    return begin


def revisions_of(folder: Path) -> frozenset[str]:
    """Return the revisions that count."""
    with open_again(folder) as store, store.read() as uow:
        return frozenset(one.rev_id for one in uow.log.every_counted())


class Trial:
    """One act, interrupted at one step after the other, each time from the same beginning."""

    def __init__(self, begin: Path, arena: Path, *, act: str, how: str) -> None:
        self._begin, self._here, self._act, self._how = begin, arena / "here", act, HOWS[how]
        self._shim = ctypes.CDLL(None)
        self._shim.ancha_disarm.restype = ctypes.c_long
        self.found = Found()
        self._fresh()
        if act == "migration":
            shutil.copytree(begin, arena / "upgraded")
            self._before = revisions_of(arena / "upgraded" / "data")
        else:
            self._before = revisions_of(self._here / "data")
        self._fresh()
        self.found.steps = self._interrupt(1_000_000_000, HOWS["full"])
        self._after = revisions_of(self._here / "data")

    def at(self, step: int) -> None:
        """Interrupt the act after so many writes, and look at what is left."""
        self._fresh()
        self.found.interrupted += 1
        if self._how == KILL:
            child = os.fork()
            if child == 0:
                self._interrupt(step, KILL)
                os._exit(0)
            os.waitpid(child, 0)
        else:
            self._interrupt(step, self._how)
        self._look()

    def _interrupt(self, step: int, how: int) -> int:
        folder = self._here / ("aside" if self._act in ON_STICK and self._how != KILL else "")
        self._shim.ancha_arm(str(folder).encode(), ctypes.c_long(step), how)
        try:
            ACTS[self._act](self._here / "data", self._here / "aside")
            self.found.done += 1
        except UserError:
            self.found.told += 1
        except Exception as error:  # noqa: BLE001  # whatever else comes is what the trial is after
            self.found.untold.append(f"{step}: {type(error).__name__}: {error}"[:300])
        finally:
            seen = int(self._shim.ancha_disarm())
        return seen

    def _look(self) -> None:
        found = self.found
        if self._act == "restore" and not (self._here / "data" / "ancha.db").exists():
            found.lost += 1
            return
        try:
            now = revisions_of(self._here / "data")
            with open_again(self._here / "data") as store:
                with store.read() as uow:
                    wanted = uow.session.scalars(select(Photo.original_blob))
                    found.lost += sum(uow.blobs.get(sha256) is None for sha256 in wanted)
                # The stores of the trials were not all written in the hour that the clock of the trial stands at.
                found.unsound += any(one.check != "clock" for one in check(store).findings)
        except UserError:
            found.unsound += 1
            return
        if self._act == "restore":
            found.half_done += now not in (self._before, self._after)
        else:
            found.lost += bool(self._before - now)
            found.half_done += self._act in AT_ONCE and now not in (self._before, self._after)
        found.bad_files += sum(not _is_good(file) for file in self._files() if file.suffix in {".db", ".ancha"})
        if self._how == HOWS["full"]:
            found.left_behind += sum(".part" in file.name or ".plain" in file.name for file in self._files())

    def _files(self) -> list[Path]:
        return [
            *(self._here / "aside").glob("*"),
            *(self._here / "data" / "backups").glob("*"),
            *(self._here / "data").glob("*.part*"),
        ]

    def _fresh(self) -> None:
        shutil.rmtree(self._here, ignore_errors=True)
        shutil.copytree(self._begin, self._here)


def _is_good(file: Path) -> bool:
    try:
        if file.suffix == ".db":
            verify_copy(file)
        else:
            from app.storage.package_reading import open_package

            staging = file.parent / "staging"
            with open_package(file, staging=staging, now_ms=2_000_000_000_000, reads_needs_up_to=99):
                pass
    except UserError:
        return False
    return True


def main(template: Path, arena: Path, *, act: str, how: str, steps: int, seed: int) -> Found:
    """Interrupt the act at so many of its steps, spread evenly and begun at random."""
    trial = Trial(prepare(template, arena, act), arena, act=act, how=how)
    count = trial.found.steps
    places = range(count) if steps >= count else sorted(random.Random(seed).sample(range(count), steps))
    for step in places:
        trial.at(step)
    return trial.found


if __name__ == "__main__":
    _, given, number, chosen = sys.argv
    for line in sys.stdin:
        where, which, manner = json.loads(line)
        result = main(Path(given), Path(where), act=which, how=manner, steps=int(number), seed=int(chosen))
        print(json.dumps(result.__dict__, ensure_ascii=False), flush=True)
