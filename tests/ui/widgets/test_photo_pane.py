"""A photo is shown upright, enlarged at will and never loses its edge."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.photo_pane import MOST_ZOOM, PhotoPane, UnreadablePhotoError, decode


def jpeg(width: int, height: int, *, turned: bool = False) -> bytes:
    """Make a photo whose left half is red; a turned one says so in its EXIF."""
    image = Image.new("RGB", (width, height), "white")
    image.paste((220, 0, 0), (0, 0, width // 2, height))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


@pytest.fixture
def pane(qtbot: QtBot) -> PhotoPane:
    made = PhotoPane(name="照片")
    qtbot.addWidget(made)
    made.resize(400, 334)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#00AA00"))
    made.show_image(image, "细节　示例甲 摄")
    return made


def test_photo_turned_by_the_camera_is_shown_upright() -> None:
    image = decode(jpeg(400, 200, turned=True))
    assert (image.width(), image.height()) == (200, 400)
    assert image.pixelColor(100, 50).red() > 180
    assert image.pixelColor(100, 50).green() < 60


def test_large_photo_is_decoded_no_larger_than_needed() -> None:
    image = decode(jpeg(2000, 1000), largest=500)
    assert (image.width(), image.height()) == (500, 250)


def test_broken_photo_is_refused_in_words() -> None:
    with pytest.raises(UnreadablePhotoError, match="打不开"):
        decode(b"no photo")


def test_photo_fills_the_pane_and_its_caption_stands_below(pane: PhotoPane) -> None:
    image = pane.grab().toImage()
    assert image.pixelColor(200, 150).name() == "#00aa00"
    assert image.pixelColor(390, 325).lightness() < 60
    assert pane.accessibleDescription() == "细节　示例甲 摄"


def test_words_stand_where_there_is_no_photo(pane: PhotoPane) -> None:
    pane.show_words("这张照片打不开。")
    assert not pane.has_image
    assert pane.words == "这张照片打不开。"


def test_wheel_enlarges_within_its_ends(qtbot: QtBot, pane: PhotoPane) -> None:
    spot = QPointF(100, 100)
    for _ in range(20):
        event = QWheelEvent(
            spot, spot, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(pane, event)
    assert pane.zoom == MOST_ZOOM
    pane.set_view(0.1, QPointF(0.5, 0.5))
    assert pane.zoom == 1.0


def test_dragging_moves_an_enlarged_photo_but_not_past_its_edge(qtbot: QtBot, pane: PhotoPane) -> None:
    pane.set_view(2.0, QPointF(0.5, 0.5))
    with qtbot.waitSignal(pane.view_changed):
        QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
        QTest.mouseMove(pane, QPoint(120, 150))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton)
    assert pane.centre.x() == pytest.approx(0.6)
    pane.set_view(2.0, QPointF(9, 9))
    assert (pane.centre.x(), pane.centre.y()) == (0.75, 0.75)
