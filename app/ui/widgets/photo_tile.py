"""Photos in a strip: a small picture with the name of its view, and the dashed tile that takes another."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import ON_PHOTO, PHOTO_STRIP, Radius, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button

WIDTH = 112
HEIGHT = 104
STRIP = 23


class PhotoTile(Button):
    """One photo; a press looks at it."""

    def __init__(self, words: str, *, is_annotated: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(words, height=HEIGHT, name=tr("照片 {view}", view=words), parent=parent)
        self._image = QImage()
        self.is_annotated = is_annotated
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        """Show the small picture once it is decoded."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(WIDTH), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(self.rect(), Radius.CONTROL, Radius.CONTROL)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), worn.colour("na_soft"))
        room = self.rect().adjusted(0, 0, 0, -worn.px(STRIP))
        if self._image.isNull():
            size = min(worn.px(28), room.height())
            spot = QRect(0, (room.height() - size) // 2, self.width(), size)
            icons.draw(painter, spot, "image", worn.colour("na"))
        else:
            painter.drawImage(room, self._image, _middle_of(self._image, room.size()))
        self._paint_strip(painter)
        painter.setClipping(False)
        edge, width = (worn.colour("pri"), 2.0) if self.isChecked() else (worn.colour("line"), worn.field_border)
        paint.box(painter, self.rect(), paint.Box(None, edge, width))
        painter.end()

    def _paint_strip(self, painter: QPainter) -> None:
        worn = look()
        height = worn.px(STRIP)
        strip = QRect(0, self.height() - height, self.width(), height)
        painter.fillRect(strip, PHOTO_STRIP)
        painter.setPen(ON_PHOTO)
        painter.setFont(worn.font(Type.LABEL, weight=Weight.MEDIUM))
        pencil = worn.px(16) if self.is_annotated else 0
        paint.line_of_text(painter, strip.adjusted(8, 0, -8 - pencil, 0), self.text())
        if self.is_annotated:
            place = QRect(self.width() - pencil - 7, strip.y() + (height - pencil) // 2, pencil, pencil)
            icons.draw(painter, place, "pencil", ON_PHOTO)


class AddTile(Button):
    """The dashed tile that takes another photo."""

    def __init__(self, words: str, *, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(words, icon=icon, key=key, height=HEIGHT, parent=parent)
        self.setAcceptDrops(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(96), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        ground = worn.colour("pri_soft") if self._is_touched() else worn.colour("panel2")
        shape = paint.Box(ground, worn.colour("line"), worn.button_border, Radius.CONTROL, dashed=True)
        paint.box(painter, self.rect(), shape)
        words, picture = self._ink(worn)
        size, middle, width = worn.px(24), self.height() // 2, self.width()
        icons.draw(painter, QRect(0, middle - worn.px(30), width, size), self._shown_icon(), picture)
        painter.setPen(words)
        painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
        painter.drawText(QRect(0, middle - worn.px(2), width, worn.px(22)), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.LABEL))
        painter.drawText(QRect(0, middle + worn.px(18), width, worn.px(20)), Qt.AlignmentFlag.AlignCenter, self.key)
        painter.end()


def _middle_of(image: QImage, room: QSize) -> QRect:
    """Take the middle of an image in the shape of the room."""
    shape = QSize(room).scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = QRect(0, 0, shape.width(), shape.height())
    corner.moveCenter(image.rect().center())
    return corner
