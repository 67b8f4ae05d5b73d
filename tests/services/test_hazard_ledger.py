"""Hazards of all inspections, narrowed and searched, with what is open first."""

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.models.enterprise import Enterprise
from app.services.hazard_ledger import HazardLedgerService
from app.values.enums import HazardLevel, HazardState
from app.values.errors import CancelledError
from app.values.rows_hazard_ledger import DeadlineScope, HazardFilter, HazardLedgerRow, StateScope
from tests.services.papers import Office
from tests.services.rechecks import DONE, NOT_DONE, Recheck, make_recheck
from tests.services.records import DEADLINE


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


def listed(recheck: Recheck, text: str = "", **wanted: object) -> list[HazardLedgerRow]:
    ledger = HazardLedgerService(recheck.desk)
    return ledger.rows(ledger.search(text, HazardFilter(**wanted)))  # type: ignore[arg-type]  # the test names real filters


def test_open_hazards_come_before_closed_ones(recheck: Recheck) -> None:
    recheck.carry_out(DONE, NOT_DONE)
    rows = listed(recheck)
    assert [row.state for row in rows] == [HazardState.FAILED, HazardState.PASSED]
    assert (rows[0].inspection_id, rows[0].id) == (recheck.inspection_id, recheck.hazards[1])
    assert (rows[0].left != "", rows[1].left) == (True, "")


def test_states_narrow_the_list(recheck: Recheck) -> None:
    recheck.carry_out(DONE, NOT_DONE)
    ids = {scope: [row.id for row in listed(recheck, state=scope)] for scope in StateScope}
    first, second = recheck.hazards
    assert ids == {StateScope.OPEN: [second], StateScope.FAILED: [second], StateScope.CLOSED: [first]}


def test_deadlines_are_counted_from_today_with_the_last_day_in_time(recheck: Recheck) -> None:
    for day, late, soon in (
        (DEADLINE + timedelta(days=1), 2, 0),
        (DEADLINE, 0, 2),
        (DEADLINE - timedelta(days=7), 0, 2),
        (DEADLINE - timedelta(days=8), 0, 0),
    ):
        recheck.set_day(day)
        found = [len(listed(recheck, deadline=scope)) for scope in (DeadlineScope.LATE, DeadlineScope.SOON)]
        assert found == [late, soon], day
    assert listed(recheck, deadline=DeadlineScope.NONE) == []


def test_words_find_the_fact_and_the_party(recheck: Recheck) -> None:
    fact = recheck.office.hazard_row(recheck.hazards[0]).fact
    assert recheck.hazards[0] in [row.id for row in listed(recheck, fact[:4])]
    assert len(listed(recheck, "燃气")) == 2
    assert listed(recheck, "没有这样的事") == []


def test_party_and_level_narrow_the_list(recheck: Recheck) -> None:
    row = listed(recheck)[0]
    assert len(listed(recheck, town=row.town)) == 2
    assert listed(recheck, town="没有这个镇") == []
    assert listed(recheck, sector="没有这个行业") == []
    assert {one.level for one in listed(recheck, level=row.level)} == {row.level}
    assert isinstance(row.level, HazardLevel)
    with recheck.office.store.read() as uow:
        sectors = uow.session.query(Enterprise.sectors).first()
    for sector in (sectors[0] or ()) if sectors else ():
        assert len(listed(recheck, sector=sector)) == 2


def test_the_list_is_exported_as_it_stands_with_its_progress(recheck: Recheck, tmp_path: Path) -> None:
    ledger, told = HazardLedgerService(recheck.desk), list[tuple[int, int]]()
    file = tmp_path / "台账.xlsx"
    ledger.export(file, ledger.search(), progress=lambda done, total: told.append((done, total)))
    sheet = load_workbook(file).worksheets[0]
    assert sheet.max_row == 1 + len(recheck.hazards)
    assert [line[5].value for line in sheet.iter_rows(min_row=2)] == [row.fact for row in listed(recheck)]
    assert told == [(2, 2)]


def test_an_export_that_is_cancelled_leaves_the_older_file_alone(recheck: Recheck, tmp_path: Path) -> None:
    ledger, file = HazardLedgerService(recheck.desk), tmp_path / "out" / "台账.xlsx"
    file.parent.mkdir()
    file.write_bytes(b"older")
    with pytest.raises(CancelledError):
        ledger.export(file, ledger.search(), cancelled=lambda: True)
    assert [(one.name, one.read_bytes()) for one in file.parent.iterdir()] == [("台账.xlsx", b"older")]
