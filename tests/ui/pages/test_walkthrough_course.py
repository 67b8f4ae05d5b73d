"""Each key leads to one stop of the walk, and the ends hold."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.ui.pages.walkthrough_course import Course, Stop
from app.values.enums import Confidence, FindingResult, HazardLevel, HazardState, InspectionState
from app.values.fields_hazard import HazardFields
from app.values.library import Item
from app.values.rows_hazard import HazardRow
from app.values.rows_walk import Walk, WalkHead, WalkItem, WalkSection

YES, LATER = FindingResult.CONFORMS, FindingResult.PENDING


def item(number: str) -> WalkItem:
    plain = Item(
        id=number, question=number, text=f"第{number}项", how="", evidence=(), violations=(), penalised_by=(),
        standards=(), level=HazardLevel.ORDINARY, criteria=(), fact="", demand="", deadline=7, is_key=False,
        confidence=Confidence.VERIFIED,
    )  # fmt: skip
    return WalkItem(number, "通用基础", plain)


def hazard(number: int, item_no: str = "", state: HazardState = HazardState.FOUND) -> HazardRow:
    return HazardRow(
        id=UUID(int=number),
        inspection_id=UUID(int=99),
        order_no=number,
        fields=HazardFields(item_no=item_no),
        state=state,
    )


HEAD = WalkHead(
    inspection_id=UUID(int=99),
    enterprise="示例燃气有限公司",
    category="日常检查",
    started_at=None,
    officers=(),
    state=InspectionState.DRAFT,
)
WALK = Walk(
    head=HEAD,
    sections=(
        WalkSection(1, "主要负责人履职", "两个必查", (item("1.1"), item("1.2"))),
        WalkSection(2, "场站", "城镇燃气", (item("2.1"), item("2.2"))),
    ),
)


def at(course: Course, item_id: str) -> Stop:
    stop = course.stop_of(item_id=item_id)
    assert stop is not None
    return stop


def test_start_is_the_first_open_item() -> None:
    assert Course(WALK.answered({"1.1": YES})).start() == Stop(1, "1.2")


def test_start_is_where_the_walk_was_left() -> None:
    assert Course(replace(WALK, at_item="2.1")).start() == Stop(2, "2.1")
    free = replace(WALK, hazards=(hazard(7),), at_hazard=UUID(int=7))
    assert Course(free).start() == Stop(3, "", UUID(int=7))


def test_start_of_an_empty_walk_is_nowhere() -> None:
    assert Course(replace(WALK, sections=())).start() is None


def test_steps_hold_at_both_ends() -> None:
    course = Course(WALK)
    assert course.beside(at(course, "1.1"), -1) == Stop(1, "1.1")
    assert course.beside(at(course, "1.2"), 1) == Stop(2, "2.1")
    assert course.beside(at(course, "2.2"), 5) == Stop(2, "2.2")


def test_next_open_goes_round_past_what_is_answered() -> None:
    course = Course(WALK.answered({"1.1": YES, "2.1": LATER, "2.2": YES}))
    assert course.next_open(at(course, "1.1")) == Stop(1, "1.2")
    assert course.next_open(at(course, "2.1")) == Stop(1, "1.2")
    done = Course(WALK.answered(dict.fromkeys(("1.1", "1.2", "2.1", "2.2"), YES)))
    assert done.next_open(at(done, "1.1")) is None


def test_next_unsettled_comes_back_to_what_was_kept_for_later() -> None:
    course = Course(WALK.answered({"1.1": LATER, "1.2": YES, "2.1": YES, "2.2": YES}))
    assert course.next_unsettled(at(course, "2.2")) == Stop(1, "1.1")
    assert course.next_unsettled(at(course, "1.1")) is None


@pytest.mark.parametrize(("by", "expected"), [(1, Stop(2, "2.1")), (-1, Stop(1, "1.1")), (9, Stop(2, "2.1"))])
def test_sections_hold_at_both_ends(by: int, expected: Stop) -> None:
    course = Course(WALK)
    assert course.beside_section(at(course, "1.2"), by) == expected


def test_section_opens_at_its_first_open_item() -> None:
    course = Course(WALK.answered({"2.1": YES}))
    assert course.into_section(2) == Stop(2, "2.2")
    assert course.into_section(9) is None


def test_free_and_second_hazards_are_stops_of_their_own() -> None:
    first, second, free = hazard(1, "1.1"), hazard(2, "1.1"), hazard(3)
    gone = hazard(4, state=HazardState.VOID)
    course = Course(replace(WALK, hazards=(first, second, free, gone)))
    assert [stop.hazard_id for stop in course.in_section(3)] == [second.id, free.id]
    assert course.hazard(at(course, "1.1")) == first
    assert course.wanted(first.id) == Stop(1, "1.1")
    assert course.wanted(free.id) == Stop(3, "", free.id)
    assert course.wanted("2.2") == Stop(2, "2.2")
    assert course.wanted(UUID(int=50)) is None
    assert course.item(Stop(3, "", free.id)) is None


def test_counts_of_a_section() -> None:
    (first, _) = WALK.answered({"1.1": FindingResult.FAILS, "1.2": LATER}).sections
    assert (first.judged, first.failed, first.is_done) == (1, 1, False)
    assert WALK.total == 4
