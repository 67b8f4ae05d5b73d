"""Composing: the size of type, the struck-out rest, the footer."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
import zxingcpp
from PIL import ImageFilter

from app.reports.engine.blocks import Block, Space, paragraph
from app.reports.engine.frame import Frame
from app.reports.engine.paper import STEPS, choose_pages, compose, warm_up
from app.reports.engine.typeface import Face, typeface
from tests.reports.golden import page_images, page_texts

FRAME = Frame(
    heading="安全生产行政执法文书",
    title="试验文书",
    number="（渝示）应急试〔2026〕1号",
    copies="一式两份。",
    content_hash="0123456789abcdef" * 4,
    qr_text="ANCHA1:1",
)


def lines(count: int) -> list[Block]:
    return [paragraph("一行") for _ in range(count)]


def leads(blocks: Sequence[Block]) -> tuple[int, float]:
    pages = choose_pages(FRAME, blocks, steps=STEPS)
    return len(pages), pages[0].strips[0].height


def test_the_first_type_that_fits_one_page_is_taken() -> None:
    assert leads(lines(20)) == (1, 22)
    assert leads(lines(28)) == (1, 20.5)
    assert leads(lines(33)) == (1, 17.5)


def test_what_fits_no_single_page_returns_to_the_largest_type() -> None:
    assert leads(lines(36)) == (2, 22)
    assert leads(lines(200))[1] == 22


def test_the_footer_counts_the_pages_and_shows_sixteen_digits() -> None:
    texts = page_texts(compose(FRAME, lines(60)))
    for number, text in enumerate(texts, start=1):
        assert f"共 {len(texts)} 页　第 {number} 页" in text
        assert "0123 4567 89AB CDEF" in text


def test_pages_after_the_first_have_the_short_head() -> None:
    first, second, *_ = page_texts(compose(FRAME, lines(60)))
    assert "安全生产行政执法文书" in first
    assert "试验文书（续页）" in second
    assert "安全生产行政执法文书" not in second


def test_the_rest_of_a_page_is_struck_out_only_when_there_is_some() -> None:
    assert "（以下空白）" in page_texts(compose(FRAME, lines(5), strike_rest=True))[0]
    assert "（以下空白）" not in page_texts(compose(FRAME, lines(26), strike_rest=True))[0]
    assert "（以下空白）" not in page_texts(compose(FRAME, lines(5)))[0]


def test_air_never_opens_a_page() -> None:
    pages = choose_pages(FRAME, [*lines(26), Space(30), *lines(26)], steps=STEPS[:1])
    assert not pages[1].strips[0].space


def test_a_paper_without_code_and_hash_is_drawn_all_the_same() -> None:
    bare = Frame(heading="", title="", number="", copies="", content_hash="", qr_text="")
    assert "共 1 页　第 1 页" in page_texts(compose(bare, []))[0]


def test_warming_up_opens_the_faces_of_every_page() -> None:
    typeface.cache_clear()
    warm_up()
    opened = typeface.cache_info().currsize
    typeface(Face.SERIF)
    typeface(Face.SANS)
    assert typeface.cache_info().currsize == opened


@pytest.mark.parametrize("heads", [0, 1])
def test_a_code_with_the_number_in_chinese_and_a_chain_head_reads_back_from_a_soft_print(heads: int) -> None:
    payload = "|".join(["（渝示）应急责改〔2026〕12号", "4F26" * 16, *["A0B1" * 16] * heads])
    image = page_images(compose(replace(FRAME, qr_text=payload), []), dpi=300)[0].filter(ImageFilter.GaussianBlur(1.0))
    [code] = zxingcpp.read_barcodes(image)
    assert code.text == payload
