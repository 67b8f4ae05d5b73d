"""Room to sign and room for the seal."""

import pypdfium2
import pytest

from app.reports.engine.blocks import TIE, Place, Room, Type
from app.reports.engine.sheet import Sheet
from app.reports.engine.signatures import SEAL_FREE, SealArea, SignatureRows, Signer, officer_rows
from tests.reports.golden import page_images, page_texts

ROOM = Room(432.0, Type(12, 22))
MILLIMETRE = 72 / 25.4


def draw(block: SealArea | SignatureRows) -> bytes:
    sheet = Sheet(title="试")
    y = 100.0
    for strip in block.strips(ROOM):
        strip.draw(Place(sheet, 81.6, y))
        y += strip.height
    sheet.next_page()
    return sheet.finish()


def test_rows_are_high_enough_to_write_in_and_never_part() -> None:
    strips = SignatureRows(officer_rows(["渝示—0000001", "渝示—0000002"])).strips(ROOM)
    assert all(strip.height >= 12 * MILLIMETRE - 0.1 for strip in strips)
    assert [strip.link for strip in strips] == [TIE, 0]


def test_an_officer_row_has_the_certificate_and_no_name() -> None:
    [text] = page_texts(draw(SignatureRows(officer_rows(["渝示—0000001"]))))
    assert text.replace(" ", "") == "执法人员（签名）：执法证号：渝示—0000001"


def test_the_party_writes_the_date_by_hand() -> None:
    [text] = page_texts(draw(SignatureRows([Signer("负责人（签名）：", dated=True)])))
    assert text.split()[-3:] == ["年", "月", "日"]


@pytest.mark.parametrize("name", ["示例区应急管理局", "某局"])
def test_name_and_date_share_an_axis_and_the_longer_ends_three_characters_in(name: str) -> None:
    document = pypdfium2.PdfDocument(draw(SealArea(name, "2026年11月10日")))
    page = document[0].get_textpage()
    boxes = [page.get_rect(n) for n in range(page.count_rects())]
    rows: dict[int, list[float]] = {}
    for left, bottom, right, _ in boxes:
        edges = rows.setdefault(round(bottom / 20), [left, right])
        edges[:] = [min(edges[0], left), max(edges[1], right)]
    document.close()
    (first_left, first_right), (second_left, second_right) = rows.values()
    assert (first_left + first_right) / 2 == pytest.approx((second_left + second_right) / 2, abs=5)
    assert max(first_right, second_right) == pytest.approx(81.6 + 432 - 36, abs=8)


def test_a_round_seal_of_42_mm_has_its_room() -> None:
    area = SealArea("示例区应急管理局", "2026年11月10日")
    [strip] = area.strips(ROOM)
    [image] = page_images(draw(area))
    ink = image.point(lambda grey: 255 - grey).getbbox()
    assert ink is not None
    assert 100 + strip.height - ink[3] >= SEAL_FREE - 3
    middle_of_name = ink[1] + 6
    assert middle_of_name + 15 - 21 * MILLIMETRE >= 100 - 5 - 0.5, "the seal does not touch the row above"
