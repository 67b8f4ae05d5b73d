"""Kill a writing process again and again, and count what it had acknowledged and the store lost.

`python -m tests.storage.kill_trial FOLDER KILLS SEED` prints kills, acknowledged, lost and unsound stores.
"""

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path
from uuid import UUID

from app.models.enterprise import Enterprise
from app.storage.health import Level, check
from app.storage.store import Store
from app.values.enums import PartyKind
from tests.stores import make_means, open_copy

ID_BYTES = 16
CHECK_EVERY = 5


def write_until_killed(folder: Path, *, acknowledge: int, seed: int) -> None:
    """Store enterprises with photographs, edit some, and acknowledge each one when its commit has returned."""
    chance = random.Random(seed)
    store = open_copy(folder, means=make_means(seed=seed))
    while True:
        with store.write() as uow:
            photo = uow.blobs.put(chance.randbytes(30_000))
            enterprise = Enterprise(name="某厂", party_kind=PartyKind.COMPANY, details={"door_blob": photo})
            uow.add(enterprise)
            uow.commit()
        os.write(acknowledge, enterprise.id.bytes)
        with store.write() as uow:
            uow.session.get_one(Enterprise, enterprise.id).town = "某镇"
            uow.commit()


def one_kill(folder: Path, *, chance: random.Random) -> set[UUID]:
    """Start a writer, kill it at a moment of chance and return what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write_until_killed(folder, acknowledge=writing, seed=chance.getrandbits(60))
    os.close(writing)
    data = os.read(reading, ID_BYTES)
    end = time.perf_counter() + chance.uniform(0, 0.03)
    while (left := end - time.perf_counter()) > 0:
        if select.select([reading], [], [], left)[0]:
            data += os.read(reading, ID_BYTES)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 4096):
        data += more
    os.close(reading)
    return {UUID(bytes=data[at : at + ID_BYTES]) for at in range(0, len(data), ID_BYTES)}


def lost_of(store: Store, acknowledged: set[UUID]) -> int:
    """Count the acknowledged enterprises that are not there, or without their photograph."""
    with store.read() as uow:
        whole = {item.id for item in uow.session.query(Enterprise) if uow.blobs.has(item.details["door_blob"])}
    return len(acknowledged - whole)


def main(folder: Path, *, kills: int, seed: int) -> dict[str, int]:
    """Kill so many writers of one store."""
    chance = random.Random(seed)
    acknowledged: set[UUID] = set()
    lost = unsound = 0
    for number in range(kills):
        acknowledged |= one_kill(folder, chance=chance)
        if number % CHECK_EVERY == 0 or number == kills - 1:
            with open_copy(folder, means=make_means(seed="reader")) as store:
                lost += lost_of(store, acknowledged)
                unsound += check(store).level is not Level.SOUND
    return {"kills": kills, "acknowledged": len(acknowledged), "lost": lost, "unsound": unsound}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), kills=int(sys.argv[2]), seed=int(sys.argv[3]))))
