"""Measure the import of photographs into the store, each committed, against its floor: decode, hash and write.

Run: python -m bench.photo_import [--photos N] [--rounds N]
"""

import argparse
import hashlib
import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.models.inspection import Inspection
from app.services.demo.bulk import LedgerSize, fill_ledger
from app.services.desk import Desk
from app.services.photos import PhotoService
from app.storage.opening import open_store
from app.storage.store import StorePaths
from app.values.enums import PhotoRole
from app.values.rows_photo import PhotoFile, PhotoTarget
from bench.camera import telephone_photo
from bench.pairs import interleave, print_growth, print_table
from bench.photos import decode_quarter

REACH = 1.3


def differing(photo: bytes, number: int) -> bytes:
    """Give a photograph a comment of its own, so that the store has never seen these bytes."""
    words = number.to_bytes(8, "big")
    return photo[:2] + b"\xff\xfe" + (2 + len(words)).to_bytes(2, "big") + words + photo[2:]


class Camera:
    """Give photographs that are all different, without taking each of them anew."""

    def __init__(self, distinct: int) -> None:
        self._made = [telephone_photo(seed) for seed in range(distinct)]
        self._numbers = itertools.count()

    def take(self, count: int) -> list[bytes]:
        """Give some photographs."""
        return [differing(self._made[n % len(self._made)], next(self._numbers)) for n in range(count)]


@contextmanager
def photo_desk(folder: Path) -> Iterator[tuple[PhotoService, PhotoTarget]]:
    """Open a store with one inspection that photographs belong to."""
    with open_store(StorePaths.under(folder)) as store:
        fill_ledger(store, LedgerSize(enterprises=1, hazards=1))
        with store.read() as uow:
            inspection: UUID = uow.session.scalars(select(Inspection.id)).one()
        yield PhotoService(Desk(store)), PhotoTarget(inspection_id=inspection, role=PhotoRole.BEFORE)


def import_all(photos: PhotoService, target: PhotoTarget, taken: list[bytes]) -> None:
    """Take photographs in as the window does."""
    batch = photos.add(target, [PhotoFile(f"{n}.jpg", data) for n, data in enumerate(taken)])
    assert len(batch.added) == len(taken), batch.refused


def write_all(folder: Path, taken: list[bytes]) -> None:
    """Decode, hash and write photographs, each of them safe on the disk, and do nothing else."""
    for data in taken:
        decode_quarter(data)
        with (folder / hashlib.sha256(data).hexdigest()).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def main() -> None:
    """Print the table of ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--photos", type=int, default=8)
    arguments.add_argument("--rounds", type=int, default=7)
    chosen = arguments.parse_args()
    camera = Camera(chosen.photos)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with photo_desk(folder / "data") as (photos, target):
            ways = {
                "floor: decode, hash, write": lambda: write_all(folder, camera.take(chosen.photos)),
                "import": lambda: import_all(photos, target, camera.take(chosen.photos)),
            }
            timings = interleave(ways, rounds=chosen.rounds)
            title = "photographs of 12 MP into the store"
            print_table(title, timings, base="floor: decode, hash, write", goals={"import": REACH})
            growing = {
                "2 photographs": lambda: import_all(photos, target, camera.take(2)),
                "20 photographs": lambda: import_all(photos, target, camera.take(20)),
            }
            print_growth(title, growing, rounds=3)


if __name__ == "__main__":
    main()
