"""The counts beside the navigation are those of the lists."""

from datetime import timedelta

import pytest

from app.services.waiting_counts import WaitingCountService
from app.values.enums import PaperKind
from app.values.fields_received_paper import PaperFields
from tests.services.papers import Office
from tests.services.rechecks import NOT_DONE, RECHECK_DAY, Recheck, make_recheck
from tests.services.records import DEADLINE


@pytest.fixture
def recheck(office: Office) -> Recheck:
    return make_recheck(office)


def agree(recheck: Recheck) -> dict[str, int]:
    """Give the counts, and hold them to the lists."""
    counts = dict(WaitingCountService(recheck.desk).counts())
    due = recheck.reinspections.due()
    assert counts["reinspections"] == sum(1 for row in due if row.is_due)
    assert counts["received_papers"] == sum(1 for row in recheck.papers.list() if row.handled_on is None)
    assert counts["cases"] == sum(1 for row in recheck.cases.list() if row.state.value not in {"closed", "void"})
    return counts


def test_counts_follow_what_happens(recheck: Recheck) -> None:
    recheck.set_day(DEADLINE - timedelta(days=1))
    assert agree(recheck)["reinspections"] == 0
    recheck.set_day(DEADLINE)
    assert agree(recheck)["reinspections"] == 1
    _, lead = recheck.carry_out(NOT_DONE)
    assert agree(recheck)["cases"] == 1
    assert lead is not None
    recheck.cases.not_file(lead, reason="另案处理", by="示例局长")
    assert agree(recheck)["cases"] == 0


def test_a_report_that_came_waits_and_calls_for_a_reinspection(recheck: Recheck) -> None:
    recheck.set_day(DEADLINE - timedelta(days=1))
    paper = recheck.papers.receive(
        PaperFields(
            paper_kind=PaperKind.RECTIFICATION_REPORT,
            received_on=recheck.desk.today(),
            inspection_id=recheck.inspection_id,
            hazard_ids=recheck.hazards,
        )
    )
    counts = agree(recheck)
    assert (counts["received_papers"], counts["reinspections"]) == (1, 1)
    recheck.papers.handle(paper, "已安排复查")
    assert agree(recheck)["received_papers"] == 0
    assert recheck.desk.today() < RECHECK_DAY
