"""Twenty laptops of 2,000 hazards and 4,000 photographs each, merged in any order: the same records, nothing lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.opening import open_store
from app.storage.store import StorePaths
from app.values.package import Selection
from bench.laptops import District, Laptop, fill, make_laptop, make_office

PACKAGES = int(os.environ.get("ANCHA_PACKAGES", "20"))
HAZARDS = int(os.environ.get("ANCHA_PACKAGE_HAZARDS", "2000"))
ORDERS = 3


def export(laptop: Laptop, office: Laptop, *, folder: Path, number: int) -> Path:
    """Write the package of one laptop as its program would."""
    file = folder / f"{number:02d}.ancha"
    with open_store(StorePaths.under(folder / f"laptop{number}")) as store:
        fill(store, [office, laptop])
        Services(Desk(store)).handover.export(file, Selection(), recipient="示例区应急管理局")
    return file


def merged(folder: Path, files: list[Path]) -> Any:
    """Merge the packages in a process of its own."""
    command = [sys.executable, "-m", "tests.soak.merge_work", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_twenty_packages_in_any_order_make_the_same_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    district = District(hazards=HAZARDS)
    office = make_office(district)
    files: list[Path] = []
    written, blobs = set(office.written), set(office.blobs)
    for number in range(1, PACKAGES + 1):
        laptop = make_laptop(number, office, district)
        files.append(export(laptop, office, folder=tmp_path, number=number))
        written |= laptop.written.keys()
        blobs |= laptop.blobs.keys()
    results = []
    for order in range(ORDERS):
        shuffled = files[:]
        Random(order).shuffle(shuffled)
        results.append(merged(tmp_path / f"order{order}", shuffled))
        with capsys.disabled():
            print(f"\n{PACKAGES} packages, order {order}: {results[-1]}")
    first = results[0]
    for result in results:
        assert (result["digest"], result["told"], result["rows"]) == (first["digest"], first["told"], first["rows"])
        assert result["rebuilt"] == result["rows"]
        assert (result["revisions"], result["blobs"]) == (len(written), len(blobs))
        assert result["conflicts"] > 0
