"""The focus ring: an overlay, so that it is seen on every control in every theme."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from app.ui.theme import Radius, look

GAP = 2
WIDTH = 3
REACH = GAP + WIDTH
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
}


class FocusRing(QWidget):
    """Stand around whatever has the focus in one window, through scrolling and resizing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is not self:
            self.follow()
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = new if new is not None and new.window() is self.window() else None
        here: QWidget | None = self._target
        while here is not None:
            here.installEventFilter(self)
            self._watched.append(here)
            here = here.parentWidget() if here is not self.window() else None
        self._listen_to_rows()
        self.follow()

    def _listen_to_rows(self) -> None:
        """Move with the current row of a table: its scroll bar and its selection have no widget to watch."""
        target = self._target
        if isinstance(target, QAbstractItemView):
            for bar in (target.verticalScrollBar(), target.horizontalScrollBar()):
                bar.valueChanged.connect(self.follow, Qt.ConnectionType.UniqueConnection)
            chosen = target.selectionModel()
            if chosen is not None:
                chosen.currentChanged.connect(self.follow, Qt.ConnectionType.UniqueConnection)

    def follow(self, *_changed: object) -> None:
        """Stand where the focused control is now, or nowhere when it is scrolled out of sight."""
        target = self._target
        if target is None or not isValid(target) or not target.isVisible() or target.property("ringless"):
            self.hide()
            return
        host = target.parentWidget() if target.property("ringAroundParent") else target
        inner = self._place_of(host if host is not None else target)
        seen = inner.adjusted(-REACH, -REACH, REACH, REACH) & self._seen_part(target)
        if inner.isEmpty() or not (inner & self._seen_part(target)).isValid():
            self.hide()
            return
        self._ring = inner.translated(-seen.topLeft())
        self.setGeometry(seen)
        self.show()
        self.raise_()
        self.update()

    def _place_of(self, target: QWidget) -> QRect:
        rect = target.rect()
        if isinstance(target, QAbstractItemView):
            return self._place_of_row(target)
        return QRect(target.mapTo(self.window(), QPoint(0, 0)), rect.size())

    def _place_of_row(self, view: QAbstractItemView) -> QRect:
        port = view.viewport()
        row = view.visualRect(view.currentIndex())
        rect = QRect(0, row.y(), port.width(), row.height()) if row.isValid() else port.rect()
        inside = (rect & port.rect()).adjusted(REACH, REACH, -REACH, -REACH)
        return QRect(port.mapTo(self.window(), inside.topLeft()), inside.size())

    def _seen_part(self, target: QWidget) -> QRect:
        """Cut away what a scroll area has rolled out of sight."""
        seen = self.window().rect()
        here = target.parentWidget()
        while here is not None and here is not self.window():
            area = here.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is here:
                seen &= QRect(here.mapTo(self.window(), QPoint(0, 0)), here.size()).adjusted(-REACH, 0, REACH, 0)
            here = area
        return seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._target.property("ringRadius") if self._target is not None else None
        corner = float(radius) if isinstance(radius, (int, float)) else float(Radius.CONTROL)
        for width, reach, token in ((GAP, GAP / 2, "panel"), (WIDTH, GAP + WIDTH / 2, "focus")):
            painter.setPen(QPen(worn.colour(token), width))
            around = QRectF(self._ring).adjusted(-reach, -reach, reach, reach)
            painter.drawRoundedRect(around, corner + reach, corner + reach)
        painter.end()
