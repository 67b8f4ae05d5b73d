"""A large button of two lines that starts or resumes a day's work."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Radius, Space, Type, Weight, look
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind

HEIGHT = 80
PROGRESS = 112


class BigButton(Button):
    """Say what starts, and under it what it starts with."""

    def __init__(
        self,
        words: str,
        *,
        second: str = "",
        kind: Kind = Kind.SECOND,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, kind=kind, icon=icon, key=key, height=HEIGHT, parent=parent)
        self._second, self._count, self._part = second, "", -1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_second(self, second: str, *, count: str = "", part: float = -1.0) -> None:
        """Say what it starts with, and how far that is."""
        self._second, self._count, self._part = second, count, part
        self.setAccessibleDescription(f"{second} {count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(280), worn.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        shape = self._box(worn)
        paint.box(painter, self.rect(), paint.Box(shape.fill, shape.border, shape.width, Radius.CARD, shape.dashed))
        words, picture = self._ink(worn)
        quiet = words if self.kind is Kind.PRIMARY and self.isEnabled() else worn.colour("sub")
        size = worn.px(34)
        icons.draw(painter, QRect(worn.px(20), (self.height() - size) // 2, size, size), self._shown_icon(), picture)
        left, right = worn.px(69), self.width() - worn.px(18)
        painter.setPen(quiet)
        painter.setFont(worn.font(Type.LABEL, weight=Weight.BOLD))
        key = painter.fontMetrics().horizontalAdvance(self.key)
        paint.line_of_text(painter, QRect(right - key, 0, key + 1, self.height()), self.key)
        right -= key + Space.PAGE
        if self._part >= 0 and self._has_room_for_progress(right - left):
            right = self._paint_progress(painter, right)
        middle = self.height() // 2
        painter.setPen(words)
        painter.setFont(worn.font(Type.ITEM, weight=Weight.BOLD))
        paint.line_of_text(painter, QRect(left, middle - worn.px(26), right - left, worn.px(28)), self.text())
        painter.setPen(quiet)
        painter.setFont(worn.font(Type.LABEL))
        paint.line_of_text(painter, QRect(left, middle + worn.px(3), right - left, worn.px(24)), self._second)
        painter.end()

    def _has_room_for_progress(self, room: int) -> bool:
        """Tell whether its own words stay whole beside the progress."""
        worn = look()
        words = QFontMetrics(worn.font(Type.ITEM, weight=Weight.BOLD)).horizontalAdvance(self.text())
        return room - worn.px(PROGRESS) - Space.PAGE > words

    def _paint_progress(self, painter: QPainter, right: int) -> int:
        worn = look()
        width = worn.px(PROGRESS)
        middle = self.height() // 2
        painter.setPen(worn.colour("text"))
        painter.setFont(worn.font(Type.DENSE, weight=Weight.BOLD))
        paint.line_of_text(
            painter, QRect(right - width, middle - worn.px(20), width, worn.px(24)), self._count, right=True
        )
        track = QRect(right - width, middle + worn.px(10), width, worn.px(8))
        paint.bar(painter, track, self._part, colour=worn.colour("pri"), worn=worn)
        return right - width - Space.PAGE
