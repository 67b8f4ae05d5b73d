"""One place of the navigation: icon, word and how many things wait there."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui import icons
from app.ui.page import PageSpec
from app.ui.theme import Height, Look, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint

_FEW = 100
LAST_NUMBER = 10  # ten digits stand on the keyboard, the tenth is 0


class NavButton(QAbstractButton):
    """One place to go."""

    def __init__(self, spec: PageSpec, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec, self._count, self._icons_only, self._hint = spec, 0, False, spec.title
        self.setText(spec.title)
        self.setAccessibleName(spec.title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        # Rows move together before they are scrolled.
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_count(self, count: int) -> None:
        """Show how many things wait there; none shows nothing."""
        self._count = count
        words = tr("{page}，{count} 项", page=self.spec.title, count=count)
        self.setAccessibleName(words if count else self.spec.title)
        self.update()

    def set_number(self, number: int) -> None:
        """Say with which digit one goes there."""
        key = tr("{page}（Alt+{number}）", page=self.spec.title, number=number % LAST_NUMBER)
        self._hint = key if number <= LAST_NUMBER else self.spec.title
        self.set_icons_only(self._icons_only)

    @property
    def count(self) -> int:
        return self._count

    def set_icons_only(self, icons_only: bool) -> None:
        """Leave the word to the tooltip and the reader."""
        self._icons_only = icons_only
        self.setToolTip(self._hint if icons_only else "")
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        worn = look()
        height = Height.NAV_ROW_NARROW if self._icons_only else Height.NAV_ROW
        return QSize(worn.px(Height.TOUCH), worn.px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(Height.TOUCH), look().px(Height.TOUCH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        room = self.rect().adjusted(0, 1, 0, -1)
        if self.isChecked() or self.underMouse():
            paint.box(painter, room, paint.Box(worn.colour("nav_sel")))
        bright = worn.colour("nav_text").lighter(130)
        if self.isChecked():
            painter.fillRect(QRect(0, room.center().y() - worn.px(10), 3, worn.px(20)), bright)
        ink = bright if self.isChecked() else worn.colour("nav_text")
        icons.draw(painter, self._icon_room(), self.spec.icon, ink)
        if not self._icons_only:
            painter.setPen(ink)
            painter.setFont(self.word_font())
            paint.line_of_text(painter, self.word_room(), self.text())
        if self._count:
            self._paint_count(painter, worn)
        painter.end()

    def _icon_room(self) -> QRect:
        size = look().px(22 if self._icons_only else 20)
        left = (self.width() - size) // 2 if self._icons_only else look().px(11)
        return QRect(left, (self.height() - size) // 2, size, size)

    def word_font(self) -> QFont:
        """Give the font of the word; the place where one is stands out."""
        return look().font(Type.BODY, weight=Weight.MEDIUM if self.isChecked() else Weight.NORMAL)

    def word_room(self) -> QRect:
        """Give the room of the word, to the end of the row."""
        start = self._icon_room().right() + 1 + look().px(9)
        return QRect(start, 0, self.width() - start - 2, self.height())

    def count_room(self) -> QRect:
        """Give the pill of the count: after the word, or on the icon where the word leaves too little room."""
        worn = look()
        metrics = QFontMetrics(worn.font(Type.SMALL, weight=Weight.BOLD))
        height = worn.px(20)
        width = max(height, metrics.horizontalAdvance(self._count_words()) + worn.px(10))
        right = self.width() - (0 if self._icons_only else worn.px(4))
        if not self._icons_only:
            word_ends = self.word_room().left() + QFontMetrics(self.word_font()).horizontalAdvance(self.text())
            if word_ends + worn.px(2) <= right - width:
                return QRect(right - width, (self.height() - height) // 2, width, height)
            right = self.word_room().left()
        return QRect(max(0, right - width), 1, width, height)

    def _count_words(self) -> str:
        return str(self._count) if self._count < _FEW else "99+"

    def _paint_count(self, painter: QPainter, worn: Look) -> None:
        pill = self.count_room()
        paint.box(painter, pill, paint.Box(worn.colour("nav_text").lighter(130), None, 0, pill.height() / 2))
        painter.setFont(worn.font(Type.SMALL, weight=Weight.BOLD))
        painter.setPen(worn.colour("nav"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count_words())
