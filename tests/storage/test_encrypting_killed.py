"""Encrypting killed by the system at any moment: the old store or the new one, whole, and no leftovers."""

import os
import random
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.storage.encrypting import has_leftovers, is_encrypted
from app.storage.opening import open_store
from app.storage.rebuild import digest_of
from app.storage.store import StorePaths
from app.storage.verify import false_blobs
from tests.storage.encrypting_trial import KEY
from tests.stores import make_means

KILLS = int(os.environ.get("ANCHA_KILLS", "6"))
PHOTOS = 150


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="a kill of Windows lets files be closed in order")
@pytest.mark.timeout(120 + 10 * KILLS)
def test_a_kill_at_any_moment_leaves_the_old_store_or_the_new_one(store_dir: Path, tmp_path: Path) -> None:
    fill(store_dir)
    before = facts(StorePaths.under(store_dir))
    chance, outcomes = random.Random(7), []
    for number in range(KILLS):
        folder = tmp_path / f"trial{number}"
        folder.mkdir()
        shutil.copyfile(store_dir / "ancha.db", folder / "ancha.db")
        killed_after(folder, seconds=chance.uniform(0, 1.2))
        paths = StorePaths.under(folder)
        outcomes.append(is_encrypted(paths.database))
        assert facts(paths) == before
        assert not has_leftovers(paths.database)
        shutil.rmtree(folder)
    assert len(outcomes) == KILLS


def fill(folder: Path) -> None:
    with open_store(StorePaths.under(folder), means=make_means()) as store, store.write() as uow:
        chance = random.Random(1)
        for _ in range(PHOTOS):
            uow.blobs.put(chance.randbytes(100_000))
        uow.commit()


def facts(paths: StorePaths) -> tuple[object, ...]:
    key = KEY if is_encrypted(paths.database) else None
    with open_store(paths, means=replace(make_means(), key=key)) as store, store.read() as uow:
        count = uow.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar_one()
        return count, digest_of(uow.connection), false_blobs(uow.connection.connection.driver_connection)


def killed_after(folder: Path, *, seconds: float) -> None:
    """Start the work and kill it so long after it began; one that was quicker has ended."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.encrypting_trial", str(folder)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"begin\n"
    timer = threading.Timer(seconds, child.kill)
    timer.start()
    child.wait()
    timer.cancel()
    child.stdout.close()
