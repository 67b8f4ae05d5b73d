"""A hand-over in parts: each is complete by itself, none is larger than it may be, and in any order they are all."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.photo import Photo
from app.services.catalogue import Services
from app.services.handover_parts import MB
from app.values.enums import PhotoRole
from app.values.errors import CancelledError, UserError
from app.values.package import Selection, SelectionKind
from tests.services.offices import District, Place, open_district
from tests.services.records import Scene, make_enterprise, make_hazard, make_inspection, make_scene, put

INSPECTIONS = 4


@pytest.fixture
def district(store_template: Path, tmp_path: Path) -> Iterator[District]:
    """Machines that begin empty."""
    with open_district(store_template, tmp_path) as opened:
        yield opened


@pytest.fixture
def laptop(district: District) -> Place:
    """A laptop with inspections of 0.6 MB each, and a party that nobody inspected."""
    place = district.place("甲")
    scene = make_scene(place.store)
    ids = [scene.inspection_id]
    for _ in range(INSPECTIONS - 1):
        ids += put(place.store, make_inspection(scene.authority_id, scene.enterprise_id, scene.officer_ids))
    put(place.store, make_enterprise(name="没有检查过的厂", uscc=None))
    for number, inspection_id in enumerate(ids):
        fill(place, Scene(scene.authority_id, scene.officer_ids, scene.enterprise_id, inspection_id), number)
    return place


def fill(place: Place, scene: Scene, number: int, *, size: int = 600_000) -> None:
    (hazard_id,) = put(place.store, make_hazard(scene))
    with place.store.write() as uow:
        photo = Photo(
            inspection_id=scene.inspection_id,
            hazard_id=hazard_id,
            original_blob=uow.blobs.put(picture(number, size)),
            file_name=f"{number}.jpg",
            format="JPEG",
            width=64,
            height=48,
            role=PhotoRole.BEFORE,
            added_at=uow.now(),
        )
        uow.add(photo)
        uow.commit()


def picture(number: int, size: int) -> bytes:
    from tests.photos import make_photo

    data = make_photo(size=(64, 48), seed=number)
    return data + bytes(size - len(data))


def test_no_part_is_larger_and_in_every_order_they_make_the_whole(laptop: Place, district: District) -> None:
    parts = laptop.services.handover_parts.export(district.folder / "月报.ancha", most_mb=2)
    assert [part.made.file.name for part in parts] == ["月报-1.ancha", "月报-2.ancha"]
    assert sum(part.inspections for part in parts) == INSPECTIONS
    assert all(part.made.size <= 2 * MB and not part.is_too_large for part in parts)
    for order in itertools.permutations(part.made.file for part in parts):
        office = district.place(f"局{order[0].stem}")
        for file in order:
            ((_, report),) = office.take_in(file)
            assert report.missing == ()
        assert office.digest() == laptop.digest()


def test_parts_count_as_handed_over(laptop: Place, district: District) -> None:
    assert not laptop.services.handover.not_handed_over().is_empty
    laptop.services.handover_parts.export(district.folder / "a.ancha", most_mb=2, recipient="某局")
    assert laptop.services.handover.recipient() == "某局"
    assert laptop.services.handover.not_handed_over().is_empty
    with pytest.raises(UserError, match="没有要移交的内容"):
        laptop.services.handover_parts.export(
            district.folder / "b.ancha", Selection(kind=SelectionKind.LAST), most_mb=2, recipient="某局"
        )


def test_an_inspection_that_is_larger_by_itself_is_written_whole_and_said(laptop: Place, district: District) -> None:
    scene = make_scene_again(laptop)
    fill(laptop, scene, 99, size=2_500_000)
    parts = laptop.services.handover_parts.export(district.folder / "a.ancha", most_mb=1)
    assert [part.is_too_large for part in parts].count(True) == 1
    assert all(part.inspections <= 1 for part in parts)


def make_scene_again(place: Place) -> Scene:
    with place.store.read() as uow:
        from app.models.inspection import Inspection

        found = uow.session.query(Inspection).order_by(Inspection.id).first()
        assert found is not None
        return Scene(found.authority_id, (found.officer_ids[0], found.officer_ids[1]), found.enterprise_id, found.id)


def test_cancelling_takes_the_parts_away_again(laptop: Place, district: District) -> None:
    folder = district.folder / "parts"
    with pytest.raises(CancelledError):
        laptop.services.handover_parts.export(
            folder / "a.ancha", most_mb=1, cancelled=lambda: len(list(folder.glob("*.ancha"))) > 1
        )
    assert list(folder.glob("*")) == []


def test_a_part_of_nothing_is_refused(laptop: Place, district: District) -> None:
    services: Services = laptop.services
    with pytest.raises(UserError, match="不能小于 1 MB"):
        services.handover_parts.export(district.folder / "a.ancha", most_mb=0)
