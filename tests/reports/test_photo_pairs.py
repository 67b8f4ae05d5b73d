"""A hazard before and after it was put right."""

import pytest

from app.reports.engine.blocks import Place, Room, Type
from app.reports.engine.sheet import Sheet
from app.reports.photo_pairs import PhotoPairs
from app.values.loop import LoopPair
from app.values.photo_page import PaperPhoto
from tests.reports.golden import flat, page_texts
from tests.reports.inside import picture_boxes
from tests.reports.photo_samples import odd_pictures

ROOM = Room(459.276, Type(11, 20))


def drawn(before: str | None, after: str | None) -> bytes:
    photos = [PaperPhoto(name, "2026-11-10T09:32:00", "示例员甲", name) if name else None for name in (before, after)]
    sheet, y = Sheet(title="对照"), 100.0
    for strip in PhotoPairs([LoopPair(3, "排风机", photos[0], photos[1])], odd_pictures()).strips(ROOM):
        strip.draw(Place(sheet, 68.0, y))
        y += strip.height
    sheet.next_page()
    return sheet.finish()


@pytest.mark.parametrize("name", ["portrait", "panorama", "tower", "dot"])
def test_the_label_never_lies_on_the_picture(name: str) -> None:
    (boxes,) = picture_boxes(drawn(name, name))
    rights = sorted(right for _, _, right, _ in boxes)
    assert rights[0] <= 68 + 221.7 - 44 + 0.1
    assert rights[1] <= 68 + 459.3 - 44 + 0.1


def test_a_pair_tells_number_time_photographer_and_hash() -> None:
    text = flat(page_texts(drawn("portrait", "panorama"))[0])
    assert "隐患3排风机" in text
    assert "照片portrait2026-11-1009:32拍摄人：示例员甲" in text
    assert "原图校验PORTRAIT" in text


def test_a_side_without_a_photo_says_so() -> None:
    text = flat(page_texts(drawn("portrait", None))[0])
    assert "无整改后照片" in text
    assert "无整改前照片" not in text
