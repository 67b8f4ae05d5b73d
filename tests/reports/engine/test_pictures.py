"""Photographs and codes."""

import io

import pikepdf
import pytest
from PIL import Image

from app.reports.engine.pictures import Jpeg, module_path, qr_modules
from app.reports.engine.sheet import Sheet


def jpeg(mode: str) -> Jpeg:
    file = io.BytesIO()
    Image.new(mode, (40, 30), "grey").save(file, "JPEG")
    return Jpeg(file.getvalue())


@pytest.mark.parametrize(("mode", "components"), [("RGB", 3), ("L", 1)])
def test_the_header_tells_the_shape(mode: str, components: int) -> None:
    assert jpeg(mode).shape == (40, 30, components)


def test_what_is_no_photograph_is_refused() -> None:
    with pytest.raises(ValueError, match="JPEG"):
        _ = Jpeg(b"not a picture at all").shape


def test_a_photograph_goes_into_the_file_once_and_as_it_is() -> None:
    picture = jpeg("RGB")
    sheet = Sheet(title="照片")
    for x in (50, 150):
        sheet.jpeg(picture, x=x, y=100, width=80, height=60)
    sheet.next_page()
    with pikepdf.open(io.BytesIO(sheet.finish())) as document:
        [image] = document.pages[0].get_images().values()
        assert image.read_raw_bytes() == picture.data


def test_a_code_has_all_its_dark_squares() -> None:
    modules = qr_modules("ANCHA1:TEST")
    boxes = module_path(modules).split(b" re")
    widths = [int(box.split()[-2]) for box in boxes[:-1]]
    assert sum(widths) == sum(sum(row) for row in modules)
