"""Each answer is saved as it is given, makes or takes its hazard, and can be taken back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.models.hazard import Hazard
from app.models.inspection import Finding, Inspection
from app.services.desk import Desk
from app.services.hazards import HazardService
from app.services.library import LibraryService
from app.services.walk import WalkService
from app.storage.store import Store
from app.values.enums import FindingResult, InspectionState, PhotoRole
from app.values.errors import UserError
from app.values.rows_photo import PhotoTarget
from app.values.rows_walk import Walk
from tests.services.records import change, count_statements
from tests.services.walking import Walked, make_walk, photo

YES, NO, NA, LATER = (
    FindingResult.CONFORMS,
    FindingResult.FAILS,
    FindingResult.NOT_APPLICABLE,
    FindingResult.PENDING,
)


@pytest.fixture
def walked(store: Store) -> Walked:
    return make_walk(store)


def view(walked: Walked) -> Walk:
    return walked.walk.view(walked.scene.inspection_id)


def first_ids(walked: Walked, count: int) -> list[str]:
    return [item.id for item in list(view(walked).items)[:count]]


def answer(walked: Walked, item_no: str, result: FindingResult) -> UUID | None:
    return walked.walk.answer(walked.scene.inspection_id, item_no=item_no, result=result).hazard_id


def result_of(walked: Walked, item_no: str) -> FindingResult | None:
    item = view(walked).item(item_no)
    assert item is not None
    return item.result


def test_view_starts_with_the_two_mandatory_sections(walked: Walked) -> None:
    shown = view(walked)
    assert [section.group for section in shown.sections[:3]].count("两个必查") == 2
    assert shown.sections[0].group == shown.sections[1].group == "两个必查"
    assert (shown.head.enterprise, shown.head.officers) == ("示例燃气有限公司", ("示例员甲", "示例员乙"))


def test_view_asks_a_question_once_whatever_lists_are_chosen(walked: Walked) -> None:
    questions = [item.item.question for item in view(walked).items]
    assert len(questions) == len(set(questions))


def test_view_numbers_items_by_section_and_names_their_basis(walked: Walked) -> None:
    item = view(walked).sections[2].items[1]
    assert item.number == "3.2"
    assert item.basis[0].citation.startswith("《")
    assert item.basis[0].text


def test_answer_is_there_in_another_service(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    answer(walked, item, YES)
    library = LibraryService(walked.desk)
    other = WalkService(walked.desk, library=library, hazards=HazardService(walked.desk, library=library))
    shown = other.view(walked.scene.inspection_id)
    assert (shown.judged, shown.at_item) == (1, item)


def test_first_answer_fixes_the_library_of_the_inspection(walked: Walked, store: Store) -> None:
    answer(walked, first_ids(walked, 1)[0], YES)
    with store.read() as uow:
        blob = uow.session.get_one(Inspection, walked.scene.inspection_id).library_blob
        assert blob is not None
        assert uow.blobs.has(blob)


def test_pending_is_kept_for_later_and_not_counted(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    answer(walked, item, LATER)
    assert (view(walked).judged, result_of(walked, item)) == (0, LATER)
    assert item in {one.id for one in view(walked).open_items}


def test_failing_makes_one_hazard_in_standard_wording(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    made = answer(walked, item, NO)
    assert answer(walked, item, NO) == made
    shown = view(walked)
    (hazard,) = shown.hazards
    asked = shown.item(item)
    assert asked is not None
    assert (hazard.id, hazard.order_no, hazard.fields.fact) == (made, 1, asked.item.fact)
    assert hazard.citations[0].startswith("《")


def test_other_answer_takes_the_hazard_away(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    answer(walked, item, NO)
    answer(walked, item, YES)
    assert view(walked).hazards == ()


def test_undo_takes_the_answer_and_its_hazard_back(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    answer(walked, item, NO)
    undone = walked.walk.undo(walked.scene.inspection_id)
    assert undone is not None
    assert undone.item_id == item
    assert (view(walked).hazards, result_of(walked, item)) == ((), None)


def test_undo_brings_back_a_hazard_with_what_was_written(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    made = answer(walked, item, NO)
    assert made is not None
    row = walked.hazards.get(made)
    walked.hazards.edit(made, replace(row.fields, fact="北侧探测器已到期。"))
    answer(walked, item, NA)
    walked.walk.undo(walked.scene.inspection_id)
    assert [one.fields.fact for one in view(walked).hazards] == ["北侧探测器已到期。"]
    assert result_of(walked, item) is NO


def test_undo_goes_back_step_by_step_after_a_new_start(walked: Walked) -> None:
    one, two = first_ids(walked, 2)
    answer(walked, one, YES)
    answer(walked, two, YES)
    fresh = make_service(walked.desk)
    fresh.undo(walked.scene.inspection_id)
    fresh.undo(walked.scene.inspection_id)
    assert fresh.undo(walked.scene.inspection_id) is None
    assert view(walked).judged == 0


def make_service(desk: Desk) -> WalkService:
    library = LibraryService(desk)
    return WalkService(desk, library=library, hazards=HazardService(desk, library=library))


def test_rest_of_a_section_leaves_given_answers_alone(walked: Walked) -> None:
    section = view(walked).sections[0]
    answer(walked, section.items[0].id, NO)
    answer(walked, section.items[1].id, LATER)
    count = walked.walk.answer_rest(walked.scene.inspection_id, YES, section=1)
    results = [item.result for item in view(walked).sections[0].items]
    assert count == len(section.items) - 2
    assert results == [NO, LATER, *[YES] * count]
    assert view(walked).sections[1].judged == 0


def test_rest_of_a_section_is_one_step_of_undo(walked: Walked) -> None:
    answer(walked, view(walked).sections[0].items[0].id, NA)
    walked.walk.answer_rest(walked.scene.inspection_id, YES, section=1)
    walked.walk.undo(walked.scene.inspection_id)
    assert view(walked).judged == 1


def test_rest_of_all_refuses_to_fail_in_a_heap(walked: Walked) -> None:
    with pytest.raises(UserError, match="逐项"):
        walked.walk.answer_rest(walked.scene.inspection_id, NO)
    assert walked.walk.answer_rest(walked.scene.inspection_id, YES) == view(walked).total
    assert walked.walk.answer_rest(walked.scene.inspection_id, YES) == 0


def test_answer_under_the_id_of_another_list_answers_the_same_question(walked: Walked) -> None:
    library = LibraryService(walked.desk)
    lists = [library.checklist(name, date(2026, 11, 16)) for name in ("通用基础", "城镇燃气")]
    known = {item.id for item in view(walked).items}
    twin = next(item for one in lists for item in one.items if item.id not in known)
    answer(walked, twin.id, NA)
    assert sum(item.result is NA and item.item.question == twin.question for item in view(walked).items) == 1


def test_answer_refuses_an_item_of_no_chosen_list(walked: Walked) -> None:
    with pytest.raises(UserError, match="没有检查项“99-99”"):
        answer(walked, "99-99", YES)


def test_answer_refuses_when_the_inspection_has_ended(walked: Walked, store: Store) -> None:
    (item,) = first_ids(walked, 1)
    change(store, Inspection, walked.scene.inspection_id, state=InspectionState.ENDED)
    with pytest.raises(UserError, match="检查结果不再改动"):
        answer(walked, item, YES)
    assert view(walked).head.lock


def test_view_says_what_to_do_without_checklists(store: Store) -> None:
    with pytest.raises(UserError, match="还没有选择检查表"):
        view(make_walk(store, checklists=()))


def test_stay_remembers_item_and_free_hazard(walked: Walked) -> None:
    inspection = walked.scene.inspection_id
    free = walked.hazards.record(inspection)
    walked.walk.stay(inspection, hazard_id=free)
    assert view(walked).at_hazard == free
    walked.walk.stay(inspection, item_id=first_ids(walked, 3)[2])
    assert (view(walked).at_item, view(walked).at_hazard) == (first_ids(walked, 3)[2], None)


def test_removed_hazard_comes_back_with_undo_and_the_answer_stays(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    made = answer(walked, item, NO)
    assert made is not None
    walked.walk.remove_hazard(walked.scene.inspection_id, made)
    assert (view(walked).hazards, result_of(walked, item)) == ((), NO)
    walked.walk.undo(walked.scene.inspection_id)
    assert [one.id for one in view(walked).hazards] == [made]


def test_photos_taken_before_the_answer_go_to_the_hazard_and_back(walked: Walked) -> None:
    inspection = walked.scene.inspection_id
    (item,) = first_ids(walked, 1)
    finding = walked.walk.finding(inspection, item_no=item)
    walked.photos.add(PhotoTarget(inspection_id=inspection, finding_id=finding, role=PhotoRole.SCENE), [photo()])
    made = answer(walked, item, NO)
    assert made is not None
    assert [one.role for one in walked.photos.of_hazard(made)] == [PhotoRole.BEFORE]
    walked.walk.undo(inspection)
    (row,) = walked.photos.of_inspection(inspection)
    assert (row.hazard_id, row.role) == (None, PhotoRole.SCENE)


def test_same_question_meets_in_one_finding(walked: Walked, store: Store) -> None:
    (item,) = first_ids(walked, 1)
    answer(walked, item, YES)
    answer(walked, item, NA)
    with store.read() as uow:
        findings = [(one.item_no, one.result) for one in uow.session.query(Finding)]
    assert findings == [(item, NA)]


def test_view_asks_as_often_for_many_hazards_as_for_few(walked: Walked, store: Store) -> None:
    answer(walked, first_ids(walked, 1)[0], NO)
    view(walked)
    few = statements_of(walked, store)
    for item in view(walked).sections[1].items:
        answer(walked, item.id, NO)
    view(walked)
    assert statements_of(walked, store) == few
    with store.read() as uow:
        assert uow.session.query(Hazard).count() > 5


def statements_of(walked: Walked, store: Store) -> int:
    seen, stop = count_statements(store)
    view(walked)
    stop()
    return len(seen)


def test_withdrawn_hazard_stays_whatever_is_answered_and_a_new_one_is_made(walked: Walked) -> None:
    (item,) = first_ids(walked, 1)
    withdrawn = answer(walked, item, NO)
    assert withdrawn is not None
    walked.hazards.void(withdrawn, "复核后不属于隐患")
    answer(walked, item, YES)
    made = answer(walked, item, NO)
    assert made not in (None, withdrawn)
    assert [one.id for one in view(walked).standing_hazards] == [made]
    assert len(view(walked).hazards) == 2
