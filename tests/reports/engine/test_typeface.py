"""Reading fonts: widths, fallback, subsets."""

import io

import pytest
from fontTools.ttLib import TTFont

from app.paths import resource
from app.reports.engine.typeface import Face, em_width, find_glyph, text_width, typeface

SAMPLE = "安全生产检查记录（渝示）第36条，A1"


@pytest.mark.parametrize("face", Face)
def test_widths_and_glyphs_are_those_of_the_file(face: Face) -> None:
    with TTFont(resource("fonts", f"{face}.ttf")) as font:
        names, metrics = font.getBestCmap(), font["hmtx"]
        for sign in SAMPLE:
            assert typeface(face).glyph(sign) == font.getGlyphID(names[ord(sign)])
            assert em_width(face, sign) == metrics[names[ord(sign)]][0] / font["head"].unitsPerEm


def test_a_subset_keeps_the_outlines_in_the_order_asked_for() -> None:
    font = typeface(Face.SERIF)
    glyphs = [font.glyph(sign) for sign in SAMPLE]
    with TTFont(io.BytesIO(font.subset(glyphs))) as subset, TTFont(resource("fonts", f"{Face.SERIF}.ttf")) as whole:
        assert subset["maxp"].numGlyphs == len(glyphs) + 1
        for place, glyph in enumerate(glyphs, start=1):
            mine = subset["glyf"][subset.getGlyphName(place)].getCoordinates(subset["glyf"])[0]
            theirs = whole["glyf"][whole.getGlyphName(glyph)].getCoordinates(whole["glyf"])[0]
            assert list(mine) == list(theirs)
            assert subset["hmtx"][subset.getGlyphName(place)] == whole["hmtx"][whole.getGlyphName(glyph)]


def test_a_rare_character_is_drawn_in_the_wide_face() -> None:
    rare = next(chr(code) for code in range(0x4E00, 0x9FFF) if not typeface(Face.SERIF).glyph(chr(code)))
    face, glyph, width = find_glyph(Face.BOLD, rare)
    assert (face, bool(glyph), width) == (Face.SANS, True, 1.0)


@pytest.mark.parametrize("sign", "䶮𬭎㙟")
def test_rare_names_have_their_own_glyph(sign: str) -> None:
    assert find_glyph(Face.SERIF, sign)[1] > 0


def test_a_character_that_no_face_has_shows_as_an_empty_box() -> None:
    assert find_glyph(Face.SERIF, "\U0001f600")[1] == 0
    assert em_width(Face.SERIF, "\U0001f600") > 0


def test_joiners_take_no_room() -> None:
    assert text_width("\u200b\u200d\ufe0f", face=Face.SERIF, size=12) == 0


def test_a_pasted_box_is_not_drawn_as_a_crossed_one() -> None:
    assert find_glyph(Face.SERIF, "☐") == find_glyph(Face.SERIF, "□")
    assert find_glyph(Face.SERIF, "☑")[1] > 0
