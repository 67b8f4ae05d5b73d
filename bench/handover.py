"""Measure a package against a plain copy of the same file: written, written and read back, and ten times as much of it.

Run: python -m bench.handover [--hazards N] [--photo-bytes N] [--rounds N]
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from app.services.demo.bulk import LedgerSize, fill_ledger
from app.services.desk import Desk
from app.services.handover import HandoverService
from app.storage import package_writing
from app.storage.opening import open_store
from app.storage.package_proving import Proved
from app.storage.store import StorePaths
from app.values.package import Selection, SelectionKind
from bench.figures import Figure, note
from bench.laptops import District, fill, make_laptop, make_office
from bench.pairs import interleave, print_growth, print_table

WRITTEN, READ_BACK, COPIED = "package written", "package written and read back", "plain copy"
REACH = {WRITTEN: 1.3, READ_BACK: 3.0}
TO_GO_HAZARDS = 50_000
TO_GO_MS = 20


@contextmanager
def laptop_of(folder: Path, district: District) -> Iterator[HandoverService]:
    """Open a store with what one laptop wrote."""
    with open_store(StorePaths.under(folder)) as store:
        office = make_office(district)
        fill(store, [office, make_laptop(1, office, district)])
        yield HandoverService(Desk(store))


def write_only(service: HandoverService, file: Path) -> None:
    """Write a package as the program does, up to the moment when it would be read back."""
    with patch.object(package_writing, "prove", lambda part, **_how: Proved(part.stat().st_size, "0" * 64)):
        service.export(file)


def copy(source: Path, target: Path) -> None:
    """Copy a file and make the copy safe on the disk."""
    part = target.with_suffix(".part")
    shutil.copyfile(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)


def measure_package(folder: Path, *, hazards: int, photo_bytes: int, rounds: int) -> None:
    """Print the ratios to a plain copy, and the growth."""
    small = District(shared=20, edited=5, deleted=1, hazards=hazards // 10, photo_bytes=photo_bytes)
    large = District(hazards=hazards, photo_bytes=photo_bytes)
    with laptop_of(folder / "small", small) as one, laptop_of(folder / "large", large) as other:
        file, less = folder / "large.ancha", folder / "small.ancha"
        made = other.export(file)
        ways = {
            COPIED: lambda: copy(file, folder / "copy.ancha"),
            WRITTEN: lambda: write_only(other, folder / "written.ancha"),
            READ_BACK: lambda: other.export(file),
        }
        title = f"Package of {made.revisions} revisions and {made.blobs} photographs, {made.size / 1e6:.0f} MB"
        print_table(title, interleave(ways, rounds=rounds), base=COPIED, goals=REACH)
        print_growth("Package", {"a tenth": lambda: one.export(less), "all": lambda: other.export(file)}, rounds=rounds)


def measure_to_go(folder: Path, *, hazards: int) -> None:
    """Print how long the desk takes to say what is still to go, before and after a package."""
    with open_store(StorePaths.under(folder)) as store:
        fill_ledger(store, LedgerSize(enterprises=200, hazards=hazards))
        service = HandoverService(Desk(store))
        before = median_ms(service)
        service.export(folder / "all.ancha", Selection(kind=SelectionKind.LAST))
        after = median_ms(service)
    print(f"\nWhat is still to go, {hazards} hazards: {before:.1f} ms with all of it, {after:.1f} ms with nothing")
    note(Figure("what is still to go", max(before, after), TO_GO_MS, "ms"))


def median_ms(service: HandoverService) -> float:
    """Ask some times."""
    found = []
    for _ in range(9):
        started = time.perf_counter()
        service.not_handed_over()
        found.append((time.perf_counter() - started) * 1000)
    return statistics.median(found)


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--hazards", type=int, default=2000)
    arguments.add_argument("--photo-bytes", type=int, default=300_000)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        measure_package(folder, hazards=given.hazards, photo_bytes=given.photo_bytes, rounds=given.rounds)
        measure_to_go(folder / "ledger", hazards=TO_GO_HAZARDS)


if __name__ == "__main__":
    main()
