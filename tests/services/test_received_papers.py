"""收文: matched to hazards, starting clocks, handled with a note."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.models.hazard import Extension, Hazard
from app.values.enums import ExtensionState, HazardState, PaperKind
from app.values.errors import UserError
from app.values.fields_received_paper import PaperFields
from tests.services.papers import Office
from tests.services.rechecks import RECHECK_DAY, Recheck, make_recheck
from tests.services.records import DEADLINE, change, count_statements


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


def fields(recheck: Recheck, kind: PaperKind = PaperKind.RECTIFICATION_REPORT, **changes: Any) -> PaperFields:
    values: dict[str, Any] = {
        "paper_kind": kind,
        "received_on": RECHECK_DAY,
        "inspection_id": recheck.inspection_id,
        "hazard_ids": recheck.hazards,
    }
    return PaperFields(**(values | changes))


def test_a_report_makes_its_hazards_wait_for_a_reinspection(recheck: Recheck) -> None:
    recheck.papers.receive(fields(recheck, hazard_ids=recheck.hazards[:1]))
    assert (recheck.state(1), recheck.state(2)) == (HazardState.DUE, HazardState.ORDERED)


def test_a_second_report_about_the_same_hazard_is_registered_too(recheck: Recheck) -> None:
    recheck.papers.receive(fields(recheck))
    recheck.papers.receive(fields(recheck))
    assert len(recheck.papers.list()) == 2
    assert recheck.state() is HazardState.DUE


def test_a_report_about_a_closed_hazard_changes_nothing_of_it(recheck: Recheck) -> None:
    change(recheck.office.store, Hazard, recheck.hazards[0], state=HazardState.PASSED)
    recheck.papers.receive(fields(recheck))
    assert recheck.state() is HazardState.PASSED


def test_a_report_starts_the_clock_of_the_reinspection(recheck: Recheck) -> None:
    recheck.papers.receive(fields(recheck))
    (row,) = recheck.papers.list()
    assert row.due == RECHECK_DAY + timedelta(days=10)
    assert (row.left, row.items) == ("剩 10 日", 2)


def test_an_application_becomes_one_extension_for_each_old_deadline(office: Office) -> None:
    recheck = make_recheck(office, hazards=({}, {}, {"deadline": DEADLINE + timedelta(days=3)}))
    recheck.set_day(DEADLINE)
    paper = fields(
        recheck,
        PaperKind.EXTENSION_REQUEST,
        received_on=DEADLINE,
        requested_deadline=DEADLINE + timedelta(days=20),
        summary="配件没有到货",
    )
    paper_id = recheck.papers.receive(paper)

    asked = recheck.papers.view(paper_id).extensions

    assert [(len(one.hazard_ids), one.old_deadline) for one in asked] == [
        (2, DEADLINE),
        (1, DEADLINE + timedelta(days=3)),
    ]
    assert all(one.is_in_time and one.state is ExtensionState.APPLIED for one in asked)
    assert asked[0].grounds == "配件没有到货"


def test_handle_notes_how_and_takes_the_paper_off_the_waiting_list(recheck: Recheck) -> None:
    paper_id = recheck.papers.receive(fields(recheck))
    recheck.papers.handle(paper_id, "安排12月3日复查")
    assert recheck.papers.list(is_waiting=True) == ()
    (row,) = recheck.papers.list()
    assert (row.handled_on, row.handled_note, row.left) == (RECHECK_DAY, "安排12月3日复查", "")


def test_handle_refuses_an_empty_note_and_a_day_before_the_paper_came(recheck: Recheck) -> None:
    paper_id = recheck.papers.receive(fields(recheck))
    with pytest.raises(UserError, match="处理情况"):
        recheck.papers.handle(paper_id, "")
    with pytest.raises(UserError, match="处理日期"):
        recheck.papers.handle(paper_id, "已复查", on=RECHECK_DAY - timedelta(days=1))


def test_scans_are_kept_as_they_came(recheck: Recheck) -> None:
    paper_id = recheck.papers.receive(fields(recheck, scans=(b"%PDF-1.7 one",)))
    recheck.papers.add_scans(paper_id, [b"%PDF-1.7 two"])
    assert [recheck.papers.scan(paper_id, at) for at in (0, 1)] == [b"%PDF-1.7 one", b"%PDF-1.7 two"]
    with pytest.raises(UserError, match="没有这份扫描件"):
        recheck.papers.scan(paper_id, 2)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"received_on": date(2030, 1, 1)}, "晚于今天"),
        ({"reported_on": RECHECK_DAY + timedelta(days=1)}, "完成日期晚于"),
        ({"scans": (b"",)}, "空文件"),
        ({"hazard_ids": (UUID(int=9),)}, "不属于所选的检查"),
        ({"inspection_id": None}, "没有选择来件的企业"),
    ],
)
def test_receive_refuses_what_cannot_be(recheck: Recheck, changes: dict[str, Any], words: str) -> None:
    before = recheck.office.counted()
    with pytest.raises(UserError, match=words):
        recheck.papers.receive(fields(recheck, **changes))
    assert recheck.office.counted() == before


def test_a_paper_about_no_inspection_is_registered_for_its_enterprise(recheck: Recheck) -> None:
    enterprise_id = recheck.office.scene.enterprise_id
    paper = fields(recheck, PaperKind.OTHER, inspection_id=None, hazard_ids=(), enterprise_id=enterprise_id)
    assert recheck.papers.view(recheck.papers.receive(paper)).row.enterprise == "示例燃气有限公司"


def test_matches_finds_inspections_with_open_hazards_by_name(recheck: Recheck) -> None:
    (found,) = recheck.papers.matches("燃气")
    assert [one.hazard_id for one in found.items] == list(recheck.hazards)
    assert recheck.papers.matches("没有这家") == ()
    assert recheck.papers.matches("100%") == ()


def test_list_asks_the_same_number_of_questions_however_many_papers(recheck: Recheck) -> None:
    recheck.papers.receive(fields(recheck))
    seen, stop = count_statements(recheck.office.store)
    recheck.papers.list()
    few = len(seen)
    for _ in range(5):
        recheck.papers.receive(fields(recheck))
    seen.clear()
    assert len(recheck.papers.list()) == 6
    stop()
    assert len(seen) == few


def test_extension_kept_with_its_paper(recheck: Recheck) -> None:
    paper_id = recheck.papers.receive(fields(recheck, PaperKind.EXTENSION_REQUEST))
    with recheck.office.store.read() as uow:
        assert uow.session.query(Extension).one().paper_id == paper_id
