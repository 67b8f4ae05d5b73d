"""Marks are painted over the photo where they were made, as they will be printed."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.ui.widgets.mark_painting import paint_chosen, paint_marks
from app.values.annotation import Mark, Marks, Shape

WIDTH, HEIGHT = 600, 400
GROUND = QColor(40, 120, 60)


def striped() -> QImage:
    """Make stripes that are fine enough to be lost under a mosaic."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    for x in range(0, WIDTH, 6):
        painter.fillRect(x, 0, 3, HEIGHT, QColor(230, 230, 240))
    painter.end()
    return image


def painted(marks: Marks, *, mosaics: dict[Mark, QImage] | None = None) -> QImage:
    """Paint marks over stripes that fill the picture."""
    image, shown = striped(), striped()
    painter = QPainter(shown)
    paint_marks(painter, QRectF(0, 0, WIDTH, HEIGHT), image, marks, mosaics={} if mosaics is None else mosaics)
    painter.end()
    return shown


def reds(image: QImage, *, left: int, top: int, right: int, bottom: int) -> int:
    places = [(x, y) for x in range(left, right) for y in range(top, bottom)]
    colours = [image.pixelColor(x, y) for x, y in places]
    return sum(1 for one in colours if one.red() > 180 and max(one.green(), one.blue()) < 110)


@pytest.mark.parametrize("shape", [Shape.ARROW, Shape.ELLIPSE, Shape.BOX, Shape.TEXT])
def test_mark_stands_in_its_place_and_nowhere_else(qtbot: QtBot, shape: Shape) -> None:
    image = painted((Mark(shape, 2000, 2000, 5000, 5000, "燃气管" if shape is Shape.TEXT else ""),))
    assert reds(image, left=110, top=70, right=320, bottom=220) > 40
    assert reds(image, left=340, top=240, right=WIDTH, bottom=HEIGHT) == 0


def test_mosaic_leaves_no_stripe_and_is_made_once(qtbot: QtBot) -> None:
    mark, made = Mark(Shape.MOSAIC, 2000, 2000, 6000, 6000), dict[Mark, QImage]()
    image = painted((mark,), mosaics=made)
    row = {image.pixelColor(x, 160).lightness() for x in range(160, 320)}
    assert max(row) - min(row) < 60
    kept = made[mark].cacheKey()
    painted((mark,), mosaics=made)
    assert made[mark].cacheKey() == kept


@pytest.mark.parametrize("shape", list(Shape))
def test_chosen_mark_is_framed(qtbot: QtBot, shape: Shape) -> None:
    shown = striped()
    before = shown.copy()
    painter = QPainter(shown)
    paint_chosen(painter, QRectF(0, 0, WIDTH, HEIGHT), Mark(shape, 2000, 2000, 5000, 5000, "管"))
    painter.end()
    assert shown != before
