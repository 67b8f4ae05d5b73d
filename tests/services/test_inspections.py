"""An inspection from its plan to its end: what is typed is never lost, what is finished is never changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from app.models.document import Document
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.transitions import TransitionRefusedError
from app.values.clock import FixedClock
from app.values.enums import (
    DocumentForm,
    DocumentState,
    HazardLevel,
    HazardState,
    InspectionCategory,
    InspectionManner,
    InspectionState,
    SignerRole,
    SignState,
)
from app.values.errors import UserError
from app.values.facts import PersonFact, WitnessFact
from app.values.fields_enterprise import EnterpriseFields
from app.values.fields_inspection import Helper, InspectionFields
from tests.services.first_day import FirstDay, empty_desk, set_up
from tests.services.records import change, count_statements, put

PARTY = PersonFact("示例人", SignerRole.ON_SITE, "站长", "000-1")


@pytest.fixture
def day(ready_template: Path, tmp_path: Path) -> Iterator[FirstDay]:
    with empty_desk(ready_template, tmp_path / "data") as services:
        yield set_up(services)


def pass_time(day: FirstDay, **step: float) -> None:
    clock = day.services.desk.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(**step))


def issue(day: FirstDay, inspection_id: object) -> None:
    document = Document(
        form=DocumentForm.INSPECTION_RECORD, title="现场检查记录", enterprise_id=day.enterprise_id,
        inspection_id=inspection_id, state=DocumentState.ISSUED,
    )  # fmt: skip
    put(day.services.desk.store, document)


def revisions(day: FirstDay) -> int:
    with day.services.desk.read() as uow:
        return int(uow.connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one())


def test_plan_is_a_draft_of_the_own_authority_with_all_that_was_filled_in(day: FirstDay) -> None:
    planned = day.plan(helpers=(Helper("示例专家", "示例大学", "专家"),), party=PARTY, matter=" 事项 ")
    head = day.services.inspections.head(planned)
    assert (head.state, head.is_planned, head.enterprise) == (InspectionState.DRAFT, True, "示例燃气供应站")
    assert head.authority_id == day.services.setup.state().authority_id
    assert head.officers == ("示例甲", "示例乙")
    fields = day.services.inspections.fields(planned)
    assert (fields.helpers, fields.party, fields.matter) == ((Helper("示例专家", "示例大学", "专家"),), PARTY, "事项")
    assert fields.manner == (InspectionManner.UNANNOUNCED,)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [("enterprise_id", uuid4(), "台账里没有"), ("officer_ids", (uuid4(),), "没有这名")],
)
def test_plan_with_a_record_that_is_not_there_is_refused(day: FirstDay, key: str, value: object, words: str) -> None:
    with pytest.raises(UserError, match=words):
        day.plan(**{key: value})


def test_update_changes_what_is_named_and_nothing_else(day: FirstDay) -> None:
    planned = day.plan(matter="旧事项")
    before = day.services.inspections.fields(planned)
    day.services.inspections.update(planned, law_code="码1", party=PARTY)
    assert day.services.inspections.fields(planned) == replace(before, law_code="码1", party=PARTY)
    with pytest.raises(TypeError, match="no field of an inspection: state"):
        day.services.inspections.update(planned, state=InspectionState.CLOSED)


def test_what_was_typed_is_shown_again_and_becomes_one_change_when_it_is_settled(day: FirstDay) -> None:
    inspections = day.services.inspections
    planned = day.plan()
    before = revisions(day)
    inspections.keep_draft(planned, {"matter": "打到一半", "party": PARTY})
    assert revisions(day) == before
    assert inspections.fields(planned).matter == "打到一半"
    inspections.settle(planned, {"matter": "打完", "party": PARTY})
    assert revisions(day) == before + 1
    assert (inspections.fields(planned).matter, inspections.fields(planned).party) == ("打完", PARTY)


def test_update_from_elsewhere_leaves_the_draft_of_the_card(day: FirstDay) -> None:
    inspections = day.services.inspections
    planned = day.plan()
    inspections.keep_draft(planned, {"matter": "打到一半"})
    inspections.update(planned, law_code="码1")
    assert (inspections.fields(planned).matter, inspections.fields(planned).law_code) == ("打到一半", "码1")


def test_begin_notes_the_moment_and_keeps_the_library(day: FirstDay) -> None:
    planned = day.plan()
    day.services.inspections.begin(planned)
    head = day.services.inspections.head(planned)
    assert head.started_at == day.services.desk.now()
    with day.services.desk.read() as uow:
        row = uow.session.get_one(Inspection, planned)
        assert row.library_blob == day.services.library.snapshot(uow)
    with pytest.raises(UserError, match="2026年11月16日9时10分开始"):
        day.services.inspections.begin(planned)


def test_end_notes_what_was_given_and_leaves_the_rest(day: FirstDay) -> None:
    inspections = day.services.inspections
    planned = day.plan(place="充装间")
    inspections.begin(planned)
    pass_time(day, hours=2)
    inspections.end(
        planned, party=PARTY, signing=SignState.REFUSED, party_reason="不认可",
        witness=WitnessFact("示例证人", "村委会"), is_recusal_asked=False, statement="无",
    )  # fmt: skip
    with day.services.desk.read() as uow:
        row = uow.session.get_one(Inspection, planned)
        assert (row.state, row.ended_at, row.place) == (InspectionState.ENDED, uow.now(), "充装间")
        assert dict(row.witness) == {"name": "示例证人", "unit": "村委会"}
        assert dict(row.party) == {"name": "示例人", "role": "现场负责人", "position": "站长", "phone": "000-1"}
        assert (row.party_signature, row.party_reason, row.is_recusal_asked) == (SignState.REFUSED, "不认可", False)


def test_end_before_the_start_is_refused_and_changes_nothing(day: FirstDay) -> None:
    inspections = day.services.inspections
    planned = day.plan()
    with pytest.raises(TransitionRefusedError, match="起止时间"):
        inspections.end(planned, place="别处")
    inspections.begin(planned)
    with pytest.raises(TransitionRefusedError, match="结束时间早于开始时间"):
        inspections.end(planned, at=day.services.desk.now() - timedelta(minutes=1), place="别处")
    assert inspections.head(planned).place == ""
    assert inspections.head(planned).ended_at is None


def test_ended_check_goes_on_until_a_paper_is_issued(day: FirstDay) -> None:
    inspections = day.services.inspections
    planned = day.plan()
    inspections.begin(planned)
    inspections.end(planned)
    inspections.resume(planned)
    assert inspections.head(planned).state is InspectionState.DRAFT
    inspections.end(planned)
    issue(day, planned)
    with pytest.raises(TransitionRefusedError, match="已有签发的文书"):
        inspections.resume(planned)


def test_void_takes_its_hazards_along_and_leaves_a_reason(day: FirstDay) -> None:
    inspections, store = day.services.inspections, day.services.desk.store
    planned = day.plan()
    inspections.begin(planned)
    (hazard_id,) = put(store, Hazard(inspection_id=planned, enterprise_id=day.enterprise_id, order_no=1, fact="事实"))
    with pytest.raises(TransitionRefusedError, match="没有写明理由"):
        inspections.void(planned, " ")
    inspections.void(planned, "选错单位")
    with day.services.desk.read() as uow:
        row = uow.session.get_one(Inspection, planned)
        assert dict(row.closing) == {"day": "2026-11-16", "ground": "选错单位", "by": "示例甲"}
        assert uow.session.get_one(Hazard, hazard_id).state is HazardState.VOID
        assert uow.log.history(planned)[-1].reason == "选错单位"
    with pytest.raises(UserError, match="不能再改"):
        inspections.update(planned, matter="改")


def test_void_is_refused_once_a_paper_stands(day: FirstDay) -> None:
    planned = day.plan()
    day.services.inspections.begin(planned)
    issue(day, planned)
    with pytest.raises(TransitionRefusedError, match="已有签发的文书"):
        day.services.inspections.void(planned, "选错单位")


def test_party_can_be_changed_before_the_check_and_not_after(day: FirstDay) -> None:
    inspections = day.services.inspections
    planned = day.plan()
    other = day.services.enterprises.add(EnterpriseFields(name="另一家"))
    inspections.update(planned, enterprise_id=other)
    assert inspections.head(planned).enterprise == "另一家"
    inspections.begin(planned)
    with pytest.raises(UserError, match="不能改换被检查单位"):
        inspections.update(planned, enterprise_id=day.enterprise_id)


def test_frequency_counts_begun_visits_of_the_year_by_category(day: FirstDay) -> None:
    inspections = day.services.inspections
    authority = day.services.setup.state().authority
    assert authority is not None
    day.services.setup.edit_authority(replace(authority, settings={"frequency_caps": {"routine": 3}}))
    first, planned_only = day.plan(), day.plan()
    special = day.plan(category=InspectionCategory.SPECIAL)
    for begun in (first, special):
        inspections.begin(begun)
    counted = inspections.frequency(day.enterprise_id, 2026)
    assert (counted.routine, counted.special, counted.routine_cap, counted.special_cap) == (1, 1, 3, None)
    assert inspections.frequency(day.enterprise_id, 2025).routine == 0
    assert inspections.frequency(day.enterprise_id, 2026, but=first).routine == 0
    assert (counted.of(InspectionCategory.LEAD), counted.cap(InspectionCategory.ROUTINE)) == (None, 3)
    assert inspections.head(planned_only).is_planned


def test_list_shows_unfinished_first_and_finds_by_the_partys_words(day: FirstDay) -> None:
    inspections = day.services.inspections
    ended, open_one = day.plan(), day.plan()
    for one in (ended, open_one):
        inspections.begin(one)
        pass_time(day, hours=1)
    inspections.end(ended)
    rows = inspections.rows(inspections.search())
    assert [row.id for row in rows] == [open_one, ended]
    assert [row.id for row in inspections.rows(inspections.search(states=[InspectionState.ENDED]))] == [ended]
    assert len(inspections.search("燃气供应")) == 2
    assert len(inspections.search("别家")) == 0
    assert (inspections.count_unfinished(), inspections.latest_unfinished()) == (1, open_one)


def test_rows_count_hazards_and_cost_no_more_queries_for_many(day: FirstDay) -> None:
    inspections, store = day.services.inspections, day.services.desk.store
    planned = day.plan()
    inspections.begin(planned)
    for number, level in enumerate((HazardLevel.MAJOR, HazardLevel.ORDINARY), start=1):
        put(store, Hazard(inspection_id=planned, enterprise_id=day.enterprise_id, order_no=number, level=level))
    row = inspections.rows(inspections.search())[0]
    assert (row.hazards, row.major, row.open_hazards, row.officers) == (2, 1, 2, ("示例甲", "示例乙"))
    for _ in range(12):
        day.plan()
    seen, stop = count_statements(store)
    assert len(inspections.rows(inspections.search())) == 13
    stop()
    assert len(seen) <= 8


def test_closed_inspection_is_never_changed(day: FirstDay) -> None:
    planned = day.plan()
    change(day.services.desk.store, Inspection, planned, state=InspectionState.CLOSED)
    with pytest.raises(UserError, match="已闭环或者作废"):
        day.services.inspections.update(planned, matter="改")


def test_fields_ask_only_for_the_party(day: FirstDay) -> None:
    planned = day.services.inspections.plan(InspectionFields(enterprise_id=day.enterprise_id))
    assert day.services.inspections.fields(planned) == InspectionFields(enterprise_id=day.enterprise_id)
