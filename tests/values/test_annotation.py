"""Marks are whole numbers that come back as they were, and stay inside the picture."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.values.annotation import (
    FULL,
    LONGEST_WORDS,
    MOST_MARKS,
    Mark,
    Shape,
    arrow_barbs,
    marks_from_json,
    marks_sha256,
    marks_to_json,
    mosaic_block,
)

PLACE = st.integers(min_value=0, max_value=FULL)
BARE = st.builds(Mark, st.sampled_from(Shape), PLACE, PLACE, PLACE, PLACE)
MARK = st.builds(Mark.saying, BARE, st.text(max_size=LONGEST_WORDS))


@given(st.lists(MARK, max_size=8).map(tuple))
def test_marks_come_back_as_they_were_kept(marks: tuple[Mark, ...]) -> None:
    kept = json.loads(json.dumps(marks_to_json(marks)))
    assert marks_from_json(kept) == marks
    assert (marks_sha256(marks) == "") is (marks == ())


@given(MARK, st.integers(-FULL, FULL), st.integers(-FULL, FULL))
def test_moved_mark_keeps_its_size_and_stays_inside(mark: Mark, dx: int, dy: int) -> None:
    moved = mark.moved(dx, dy)
    left, top, right, bottom = moved.box
    assert 0 <= left <= right <= FULL
    assert 0 <= top <= bottom <= FULL
    assert (moved.x2 - moved.x1, moved.y2 - moved.y1) == (mark.x2 - mark.x1, mark.y2 - mark.y1)


def test_no_marks_are_kept_as_nothing() -> None:
    assert marks_to_json(()) is None
    assert marks_from_json(None) == ()


def test_marks_of_a_newer_program_and_rubbish_are_left_out() -> None:
    good = {"shape": "box", "x1": 1, "y1": 2, "x2": 3, "y2": 4, "words": ""}
    odd = [
        {**good, "shape": "hologram"},
        {**good, "x1": True},
        {**good, "y2": 10_001},
        {**good, "x2": "3"},
        {**good, "words": 7},
        "box",
    ]
    assert marks_from_json([good, *odd]) == (Mark(Shape.BOX, 1, 2, 3, 4),)
    assert len(marks_from_json([good] * 500)) == MOST_MARKS


def test_arrow_without_length_has_no_head() -> None:
    assert arrow_barbs((5, 5), (5, 5), longest=1000) == ((5, 5), (5, 5))
    first, second = arrow_barbs((0, 100), (400, 100), longest=1000)
    assert first[0] == second[0] == 355
    assert (first[1] + second[1]) / 2 == 100


def test_words_are_cut_and_places_held() -> None:
    mark = Mark(Shape.TEXT, 0, 0, 0, 0).saying("  " + "长" * 200)
    assert mark.words == "长" * LONGEST_WORDS
    assert mark.reaching(-5, 20_000).box == (0, 0, 0, FULL)


def test_squares_are_so_large_that_no_face_can_be_read() -> None:
    assert mosaic_block(1000, width=400, height=200) == 40
    assert mosaic_block(1000, width=30, height=20) == 17
