"""What is asked for comes whole and closed: by inspection, by day, by what did not go yet."""

from datetime import date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.rules.counting import closed
from app.storage.handing_over import note_handed_over
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import PartyKind
from app.values.errors import UserError
from app.values.package import Selection, SelectionKind
from tests.services.records import make_inspection, put
from tests.storage.handing import OFFICE, add_photo, chosen, edit_hazard, make_work

BEIJING = timezone(timedelta(hours=8))


def of_inspection(inspection_id: UUID) -> Selection:
    """Ask for one inspection."""
    return Selection(kind=SelectionKind.INSPECTIONS, inspection_ids=(inspection_id,))


def of_days(first: date | None, last: date | None = None) -> Selection:
    """Ask for what was changed on the days."""
    return Selection(kind=SelectionKind.DAYS, first_day=first, last_day=last)


def hand_over_all(store: Store, *, recipient: str = OFFICE, with_photos: bool = True) -> None:
    """Remember that everything went to the recipient."""
    content = chosen(store)
    with store.write() as uow:
        note_handed_over(uow, content.rev_ids, recipient=recipient, with_photos=with_photos)
        uow.commit()


def set_time(store: Store, day: date, hour: int, minute: int = 0) -> None:
    """Let the clock of the store show this moment in Beijing."""
    clock = store.means.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING))


def is_closed(store: Store, selection: Selection) -> bool:
    """Say whether the selection is complete in itself."""
    content = chosen(store, selection)
    with store.read() as uow:
        taken = {one.rev_id: one for one in uow.log.every_counted() if one.rev_id in content.rev_ids}
    closure = closed(taken, content.blobs)
    return closure.is_closed and not closure.missing_officers


def test_all_takes_what_the_gathering_of_all_records_takes(store: Store) -> None:
    make_work(store)
    everything = chosen(store)
    by_days = chosen(store, of_days(None))
    assert everything == by_days
    assert everything.records["photo"] == 2


def test_an_inspection_brings_all_that_hangs_on_it_and_no_other(store: Store) -> None:
    scene, _ = make_work(store)
    (other,) = put(store, make_inspection(scene.authority_id, scene.enterprise_id, scene.officer_ids))
    found = chosen(store, of_inspection(scene.inspection_id))
    assert found.records == {
        "authority": 1,
        "enterprise": 1,
        "hazard": 1,
        "inspection": 1,
        "officer": 2,
        "photo": 2,
        "received_paper": 1,
    }
    assert "hazard" not in chosen(store, of_inspection(other)).records
    assert is_closed(store, of_inspection(scene.inspection_id))


def test_an_inspection_that_is_not_there_is_refused(store: Store) -> None:
    make_work(store)
    with pytest.raises(UserError, match="没有这次检查"):
        chosen(store, of_inspection(UUID(int=7)))


def test_days_begin_at_midnight_in_beijing(store: Store) -> None:
    make_work(store)
    day = date(2026, 12, 3)
    for number, (hour, minute) in enumerate([(0, 0), (23, 59)]):
        set_time(store, day, hour, minute)
        put(store, Enterprise(name=f"单位{number}", party_kind=PartyKind.COMPANY))
    for near in (day - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(UserError, match="没有要移交的内容"):
            chosen(store, of_days(near, near))
    assert chosen(store, of_days(day, day)).records == {"enterprise": 2}
    assert chosen(store, of_days(day)).records == {"enterprise": 2}


def test_days_choose_whole_records(store: Store) -> None:
    _, hazard_id = make_work(store)
    set_time(store, date(2026, 12, 3), 9)
    edit_hazard(store, hazard_id, "二号车间")
    found = chosen(store, of_days(date(2026, 12, 3)))
    with store.read() as uow:
        assert {one.rev_id for one in uow.log.history(hazard_id)} <= found.rev_ids
    assert "photo" not in found.records
    assert is_closed(store, of_days(date(2026, 12, 3)))


def test_last_takes_the_records_of_which_something_did_not_go_yet(store: Store) -> None:
    scene, hazard_id = make_work(store)
    last = Selection(kind=SelectionKind.LAST)
    assert chosen(store, last).rev_ids == chosen(store).rev_ids
    hand_over_all(store)
    with pytest.raises(UserError, match="没有要移交的内容"):
        chosen(store, last)
    edit_hazard(store, hazard_id, "二号车间")
    found = chosen(store, last)
    assert found.records["hazard"] == 1
    assert "photo" not in found.records
    assert is_closed(store, last)
    add_photo(store, scene, hazard_id, 9)
    assert chosen(store, last).records["photo"] == 1


def test_last_is_kept_for_each_office(store: Store) -> None:
    make_work(store)
    hand_over_all(store, recipient="甲局")
    assert chosen(store, Selection(kind=SelectionKind.LAST), recipient="乙局").rev_ids == chosen(store).rev_ids


def test_photographs_left_behind_are_still_to_go(store: Store) -> None:
    make_work(store)
    hand_over_all(store, with_photos=False)
    assert chosen(store, Selection(kind=SelectionKind.LAST)).records["photo"] == 2
    assert len(chosen(store, Selection(kind=SelectionKind.LAST)).blobs) == 2


def test_a_deleted_record_is_handed_over_as_deleted(store: Store) -> None:
    _, hazard_id = make_work(store)
    hand_over_all(store)
    with store.write() as uow:
        uow.delete(uow.session.get_one(Hazard, hazard_id))
        uow.commit()
    assert chosen(store, Selection(kind=SelectionKind.LAST)).records["hazard"] == 1
