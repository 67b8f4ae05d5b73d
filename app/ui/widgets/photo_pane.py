"""One photo, as large as its pane, to enlarge and move about."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import ON_PHOTO, PHOTO_GROUND, PHOTO_STRIP, Space, Type, look
from app.ui.tr import tr
from app.ui.widgets.mark_painting import paint_marks
from app.values.annotation import Mark, Marks
from app.values.errors import UserError

LARGEST_SIDE = 4096
MOST_ZOOM = 8.0
CAPTION = 34


class UnreadablePhotoError(UserError):
    """The bytes are not a photo that can be shown."""


def decode(data: bytes, *, largest: int = LARGEST_SIDE) -> QImage:
    """Decode a photo upright and no larger than needed."""
    store = QByteArray(data)
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > largest:
        reader.setScaledSize(size.scaled(QSize(largest, largest), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UnreadablePhotoError(tr("这张照片打不开。"), hint=tr("原图仍在本机，请换一张或从备份恢复。"))
    return image


class PhotoPane(QWidget):
    """Show one image; the wheel enlarges at the pointer and dragging moves it."""

    view_changed = Signal(float, QPointF)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._words, self._caption = "", ""
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self._dragged_from: QPointF | None = None
        self._marks: Marks = ()
        self._mosaics: dict[Mark, QImage] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_image(self, image: QImage, caption: str) -> None:
        """Show a decoded photo with who took it and when."""
        self._image, self._caption, self._words = image, caption, ""
        self._mosaics.clear()
        self.setAccessibleDescription(caption)
        self.update()

    def show_words(self, words: str, caption: str = "") -> None:
        """Show a sentence instead: that the photo is being read, or why it cannot be shown."""
        self._image, self._words, self._caption = QImage(), words, caption
        self.update()

    def show_marks(self, marks: Marks) -> None:
        """Show these marks over the photo."""
        self._marks = marks
        self._mosaics = {mark: image for mark, image in self._mosaics.items() if mark in marks}
        self.update()

    @property
    def marks(self) -> Marks:
        return self._marks

    def set_view(self, zoom: float, centre: QPointF) -> None:
        """Enlarge and move; the centre is a part of the photo's size."""
        self._zoom = min(max(zoom, 1.0), MOST_ZOOM)
        half = 0.5 / self._zoom
        self._centre = QPointF(min(max(centre.x(), half), 1 - half), min(max(centre.y(), half), 1 - half))
        self.update()

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def centre(self) -> QPointF:
        return self._centre

    @property
    def has_image(self) -> bool:
        return not self._image.isNull()

    @property
    def words(self) -> str:
        return self._words

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = 1.25 if event.angleDelta().y() > 0 else 0.8
        self._tell_view(self._zoom * factor, self._centre)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is None or self._image.isNull():
            return
        moved = event.position() - self._dragged_from
        self._dragged_from = event.position()
        shown = self._shown_size()
        step = QPointF(moved.x() / shown.width(), moved.y() / shown.height())
        self._tell_view(self._zoom, self._centre - step)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged_from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), PHOTO_GROUND)
        painter.setPen(ON_PHOTO)
        painter.setFont(worn.font(Type.BODY))
        if self._image.isNull():
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        else:
            painter.drawImage(self.target(), self._image)
            paint_marks(painter, self.target(), self._image, self._marks, mosaics=self._mosaics)
            self.paint_above(painter)
        painter.setPen(ON_PHOTO)
        if self._caption:
            self._paint_caption(painter)
        painter.end()

    def _paint_caption(self, painter: QPainter) -> None:
        height = look().px(CAPTION)
        strip = QRect(0, self.height() - height, self.width(), height)
        painter.fillRect(strip, PHOTO_STRIP)
        painter.setFont(look().font(Type.DENSE))
        painter.drawText(strip.adjusted(Space.CARD, 0, -Space.CARD, 0), Qt.AlignmentFlag.AlignVCenter, self._caption)

    def _tell_view(self, zoom: float, centre: QPointF) -> None:
        self.set_view(zoom, centre)
        self.view_changed.emit(self._zoom, self._centre)

    def _shown_size(self) -> QSizeF:
        room = QSize(self.width(), self.height() - look().px(CAPTION))
        fitted = QSizeF(self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        return fitted * self._zoom

    def paint_above(self, painter: QPainter) -> None:
        """Paint what stands above the photo and its marks."""

    def target(self) -> QRectF:
        """Tell where the photo lies, in the pane's own measure."""
        shown = self._shown_size()
        middle = QPointF(self.width() / 2, (self.height() - look().px(CAPTION)) / 2)
        corner = QPointF(middle.x() - self._centre.x() * shown.width(), middle.y() - self._centre.y() * shown.height())
        return QRectF(corner, shown)
