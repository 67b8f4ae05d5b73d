"""The fonts that the program carries."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.paths import resource
from app.reports.engine.typeface import Face, typeface

CHARACTERS = Path(__file__).parents[2] / "tools" / "font_characters.txt"
FILES = sorted(resource("fonts").glob("*.ttf"))


@pytest.mark.parametrize("face", Face)
def test_every_face_draws_the_characters_of_everyday_papers(face: Face) -> None:
    signs = CHARACTERS.read_text(encoding="utf-8")
    missing = [sign for sign in signs if not typeface(face).glyph(sign)]
    assert missing == ["☐", "☑", "𰋮"], "the sources have none of these"


def test_the_wide_face_draws_all_of_gbk() -> None:
    gbk = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF) if low != 0x7F)
    signs = [text for pair in gbk if len(text := pair.decode("gbk", "ignore")) == 1 and text >= "\u4e00"]
    ideographs = [sign for sign in signs if sign <= "\u9fff"]
    assert len(ideographs) > 20_000
    assert all(typeface(Face.SANS).glyph(sign) for sign in ideographs)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_subset_uses_the_reserved_name_or_forbids_embedding(path: Path) -> None:
    with TTFont(path) as font:
        assert font["OS/2"].fsType == 0
        for number in (1, 4, 6, 16):
            assert "source" not in (font["name"].getDebugName(number) or "").lower()


def test_the_licence_travels_with_the_fonts() -> None:
    for name in ("OFL.txt", "OFL-NotoSerifSC.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in resource("fonts", name).read_text(encoding="utf-8")


def test_the_fonts_stay_small_enough_for_a_slow_line() -> None:
    assert sum(path.stat().st_size for path in FILES) < 21 * 2**20
