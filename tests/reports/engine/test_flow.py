"""Filling pages: what stays together, what is repeated, what never overflows."""

from hypothesis import given
from hypothesis import strategies as st

from app.reports.engine.blocks import KEEP, TIE, Block, Place, Room, Strip, Together, Type, paragraph
from app.reports.engine.flow import fill_pages
from app.reports.engine.signatures import SealArea, SignatureRows, Signer
from app.reports.engine.tables import Row, Table, cell, head_cell

ROOM = Room(432.0, Type(12, 22))


def nothing(_: Place) -> None:
    """Draw nothing."""


@given(st.lists(st.tuples(st.integers(5, 120), st.sampled_from([0, KEEP, TIE])), max_size=60))
def test_no_page_overflows_and_no_strip_is_lost(pieces: list[tuple[int, int]]) -> None:
    strips = [Strip(float(height), nothing, link=link) for height, link in pieces]
    pages = fill_pages(strips, first=150, rest=200)
    assert [strip for page in pages for strip in page.strips] == strips
    assert all(page.used <= page.room for page in pages)


def test_two_lines_of_a_paragraph_stay_together() -> None:
    lines = paragraph("检查" * 60).strips(ROOM)
    pages = fill_pages(lines, first=22.0 * 2.5, rest=400)
    assert len(pages[0].strips) == 2
    assert len(fill_pages([Strip(22.0, nothing), *lines], first=22.0 * 2.5, rest=400)[0].strips) == 1


def test_signatures_take_the_last_lines_along_even_when_all_is_too_long_for_a_page() -> None:
    signed: list[Block] = [SignatureRows([Signer("签名：")] * 3, tied_to_next=True), SealArea("某局", "2026年11月10日")]
    strips = Together([paragraph("诉讼" * 400), *signed]).strips(ROOM)
    pages = fill_pages(strips, first=300, rest=300)
    assert len([strip for strip in pages[-1].strips if strip.height == ROOM.kind.lead]) >= 2


def test_a_table_repeats_its_head_on_every_page() -> None:
    rows = [Row([cell(str(n)), cell("事项" * 8)]) for n in range(40)]
    table = Table((1, 3), rows, head=Row([head_cell("序号"), head_cell("事项")]))
    strips = table.strips(ROOM)
    pages = fill_pages(strips, first=200, rest=300)
    head = strips[0]
    assert len(pages) > 3
    assert all(page.strips[0].draw is head.draw for page in pages)
    assert all(page.used <= page.room for page in pages)


def test_a_row_taller_than_a_page_is_torn_and_nothing_of_it_is_lost() -> None:
    strips = Table((1,), [Row([cell("查" * 5000)])]).strips(ROOM)
    assert len(strips) > 1
    assert all(strip.height <= 480 for strip in strips)
