"""The few shapes that our own widgets and the table paint alike."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from app.ui import icons
from app.ui.theme import Height, Look, Radius, Tone, Type, Weight

ICON = 20
CHIP_ICON = 16
TONE_ICONS = {
    Tone.OK: "check",
    Tone.BAD: "circle-alert",
    Tone.WARN: "triangle-alert",
    Tone.NA: "circle",
    Tone.ACTION: "info",
    Tone.PLAIN: "info",
    Tone.SUB: "info",
}


@dataclass(frozen=True)
class Box:
    """How a rounded box is filled and bordered."""

    fill: QColor | None
    border: QColor | None = None
    width: float = 1.0
    radius: float = Radius.CONTROL
    dashed: bool = False


def box(painter: QPainter, place: QRect, shape: Box) -> None:
    """Paint a rounded box with its border inside the place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = shape.width / 2 if shape.border is not None else 0.0
    pen = QPen(Qt.PenStyle.NoPen)
    if shape.border is not None:
        pen = QPen(shape.border, shape.width)
        if shape.dashed:
            pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(shape.fill if shape.fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(place).adjusted(half, half, -half, -half), shape.radius, shape.radius)


def line_of_text(painter: QPainter, place: QRect, words: str, *, right: bool = False) -> None:
    """Paint one line, cut with an ellipsis where it is too long."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, cut)


def key_cap_width(worn: Look, key: str) -> int:
    """Measure a key cap."""
    metrics = QFontMetrics(worn.font(Type.LABEL, weight=Weight.MEDIUM))
    return max(worn.px(22), metrics.horizontalAdvance(key) + worn.px(11))


def key_cap(painter: QPainter, place: QRect, key: str, *, worn: Look, colour: QColor) -> None:
    """Paint a key's name in a small outlined box, in the middle of the place."""
    height = worn.px(22)
    cap = QRect(place.x(), place.center().y() - height // 2 + 1, place.width(), height)
    edge = QColor(colour)
    edge.setAlphaF(0.65)
    box(painter, cap, Box(None, edge, 1.2, 4))
    painter.setPen(colour)
    painter.setFont(worn.font(Type.LABEL, weight=Weight.MEDIUM))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


def chip_size(worn: Look, words: str, *, icon: str, small: bool = False) -> QSize:
    """Measure a chip."""
    metrics = QFontMetrics(worn.font(Type.LABEL, weight=Weight.MEDIUM))
    pad, gap, picture = worn.px(8), worn.px(4), worn.px(CHIP_ICON)
    width = 2 * pad + metrics.horizontalAdvance(words) + (picture + gap if icon else 0)
    return QSize(width + 1, worn.px(Height.CHIP_IN_LIST if small else Height.CHIP))


def chip(painter: QPainter, place: QRect, words: str, *, icon: str, tone: Tone, worn: Look) -> None:
    """Paint a chip: an icon and a word in the colour of a state."""
    colour = worn.tone(tone)
    box(painter, place, Box(worn.soft(tone), colour, worn.chip_border, Radius.CHIP))
    pad, gap, picture = worn.px(8), worn.px(4), worn.px(CHIP_ICON)
    left = place.x() + pad
    if icon:
        icons.draw(painter, QRect(left, place.center().y() - picture // 2 + 1, picture, picture), icon, colour)
        left += picture + gap
    painter.setPen(colour)
    painter.setFont(worn.font(Type.LABEL, weight=Weight.MEDIUM))
    line_of_text(painter, QRect(left, place.y(), place.right() - pad - left + 2, place.height()), words)


def bar(painter: QPainter, place: QRect, part: float, *, colour: QColor, worn: Look) -> None:
    """Paint a filled track; in sunlight the track has an outline."""
    radius = place.height() / 2
    if worn.is_sunlight:
        box(painter, place, Box(worn.colour("panel"), worn.colour("line"), 1, radius))
    else:
        box(painter, place, Box(worn.colour("line2"), None, 0, radius))
    if part > 0:
        filled = QRect(place)
        filled.setWidth(max(place.height(), round(place.width() * min(part, 1.0))))
        box(painter, filled, Box(colour, None, 0, radius))


def dot(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """Paint a filled dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)
