"""What an office sends back: the laptop shows it, takes over what is its own, and only after a person agreed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.rules.library_check import check_library
from app.services.office import ALL_LAPTOPS
from app.storage.library_snapshot import snapshot_bytes
from app.storage.library_store import current_edition, take_office_library
from app.values.errors import UserError
from app.values.preferences import DESK_MODE, OFFICE
from tests.services.offices import Place, Shared, make_shared, open_district
from tests.services.records import make_enterprise, put


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office that registered both."""
    with open_district(store_template, tmp_path) as district:
        found = make_shared(district)
        for place in (found.first, found.second, found.office):
            place.services.library.make_ready()
        fleet = found.office.services.fleet
        fleet.register(found.first.services.fleet.this_device(), label="一号机")
        fleet.register(found.second.services.fleet.this_device(), label="二号机")
        yield found


def hand_out(shared: Shared, place: Place, first: int, last: int) -> None:
    shared.office.services.fleet.hand_out(place.services.fleet.this_device(), first, last)


def test_what_is_sent_back_holds_parties_and_officers_and_hands_nothing_over(shared: Shared, tmp_path: Path) -> None:
    office = shared.office.services
    put(shared.office.store, make_enterprise(name="新登记的厂", uscc=None))
    before, recipient = office.handover.not_handed_over(), office.handover.recipient()
    made = office.office.send(tmp_path / "back.ancha", with_library=False)
    assert made.records == {"authority": 1, "enterprise": 2, "officer": 2}
    assert made.recipient == ALL_LAPTOPS
    assert made.what == "单位台账和执法人员的记录，不含照片"
    assert office.handover.not_handed_over() == before
    assert office.handover.recipient() == recipient
    ((_, report),) = shared.first.take_in(made.file)
    assert report.kinds == {"enterprise": 1}
    with shared.first.store.read() as uow:
        assert uow.session.query(Enterprise).filter_by(name="新登记的厂").count() == 1
        assert uow.session.query(Hazard).count() == 1


def test_parties_can_stay_behind(shared: Shared, tmp_path: Path) -> None:
    made = shared.office.services.office.send(tmp_path / "back.ancha", with_enterprises=False, with_library=False)
    assert made.records == {"authority": 1, "officer": 2}


def test_a_laptop_takes_over_its_own_numbers_only_after_a_person_agreed(shared: Shared, tmp_path: Path) -> None:
    hand_out(shared, shared.first, 1, 50)
    hand_out(shared, shared.second, 51, 100)
    file = shared.office.services.office.send(tmp_path / "back.ancha", with_library=False).file
    laptop = shared.second.services
    assert laptop.office.waiting_offers() == ()
    shared.second.take_in(file)
    (offer,) = laptop.office.waiting_offers()
    assert {(span.first, span.last) for span in offer.spans} == {(51, 100)}
    assert offer.others == len(offer.spans)
    assert offer.words[0].startswith("号段：检查 51—100")
    assert laptop.numbering.ranges() == ()
    laptop.office.accept(offer.import_id)
    assert {(use.first, use.last) for use in laptop.numbering.ranges()} == {(51, 100)}
    assert laptop.office.waiting_offers() == ()
    assert laptop.office.offers()[0].is_settled


def test_numbers_of_another_device_are_never_taken_over(shared: Shared, tmp_path: Path) -> None:
    hand_out(shared, shared.first, 1, 50)
    device = shared.first.services.fleet.this_device()
    file = shared.office.services.office.send(tmp_path / "one.ancha", devices=[device], with_library=False).file
    shared.second.take_in(file)
    (offer,) = shared.second.services.office.offers()
    assert offer.spans == ()
    with pytest.raises(UserError, match="不是给本机的"):
        shared.second.services.office.accept(offer.import_id)
    assert shared.second.services.numbering.ranges() == ()


def test_what_is_declined_or_undone_waits_no_more(shared: Shared, tmp_path: Path) -> None:
    hand_out(shared, shared.first, 1, 50)
    send = shared.office.services.office.send
    ((row, _),) = shared.first.take_in(send(tmp_path / "a.ancha", with_library=False).file)
    office = shared.first.services.office
    office.decline(row.id)
    assert office.waiting_offers() == ()
    office.accept(row.id)
    assert shared.first.services.numbering.ranges()
    shared.first.services.imports.undo(row.id)
    with pytest.raises(UserError, match="没有附带"):
        office.accept(row.id)


def test_newer_numbers_take_the_place_of_older_ones(shared: Shared, tmp_path: Path) -> None:
    hand_out(shared, shared.first, 1, 50)
    hand_out(shared, shared.first, 101, 150)
    ((row, _),) = shared.first.take_in(
        shared.office.services.office.send(tmp_path / "a.ancha", with_library=False).file
    )
    shared.first.services.office.accept(row.id)
    assert {(use.first, use.last) for use in shared.first.services.numbering.ranges()} == {(101, 150)}


def test_the_library_of_the_office_becomes_that_of_the_laptop(shared: Shared, tmp_path: Path) -> None:
    library = replace(shared.office.services.library.whole(), title="本区标准库", edition="2026-2")
    assert check_library(library) == check_library(shared.office.services.library.whole())
    take_office_library(shared.office.store, snapshot_bytes(library))
    ((row, _),) = shared.first.take_in(shared.office.services.office.send(tmp_path / "a.ancha").file)
    (offer,) = shared.first.services.office.waiting_offers()
    assert (offer.library, offer.spans) == ("本区标准库 2026-2", ())
    shared.first.services.office.accept(row.id)
    with shared.first.store.read() as uow:
        edition = current_edition(uow.session)
    assert edition is not None
    assert (edition.title, edition.is_from_office) == ("本区标准库", True)


def test_a_library_that_the_laptop_has_already_is_no_offer(shared: Shared, tmp_path: Path) -> None:
    shared.first.take_in(shared.office.services.office.send(tmp_path / "a.ancha").file)
    assert shared.first.services.office.waiting_offers() == ()


def test_the_machine_is_an_office_s_when_somebody_says_so(shared: Shared) -> None:
    services = shared.office.services
    assert not services.office.is_office()
    services.preferences.set(DESK_MODE, OFFICE)
    assert services.office.is_office()


def test_a_device_that_is_not_registered_is_sent_nothing(shared: Shared, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有登记"):
        shared.office.services.office.send(tmp_path / "a.ancha", devices=[shared.office.services.fleet.this_device()])
    assert not (tmp_path / "a.ancha").exists()
