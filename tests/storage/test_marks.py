"""Marks are laid over a picture where they were made, and a mosaic leaves nothing to read."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from app.storage.marks import lay_marks
from app.values.annotation import Mark, Shape


def picture(width: int = 1000, height: int = 750) -> bytes:
    """Make stripes that are fine enough to be lost under a mosaic."""
    image = Image.new("RGB", (width, height), (120, 160, 120))
    for x in range(0, width, 8):
        image.paste((20, 20, 60), (x, 0, x + 4, height))
    out = BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def reds(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    data = image.crop(box).tobytes()
    return sum(1 for r, g, b in zip(data[::3], data[1::3], data[2::3], strict=True) if r > 180 and max(g, b) < 110)


def test_picture_without_marks_is_the_same_bytes() -> None:
    data = picture()
    assert lay_marks(data, ()) is data


@pytest.mark.parametrize("shape", [Shape.ARROW, Shape.ELLIPSE, Shape.BOX, Shape.TEXT])
def test_mark_stands_in_its_place_and_nowhere_else(shape: Shape) -> None:
    words = "燃气管" if shape is Shape.TEXT else ""
    marked = opened(lay_marks(picture(), (Mark(shape, 2000, 2000, 5000, 5000, words),)))
    assert marked.size == (1000, 750)
    assert reds(marked, (190, 130, 520, 400)) > 200
    assert reds(marked, (560, 420, 1000, 750)) == 0
    assert reds(marked, (0, 0, 150, 100)) == 0


def test_mosaic_leaves_large_even_squares() -> None:
    plain, marked = opened(picture()), opened(lay_marks(picture(), (Mark(Shape.MOSAIC, 4000, 4000, 2000, 2000),)))
    inside, outside = (220, 170, 380, 280), (500, 100, 900, 600)
    spread = ImageStat.Stat(plain.crop(inside).convert("L")).stddev[0]
    assert spread > 30
    assert ImageStat.Stat(marked.crop(inside).convert("L")).stddev[0] < spread / 3
    assert max(ImageStat.Stat(ImageChops.difference(plain.crop(outside), marked.crop(outside))).mean) < 12


def test_mark_at_the_edge_and_one_without_size_do_no_harm() -> None:
    marks = (
        Mark(Shape.MOSAIC, 10_000, 10_000, 10_000, 10_000),
        Mark(Shape.ARROW, 0, 0, 0, 0),
        Mark(Shape.ELLIPSE, 9990, 9990, 10_000, 10_000),
        Mark(Shape.TEXT, 9900, 9900, 9900, 9900, "很长的一句话" * 8),
    )
    assert opened(lay_marks(picture(64, 48), marks)).size == (64, 48)


def test_same_marks_give_the_same_bytes() -> None:
    marks = (Mark(Shape.ARROW, 100, 100, 4000, 4000), Mark(Shape.MOSAIC, 0, 0, 3000, 3000))
    assert lay_marks(picture(), marks) == lay_marks(picture(), marks)
