"""Hazards are written, locked once a paper printed them, and numbered without gaps until then."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.models.document import Document
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.transitions import TransitionRefusedError
from app.services.hazard_records import LockedHazardError, NoSuchHazardError, changes_print
from app.storage.store import Store
from app.values.enums import (
    DocumentForm,
    DocumentState,
    Handling,
    HazardLevel,
    HazardState,
    HazardTag,
    InspectionState,
    PhotoRole,
)
from app.values.errors import UserError
from app.values.fields_hazard import HazardFields
from app.values.library import Criterion
from app.values.rows_photo import PhotoTarget
from tests.services.records import change, put
from tests.services.walking import Walked, make_walk, photo

WRITTEN = HazardFields(
    fact="北侧探测器2026年8月14日检定到期。",
    demand="送检合格后使用。",
    violations=("安全生产法/36/2", "没有的法/1"),
    charge="未对安全设备定期检测",
    place="卸油口北侧",
    tags=(HazardTag.MAJOR_RISK,),
    level=HazardLevel.MAJOR,
    criterion="城镇燃气经营安全重大隐患判定标准/5/1",
    judged_by="示例员甲",
    handling=Handling.DEADLINE,
    deadline=date(2026, 12, 1),
)


@pytest.fixture
def walked(store: Store) -> Walked:
    return make_walk(store)


def record(walked: Walked, fields: HazardFields = WRITTEN) -> UUID:
    return walked.hazards.record(walked.scene.inspection_id, fields)


def numbers(walked: Walked) -> list[int]:
    return [row.order_no for row in walked.hazards.of_inspection(walked.scene.inspection_id)]


def issue(
    walked: Walked,
    store: Store,
    *hazards: UUID,
    form: DocumentForm = DocumentForm.RECTIFICATION_ORDER,
    state: DocumentState = DocumentState.ISSUED,
) -> UUID:
    document = Document(
        form=form,
        title="责令限期整改指令书",
        enterprise_id=walked.scene.enterprise_id,
        inspection_id=walked.scene.inspection_id,
        hazard_ids=hazards,
        state=state,
        issued_at=walked.desk.now(),
    )
    return put(store, document)[0]


def test_recorded_hazard_shows_what_was_written(walked: Walked) -> None:
    row = walked.hazards.get(record(walked))
    assert row.fields == WRITTEN
    assert (row.number, row.state, row.is_major, row.lock) == ("01", HazardState.FOUND, True, "")


def test_citation_of_an_unknown_provision_stays_as_typed(walked: Walked) -> None:
    row = walked.hazards.get(record(walked))
    assert row.citations[0] == "《中华人民共和国安全生产法》第三十六条第二款"
    assert row.citations[1] == "没有的法/1"


def test_major_hazard_without_criterion_is_asked_for_but_stored(walked: Walked) -> None:
    row = walked.hazards.get(record(walked, HazardFields(level=HazardLevel.MAJOR)))
    assert row.fields.wants_criterion


def test_edit_makes_one_revision_and_closes_the_draft(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    walked.hazards.keep_draft(hazard, replace(WRITTEN, fact="改写中"))
    walked.hazards.edit(hazard, replace(WRITTEN, fact="改写好了"))
    with store.read() as uow:
        assert len(uow.log.history(hazard)) == 2
        assert uow.drafts.all() == ()
    assert walked.hazards.get(hazard).fields.fact == "改写好了"


def test_edit_without_a_change_makes_no_revision(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    walked.hazards.edit(hazard, WRITTEN)
    with store.read() as uow:
        assert len(uow.log.history(hazard)) == 1


def test_draft_is_shown_and_leaves_no_revision(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    walked.hazards.keep_draft(hazard, replace(WRITTEN, fact="写到一半"))
    row = walked.hazards.get(hazard)
    assert (row.fields.fact, row.is_draft) == ("写到一半", True)
    with store.read() as uow:
        assert len(uow.log.history(hazard)) == 1
        assert uow.session.get_one(Hazard, hazard).fact == WRITTEN.fact


def test_edit_refuses_what_a_paper_has_printed(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    issue(walked, store, hazard)
    with pytest.raises(LockedHazardError, match="已写入签发的《责令限期整改指令书》"):
        walked.hazards.edit(hazard, replace(WRITTEN, fact="改口"))
    walked.hazards.edit(hazard, replace(WRITTEN, responsible="示例人乙", tags=()))
    assert walked.hazards.get(hazard).fields.responsible == "示例人乙"


@pytest.mark.parametrize("state", [DocumentState.DRAFT, DocumentState.VOID, DocumentState.REVOKED])
def test_paper_that_does_not_stand_locks_nothing(walked: Walked, store: Store, state: DocumentState) -> None:
    hazard = record(walked)
    issue(walked, store, hazard, state=state)
    walked.hazards.edit(hazard, replace(WRITTEN, fact="改写"))
    assert walked.hazards.get(hazard).fields.fact == "改写"


def test_issued_record_of_the_inspection_locks_every_hazard(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    issue(walked, store, form=DocumentForm.INSPECTION_RECORD)
    assert walked.hazards.get(hazard).lock
    with pytest.raises(UserError, match="已签发，不能再增加隐患"):
        record(walked)


def test_edit_refuses_a_hazard_whose_state_went_on(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    change(store, Hazard, hazard, state=HazardState.PASSED)
    with pytest.raises(LockedHazardError, match="现为“已整改”"):
        walked.hazards.edit(hazard, replace(WRITTEN, demand="另作要求"))


def test_closed_inspection_takes_no_hazard_and_locks_those_it_has(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    change(store, Inspection, walked.scene.inspection_id, state=InspectionState.CLOSED)
    assert "现为" in walked.hazards.get(hazard).lock
    with pytest.raises(UserError, match="不能再增加隐患"):
        record(walked)


def test_delete_closes_the_numbers_while_nothing_is_printed(walked: Walked) -> None:
    first, second, third = (record(walked) for _ in range(3))
    walked.hazards.delete(second)
    assert [row.id for row in walked.hazards.of_inspection(walked.scene.inspection_id)] == [first, third]
    assert numbers(walked) == [1, 2]


def test_restored_hazard_takes_its_place_again(walked: Walked) -> None:
    made = [record(walked) for _ in range(3)]
    walked.hazards.delete(made[1])
    walked.hazards.restore(made[1])
    rows = walked.hazards.of_inspection(walked.scene.inspection_id)
    assert [(row.id, row.order_no) for row in rows] == list(zip(made, (1, 2, 3), strict=True))


def test_delete_renumbers_nothing_that_was_printed(walked: Walked, store: Store) -> None:
    first, second, third = (record(walked) for _ in range(3))
    issue(walked, store, first, third)
    walked.hazards.delete(second)
    assert numbers(walked) == [1, 3]
    walked.hazards.delete(record(walked))
    assert walked.hazards.get(record(walked)).order_no == 5


def test_delete_refuses_a_printed_hazard(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    issue(walked, store, hazard)
    with pytest.raises(LockedHazardError, match="隐患01不能删除"):
        walked.hazards.delete(hazard)
    assert numbers(walked) == [1]


def test_deleted_hazard_is_gone_in_words(walked: Walked) -> None:
    hazard = record(walked)
    walked.hazards.delete(hazard)
    with pytest.raises(NoSuchHazardError, match="本机没有这项隐患"):
        walked.hazards.get(hazard)


def test_void_keeps_the_hazard_with_its_reason(walked: Walked, store: Store) -> None:
    hazard = record(walked)
    with pytest.raises(TransitionRefusedError, match="理由"):
        walked.hazards.void(hazard, " ")
    walked.hazards.void(hazard, "复核后不属于隐患")
    with store.read() as uow:
        row = uow.session.get_one(Hazard, hazard)
        assert (row.state, row.closing["ground"]) == (HazardState.VOID, "复核后不属于隐患")
        assert row.closing["by"] == "示例员甲、示例员乙"
        assert uow.log.history(hazard)[-1].reason == "复核后不属于隐患"


def after_photo(walked: Walked, hazard: UUID) -> None:
    target = PhotoTarget(inspection_id=walked.scene.inspection_id, hazard_id=hazard, role=PhotoRole.AFTER)
    assert walked.photos.add(target, [photo()]).added


def test_fix_on_the_spot_needs_the_photograph_after_it(walked: Walked) -> None:
    hazard = record(walked, replace(WRITTEN, handling=Handling.ON_THE_SPOT))
    with pytest.raises(TransitionRefusedError, match="整改后照片"):
        walked.hazards.confirm_fix(hazard)
    assert walked.hazards.get(hazard).state is HazardState.FOUND
    after_photo(walked, hazard)
    walked.hazards.confirm_fix(hazard)
    assert walked.hazards.get(hazard).state is HazardState.PASSED


def test_fix_on_the_spot_refuses_another_handling(walked: Walked) -> None:
    hazard = record(walked)
    with pytest.raises(UserError, match="不是当场整改"):
        walked.hazards.confirm_fix(hazard)


def test_settling_takes_each_fix_on_the_spot_to_where_it_stands(walked: Walked) -> None:
    mended, waiting = (record(walked, replace(WRITTEN, handling=Handling.ON_THE_SPOT)) for _ in range(2))
    other = record(walked)
    after_photo(walked, mended)
    assert walked.hazards.settle_on_the_spot(walked.scene.inspection_id) == (mended,)
    states = [walked.hazards.get(one).state for one in (mended, waiting, other)]
    assert states == [HazardState.PASSED, HazardState.IMMEDIATE, HazardState.FOUND]
    after_photo(walked, waiting)
    assert walked.hazards.settle_on_the_spot(walked.scene.inspection_id) == (waiting,)


def test_what_papers_print_is_told_from_what_they_do_not() -> None:
    assert changes_print(WRITTEN, replace(WRITTEN, place="别处"))
    assert not changes_print(WRITTEN, replace(WRITTEN, tags=(), department="示例局", judgement="综合判定"))


def test_search_for_provisions_finds_by_words(walked: Walked) -> None:
    found = walked.hazards.search_places("安全生产法 第三十六条", is_criterion=False)
    assert found
    criteria = walked.hazards.search_places("燃气", is_criterion=True)
    assert criteria
    assert {type(one) for one in criteria} == {Criterion}
    assert walked.hazards.cite(walked.scene.inspection_id, [found[0].ref.text])[0] == found[0].citation
