"""Packages of several laptops, imported in every order: the same records, conflicts and rows."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from app.models.hazard import Hazard
from app.values.enums import HazardState
from tests.services.offices import Place, Shared, make_shared, open_district
from tests.services.records import make_hazard, put


def told(place: Place) -> tuple[str, list[tuple[str, ...]], list[tuple[object, ...]]]:
    """Give digest, conflicts and rows of a machine."""
    conflicts = sorted(
        (str(line.entity_id), *(f"{one.field}{[value.value for value in one.values]}" for one in line.fields))
        for line in place.services.conflicts.list()
    )
    with place.store.read() as uow:
        rows = [tuple(row) for row in uow.connection.exec_driver_sql("SELECT * FROM hazard ORDER BY id")]
    return place.digest(), conflicts, rows


def work_apart(shared: Shared, laptops: list[Place]) -> list[Path]:
    """Let each laptop do something else with the same hazard, and something of its own."""
    acts: list[dict[str, object]] = [
        {"place": "一层", "state": HazardState.ORDERED},
        {"place": "二层"},
        {"state": HazardState.VOID, "deadline": date(2026, 12, 9)},
    ]
    files = []
    for number, laptop in enumerate(laptops):
        if number < len(acts):
            laptop.change(Hazard, shared.hazard_id, reason="", officer=None, **acts[number])
        else:
            laptop.delete(Hazard, shared.hazard_id)
        put(laptop.store, make_hazard(shared.scene, number + 2))
        files.append(laptop.export())
    return files


def check_every_order(template: Path, folder: Path, *, laptops: int) -> None:
    """Import the packages into one new office for each order."""
    with open_district(template, folder) as district:
        shared = make_shared(district)
        start = shared.first.folder / "甲-1.ancha"
        others = [shared.new_place(f"机{number}") for number in range(laptops - 2)]
        for other in others:
            other.take_in(start)
        files = work_apart(shared, [shared.first, shared.second, *others])
        found = []
        for number, order in enumerate(permutations(files)):
            office = shared.new_place(f"局{number}")
            office.take_in(*order)
            found.append(told(office))
        assert all(one == found[0] for one in found)
        assert found[0][1]


@pytest.mark.timeout(600)
def test_three_packages_in_every_order_make_the_same_records(store_template: Path, tmp_path: Path) -> None:
    check_every_order(store_template, tmp_path, laptops=3)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_four_packages_in_every_order_make_the_same_records(store_template: Path, tmp_path: Path) -> None:
    check_every_order(store_template, tmp_path, laptops=4)
