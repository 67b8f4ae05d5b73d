"""Extraction of characters."""

from app.reports.engine.embedding import extraction_map
from app.reports.engine.sheet import Sheet
from tests.reports.golden import page_texts


def test_characters_beyond_the_first_plane_are_written_as_two_surrogates() -> None:
    assert "<0001> <d872df4e>" in extraction_map([("𬭎", 1)])


def test_a_map_of_many_characters_is_cut_into_blocks_of_a_hundred() -> None:
    text = extraction_map((chr(0x4E00 + n), n + 1) for n in range(250))
    assert text.count("100 beginbfchar") == 2
    assert "50 beginbfchar" in text


def test_every_kind_of_character_is_extracted_as_itself() -> None:
    text = "安全䶮𬭎㙟𠮷①☐☑½ÅЖ〔2026〕👨"
    sheet = Sheet(title="试")
    sheet.text(50, 100, text, size=12)
    sheet.next_page()
    assert page_texts(sheet.finish()) == [text]
