"""The papers of one fixed inspection, compared with those that were looked at."""

from datetime import date
from uuid import UUID

import pytest

from app.models.document import Document
from app.models.reinspection import Outcome, Reinspection
from app.values.enums import (
    DocumentForm,
    Handling,
    HazardLevel,
    HazardState,
    InspectionState,
    OutcomeNext,
    OutcomeResult,
    PhotoRole,
)
from tests.reports.golden import check_golden
from tests.services.papers import Office
from tests.services.records import CHECK_DAY, at, change, put
from tests.services.test_facts import make_photo

F = DocumentForm
SOONER, RECHECK = date(2026, 11, 24), date(2026, 11, 25)
SITE_SET = (F.INSPECTION_SCHEME, F.INSPECTION_NOTICE, F.INSPECTION_RECORD, F.RECTIFICATION_ORDER, F.RECTIFICATION_REPLY)


def fill(office: Office) -> list[UUID]:
    """Find four problems: a major one, two with their days, one mended on the spot."""
    hazards = [
        office.hazard(
            1,
            deadline=SOONER,
            level=HazardLevel.MAJOR,
            criterion="城镇燃气重大隐患判定标准/5/1/5",
            judged_by="示例员甲",
            safety_reason="整改期间停止充装，能够保证安全。",
        ),
        office.hazard(
            2,
            fact="2026年10月事故隐患排查治理台账只有排查记录，无治理结果，也未向从业人员通报。",
            demand="补记10月事故隐患治理情况，并向从业人员通报。",
            violations=("安全生产法/41/2",),
        ),
        office.hazard(
            3,
            fact="配电室灭火器前堆放杂物，影响取用。",
            demand="立即清走杂物。",
            violations=("安全生产法/36/2",),
            is_at_once=True,
            deadline=None,
        ),
        office.hazard(
            4,
            fact="重瓶间安全出口内侧堆放空瓶筐三个，占用疏散通道。",
            demand="清走空瓶筐。",
            violations=("安全生产法/42/2",),
            handling=Handling.ON_THE_SPOT,
            deadline=None,
        ),
    ]
    put(office.store, *(make_photo(office.scene, hazard_id=one, role=PhotoRole.BEFORE) for one in hazards))
    put(office.store, make_photo(office.scene, hazard_id=hazards[3]))
    return hazards


def test_the_papers_of_the_site_look_as_they_were_looked_at(office: Office) -> None:
    fill(office)
    ids = office.documents.issue_set(office.scene.inspection_id, SITE_SET)
    for form, document_id in zip(SITE_SET, ids, strict=True):
        check_golden(f"issued-{form.value}", office.documents.file(document_id))


@pytest.fixture
def judged(office: Office) -> tuple[Office, list[UUID]]:
    """The inspection after its re-inspection on 25 November: two done, one not."""
    hazards = fill(office)
    office.documents.issue_set(office.scene.inspection_id, SITE_SET)
    office.pass_time(days=(RECHECK - CHECK_DAY).days)
    (again,) = put(
        office.store,
        Reinspection(
            inspection_id=office.scene.inspection_id,
            officer_ids=office.scene.officer_ids,
            started_at=at(RECHECK, 10),
            ended_at=at(RECHECK, 11),
            party={"name": "示例人丙", "role": "现场负责人"},
            is_ended=True,
        ),
    )
    change_states(office)
    results = (
        (True, "探测器已更换，现场通气试验报警正常"),
        (False, "台账已补记，未向从业人员通报"),
        (True, "杂物已清走"),
    )
    for hazard, (done, seen) in zip(hazards, results, strict=False):
        (outcome,) = put(
            office.store,
            Outcome(
                reinspection_id=again,
                hazard_id=hazard,
                result=OutcomeResult.DONE if done else OutcomeResult.NOT_DONE,
                seen=seen,
                next_step=None if done else OutcomeNext.CASE,
            ),
        )
        put(office.store, make_photo(office.scene, hazard_id=hazard, outcome_id=outcome))
    return office, [again, *hazards]


def change_states(office: Office) -> None:
    from app.models.inspection import Inspection

    change(office.store, Inspection, office.scene.inspection_id, state=InspectionState.REINSPECTING)


def test_the_opinion_looks_as_it_was_looked_at_and_moves_what_it_judges(judged: tuple[Office, list[UUID]]) -> None:
    office, (again, first, second, third, _) = judged
    draft = office.documents.draft(office.scene.inspection_id, F.REINSPECTION_OPINION, again)
    assert {one.rule for one in office.documents.check(draft).yellow} == {"R-NOT-YET-OVERDUE"}
    office.documents.issue(draft, reasons={"R-NOT-YET-OVERDUE": "企业报告全部完成"})
    check_golden("issued-reinspection_opinion", office.documents.file(draft))
    assert office.hazard_row(first).state is HazardState.PASSED
    assert office.hazard_row(third).state is HazardState.PASSED
    assert office.hazard_row(second).state is HazardState.ORDERED
    row: Document = office.document(draft)
    assert row.number == "（渝示）应急复查〔2026〕1号"
    assert row.hazard_ids == (first, second, third)
