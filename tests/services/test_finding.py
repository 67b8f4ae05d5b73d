"""One search finds records of every kind."""

import pytest

from app.services.finding import FindService
from app.values.enums import PaperKind
from app.values.fields_received_paper import PaperFields
from app.values.rows_found import FoundKind, FoundRow
from tests.services.papers import Office
from tests.services.rechecks import NOT_DONE, Recheck, make_recheck

K = FoundKind


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


def found(recheck: Recheck, words: str) -> dict[FoundKind, list[FoundRow]]:
    kinds: dict[FoundKind, list[FoundRow]] = {}
    for row in FindService(recheck.desk).find(words):
        kinds.setdefault(row.kind, []).append(row)
    return kinds


def test_name_of_a_party_finds_all_that_hangs_on_it(recheck: Recheck) -> None:
    recheck.papers.receive(
        PaperFields(
            paper_kind=PaperKind.RECTIFICATION_REPORT,
            received_on=recheck.desk.today(),
            inspection_id=recheck.inspection_id,
            hazard_ids=recheck.hazards,
        )
    )
    _, lead = recheck.carry_out(NOT_DONE)
    kinds = found(recheck, "燃气")
    assert {K.ENTERPRISE, K.INSPECTION, K.RECEIVED_PAPER, K.CASE} <= kinds.keys()
    assert kinds[K.INSPECTION][0].id == recheck.inspection_id
    assert not kinds[K.INSPECTION][0].is_planned
    assert kinds[K.CASE][0].id == lead


def test_number_of_a_paper_finds_it_and_nothing_else(recheck: Recheck) -> None:
    rows = found(recheck, "责令限期整改")[K.DOCUMENT]
    number = rows[0].title.split("　")[-1]
    again = found(recheck, number)
    assert [row.id for row in again[K.DOCUMENT]] == [rows[0].id]
    assert K.ENTERPRISE not in again


def test_words_of_a_hazard_lead_to_its_inspection(recheck: Recheck) -> None:
    fact = recheck.office.hazard_row(recheck.hazards[0]).fact
    (row, *_) = found(recheck, fact[:4])[K.HAZARD]
    assert row.inspection_id == recheck.inspection_id


@pytest.mark.parametrize("words", ["", "  ", "。，", "%", "没有这个单位"])
def test_nothing_typed_and_nothing_that_fits_finds_nothing(recheck: Recheck, words: str) -> None:
    assert FindService(recheck.desk).find(words) == ()


def test_no_more_of_a_kind_than_asked_for(recheck: Recheck) -> None:
    rows = FindService(recheck.desk).find("示例", most=1)
    assert all(sum(1 for one in rows if one.kind is kind) <= 1 for kind in FoundKind)
