"""Kill a process that hands over again and again, and look at what lies on the drive and in the store.

`python -m tests.storage.export_kills FOLDER DRIVE KILLS SEED` prints kills, whole packages, rows, and what was wrong.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from app.models.handover import Handover
from app.services.desk import Desk
from app.services.handover import HandoverService
from app.storage import sealed_file
from app.storage.health import Level, check
from app.storage.package_reading import open_package
from app.storage.store import Store
from app.values.days import to_ms
from tests.storage.handing import edit_hazard, make_work
from tests.stores import make_means, open_copy

CHECK_EVERY = 5
LONGEST = 0.15


def main() -> None:
    """Run the trial and print the result."""
    folder, drive, kills, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    sealed_file.KEY_COST = 2**4
    chance = random.Random(seed)
    with open_copy(folder) as store:
        _, hazard_id = make_work(store, photos=8)
    wrong: list[str] = []
    for number in range(kills):
        file = drive / f"{number}.ancha"
        one_kill(folder, file, passphrase="口令" if number % 2 else None, wait=chance.uniform(0, LONGEST))
        with open_copy(folder, means=make_means(seed=f"after {number}")) as store:
            wrong += faults(store, file, passphrase="口令" if number % 2 else None)
            if number % CHECK_EVERY == 0 and check(store).level is Level.DAMAGED:
                wrong.append(f"{number}: the store is damaged")
            edit_hazard(store, hazard_id, f"place {number}")
    with open_copy(folder) as store, store.read() as uow:
        rows = uow.session.query(Handover).count()
    packages = len(list(drive.glob("*.ancha")))
    print(json.dumps({"kills": kills, "packages": packages, "rows": rows, "wrong": wrong}))


def one_kill(folder: Path, file: Path, *, passphrase: str | None, wait: float) -> None:
    """Let a process hand over, and kill it at a moment of chance."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with open_copy(folder, means=make_means(seed=file.name)) as store:
            service = HandoverService(Desk(store))
            os.write(writing, b".")
            service.export(file, passphrase=passphrase)
        os._exit(0)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def faults(store: Store, file: Path, *, passphrase: str | None) -> list[str]:
    """Say what is wrong: half a package under its name, or a row without its package."""
    found: list[str] = []
    with store.read() as uow:
        rows = [Path(row.file) for row in uow.session.query(Handover)]
    if file in rows and not file.exists():
        found.append(f"{file.name}: a row without its package")
    if file.exists():
        try:
            with open_package(
                file,
                staging=store.paths.database.parent / "temp",
                now_ms=to_ms(store.means.clock.now()),
                reads_needs_up_to=9,
                passphrase=passphrase,
            ) as read:
                if not read.revisions:
                    found.append(f"{file.name}: nothing in it")
        except Exception as error:  # noqa: BLE001 - whatever is said against the package is what is looked for
            found.append(f"{file.name}: {error}")
    return found


if __name__ == "__main__":
    main()
