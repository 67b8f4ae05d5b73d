"""Numbering goes on after a restore: the gap is voided with its reason, for all kinds of number or for none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.document import VoidNumber
from app.models.log import RevisionRow, Serial
from app.rules.last_numbers import LastNumberError
from app.services.numbering import NumberingService
from app.storage.device import Ground
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import DocumentForm, NumberSource
from tests.services.papers import Office, open_office
from tests.services.records import KEYS, desk_of

NONE = dict.fromkeys(KEYS, 0)
ORDER = DocumentForm.RECTIFICATION_ORDER


def lock(store: Store, *, ground: Ground = Ground.RESTORED) -> None:
    """Let the store be another device, as a restore does."""
    with store.write() as uow:
        means = store.means
        uow.devices.renew(means.ids.new(), machine=means.machine(), at=means.clock.now(), ground=ground)
        uow.session.commit()


@pytest.fixture
def paused(office: Office) -> Office:
    """An office with one order issued, whose numbering is paused."""
    office.hazard()
    office.issue(ORDER)
    lock(office.store)
    return office


@pytest.fixture
def numbering(paused: Office) -> NumberingService:
    return NumberingService(desk_of(paused.store, paused.scene))


def void_rows(office: Office) -> list[tuple[str, int, int, int]]:
    with office.store.read() as uow:
        rows = uow.session.scalars(select(VoidNumber).order_by(VoidNumber.number_key, VoidNumber.first_serial))
        return [(row.number_key, row.number_year, row.first_serial, row.last_serial) for row in rows]


def test_paused_tells_range_titles_and_the_last_number_known(numbering: NumberingService) -> None:
    rows = {row.key: row for row in numbering.paused()}
    assert tuple(rows) == KEYS
    order = rows["责改"]
    assert (order.first, order.last, order.known, order.year) == (1, 200, 1, 2026)
    assert order.name == "责令限期整改指令书（责改）"
    assert rows["检记"].known == 0


def test_nothing_is_paused_where_nothing_was_restored(office: Office) -> None:
    service = NumberingService(desk_of(office.store, office.scene))
    assert service.paused() == ()
    assert not any(row.is_paused for row in service.ranges())
    with pytest.raises(LastNumberError, match="没有暂停"):
        service.resume(NONE)


def test_ranges_tell_how_far_each_is_used(numbering: NumberingService) -> None:
    rows = {row.key: row for row in numbering.ranges()}
    assert (rows["责改"].known, rows["责改"].left, rows["责改"].is_paused) == (1, 199, True)
    assert (rows["检记"].known, rows["检记"].left) == (0, 200)


def test_resume_voids_the_gap_with_its_reason_and_the_next_number_follows(
    paused: Office, numbering: NumberingService
) -> None:
    (span,) = numbering.resume({**NONE, "责改": 4})
    assert span.text == "责改〔2026〕2—4号"
    assert void_rows(paused) == [("责改", 2026, 2, 4)]
    with paused.store.read() as uow:
        row = uow.session.scalars(select(VoidNumber)).one()
        assert "备份恢复" in row.reason
        assert "纸上最后一号是4号" in row.reason
        written = uow.session.scalars(select(RevisionRow).where(RevisionRow.entity_id == row.id)).one()
        assert written.reason == "填写纸上最后文号，恢复编号"
    paused.hazard(2)
    assert paused.document(paused.issue(ORDER)).number == "（渝示）应急责改〔2026〕5号"
    assert numbering.paused() == ()


def test_resume_voids_nothing_where_the_paper_ends_where_the_store_does(
    paused: Office, numbering: NumberingService
) -> None:
    assert numbering.resume({**NONE, "责改": 1}) == ()
    assert void_rows(paused) == []
    assert numbering.paused() == ()


def test_resume_voids_the_gaps_of_several_kinds(paused: Office, numbering: NumberingService) -> None:
    spans = numbering.resume({**NONE, "责改": 2, "检记": 3})
    assert sorted(span.text for span in spans) == ["检记〔2026〕1—3号", "责改〔2026〕2号"]
    assert void_rows(paused) == [("检记", 2026, 1, 3), ("责改", 2026, 2, 2)]


def test_the_reason_of_a_moved_folder_is_another(office: Office) -> None:
    lock(office.store, ground=Ground.MOVED)
    NumberingService(desk_of(office.store, office.scene)).resume({**NONE, "责改": 1})
    with office.store.read() as uow:
        assert "换了电脑" in uow.session.scalars(select(VoidNumber)).one().reason


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ({**NONE, "责改": 4, "检记": 201}, "“检记”.*不在本机号段"),
        ({**NONE, "责改": 0, "检记": 3}, "“责改”.*已有1号"),
        ({"检记": 3, "责改": 4}, "没有填写“检查”、“检通”、“复查”"),
        ({**NONE, "责改": 4, "罚": 1}, "“罚”的编号没有暂停"),
    ],
)
def test_resume_refuses_all_when_one_kind_is_wrong(
    paused: Office, numbering: NumberingService, last: dict[str, int], said: str
) -> None:
    before = paused.counted()
    with pytest.raises(LastNumberError, match=said):
        numbering.resume(last)
    assert paused.counted() == before
    assert void_rows(paused) == []
    assert len(numbering.paused()) == len(KEYS)


def test_a_number_that_a_paper_here_bears_is_left_out_of_the_gap(ready_template: Path, tmp_path: Path) -> None:
    with open_office(ready_template, tmp_path / "data") as office:
        office.hazard()
        draft = office.documents.draft(office.scene.inspection_id, ORDER)
        office.documents.update(draft, number_source=NumberSource.BY_HAND, number="（渝示）应急责改〔2026〕3号")
        office.documents.issue(draft)
        lock(office.store)
        NumberingService(desk_of(office.store, office.scene)).resume({**NONE, "责改": 4})
        assert void_rows(office) == [("责改", 2026, 1, 2), ("责改", 2026, 4, 4)]


def test_last_year_is_asked_too_where_its_numbers_were_given_here(paused: Office, numbering: NumberingService) -> None:
    with paused.store.write() as uow:
        uow.session.add(Serial(key="责改", year=2025, serial=7))
        uow.session.commit()
    asked = {one.slot: one for one in numbering.paused()}
    assert tuple(asked) == (*KEYS, "责改〔2025〕")
    assert (asked["责改〔2025〕"].known, asked["责改〔2025〕"].year) == (7, 2025)
    with pytest.raises(LastNumberError, match="没有填写“责改〔2025〕”"):
        numbering.resume({**NONE, "责改": 1})
    spans = numbering.resume({**NONE, "责改": 1, "责改〔2025〕": 9})
    assert [span.text for span in spans] == ["责改〔2025〕8—9号"]
    assert void_rows(paused) == [("责改", 2025, 8, 9)]
    assert numbering.paused() == ()


def test_last_year_is_asked_for_every_kind_early_in_a_year(paused: Office, numbering: NumberingService) -> None:
    clock = paused.store.means.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(2027, 1, 5, 2, tzinfo=UTC))
    assert tuple(one.slot for one in numbering.paused()) == (*KEYS, *(f"{key}〔2026〕" for key in KEYS))
