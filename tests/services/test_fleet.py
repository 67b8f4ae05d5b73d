"""Devices and their numbers: who handed over what and when, what is missing, and numbers that never overlap."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.models.document import Document
from app.models.hazard import Hazard
from app.services.fleet import FleetService, RangeTakenError
from app.values.enums import DocumentForm, DocumentState
from app.values.errors import UserError
from app.values.package import Selection, SelectionKind
from app.values.rows_office import LaptopRow, LaptopState
from tests.services.offices import Place, Shared, make_shared, open_district
from tests.services.records import KEYS, make_hazard, put


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office."""
    with open_district(store_template, tmp_path) as district:
        yield make_shared(district)


def fleet(place: Place) -> FleetService:
    return place.services.fleet


def device(place: Place) -> UUID:
    return fleet(place).this_device()


def row_of(shared: Shared, place: Place) -> LaptopRow:
    return next(row for row in fleet(shared.office).devices() if row.device == device(place))


def test_a_device_that_handed_in_is_listed_before_anybody_registers_it(shared: Shared) -> None:
    row = row_of(shared, shared.first)
    assert (row.state, row.packages, row.missing) == (LaptopState.UNKNOWN, 1, 0)
    assert row.last_day is not None
    here = fleet(shared.office).devices()[0]
    assert (here.state, here.label) == (LaptopState.HERE, "本机")


def test_registered_devices_show_holder_and_fall_silent_and_retire(shared: Shared) -> None:
    office = fleet(shared.office)
    office.register(device(shared.first), label=" 一中队1号机 ", holder="示例员甲")
    row = row_of(shared, shared.first)
    assert (row.label, row.holder, row.state, row.words) == ("一中队1号机", "示例员甲", LaptopState.FINE, "")
    shared.office.clock.move(timedelta(days=14))
    row = row_of(shared, shared.first)
    assert (row.state, row.words) == (LaptopState.SILENT, "已 14 天没有移交")
    office.retire(device(shared.first))
    assert row_of(shared, shared.first).state is LaptopState.RETIRED
    office.take_up(device(shared.first))
    assert row_of(shared, shared.first).state is LaptopState.SILENT


def test_a_device_that_never_handed_in_is_registered_and_missed(shared: Shared) -> None:
    fleet(shared.office).register(device(shared.second), label="二号机")
    assert row_of(shared, shared.second).state is LaptopState.FINE
    shared.office.clock.move(timedelta(days=20))
    assert row_of(shared, shared.second).words == "登记以后没有移交过"


def test_names_are_not_given_twice_and_this_machine_is_not_registered(shared: Shared) -> None:
    office = fleet(shared.office)
    office.register(device(shared.first), label="一号机")
    with pytest.raises(UserError, match="已经登记给另一台"):
        office.register(device(shared.second), label="一号机")
    with pytest.raises(UserError, match="这是本机"):
        office.register(device(shared.office), label="一号机")
    with pytest.raises(UserError, match="没有填写设备名称"):
        office.register(device(shared.second), label=" ")
    office.register(device(shared.first), label="一号机", holder="乙")
    assert row_of(shared, shared.first).holder == "乙"


def test_revisions_left_out_of_a_package_are_missing_until_the_next_brings_them(shared: Shared) -> None:
    first = shared.first
    fleet(shared.office).register(device(first), label="一号机")
    (other,) = put(first.store, make_hazard(shared.scene, 2))
    first.change(Hazard, shared.hazard_id, fact="改一")
    first.change(Hazard, other, fact="改二")
    last = first.export(Selection(kind=SelectionKind.LAST))
    # A third change goes into a package of one day that leaves nothing of the chain out but what the office lacks.
    late = first.export(Selection(kind=SelectionKind.PEOPLE))
    shared.office.take_in(late)
    row = row_of(shared, first)
    assert (row.missing, row.state) == (3, LaptopState.INCOMPLETE)
    assert row.words == "缺 3 条修订，等第 3 次移交"
    shared.office.take_in(last)
    assert row_of(shared, first).missing == 0
    undone = shared.office.services.imports.imports()[-1]
    shared.office.services.imports.undo(undone.id)
    assert row_of(shared, first).missing == 3


def test_numbers_are_proposed_after_all_others_and_never_overlap(shared: Shared) -> None:
    office = fleet(shared.office)
    for place, label in ((shared.first, "一号机"), (shared.second, "二号机")):
        office.register(device(place), label=label)
    assert office.propose(100) == (1, 100)
    spans = office.hand_out(device(shared.first), 1, 100)
    assert set(KEYS) < {span.key for span in spans}
    assert office.propose(50) == (101, 150)
    with pytest.raises(RangeTakenError, match="1—100 号已经发给“一号机”"):
        office.hand_out(device(shared.second), 100, 150)
    with pytest.raises(RangeTakenError, match="已经发给“一号机”"):
        office.hand_out(device(shared.first), 50, 60, keys=["责改"])
    office.hand_out(device(shared.second), 101, 150, keys=["责改"])
    assert [span.text for span in office.spans(device(shared.second))] == ["责改 101—150"]
    with pytest.raises(UserError, match="没有“天地”这种文号"):
        office.hand_out(device(shared.second), 301, 350, keys=["天地"])


def test_numbers_of_this_machine_on_papers_or_voided_are_not_handed_out(shared: Shared) -> None:
    office = fleet(shared.office)
    for place, label in ((shared.first, "一号机"), (shared.second, "二号机")):
        office.register(device(place), label=label)
    with shared.office.store.write() as uow:
        uow.numbers.set_range("责改", first=900, last=999)
        uow.commit()
    with pytest.raises(RangeTakenError, match="已经发给本机"):
        office.hand_out(device(shared.first), 950, 1050)
    put(shared.first.store, paper(shared, 40))
    shared.office.take_in(shared.first.export())
    with pytest.raises(RangeTakenError, match="40 号已经用在文书上"):
        office.hand_out(device(shared.second), 1, 100, keys=["责改"])
    # The laptop that used the number may have it in its own range.
    (span,) = office.hand_out(device(shared.first), 1, 45, keys=["责改"])
    assert span.last == 45
    row = row_of(shared, shared.first)
    assert (row.spans[0].used, row.spans[0].is_nearly_used_up) == (40, True)
    assert row.words == "号段快用完：责改 1—45"


def test_a_device_that_is_retired_or_unknown_gets_no_numbers(shared: Shared) -> None:
    office = fleet(shared.office)
    with pytest.raises(UserError, match="没有登记"):
        office.hand_out(device(shared.first), 1, 10)
    office.register(device(shared.first), label="一号机")
    office.retire(device(shared.first))
    with pytest.raises(UserError, match="已经停用"):
        office.hand_out(device(shared.first), 1, 10)


def paper(shared: Shared, serial: int) -> Document:
    return Document(
        form=DocumentForm.RECTIFICATION_ORDER,
        title="责令限期整改指令书",
        enterprise_id=shared.scene.enterprise_id,
        inspection_id=shared.scene.inspection_id,
        number=f"（渝示）应急责改〔2026〕{serial}号",
        number_key="责改",
        number_year=2026,
        number_serial=serial,
        state=DocumentState.ISSUED,
    )
