"""Stores with long ledgers, filled by processes of their own and side by side, since real records take a while.

Run: python -m bench.filled FOLDER COUNT
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from app.services.catalogue import Services
from app.services.demo.bulk import LedgerSize, fill_ledger
from app.services.desk import Desk
from app.storage.opening import open_store
from app.storage.store import StorePaths


def fill(folder: Path, count: int) -> None:
    """Make a store with so many parties and so many hazards, its library, and all that a start asks for."""
    with open_store(StorePaths.under(folder)) as store:
        fill_ledger(store, LedgerSize(enterprises=count, hazards=count))
        services = Services(Desk(store))
        services.library.make_ready()
        services.setup.set_range(1, 9999)


def filled_stores(folder: Path, counts: Iterable[int]) -> dict[int, Path]:
    """Give a store for each count."""
    places = {count: folder / f"ledger-{count}" for count in counts}
    running = [
        subprocess.Popen([sys.executable, "-m", "bench.filled", str(place), str(count)])
        for count, place in places.items()
    ]
    failed = [process.args for process in running if process.wait() != 0]
    if failed:
        raise RuntimeError(f"could not be filled: {failed}")
    return places


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
