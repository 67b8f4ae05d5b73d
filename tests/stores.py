"""A store for a test: a copy of one that was migrated once, with a clock and ids that are the same every time."""

import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from app.storage.engine import connect
from app.storage.opening import open_store
from app.storage.store import Means, Store, StorePaths
from app.values.clock import FixedClock
from app.values.idsource import SeededIds

START = datetime(2026, 11, 16, 1, 10, tzinfo=UTC)  # 09:10 in China
MACHINE = "machine of the tests"


def make_means(*, seed: int | str = 0, at: datetime = START, machine: str = MACHINE) -> Means:
    """Return a clock, ids and chance that are the same every time."""
    clock = FixedClock(at)
    ids = SeededIds(clock, seed=seed)
    salt = SeededIds(clock, seed=f"salt of {seed}")
    return Means(clock=clock, ids=ids, chance=lambda count: salt.new().bytes[:count], machine=lambda: machine)


def make_template(folder: Path) -> Path:
    """Migrate an empty store in the folder, by the same road as a user's."""
    open_store(StorePaths.under(folder), means=make_means(seed="template")).close()
    return folder


def copy_template(template: Path, folder: Path) -> Path:
    """Copy the migrated store, which nobody has open, into the folder, as a device named after the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template / "ancha.db", folder / "ancha.db")
    connection = connect(folder / "ancha.db")
    connection.execute("UPDATE device SET id = ?", (sha256(folder.name.encode()).digest()[:16],))
    connection.close()
    return folder


def open_copy(folder: Path, *, means: Means | None = None) -> Store:
    """Open the store in the folder."""
    return open_store(StorePaths.under(folder), means=means or make_means())
