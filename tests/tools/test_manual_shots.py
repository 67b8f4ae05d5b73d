"""The manual shows pictures that are there, small, and all of them."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
MOST_BYTES = 200_000
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+\.png)\)")


@pytest.mark.parametrize("page", [ROOT / "README.md", MANUAL / "README.md"], ids=["front", "manual"])
def test_every_picture_that_a_page_shows_is_there_and_small(page: Path) -> None:
    shown = _PICTURE.findall(page.read_text(encoding="utf-8"))
    assert shown
    for name in shown:
        assert (page.parent / name).stat().st_size < MOST_BYTES, name


def test_every_picture_of_the_manual_is_shown_in_it() -> None:
    shown = set(_PICTURE.findall((MANUAL / "README.md").read_text(encoding="utf-8")))
    assert shown == {file.name for file in MANUAL.glob("*.png")}


def test_every_chapter_that_the_manual_lists_is_in_it() -> None:
    text = (MANUAL / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\]\(#(\d+)-", text)
    assert listed == re.findall(r"^## (\d+)\. ", text, flags=re.MULTILINE)


def test_a_picture_is_written_small_and_stays_readable(tmp_path: Path) -> None:
    from tools.manual_shots import write_small

    store = BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((1366, 768)).save(store, "PNG")
    write_small(store.getvalue(), tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as picture:
        assert picture.size == (1366, 768)
        assert picture.mode == "P"
