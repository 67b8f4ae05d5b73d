"""The work that power cuts are simulated on: records with photographs, a backup, compacting, more records.

`python -m tests.soak.power_work FOLDER SYNCHRONOUS` writes, to descriptor 1, the id of each record once it is stored.
"""

import os
import random
import sys
from pathlib import Path
from typing import Any

from app.models.enterprise import Enterprise
from app.storage import engine
from app.storage.backup import back_up
from app.storage.compact import compact
from app.storage.store import Store
from app.values.enums import PartyKind
from tests.stores import make_means, open_copy

ROUND = 12


def weaken(synchronous: str) -> None:
    """Open every connection with less care than the program does, to show that the trial finds what that loses."""
    careful = engine.connect

    def careless(path: Path, *, key: bytes | None = None) -> Any:
        connection = careful(path, key=key)
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        return connection

    engine.connect = careless


def add(store: Store, *, chance: random.Random) -> None:
    """Store one enterprise with a photograph, and acknowledge it when its commit has returned."""
    with store.write() as uow:
        photo = uow.blobs.put(chance.randbytes(chance.choice([900, 40_000, 150_000])))
        enterprise = Enterprise(name="某厂", party_kind=PartyKind.COMPANY, details={"door_blob": photo})
        uow.add(enterprise)
        uow.commit()
    os.write(1, enterprise.id.bytes)


def work(folder: Path) -> None:
    """Do what an inspector's laptop does in a day."""
    chance = random.Random(5)
    with open_copy(folder, means=make_means(seed="power")) as store:
        for _ in range(ROUND):
            add(store, chance=chance)
        back_up(store)
        for _ in range(ROUND):
            add(store, chance=chance)
        compact(store)
        for _ in range(ROUND):
            add(store, chance=chance)


if __name__ == "__main__":
    if sys.argv[2] != "FULL":
        weaken(sys.argv[2])
    work(Path(sys.argv[1]))
