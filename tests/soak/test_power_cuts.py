"""Whenever the power goes: nothing acknowledged is lost, the store is sound, and a copy that has its name is good."""

import os
import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.models.enterprise import Enterprise
from app.storage.backup import verify_copy
from app.storage.health import Level, check
from app.values.errors import UserError
from tests.soak.power import Disk, Op, Step, can_record, record
from tests.stores import copy_template, make_means, open_copy

CUTS = int(os.environ.get("ANCHA_POWER_CUTS", "15"))
ID_BYTES = 16

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not can_record(), reason="recording what a process writes needs Linux and gcc"),
    pytest.mark.timeout(1800),
]


@dataclass
class Losses:
    """What the cuts did."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    unsound: int = 0
    bad_copies: int = 0


def cut_at_random(steps: list[Step], *, cuts: int, seed: int, arena: Path, first: int) -> Losses:
    """Cut the power so many times at random, anywhere in what was recorded, and look at what is left."""
    chance = random.Random(seed)
    moments = sorted(chance.choices(range(first, len(steps) + 1), k=cuts))
    losses = Losses()
    disk, done = Disk(), 0
    acknowledged: set[UUID] = set()
    for moment in moments:
        for step in steps[done:moment]:
            if step.op is Op.ACKNOWLEDGE:
                acknowledged |= {UUID(bytes=step.data[at : at + ID_BYTES]) for at in range(0, len(step.data), ID_BYTES)}
            else:
                disk.play(step)
        done = moment
        _look(disk.after_cut(chance), acknowledged, losses, arena=arena)
    return losses


def _look(files: dict[str, bytes], acknowledged: set[UUID], losses: Losses, *, arena: Path) -> None:
    folder = arena / "after"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "backups").mkdir(parents=True)
    for name, content in files.items():
        (folder / ("backups" if "/backups/" in name else "") / Path(name).name).write_bytes(content)
    losses.cuts += 1
    losses.acknowledged += len(acknowledged)
    try:
        with open_copy(folder, means=make_means(seed="reader")) as store:
            with store.read() as uow:
                there = {one.id for one in uow.session.query(Enterprise) if uow.blobs.has(one.details["door_blob"])}
            losses.lost += len(acknowledged - there)
            losses.unsound += check(store).level is not Level.SOUND
    except (UserError, ValueError):  # what careless writing leaves may not even be JSON
        losses.unsound += 1
    for copy in (folder / "backups").glob("*.db"):
        try:
            verify_copy(copy)
        except UserError:
            losses.bad_copies += 1


def recorded(store_template: Path, tmp_path: Path, synchronous: str) -> tuple[list[Step], int]:
    """Record the work in a fresh store, and tell where it begins."""
    folder = copy_template(store_template, tmp_path / "data")
    steps = record(folder, work=["-m", "tests.soak.power_work", str(folder), synchronous], arena=tmp_path)
    return steps, next(number for number, step in enumerate(steps) if step.op is Op.SYNC_FOLDER) + 1


def test_no_acknowledged_record_is_lost_in_a_power_cut(store_template: Path, tmp_path: Path) -> None:
    steps, first = recorded(store_template, tmp_path, "FULL")
    assert sum(step.op is Op.ACKNOWLEDGE for step in steps) == 36
    losses = cut_at_random(steps, cuts=CUTS, seed=1, arena=tmp_path, first=first)
    print(losses)
    assert losses.cuts == CUTS
    assert losses.acknowledged > CUTS
    assert (losses.lost, losses.unsound, losses.bad_copies) == (0, 0, 0)


def test_trial_finds_what_careless_writing_loses(store_template: Path, tmp_path: Path) -> None:
    steps, first = recorded(store_template, tmp_path, "OFF")
    losses = cut_at_random(steps, cuts=CUTS, seed=1, arena=tmp_path, first=first)
    print(losses)
    assert losses.lost + losses.unsound > 0
