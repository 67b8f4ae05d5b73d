"""Fields of a newer program on their way through machines that do not know them: kept, handed on, decided."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.hazard import Hazard
from app.values.canonical import JsonValue
from app.values.errors import UserError
from tests.photos import make_photo
from tests.services.offices import Place, Shared, hazard_of, make_shared, open_district

NEWER = 3
WEATHER: Mapping[str, JsonValue] = {"sky": "阴", "rain_mm": 3}


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office that know one hazard."""
    with open_district(store_template, tmp_path) as district:
        yield make_shared(district)


def write_as_newer(place: Place, shared: Shared, needs: int = 1, **fields: object) -> None:
    """Let the machine write fields of a newer program, in that program's version."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Hazard, "SCHEMA", NEWER)
        patch.setattr(Hazard, "NEEDS", needs)
        place.clock.move(timedelta(minutes=1))
        with place.store.write(reason="新版") as uow:
            found = uow.session.get_one(Hazard, shared.hazard_id)
            found.extra = fields
            uow.decide(found, *fields)
            uow.commit()


def extra_of(place: Place, shared: Shared) -> Mapping[str, object]:
    return dict(hazard_of(place, shared.hazard_id).extra)


def test_unknown_fields_survive_import_edit_export_and_import(shared: Shared) -> None:
    with shared.first.store.write() as uow:
        sketch = uow.blobs.put(make_photo(seed=9))
        uow.commit()
    write_as_newer(shared.first, shared, wind_force=7, weather=WEATHER, sketch_blob=sketch)
    shared.office.take_in(shared.first.export())
    known = extra_of(shared.office, shared)
    assert (known["wind_force"], known["sketch_blob"]) == (7, sketch)
    shared.office.change(Hazard, shared.hazard_id, place="二层")
    with shared.office.store.read() as uow:
        *_, newer, newest = uow.log.history(shared.hazard_id)
        assert (newer.schema, newer.needs) == (NEWER, 1)
        assert newest.changed == ("place",)
        assert newest.body["wind_force"] == 7
    shared.second.take_in(shared.office.export())
    assert extra_of(shared.second, shared) == known
    assert hazard_of(shared.second, shared.hazard_id).place == "二层"
    with shared.second.store.read() as uow:
        assert uow.blobs.get(sketch) == make_photo(seed=9)
    assert shared.second.digest() == shared.office.digest()


def test_show_tells_unknown_fields_by_their_keys(shared: Shared) -> None:
    write_as_newer(shared.first, shared, wind_force=7, weather=WEATHER)
    shared.office.take_in(shared.first.export())
    view, _ = shared.office.services.records.show(str(shared.hazard_id))
    assert (view.fields["wind_force"], view.fields["weather"]) == (7, WEATHER)


def test_conflict_on_an_unknown_field_is_read_and_decided_on_an_older_machine(shared: Shared) -> None:
    write_as_newer(shared.first, shared, wind_force=7, weather=WEATHER)
    write_as_newer(shared.second, shared, wind_force=9, weather={"sky": "晴", "rain_mm": 0})
    shared.office.take_in(shared.first.export(), shared.second.export())
    conflicts = shared.office.services.conflicts
    rows = {row.field: row for row in conflicts.sides(shared.hazard_id).conflicts}
    assert rows.keys() == {"wind_force", "weather"}
    assert rows["wind_force"].label == "wind_force"
    assert set(rows["wind_force"].texts) == {"7", "9"}
    assert set(rows["weather"].texts) == {"rain_mm：3；sky：阴", "rain_mm：0；sky：晴"}
    conflicts.resolve(shared.hazard_id, {"wind_force": 9, "weather": WEATHER}, "按气象站记录")
    assert conflicts.list() == ()
    assert extra_of(shared.office, shared)["wind_force"] == 9
    shared.first.take_in(shared.office.export())
    assert shared.first.services.conflicts.list() == ()
    assert extra_of(shared.first, shared)["wind_force"] == 9


def test_record_that_needs_a_newer_program_is_refused_in_words_and_leaves_no_trace(shared: Shared) -> None:
    write_as_newer(shared.first, shared, needs=NEWER, wind_force=7)
    before = shared.office.digest()
    with pytest.raises(UserError, match=r"升级|更新"):
        shared.office.take_in(shared.first.export())
    assert shared.office.digest() == before
