"""Paint marks over a photograph that is shown, as they will be printed."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from app.ui.theme import CHOSEN_MARK, MARK_EDGE, MARK_INK, Weight, look
from app.values.annotation import FULL, Mark, Marks, Shape, arrow_barbs, line_width, mosaic_block, text_size

_HANDLE = 6


def paint_marks(painter: QPainter, target: QRectF, image: QImage, marks: Marks, *, mosaics: dict[Mark, QImage]) -> None:
    """Paint the marks of an image that fills the target: mosaics below, lines above; `mosaics` keeps what was made."""
    for mark in marks:
        if mark.shape is Shape.MOSAIC:
            if mark not in mosaics:
                mosaics[mark] = _mosaic(image, mark)
            painter.drawImage(_rect(mark, target), mosaics[mark])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        if mark.shape is not Shape.MOSAIC:
            _paint(painter, target, mark)
    painter.restore()


def paint_chosen(painter: QPainter, target: QRectF, mark: Mark) -> None:
    """Show which mark is chosen, and where it is drawn larger."""
    worn = look()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rect = _text_rect(mark, target) if mark.shape is Shape.TEXT else _rect(mark, target)
    for colour, style in ((MARK_EDGE, Qt.PenStyle.SolidLine), (CHOSEN_MARK, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(colour, 2, style))
        painter.drawRect(rect.adjusted(-4, -4, 4, 4))
    if mark.shape is not Shape.TEXT:
        painter.setPen(QPen(MARK_EDGE, 2))
        painter.setBrush(CHOSEN_MARK)
        painter.drawEllipse(_point(mark.x2, mark.y2, target), worn.px(_HANDLE), worn.px(_HANDLE))
    painter.restore()


def _paint(painter: QPainter, target: QRectF, mark: Mark) -> None:
    longest = max(target.width(), target.height())
    if mark.shape is Shape.TEXT:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)  # the strokes of a letter lie over each other
        font = _font(longest)
        corner = _point(mark.x1, mark.y1, target)
        path.addText(corner + QPointF(0, font.pixelSize()), font, mark.words)
        _stroke(painter, path, width=font.pixelSize() / 5)
        painter.fillPath(path, MARK_INK)
        return
    width = line_width(longest)
    path = _outline(mark, target, longest=longest)
    _stroke(painter, path, width=width * 1.9)
    _stroke(painter, path, width=width, colour=MARK_INK)


def _stroke(painter: QPainter, path: QPainterPath, *, width: float, colour: QColor = MARK_EDGE) -> None:
    ends, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.strokePath(path, QPen(colour, width, Qt.PenStyle.SolidLine, ends, joins))


def _outline(mark: Mark, target: QRectF, *, longest: float) -> QPainterPath:
    path = QPainterPath()
    if mark.shape is Shape.ARROW:
        start, end = _point(mark.x1, mark.y1, target), _point(mark.x2, mark.y2, target)
        first, second = arrow_barbs((start.x(), start.y()), (end.x(), end.y()), longest=longest)
        path.moveTo(start)
        path.lineTo(end)
        path.moveTo(QPointF(*first))
        path.lineTo(end)
        path.lineTo(QPointF(*second))
    elif mark.shape is Shape.ELLIPSE:
        path.addEllipse(_rect(mark, target))
    else:
        path.addRect(_rect(mark, target))
    return path


def _point(x: int, y: int, target: QRectF) -> QPointF:
    return QPointF(target.x() + x * target.width() / FULL, target.y() + y * target.height() / FULL)


def _rect(mark: Mark, target: QRectF) -> QRectF:
    left, top, right, bottom = mark.box
    return QRectF(_point(left, top, target), _point(right, bottom, target))


def _text_rect(mark: Mark, target: QRectF) -> QRectF:
    font = _font(max(target.width(), target.height()))
    width = font.pixelSize() * max(1, len(mark.words))
    corner = _point(mark.x1, mark.y1, target)
    return QRectF(corner.x(), corner.y(), width, font.pixelSize() * 1.3)


def _font(longest: float) -> QFont:
    font = look().font(weight=Weight.BOLD)
    font.setPixelSize(max(1, round(text_size(longest))))
    return font


def _mosaic(image: QImage, mark: Mark) -> QImage:
    left, top, right, bottom = mark.box
    width, height = image.width(), image.height()
    region = QRect(left * width // FULL, top * height // FULL, 1, 1)
    region.setRight(max(region.left(), right * width // FULL - 1))
    region.setBottom(max(region.top(), bottom * height // FULL - 1))
    block = mosaic_block(max(width, height), width=region.width(), height=region.height())
    coarse = QSize(max(1, region.width() // block), max(1, region.height() // block))
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    small = image.copy(region).scaled(coarse, whole, smooth)
    return small.scaled(region.size(), whole, Qt.TransformationMode.FastTransformation)
