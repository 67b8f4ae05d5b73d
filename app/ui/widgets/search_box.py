"""One box to search by any name, alias, telephone tail or number."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.ui.theme import Height, Radius, Space, Tone, Type, Weight, look
from app.ui.tr import tr
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import IconMark
from app.ui.widgets.label import Label

DEBOUNCE_MS = 120


class SearchBox(QWidget):
    """Tell what is searched for a moment after the last key, never while an input method composes."""

    searched = Signal(str)

    def __init__(self, hint: str, *, key: str = "", name: str = "搜索", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = QLineEdit()
        self.edit.setObjectName("searchText")
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        self.edit.setProperty("ringAroundParent", True)
        self._clear = Button(kind=Kind.GHOST, icon="x", name=tr("清除搜索"))
        self._clear.hide()
        self._key = Label(key, size=Type.LABEL, weight=Weight.MEDIUM, tone=Tone.SUB)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.CARD, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(IconMark("search", tone=Tone.SUB))
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._key)
        layout.addWidget(self._clear)
        layout.addSpacing(Space.CONTROL if key else 0)
        self._key.setVisible(bool(key))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._on_settled)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.returnPressed.connect(self._on_settled)
        self._clear.clicked.connect(self.clear)
        self.setFocusProxy(self.edit)

    @property
    def words(self) -> str:
        return self.edit.text().strip()

    def clear(self) -> None:
        """Search for nothing, at once."""
        self.edit.clear()
        self._on_settled()
        self.edit.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(look().px(340), look().px(Height.CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(Height.CONTROL))

    def _on_text_changed(self, words: str) -> None:
        self._clear.setVisible(bool(words))
        self._key.setVisible(bool(self._key.text()) and not words)
        self._timer.start()

    def _on_settled(self) -> None:
        self._timer.stop()
        self.searched.emit(self.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        shape = paint.Box(worn.colour("panel"), worn.colour("line"), worn.field_border, Radius.CONTROL)
        paint.box(painter, self.rect(), shape)
        painter.end()
