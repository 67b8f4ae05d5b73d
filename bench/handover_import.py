"""Measure taking a package in against a plain copy of the same file, and how many hazards are merged in a second.

Run: python -m bench.handover_import [--hazards N] [--photo-bytes N] [--rounds N] [--merged N]
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.importing import apply_revisions, begin_import
from app.storage.opening import open_store
from app.storage.store import StorePaths
from app.values.canonical import sha256_hex
from app.values.package import Selection
from bench.figures import Figure, note
from bench.handover import copy
from bench.laptops import District, fill, fresh, make_laptop, make_office
from bench.pairs import interleave_told, print_table

TAKEN_IN, COPIED = "package taken in", "plain copy"
REACH = {TAKEN_IN: 6.0}
MICROSECONDS = 100.0  # 10,000 hazards a second


def measure_import(folder: Path, *, hazards: int, photo_bytes: int, rounds: int) -> None:
    """Print how much longer an import takes than a copy of the file."""
    district = District(hazards=hazards, photo_bytes=photo_bytes)
    office = make_office(district)
    file = folder / "laptop.ancha"
    with open_store(StorePaths.under(folder / "laptop")) as store:
        fill(store, [office, make_laptop(1, office, district)])
        made = Services(Desk(store)).handover.export(file, Selection(), recipient="office")
    ways = {
        COPIED: lambda: timed(lambda: copy(file, folder / "copy.ancha")),
        TAKEN_IN: importing(folder, file),
    }
    title = f"Package of {made.revisions} revisions and {made.blobs} photographs, {made.size / 1e6:.0f} MB"
    print_table(title, interleave_told(ways, rounds=rounds), base=COPIED, goals=REACH)


def importing(folder: Path, file: Path) -> Callable[[], float]:
    """Take the package into an empty office each time; only the import is timed."""
    numbers = count()

    def run() -> float:
        place = folder / f"office{next(numbers)}"
        with open_store(StorePaths.under(place)) as store:
            services = Services(Desk(store))
            took = timed(lambda: services.imports.take_in([file]))
        shutil.rmtree(place)
        return took

    return run


def measure_merging(folder: Path, *, hazards: int, rounds: int) -> None:
    """Print the time of the processor for merging one hazard, index and commit included, reading left out."""
    district = District(hazards=hazards, photos_each=0)
    office = make_office(district)
    laptops = [make_laptop(number, office, district) for number in range(1, rounds + 2)]
    found = []
    with open_store(StorePaths.under(folder)) as store:
        fill(store, [office])
        for number, laptop in enumerate(laptops):
            revisions = list(fresh(laptop.written.values()))
            names = [revision.rev_id for revision in revisions]
            began = time.process_time()
            with store.write() as uow:
                import_id = begin_import(uow, file=str(number), file_sha256=sha256_hex(names[0].encode()))
                apply_revisions(uow, import_id, revisions)
                uow.commit()
            found.append((time.process_time() - began) / hazards * 1e6)
    each = statistics.median(found[1:])
    print(f"\nMerging: {each:.0f} µs of the processor for a hazard, {1e6 / each:,.0f} hazards a second")
    note(Figure("merging one hazard", each, MICROSECONDS, "µs"))


def timed(work: Callable[[], object]) -> float:
    """Tell how many seconds the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--hazards", type=int, default=2000)
    arguments.add_argument("--photo-bytes", type=int, default=300_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--merged", type=int, default=10_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        measure_import(folder, hazards=given.hazards, photo_bytes=given.photo_bytes, rounds=given.rounds)
        measure_merging(folder / "merging", hazards=given.merged, rounds=given.rounds)


if __name__ == "__main__":
    main()
