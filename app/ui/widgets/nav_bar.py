"""The navigation at the left: icon and word, a count, and who is working."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.page import Page, PageSpec
from app.ui.theme import Height, Look, Space, Tone, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.label import Elided

_FEW = 100


class NavButton(QAbstractButton):
    """One place to go."""

    def __init__(self, spec: PageSpec, *, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec, self._count, self._icons_only = spec, 0, False
        self._hint = tr("{page}（Alt+{number}）", page=spec.title, number=number) if number <= 9 else spec.title
        self.setText(spec.title)
        self.setAccessibleName(spec.title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_count(self, count: int) -> None:
        """Show how many things wait there; none shows nothing."""
        self._count = count
        words = tr("{page}，{count} 项", page=self.spec.title, count=count)
        self.setAccessibleName(words if count else self.spec.title)
        self.update()

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
        size = worn.px(22 if self._icons_only else 20)
        left = (self.width() - size) // 2 if self._icons_only else worn.px(11)
        icons.draw(painter, QRect(left, (self.height() - size) // 2, size, size), self.spec.icon, ink)
        if not self._icons_only:
            painter.setPen(ink)
            painter.setFont(worn.font(Type.BODY, weight=Weight.MEDIUM if self.isChecked() else Weight.NORMAL))
            start = left + size + worn.px(9)
            paint.line_of_text(painter, QRect(start, 0, self.width() - start - 2, self.height()), self.text())
        if self._count:
            self._paint_count(painter, worn)
        painter.end()

    def _paint_count(self, painter: QPainter, worn: Look) -> None:
        words = str(self._count) if self._count < _FEW else "99+"
        painter.setFont(worn.font(Type.SMALL, weight=Weight.BOLD))
        height = worn.px(20)
        width = max(height, painter.fontMetrics().horizontalAdvance(words) + worn.px(10))
        top = 1 if self._icons_only else (self.height() - height) // 2
        right = self.width() if self._icons_only else self.width() - worn.px(4)
        pill = QRect(right - width, top, width, height)
        paint.box(painter, pill, paint.Box(worn.colour("nav_text").lighter(130), None, 0, height / 2))
        painter.setPen(worn.colour("nav"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


class Brand(QWidget):
    """The program's mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icons_only = False
        self.setAccessibleName(tr("安查"))

    def sizeHint(self) -> QSize:
        return QSize(look().px(44), look().px(61))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        ink = worn.colour("nav_text").lighter(130)
        painter.setPen(ink)
        painter.setFont(worn.font(Type.CARD if self.icons_only else Type.NAME, weight=Weight.BOLD))
        if self.icons_only:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("安查"))
        else:
            size = worn.px(24)
            icons.draw(painter, QRect(worn.px(9), (self.height() - size) // 2, size, size), "shield-check", ink)
            left = worn.px(44)
            paint.line_of_text(painter, QRect(left, 0, self.width() - left, self.height()), tr("安查"))
        painter.end()


def _appearance_button() -> NavButton:
    """Make the row that opens a menu and is no place to go."""
    button = NavButton(PageSpec("appearance", tr("显示"), "sun-medium", Page, in_nav=False), number=_FEW)
    button.setAutoExclusive(False)
    button.setCheckable(False)
    button.setAccessibleName(tr("显示与人员"))
    return button


class NavBar(QFrame):
    """Tell where the user wants to go."""

    chosen = Signal(str)
    appearance_asked = Signal()

    def __init__(self, specs: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navBar")
        self.setAccessibleName(tr("导航"))
        self._icons_only = False
        self._brand = Brand()
        self._user = Elided(size=Type.LABEL, weight=Weight.BOLD)
        self._user_second = Elided(size=Type.SMALL, tone=Tone.SUB)
        self.buttons = {spec.key: NavButton(spec, number=place) for place, spec in enumerate(specs, start=1)}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CONTROL, 0, Space.CONTROL, Space.CONTROL)
        layout.setSpacing(3)
        layout.addWidget(self._brand)
        for key, button in self.buttons.items():
            layout.addWidget(button)
            button.clicked.connect(lambda _on, wanted=key: self.chosen.emit(wanted))
        layout.addStretch(1)
        self.appearance = _appearance_button()
        self.appearance.clicked.connect(self.appearance_asked)
        layout.addWidget(self.appearance)
        who = QVBoxLayout()
        who.setContentsMargins(Space.CONTROL, 0, 0, 0)
        who.setSpacing(3)
        who.addWidget(self._user)
        who.addWidget(self._user_second)
        layout.addLayout(who)
        self._who = who
        self.set_icons_only(False)

    def show_user(self, name: str, second: str) -> None:
        """Show who is working, and the certificate number or the office."""
        self._user.setText(name)
        self._user_second.setText(second)

    def show_current(self, key: str) -> None:
        """Mark where the user is."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait at a place."""
        if key in self.buttons:
            self.buttons[key].set_count(count)

    def set_icons_only(self, icons_only: bool) -> None:
        """Narrow the bar to icons."""
        self._icons_only = icons_only
        self._brand.icons_only = icons_only
        self._user_second.setVisible(not icons_only)
        self._who.setContentsMargins(0 if icons_only else Space.CONTROL, 0, 0, 0)
        for button in (*self.buttons.values(), self.appearance):
            button.set_icons_only(icons_only)
        self.setFixedWidth(look().px(Width.NAV_ICONS if icons_only else Width.NAV))
        self._brand.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "buttons"):
            self.setFixedWidth(look().px(Width.NAV_ICONS if self._icons_only else Width.NAV))
