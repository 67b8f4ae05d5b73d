"""A field for a few lines of text that grows with them and gives Tab to the next field."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.ui.theme import Type, look

EDGES = 22  # padding, border and the margin of the document, above and below


class TextEdit(QPlainTextEdit):
    """Tell of every change and of the moment a person leaves the field."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, *, name: str, rows: int = 2, most_rows: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._most_rows, self._quiet = rows, most_rows, False
        self.setAccessibleName(name)
        self.setProperty("dense", True)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_changed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._on_resized)
        self._on_resized()

    def fill(self, words: str) -> None:
        """Show a text without telling anyone that it changed."""
        self._quiet = True
        self.setPlainText(words)
        self._quiet = False
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        line = look().font(Type.DENSE)
        height = max(look().px(22), self.fontMetrics().lineSpacing())
        shown = min(max(self._rows, self._lines), self._most_rows)
        return QSize(line.pixelSize() * 12, shown * height + EDGES)

    @property
    def _lines(self) -> int:
        return round(self.document().size().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(44), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where another width breaks the text into more or fewer lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._on_resized()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(self.toPlainText())

    def _on_resized(self) -> None:
        policy = Qt.ScrollBarPolicy
        long = self._lines > self._most_rows
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if long else policy.ScrollBarAlwaysOff)
        self.updateGeometry()

    def _on_changed(self) -> None:
        self.updateGeometry()
        if not self._quiet:
            self.edited.emit(self.toPlainText())
