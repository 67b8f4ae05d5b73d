"""Photographs and their captions on a paper."""

import pytest

from app.reports.engine.sheet import Sheet
from app.reports.engine.typeface import Face
from app.reports.photographs import draw_photo, full_time, hash_digits, short_time, shrunk_text
from tests.reports.golden import flat, page_texts
from tests.reports.inside import picture_boxes, signs_outside
from tests.reports.photo_samples import odd_pictures


def drawn(name: str | None) -> bytes:
    sheet = Sheet(title="照片")
    data = odd_pictures()[name] if name else None
    draw_photo(sheet, data, x=100, y=100, width=200, height=120, missing="照片9不在本机")
    sheet.next_page()
    return sheet.finish()


@pytest.mark.parametrize("name", ["portrait", "panorama", "tower", "dot"])
def test_a_photo_of_any_shape_lies_whole_within_its_box(name: str) -> None:
    (boxes,) = picture_boxes(drawn(name))
    ((left, bottom, right, top),) = boxes
    assert 99.9 <= left < right <= 300.1
    assert 621.8 <= bottom < top <= 742.0
    assert right - left == pytest.approx(200, abs=0.1) or top - bottom == pytest.approx(120, abs=0.1)


@pytest.mark.parametrize(
    ("name", "words"), [(None, "照片9不在本机"), ("broken", "照片无法显示"), ("text", "照片无法显示")]
)
def test_a_photo_that_is_not_there_is_said_in_words(name: str | None, words: str) -> None:
    pdf = drawn(name)
    assert picture_boxes(pdf) == [[]]
    assert words in flat(page_texts(pdf)[0])


def test_times_print_to_the_minute_and_unknown_in_words() -> None:
    assert short_time("2026-11-10T09:32:05") == "2026-11-10 09:32"
    assert full_time("2026-11-10T09:32:05") == "2026年11月10日9时32分"
    assert short_time("") == full_time("yesterday") == "未记录"


def test_hash_digits_stand_in_groups_of_four() -> None:
    assert hash_digits("f6cca218ddcf9ef3ffff", count=16) == "F6CC A218 DDCF 9EF3"
    assert hash_digits("f6cca218ddcf9ef3ffff", count=12) == "F6CC A218 DDCF"
    assert hash_digits("", count=12) == ""


@pytest.mark.parametrize("text", ["短", "示例燃气有限公司" * 6, "很长的名字" * 1000, "a\nb\u202e\x07"])
def test_a_line_never_runs_over_its_room(text: str) -> None:
    sheet = Sheet(title="照片")
    shrunk_text(sheet, 100, 100, text, size=9, room=PAGE_ROOM, face=Face.SANS)
    sheet.next_page()
    assert signs_outside(sheet.finish(), side=100) == []


PAGE_ROOM = 595.276 - 200
