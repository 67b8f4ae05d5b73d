"""Chips only inform: an icon and a word in the colour of a state."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Tone, look
from app.ui.widgets import paint


class Chip(QWidget):
    """A state, said by shape, word and colour."""

    def __init__(
        self, words: str, *, tone: Tone, icon: str = "", small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._tone, self._icon, self._small = words, tone, icon, small
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, words: str, *, tone: Tone, icon: str = "") -> None:
        """Say another state."""
        self._words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        return self._words

    @property
    def tone(self) -> Tone:
        return self._tone

    @property
    def icon(self) -> str:
        return self._icon or paint.TONE_ICONS[self._tone]

    def sizeHint(self) -> QSize:
        return paint.chip_size(look(), self._words, icon=self.icon, small=self._small)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.chip(painter, self.rect(), self._words, icon=self.icon, tone=self._tone, worn=look())
        painter.end()


class IconMark(QWidget):
    """An icon by itself, in a tone, with a name for readers."""

    def __init__(self, icon: str, *, tone: Tone, size: int = 20, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, icon: str, *, tone: Tone) -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = look().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw(painter, self.rect(), self._icon, look().tone(self._tone))
        painter.end()
