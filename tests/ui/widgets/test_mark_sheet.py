"""Marks are made, changed and taken away, with a way back through every step."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.widgets.mark_sheet import MarkSheet
from app.values.annotation import MOST_MARKS, Mark, Shape

BOX = Mark(Shape.BOX, 1000, 1000, 3000, 3000)
ARROW = Mark(Shape.ARROW, 5000, 5000, 8000, 8000)


@given(st.lists(st.sampled_from(["add", "remove", "move", "clear", "next"]), max_size=12))
def test_undo_leads_back_to_the_beginning_and_redo_to_the_end(acts: list[str]) -> None:
    sheet = MarkSheet()
    sheet.load((ARROW,))
    for act in acts:
        if act == "add":
            sheet.add(BOX)
        elif act == "remove":
            sheet.remove()
        elif act == "clear":
            sheet.clear()
        elif act == "next":
            sheet.choose_next()
        elif sheet.mark is not None:
            sheet.change(sheet.mark.moved(100, 0))
    end = sheet.marks
    while sheet.can_undo:
        sheet.undo()
    assert sheet.marks == (ARROW,)
    while sheet.can_redo:
        sheet.redo()
    assert sheet.marks == end


def test_drag_is_one_step_and_a_press_without_a_move_is_none() -> None:
    sheet = MarkSheet()
    sheet.load((BOX,))
    sheet.choose(0)
    sheet.hold()
    for _ in range(5):
        assert sheet.mark is not None
        sheet.change(sheet.mark.moved(50, 50))
    sheet.release()
    assert sheet.marks[0].x1 == 1250
    sheet.undo()
    assert sheet.marks == (BOX,)
    assert not sheet.can_undo
    sheet.choose(0)
    sheet.hold()
    sheet.release()
    assert not sheet.can_undo


def test_uppermost_mark_is_found_where_it_is_touched() -> None:
    sheet = MarkSheet()
    sheet.load((BOX, BOX.moved(500, 500), ARROW))
    assert sheet.at(2000, 2000) == 1
    assert sheet.at(1010, 1010) == 0
    assert sheet.at(9900, 100) is None
    sheet.choose(2)
    assert sheet.is_at_end(8010, 7990)
    assert not sheet.is_at_end(5000, 5000)


def test_full_sheet_takes_no_more() -> None:
    sheet = MarkSheet()
    sheet.load((BOX,) * MOST_MARKS)
    assert not sheet.add(ARROW)
    assert len(sheet.marks) == MOST_MARKS
