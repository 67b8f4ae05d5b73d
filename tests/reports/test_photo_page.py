"""The page of evidence photographs (paper 11)."""

import io
from dataclasses import replace

import pikepdf
import pytest

from app.reports.photo_page import render
from app.values.papers import paper_object
from app.values.photo_page import EvidencePhoto, PaperPhoto
from tests.reports.golden import check_golden, flat, page_texts
from tests.reports.inside import picture_boxes, signs_outside
from tests.reports.photo_samples import odd_pictures, photo_page, pictures

SIGNATURES = "当事人（签名）"


def test_page_looks_as_it_was_approved() -> None:
    check_golden("11-photo-page", render(photo_page(), pictures=pictures()))


def test_same_page_gives_the_same_bytes() -> None:
    assert render(photo_page(), pictures=pictures()) == render(photo_page(), pictures=pictures())


def test_renditions_are_embedded_as_they_are_and_once_each() -> None:
    pdf = render(photo_page(photos=8), pictures=pictures())
    with pikepdf.open(io.BytesIO(pdf)) as document:
        photos = {
            bytes(one.read_raw_bytes())
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        }
    wanted = {one.photo.sha256 for one in photo_page().photos}
    assert photos == {pictures()[sha256] for sha256 in wanted}


@pytest.mark.parametrize("photos", [1, 2, 3, 5, 40])
def test_signatures_stand_once_with_the_last_photos(photos: int) -> None:
    texts = page_texts(render(photo_page(photos=photos), pictures=pictures()))
    assert [SIGNATURES in flat(text) for text in texts] == [False] * (len(texts) - 1) + [True]
    assert "拍摄地点" in flat(texts[-1])
    assert "".join(flat(text) for text in texts).count("照片编号：") == photos


@pytest.mark.parametrize(("times", "pages"), [(1, 1), (4, 1), (20, 2)])
def test_four_photos_take_one_page_as_long_as_low_pictures_leave_room(times: int, pages: int) -> None:
    photos = [replace(one, proves="安全出口内侧堆放空瓶筐。" * times) for one in photo_page().photos]
    pdf = render(replace(photo_page(), photos=photos), pictures=pictures())
    assert len(page_texts(pdf)) == pages
    assert signs_outside(pdf, side=68) == []


def test_no_name_is_typed_where_one_signs() -> None:
    text = flat(page_texts(render(photo_page(), pictures=pictures()))[0])
    after = text[text.index(SIGNATURES) :]
    assert "示例员甲" not in after
    assert "渝示—0000001" in after


def test_photos_of_any_shape_stay_within_their_frames() -> None:
    photos = [EvidencePhoto(PaperPhoto(name, "", "示例员甲", name), "证明", "地点") for name in odd_pictures()]
    pdf = render(replace(photo_page(), photos=photos), pictures=odd_pictures())
    boxes = [box for page in picture_boxes(pdf) for box in page]
    assert len(boxes) == 4
    assert all(left >= 68 and right <= 595.3 - 68 and top - bottom <= 115.1 for left, bottom, right, top in boxes)
    assert "照片无法显示" in "".join(flat(text) for text in page_texts(pdf))


def test_absurdly_long_words_are_all_printed_within_the_page() -> None:
    long = "充装间东墙探测器显示故障，停止运行。" * 290
    photo = PaperPhoto("9" * 300, "not a time", "姓名" * 500, "ab" * 32)
    page = replace(photo_page(), photos=[EvidencePhoto(photo, long, "地点" * 2000)], statement="核对" * 400)
    pdf = render(page, pictures={})
    assert signs_outside(pdf, side=68) == []
    assert flat("".join(page_texts(pdf))).count("探测器显示故障") > 250
    assert "照片9" in flat("".join(page_texts(pdf)))


def test_without_a_photo_the_page_still_signs() -> None:
    assert SIGNATURES in flat(page_texts(render(replace(photo_page(), photos=()), pictures={}))[0])


def test_content_names_photos_by_hash_and_holds_no_bytes() -> None:
    content = paper_object(photo_page())
    assert content["paper"] == "PhotoPage"
    assert content["photos"][0]["photo"]["sha256"] == photo_page().photos[0].photo.sha256
