"""The navigation at the left: icon and word, a count, and who is working."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.page import Page, PageSpec
from app.ui.theme import Space, Tone, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.label import Elided
from app.ui.widgets.nav_button import NavButton
from app.ui.widgets.scroll import Scroll

ROW_GAP = 3


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
    button = NavButton(PageSpec("appearance", tr("显示"), "sun-medium", Page, in_nav=False))
    button.setAutoExclusive(False)
    button.setCheckable(False)
    button.setAccessibleName(tr("显示与人员"))
    return button


def _inset(part: QWidget) -> QHBoxLayout:
    """Keep the margin at the right that the rows leave to their scroll bar."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, Space.CONTROL, 0)
    row.addWidget(part)
    return row


class NavRows(Scroll):
    """The places one below the other; what has no room is scrolled, its bar taking the margin at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=ROW_GAP, parent=parent)
        self.setObjectName("navRows")
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._on_range_changed(0, 0)

    def _on_range_changed(self, _least: int, most: int) -> None:
        self.body.setContentsMargins(0, 0, 0 if most else Space.CONTROL, 0)


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
        self.buttons = {spec.key: NavButton(spec) for spec in specs}
        self.appearance = _appearance_button()
        self.appearance.clicked.connect(self.appearance_asked)
        self.rows = NavRows()
        for key, button in self.buttons.items():
            self.rows.body.addWidget(button)
            button.clicked.connect(lambda _on, wanted=key: self.chosen.emit(wanted))
        self.rows.body.addStretch(1)
        self._lay_out()
        self._number()
        self.set_icons_only(False)

    def show_user(self, name: str, second: str) -> None:
        """Show who is working, and the certificate number or the office."""
        self._user.setText(name)
        self._user_second.setText(second)

    def show_current(self, key: str) -> None:
        """Mark where the user is."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
            self.rows.ensureWidgetVisible(self.buttons[key], 0, 0)

    def show_place(self, key: str, is_shown: bool) -> None:
        """Offer a place, or leave it out, as the pages of the office are where nobody works in one."""
        if key in self.buttons:
            self.buttons[key].setVisible(is_shown)
            self._number()

    def place(self, number: int) -> str:
        """Name the place that a digit goes to; none is an empty word."""
        shown = [key for key, button in self.buttons.items() if not button.isHidden()]
        return shown[number - 1] if number <= len(shown) else ""

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait at a place."""
        if key in self.buttons:
            self.buttons[key].set_count(count)

    def set_icons_only(self, icons_only: bool) -> None:
        """Narrow the bar to icons."""
        self._icons_only = icons_only
        self._brand.icons_only = icons_only
        self._user_second.setVisible(not icons_only)
        self._who.setContentsMargins(0 if icons_only else Space.CONTROL, 0, Space.CONTROL, 0)
        for button in (*self.buttons.values(), self.appearance):
            button.set_icons_only(icons_only)
        self.setFixedWidth(look().px(Width.NAV_ICONS if icons_only else Width.NAV))
        self._brand.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "buttons"):
            self.setFixedWidth(look().px(Width.NAV_ICONS if self._icons_only else Width.NAV))

    def _lay_out(self) -> None:
        self._who = QVBoxLayout()
        self._who.setSpacing(ROW_GAP)
        self._who.addWidget(self._user)
        self._who.addWidget(self._user_second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CONTROL, 0, 0, Space.CONTROL)
        layout.setSpacing(ROW_GAP)
        layout.addLayout(_inset(self._brand))
        layout.addWidget(self.rows, 1)
        layout.addLayout(_inset(self.appearance))
        layout.addLayout(self._who)

    def _number(self) -> None:
        """Let the digits go to the places that are shown, from above."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        for number, button in enumerate(shown, start=1):
            button.set_number(number)
