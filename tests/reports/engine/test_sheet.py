"""What is written into a page."""

import io

import pikepdf
import pytest

from app.reports.engine.sheet import Glyph, Sheet
from app.reports.engine.typeface import Face


@pytest.mark.parametrize(("space", "written"), [(3e-15, "0"), (-1e-9, "0"), (0.00012, "0.0001"), (-0.5, "-0.5")])
def test_a_space_of_any_size_is_written_without_an_exponent(space: float, written: str) -> None:
    sheet = Sheet(title="试")
    sheet.glyphs(50, 100, [Glyph("安", Face.SERIF, space)], size=12)
    sheet.next_page()
    with pikepdf.open(io.BytesIO(sheet.finish())) as pdf:
        assert f" {written} Tc " in pdf.pages[0].Contents.read_bytes().decode("ascii")
