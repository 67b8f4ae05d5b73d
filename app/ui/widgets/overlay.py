"""Panels at the right: the drawer beside a list, and the slide-over above a dimmed page."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QRegion, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.theme import DIM, NO_SHADOW, SHADOW, Space, Type, Weight, Width, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.label import Elided
from app.ui.widgets.scroll import Scroll

SHADOW_WIDTH = 14
BODY_AT_LEAST = 44


class SidePanel(QFrame):
    """A title with ×, a scrolling body, and an action bar that never scrolls."""

    closed = Signal()

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(Space.PAGE, Space.CONTROL, Space.CONTROL, 0)
        self.title = Elided(title, size=Type.ITEM, weight=Weight.BOLD)
        self.close_button = Button(kind=Kind.GHOST, icon="x", name=tr("关闭"))
        self.close_button.clicked.connect(self.closed)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.close_button)
        outer.addLayout(self.head)
        self.top = QVBoxLayout()
        self.top.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        self.top.setSpacing(Space.CONTROL)
        outer.addLayout(self.top)
        self.column = Scroll()
        self.body = self.column.body
        self.body.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.CONTROL)
        self.column.setMinimumHeight(BODY_AT_LEAST)  # in a low window it gives way before what stands above it
        outer.addWidget(self.column, 1)
        self._action_bar = QFrame()
        self._action_bar.setObjectName("actionBar")
        self.actions_row = QHBoxLayout(self._action_bar)
        self.actions_row.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.CONTROL)
        self.actions_row.setSpacing(Space.CONTROL)
        self._action_bar.hide()
        outer.addWidget(self._action_bar)

    def add_action(self, button: QWidget, *, stretch: int = 0) -> None:
        """Put a button into the fixed action bar."""
        self.actions_row.addWidget(button, stretch)
        self._action_bar.show()


class Drawer(SidePanel):
    """A side panel that leaves the list beside it usable; Esc closes it."""

    def __init__(self, title: str = "", *, width: int = Width.DRAWER, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._width = width
        self.setFixedWidth(look().px(width))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(look().px(self._width))
        super().changeEvent(event)


class SlideOver(QWidget):
    """Dim the page and slide a panel over it; Esc gives the focus back to where it was."""

    closed = Signal()

    def __init__(
        self, host: QWidget, panel: SidePanel, *, width: int = Width.SLIDE_OVER, keep: QWidget | None = None
    ) -> None:
        super().__init__(host)
        self._keep = keep
        self.setProperty("overlay", True)
        self.panel, self._host, self._width = panel, host, width
        self._before: QWidget | None = None
        panel.setParent(self)
        panel.closed.connect(self.dismiss)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.dismiss)
        host.installEventFilter(self)
        self.hide()

    def present(self, first: QWidget | None = None) -> None:
        """Open, and put the focus into the first field."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._fit()
        self.show()
        self.panel.show()
        self.raise_()
        wanted = first if first is not None else self._first_field()
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close, and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def _first_field(self) -> QWidget:
        for child in cast("Iterable[QWidget]", self.panel.column.findChildren(QWidget)):
            takes_tab = child.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_tab and child.isEnabled() and child.isVisibleTo(self.panel):
                return child
        return self.panel.close_button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        self.setGeometry(self._host.rect())
        width = min(look().px(self._width), self.width() - look().px(44))
        self.panel.setGeometry(QRect(self.width() - width, 0, width, self.height()))
        if self._keep is not None:
            kept = QRegion(QRect(self._keep.mapTo(self._host, QPoint(0, 0)), self._keep.size()))
            self.setMask(QRegion(self.rect()).subtracted(kept).united(QRegion(self.panel.geometry())))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside while the page is dimmed."""
        moved = super().focusNextPrevChild(forward)
        now = QApplication.focusWidget()
        if now is not None and not self.isAncestorOf(now):
            self._first_field().setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the dimmed page closes the panel; one that a control in the panel lets through does not."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), DIM)
        edge = self.panel.x()
        shadow = QLinearGradient(edge - SHADOW_WIDTH, 0, edge, 0)
        shadow.setColorAt(0, NO_SHADOW)
        shadow.setColorAt(1, SHADOW)
        painter.fillRect(QRect(edge - SHADOW_WIDTH, 0, SHADOW_WIDTH, self.height()), shadow)
        painter.end()
