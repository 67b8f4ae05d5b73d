"""A start shows what the services would say, for as long as the store is what it was when the window closed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.services import first_look
from app.services.catalogue import Services
from app.services.desk import Desk
from app.services.first_look import DAYS_AHEAD, FirstLooks
from app.storage.device import Ground
from app.storage.look_file import place
from app.values.clock import FixedClock
from app.values.enums import InspectionSource
from app.values.fields_case import CaseFields
from app.values.plain_form import to_plain
from app.values.rows_today import TodayView
from tests.services.first_day import FirstDay, gas_shop, set_up
from tests.stores import START, copy_template, make_means, open_copy
from tests.values.codes import valid_code


@pytest.fixture
def folder(ready_template: Path, tmp_path: Path) -> Path:
    return copy_template(ready_template, tmp_path / "data")


@pytest.fixture
def looks(folder: Path) -> FirstLooks:
    return FirstLooks(folder / "ancha.db", clock=FixedClock(START))


@pytest.fixture
def day(folder: Path) -> Iterator[FirstDay]:
    """A store with one check begun; it is closed by the test."""
    with open_copy(folder) as store:
        found = set_up(Services(Desk(store)), uscc=valid_code(1))
        found.services.inspections.begin(found.plan(), START)
        yield found


def close(day: FirstDay, looks: FirstLooks) -> None:
    """Close the window as the client does."""
    gathered = looks.gather(day.services)
    day.services.desk.store.close()
    looks.keep(gathered)


def test_look_of_the_next_day_is_what_the_services_would_say(day: FirstDay, folder: Path, looks: FirstLooks) -> None:
    close(day, looks)
    later = FixedClock(START + timedelta(days=3))
    look = FirstLooks(folder / "ancha.db", clock=later).take()
    assert look is not None
    assert look.view.rows
    with open_copy(folder, means=replace(make_means(), clock=later)) as store:
        services = Services(Desk(store))
        read = services.today.today()
        assert look.officers == tuple(row for row in services.officers.list() if row.is_own)
        assert look.last_officer == services.officers.last_at_desk() == day.officer_ids[0]
    assert plain(look.view) == plain(read)


def plain(view: TodayView) -> object:
    """Compare by values: a tuple here may be a list there."""
    return to_plain(view)


def test_look_is_taken_once_and_none_is_there_before(day: FirstDay, looks: FirstLooks) -> None:
    assert looks.take() is None
    close(day, looks)
    assert looks.take() is not None
    assert looks.take() is None


def test_change_by_another_program_ends_the_look(day: FirstDay, folder: Path, looks: FirstLooks) -> None:
    close(day, looks)
    with open_copy(folder) as store:
        Services(Desk(store)).enterprises.add(gas_shop(name="示例新店", uscc=valid_code(2)))
    assert looks.take() is None


def test_reading_by_another_program_does_not(day: FirstDay, folder: Path, looks: FirstLooks) -> None:
    close(day, looks)
    with open_copy(folder) as store:
        assert Services(Desk(store)).today.today().rows
    assert looks.take() is not None


def test_no_look_reaches_further_than_its_days(day: FirstDay, folder: Path, looks: FirstLooks) -> None:
    close(day, looks)
    late = FixedClock(START + timedelta(days=DAYS_AHEAD))
    assert FirstLooks(folder / "ancha.db", clock=late).take() is None


def test_long_work_list_is_kept_for_fewer_days(
    day: FirstDay, looks: FirstLooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = len(day.services.today.today().rows)
    monkeypatch.setattr(first_look, "MOST_ROWS", 2 * rows)
    gathered = looks.gather(day.services)
    assert gathered is not None
    assert list(gathered["days"]) == ["2026-11-16", "2026-11-17"]


def test_look_of_another_program_or_of_other_rows_is_not_shown(
    day: FirstDay, folder: Path, looks: FirstLooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(day, looks)
    file = place(folder / "ancha.db")
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["said"]["who"]["officers"][0].pop("name")
    text = file.read_text(encoding="utf-8")
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert looks.take() is None
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(first_look, "__version__", "0.0.0")
    assert looks.take() is None


def test_look_says_no_private_text(day: FirstDay, folder: Path, looks: FirstLooks) -> None:
    typed = {"reporter_name": "赵举报", "reporter_phone": "13900001111"}
    day.plan(source=InspectionSource.REPORT, **typed)
    case = CaseFields(enterprise_id=day.enterprise_id, is_person=True, party_identity="50022819900101123X")
    day.services.cases.open(case)
    close(day, looks)
    said = place(folder / "ancha.db").read_text(encoding="utf-8")
    assert gas_shop().name in said
    assert not any(text in said for text in (*typed.values(), "50022819900101123X"))


def test_store_that_is_not_set_up_is_not_told_of(folder: Path, looks: FirstLooks) -> None:
    with open_copy(folder) as store:
        assert looks.gather(Services(Desk(store))) is None


def test_paused_numbering_is_not_told_of(day: FirstDay, looks: FirstLooks) -> None:
    means = day.services.desk.store.means
    with day.services.desk.write() as uow:
        uow.devices.renew(means.ids.new(), machine=means.machine(), at=datetime.now(UTC), ground=Ground.RESTORED)
        uow.session.commit()
    gathered = looks.gather(day.services)
    assert gathered is not None
    assert gathered["days"] == {}


def test_encrypted_store_is_never_told_of_and_what_was_kept_goes(
    day: FirstDay, folder: Path, looks: FirstLooks
) -> None:
    place(folder / "ancha.db").write_text("{}", encoding="utf-8")
    store = day.services.desk.store
    store.means = replace(store.means, key=bytes(32))
    close(day, looks)
    assert not place(folder / "ancha.db").exists()
