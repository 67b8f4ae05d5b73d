"""A tile shows the middle of its photo and the name of its view."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.theme import Look
from app.ui.widgets.photo_tile import AddTile, PhotoTile


def test_tile_shows_the_middle_of_a_wide_photo(qtbot: QtBot) -> None:
    image = QImage(900, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#AA0000"))
    for x in range(350, 550):
        for y in range(100):
            image.setPixelColor(x, y, QColor("#0000AA"))
    tile = PhotoTile("部位")
    qtbot.addWidget(tile)
    waiting = tile.grab().toImage().pixelColor(8, 20)
    tile.show_image(image)
    seen = tile.grab().toImage()
    assert waiting == Look().colour("na_soft")
    assert {seen.pixelColor(x, 40).name() for x in (6, 56, 104)} == {"#0000aa"}


def test_tile_is_named_and_pressed_like_a_button(qtbot: QtBot) -> None:
    tile = PhotoTile("细节", is_annotated=True)
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "照片 细节"
    with qtbot.waitSignal(tile.clicked):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_mark_of_an_annotation_is_drawn(qtbot: QtBot) -> None:
    plain, marked = PhotoTile("细节"), PhotoTile("细节", is_annotated=True)
    qtbot.addWidget(plain)
    qtbot.addWidget(marked)
    assert plain.grab().toImage() != marked.grab().toImage()


def test_add_tile_is_large_and_named(qtbot: QtBot) -> None:
    tile = AddTile("拍照", icon="camera", key="F2")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "拍照"
    assert tile.sizeHint().height() == 104
    assert not tile.grab().isNull()
