"""Stroke icons, coloured by the theme and sharp at every device ratio."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication

from app.paths import resource
from app.ui.theme import Tone, look


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, *, size: int = 20, ratio: float | None = None) -> QPixmap:
    """Render an icon in one colour; a theme change asks for another colour and so makes it anew."""
    sharp = ratio if ratio is not None else _ratio()
    key = f"ancha-icon/{name}/{colour.name()}/{size}/{sharp}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour.name()).encode()))
    made = QPixmap(QSize(round(size * sharp), round(size * sharp)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(sharp)
    QPixmapCache.insert(key, made)
    return made


def draw(painter: QPainter, place: QRect, name: str, colour: QColor) -> None:
    """Paint an icon in the middle of a place, as large as its shorter side."""
    size = min(place.width(), place.height())
    left = place.x() + (place.width() - size) // 2
    top = place.y() + (place.height() - size) // 2
    painter.drawPixmap(left, top, pixmap(name, colour, size=size, ratio=painter.device().devicePixelRatioF()))


def icon(name: str, *, off: Tone = Tone.ACTION, on: QColor | None = None, size: int = 20) -> QIcon:
    """Make an icon for Qt's own controls with an Off and an On picture, so that it never vanishes when checked."""
    worn = look()
    made = QIcon()
    made.addPixmap(pixmap(name, worn.tone(off), size=size), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(pixmap(name, on or worn.colour("pri_text"), size=size), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(pixmap(name, worn.colour("na"), size=size), QIcon.Mode.Disabled, QIcon.State.Off)
    made.addPixmap(pixmap(name, worn.colour("na"), size=size), QIcon.Mode.Disabled, QIcon.State.On)
    return made


def _ratio() -> float:
    screen = QApplication.primaryScreen()
    return screen.devicePixelRatio() if screen is not None else 1.0
