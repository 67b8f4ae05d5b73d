"""Small parts of the bottom bar: key hints, the lamp, a reason why something is locked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Height, Look, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint


@dataclass(frozen=True)
class KeyHint:
    """A key and what it does."""

    key: str
    words: str


class KeyHints(QWidget):
    """Show the keys of the page; what does not fit is left out from the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[KeyHint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys."""
        self._hints = tuple(hints)
        self.setAccessibleName("，".join(f"{hint.key} {hint.words}" for hint in hints))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(sum(self._width(worn, hint) for hint in self._hints), worn.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, look().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        left = 0
        for hint in self._hints:
            width = self._width(worn, hint)
            if left + width > self.width() + worn.px(10):
                break
            self._paint_hint(painter, left, hint, worn)
            left += width
        painter.end()

    def _width(self, worn: Look, hint: KeyHint) -> int:
        words = QFontMetrics(worn.font(Type.DENSE)).horizontalAdvance(hint.words)
        return paint.key_cap_width(worn, hint.key) + worn.px(4) + words + worn.px(10)

    def _paint_hint(self, painter: QPainter, left: int, hint: KeyHint, worn: Look) -> None:
        cap = paint.key_cap_width(worn, hint.key)
        edge = QRect(left, 1, cap, self.height() - 2)
        paint.box(painter, edge, paint.Box(worn.colour("panel2"), worn.colour("line"), worn.field_border, 4))
        painter.setPen(worn.colour("text"))
        painter.setFont(worn.font(Type.LABEL, weight=Weight.MEDIUM))
        painter.drawText(edge, Qt.AlignmentFlag.AlignCenter, hint.key)
        painter.setPen(worn.colour("sub"))
        painter.setFont(worn.font(Type.DENSE))
        paint.line_of_text(painter, QRect(left + cap + worn.px(4), 0, worn.px(400), self.height()), hint.words)


class Lamp(QWidget):
    """Say at the lower right what is saved: an icon and words in the colour of the state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._tone = "", Tone.OK
        self._saved_at, self._note, self._note_tone = "", "", Tone.OK
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def saved(self, at: str) -> None:
        """Say that this machine has saved at hh:mm."""
        self._saved_at = at
        words = tr("本机已保存 {at}", at=at)
        self._show("　".join(part for part in (words, self._note) if part), self._note_tone)

    def note(self, words: str, *, tone: Tone = Tone.OK) -> None:
        """Say beside it what is backed up and what has not gone to the office."""
        self._note, self._note_tone = words, tone
        if self._saved_at:
            self.saved(self._saved_at)

    def waiting(self, words: str) -> None:
        """Say in words what the program waits for."""
        self._show(words, Tone.SUB)

    def warn(self, words: str) -> None:
        """Say in words that the backup is old."""
        self._show(words, Tone.WARN)

    def failed(self, words: str) -> None:
        """Say in words that a write failed."""
        self._show(words, Tone.BAD)

    @property
    def words(self) -> str:
        return self._words

    @property
    def tone(self) -> Tone:
        return self._tone

    def sizeHint(self) -> QSize:
        worn = look()
        words = QFontMetrics(worn.font(Type.DENSE, weight=Weight.MEDIUM)).horizontalAdvance(self._words)
        return QSize(worn.px(24) + words + 2 if self._words else 0, worn.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._words:
            return
        worn = look()
        painter = QPainter(self)
        size = worn.px(18)
        picture = {Tone.OK: "hard-drive", Tone.WARN: "triangle-alert"}.get(self._tone, "circle-alert")
        icons.draw(painter, QRect(0, (self.height() - size) // 2, size, size), picture, worn.tone(self._tone))
        painter.setPen(worn.tone(self._tone))
        painter.setFont(worn.font(Type.DENSE, weight=Weight.MEDIUM))
        left = worn.px(24)
        paint.line_of_text(painter, QRect(left, 0, self.width() - left, self.height()), self._words)
        painter.end()

    def _show(self, words: str, tone: Tone) -> None:
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()


def bar_height(narrow: bool, *, top: bool) -> int:
    """Give the height of the top or bottom bar at the current scale."""
    wide, small = (Height.TOP, Height.TOP_NARROW) if top else (Height.BOTTOM, Height.BOTTOM_NARROW)
    return look().px(small if narrow else wide)
