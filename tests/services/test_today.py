"""The day's list, the check to resume, the state of the backup, and the way through the towns."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.models.case import Case
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Finding, Inspection
from app.models.reinspection import ReceivedPaper
from app.services.catalogue import Services
from app.services.desk import Desk
from app.services.today import NO_TOWN, route
from app.storage.device import Ground
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import (
    ApprovalMode,
    CaseState,
    DocumentForm,
    DocumentState,
    FindingResult,
    HazardState,
    InspectionCategory,
    InspectionState,
    PaperKind,
    SealState,
)
from app.values.rows_today import TodayRow, TodayView
from app.values.work import WorkKind
from tests.services.records import CHECK_DAY, DEADLINE, KEYS, Scene, change, make_scene, put


@pytest.fixture
def services(store: Store) -> Services:
    """The services of a store whose library is compiled."""
    found = Services(Desk(store))
    found.library.make_ready()
    return found


@pytest.fixture
def scene(services: Services) -> Scene:
    """One ordered inspection with its law code."""
    return make_scene(services.desk.store, state=InspectionState.ORDERED)


def go_to(services: Services, day: date) -> TodayView:
    """Let it become nine o'clock of the day, and look."""
    clock = services.desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
    return services.today.today()


def add_hazard(services: Services, scene: Scene, **changes: object) -> Hazard:
    """Put an ordered hazard into the inspection."""
    values: dict[str, object] = {
        "inspection_id": scene.inspection_id,
        "enterprise_id": scene.enterprise_id,
        "order_no": 1,
        "fact": "示例事实",
        "deadline": DEADLINE,
        "state": HazardState.ORDERED,
    }
    hazard = Hazard(**(values | changes))
    put(services.desk.store, hazard)
    return hazard


def kinds(view: TodayView) -> list[str]:
    """Give the kinds of the lines in their order."""
    return [row.kind for row in view.rows]


def test_a_hazard_past_its_day_stands_before_one_that_is_due_today(services: Services, scene: Scene) -> None:
    add_hazard(services, scene)
    add_hazard(services, scene, order_no=2, deadline=DEADLINE + timedelta(days=1))
    view = go_to(services, DEADLINE + timedelta(days=1))
    assert kinds(view) == [WorkKind.OVERDUE, WorkKind.RECHECK]
    assert (view.rows[0].left, view.rows[0].town, view.rows[0].target) == ("逾期 1 日", "示范镇", scene.inspection_id)


def test_a_hazard_with_time_left_is_not_yet_on_the_list(services: Services, scene: Scene) -> None:
    add_hazard(services, scene)
    assert kinds(go_to(services, CHECK_DAY)) == []


def test_a_report_of_the_enterprise_brings_the_hazard_and_the_paper_onto_the_list(
    services: Services, scene: Scene
) -> None:
    hazard = add_hazard(services, scene)
    paper = ReceivedPaper(
        paper_kind=PaperKind.RECTIFICATION_REPORT,
        enterprise_id=scene.enterprise_id,
        inspection_id=scene.inspection_id,
        hazard_ids=(hazard.id,),
        received_on=CHECK_DAY + timedelta(days=2),
    )
    put(services.desk.store, paper)
    assert set(kinds(go_to(services, CHECK_DAY + timedelta(days=3)))) == {WorkKind.RECHECK, WorkKind.PAPER}


def test_a_failed_hazard_leaves_the_list_when_its_case_is_filed(services: Services, scene: Scene) -> None:
    hazard = add_hazard(services, scene, state=HazardState.FAILED)
    (row,) = go_to(services, DEADLINE).rows
    assert (row.kind, row.case_id) == (WorkKind.FAILED, None)
    case = Case(
        title="示例案",
        enterprise_id=scene.enterprise_id,
        inspection_id=scene.inspection_id,
        hazard_ids=(hazard.id,),
        party_name="示例燃气有限公司",
        state=CaseState.LEAD,
    )
    put(services.desk.store, case)
    assert go_to(services, DEADLINE).rows[0].case_id == case.id
    change(services.desk.store, Case, case.id, state=CaseState.FILED)
    assert kinds(go_to(services, DEADLINE)) == []


def test_a_paper_without_print_and_seal_is_two_lines(services: Services, scene: Scene) -> None:
    paper = Document(
        form=DocumentForm.RECTIFICATION_ORDER,
        title="责令限期整改指令书",
        enterprise_id=scene.enterprise_id,
        inspection_id=scene.inspection_id,
        state=DocumentState.ISSUED,
        issued_on=CHECK_DAY,
        seal=SealState.AT_OFFICE,
    )
    put(services.desk.store, paper)
    assert set(kinds(go_to(services, CHECK_DAY))) == {WorkKind.SEAL, WorkKind.PRINT}


def test_a_check_at_once_without_approval_waits_for_it_until_it_is_recorded(services: Services, scene: Scene) -> None:
    at_once = {"category": InspectionCategory.IMMEDIATE, "scheme_mode": None, "scheme_approved_by": None}
    change(services.desk.store, Inspection, scene.inspection_id, **at_once)
    (row,) = go_to(services, CHECK_DAY).rows
    assert (row.kind, row.due, row.left) == (WorkKind.PHONE_APPROVAL, None, "")
    change(
        services.desk.store,
        Inspection,
        scene.inspection_id,
        scheme_mode=ApprovalMode.PAPER,
        scheme_approved_by="示例局长",
    )
    assert go_to(services, CHECK_DAY).rows == ()


def test_resume_counts_what_is_judged_of_what_is_asked(services: Services, scene: Scene) -> None:
    change(services.desk.store, Inspection, scene.inspection_id, state=InspectionState.DRAFT, checklists=("城镇燃气",))
    for item, result in (("1", FindingResult.CONFORMS), ("2", FindingResult.PENDING)):
        finding = Finding(inspection_id=scene.inspection_id, checklist="城镇燃气", item_no=item, result=result)
        put(services.desk.store, finding)
    resume = go_to(services, CHECK_DAY).resume
    assert resume is not None
    asked = sum(len(section.items) for section in services.library.walk(["城镇燃气"], CHECK_DAY))
    assert (resume.inspection_id, resume.done, resume.total) == (scene.inspection_id, 1, asked)


def test_resume_shows_no_bar_when_the_list_is_not_known_here(services: Services, scene: Scene) -> None:
    change(services.desk.store, Inspection, scene.inspection_id, state=InspectionState.DRAFT, checklists=("没有的表",))
    resume = go_to(services, CHECK_DAY).resume
    assert resume is not None
    assert resume.total == 0


def test_the_backup_is_old_when_missing_or_made_a_week_ago(services: Services, scene: Scene, tmp_path: Path) -> None:
    assert go_to(services, CHECK_DAY).safety.is_backup_old
    services.safekeeping.back_up(tmp_path / "usb.db")
    fresh = go_to(services, CHECK_DAY + timedelta(days=6)).safety
    assert (fresh.is_backup_old, fresh.backup_days, fresh.is_backup_missing) == (False, 6, False)
    assert go_to(services, CHECK_DAY + timedelta(days=7)).safety.is_backup_old
    (tmp_path / "usb.db").unlink()
    assert go_to(services, CHECK_DAY).safety.is_backup_missing


def test_the_list_names_the_authority_and_when_it_was_saved(services: Services, scene: Scene) -> None:
    view = go_to(services, CHECK_DAY)
    assert view.authority == "示例区应急管理局"
    assert view.safety.saved_at is not None


def test_deadlines_are_listed_nearest_first_however_far(services: Services, scene: Scene) -> None:
    add_hazard(services, scene, deadline=date(2027, 6, 1))
    other = Inspection(
        authority_id=scene.authority_id, enterprise_id=scene.enterprise_id, state=InspectionState.ORDERED, law_code="x"
    )
    put(services.desk.store, other)
    add_hazard(services, scene, inspection_id=other.id)
    lines = services.records.deadlines()
    assert [(line.due, line.id) for line in lines] == [(DEADLINE, other.id), (date(2027, 6, 1), scene.inspection_id)]  # type: ignore[attr-defined]  # a ledger row of deadlines


def make_row(kind: str, enterprise: Enterprise, town: str) -> TodayRow:
    """One line of the list."""
    return TodayRow(
        kind=kind, enterprise=enterprise.name, enterprise_id=enterprise.id, detail="", due=None, left="",
        urgency="late", town=town, action="reinspect", target=enterprise.id,
    )  # fmt: skip


def test_route_gathers_by_town_what_has_to_be_visited(store: Store) -> None:
    with store.write() as uow:
        one, two, three = (Enterprise(name=name, id=uow.new_id()) for name in "甲乙丙")
    rows = [
        make_row(WorkKind.OVERDUE, one, "东镇"),
        make_row(WorkKind.RECHECK, one, "东镇"),
        make_row(WorkKind.UNFINISHED, two, "东镇"),
        make_row(WorkKind.FAILED, three, ""),
        make_row(WorkKind.PRINT, three, "西镇"),
    ]
    first, second = route(rows)
    assert (first.town, first.enterprises, first.rechecks) == ("东镇", ("甲", "乙"), 1)
    assert (second.town, second.rechecks) == (NO_TOWN, 0)


def test_a_day_tells_that_numbering_is_paused_until_the_last_numbers_are_filled_in(
    services: Services, scene: Scene
) -> None:
    store = services.desk.store
    assert go_to(services, CHECK_DAY).paused == ()
    with store.write() as uow:
        uow.devices.renew(store.means.ids.new(), machine="another", at=services.desk.now(), ground=Ground.MOVED)
        uow.session.commit()
    assert {one.key for one in go_to(services, CHECK_DAY).paused} == set(KEYS)
    services.numbering.resume(dict.fromkeys(KEYS, 0))
    assert go_to(services, CHECK_DAY).paused == ()
