"""Two photographs on top of each other: how much of the later one is seen is moved with a slider."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from app.ui.theme import ON_PHOTO, PHOTO_GROUND, Space, Tone, Type, look
from app.ui.tr import tr
from app.ui.widgets.label import Label

HALF = 50


class Laid(QWidget):
    """Paint the one before, and the one after over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = (QImage(), QImage())
        self._part = HALF
        self.setAccessibleName(tr("整改前后重叠对比"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_images(self, before: QImage, after: QImage) -> None:
        """Lay these two over each other."""
        self._images = (before, after)
        self.update()

    def set_part(self, part: int) -> None:
        """Show so much of the later one, 0 to 100."""
        self._part = part
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), PHOTO_GROUND)
        before, after = self._images
        if before.isNull() or after.isNull():
            painter.setPen(ON_PHOTO)
            painter.setFont(look().font(Type.BODY))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("两边都有照片才能重叠对比。"))
        else:
            painter.drawImage(_fitted(before, self.rect()), before)
            painter.setOpacity(self._part / 100)
            painter.drawImage(_fitted(after, self.rect()), after)
        painter.end()


class OverlayPane(QWidget):
    """The two photographs, and the slider under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.laid = Laid()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("整改后照片的深浅"))
        self.slider.setRange(0, 100)
        self.slider.setValue(HALF)
        self.slider.setMinimumHeight(look().px(44))
        self.slider.valueChanged.connect(self.laid.set_part)
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        row.addWidget(Label(tr("整改前"), size=Type.LABEL, tone=Tone.SUB))
        row.addWidget(self.slider, 1)
        row.addWidget(Label(tr("整改后"), size=Type.LABEL, tone=Tone.SUB))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.PAIR)
        column.addWidget(self.laid, 1)
        column.addLayout(row)


def _fitted(image: QImage, room: QRect) -> QRect:
    size: QSize = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(room.center())
    return place
