"""A photo that is marked: a tool is drawn with the mouse, a finger or the keys; words are typed where they stand."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.theme import look
from app.ui.tr import tr
from app.ui.widgets.mark_painting import paint_chosen
from app.ui.widgets.mark_sheet import MarkSheet
from app.ui.widgets.photo_pane import PhotoPane
from app.values.annotation import FULL, LONGEST_WORDS, Mark, Shape, within

STEP = 100
TOUCHED = 80  # a shorter stroke is a touch and chooses what lies there
_HALF = 1200  # of a mark that is made by key
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0),
    Qt.Key.Key_Right: (STEP, 0),
    Qt.Key.Key_Up: (0, -STEP),
    Qt.Key.Key_Down: (0, STEP),
}


class MarkPane(PhotoPane):
    """Show a photo; while it is marked, draw with the tool instead of moving the photo."""

    full = Signal()
    touched = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.sheet = MarkSheet(self)
        self.sheet.changed.connect(self._on_changed)
        self.is_marking = False
        self.tool: Shape | None = None
        self._from: tuple[int, int] | None = None
        self._held: Mark | None = None
        self._drawn: Mark | None = None
        self._resizes = False
        self.line = QLineEdit(self)
        self.line.setAccessibleName(tr("标注文字"))
        self.line.setPlaceholderText(tr("写标注，按回车"))
        self.line.setMaxLength(LONGEST_WORDS)
        self.line.editingFinished.connect(self._on_words_given)
        self.line.installEventFilter(self)
        self.line.hide()
        self._said: tuple[int, int] | None = None

    def begin(self) -> None:
        """Mark the photo from now on."""
        self.is_marking = True
        self.sheet.load(self.marks)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self.use(self.tool or Shape.ARROW)

    def end(self) -> None:
        """Only look again."""
        self._on_words_given()
        self.is_marking, self._drawn = False, None
        self.sheet.choose(None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def use(self, tool: Shape | None) -> None:
        """Take a tool, or none to choose and move marks."""
        self.tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is None else Qt.CursorShape.CrossCursor)

    def add_by_key(self) -> None:
        """Put a mark of the tool into the middle, or word the chosen text anew."""
        chosen, middle = self.sheet.mark, FULL // 2
        if chosen is not None and chosen.shape is Shape.TEXT:
            self._ask_words(chosen.x1, chosen.y1, chosen.words)
        elif self.tool is Shape.TEXT:
            self.sheet.choose(None)
            self._ask_words(middle, middle, "")
        elif self.tool is not None:
            self._add(Mark(self.tool, middle - _HALF, middle - _HALF, middle + _HALF, middle + _HALF))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        if not self._may_draw(event):
            super().mousePressEvent(event)
            return
        self.setFocus()
        x, y = self._place(event.position())
        self._from = (x, y)
        if self.tool is None:
            self._take(x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            super().mouseMoveEvent(event)
            return
        x, y = self._place(event.position())
        if self.tool is None:
            self._drag(x, y)
        elif self.tool is not Shape.TEXT:
            self._drawn = Mark(self.tool, *self._from, x, y)
            self.show_marks((*self.sheet.marks, self._drawn))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            super().mouseReleaseEvent(event)
            return
        (x, y), self._from = self._from, None
        drawn, self._drawn = self._drawn, None
        if self.tool is None:
            self._let_go()
        elif self.tool is Shape.TEXT:
            self._ask_words(x, y, "")
        elif drawn is not None and _length(drawn) > TOUCHED:
            self._add(drawn)
        else:
            self.sheet.choose(self.sheet.at(x, y))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, mark = _ARROWS.get(Qt.Key(event.key())), self.sheet.mark
        if self.is_marking and step is not None and mark is not None:
            grows = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            dx, dy = step
            self.sheet.change(mark.reaching(mark.x2 + dx, mark.y2 + dy) if grows else mark.moved(dx, dy))
        elif self.is_marking and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add_by_key()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Let Escape leave the words, not the photo."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._said = None
                self.line.hide()
                self.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_words_given()
                return True
        return False

    def paint_above(self, painter: QPainter) -> None:
        if self.is_marking and self.sheet.mark is not None:
            paint_chosen(painter, self.target(), self.sheet.mark)

    def _may_draw(self, event: QMouseEvent) -> bool:
        return self.is_marking and self.has_image and event.button() == Qt.MouseButton.LeftButton

    def _place(self, point: QPointF) -> tuple[int, int]:
        target = self.target()
        x = (point.x() - target.x()) * FULL / target.width()
        y = (point.y() - target.y()) * FULL / target.height()
        return within(x), within(y)

    def _take(self, x: int, y: int) -> None:
        self._resizes = self.sheet.is_at_end(x, y)
        if not self._resizes:
            self.sheet.choose(self.sheet.at(x, y))
        self._held = self.sheet.mark
        if self._held is not None:
            self.sheet.hold()

    def _drag(self, x: int, y: int) -> None:
        if self._held is None or self._from is None:
            return
        moved = self._held.moved(x - self._from[0], y - self._from[1])
        self.sheet.change(self._held.reaching(x, y) if self._resizes else moved)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held = None
            self.sheet.release()

    def _add(self, mark: Mark) -> None:
        if not self.sheet.add(mark):
            self._on_changed()
            self.full.emit()

    def _ask_words(self, x: int, y: int, words: str) -> None:
        """Let the words be typed where they will stand."""
        target = self.target()
        left = target.x() + x * target.width() / FULL
        top = target.y() + y * target.height() / FULL
        width, height = look().px(280), look().px(44)
        self.line.setGeometry(
            round(max(0, min(left, self.width() - width))), round(min(top, self.height() - height)), width, height
        )
        self._said = (x, y)
        self.line.setText(words)
        self.line.show()
        self.line.setFocus()

    def _on_words_given(self) -> None:
        place, self._said = self._said, None
        if place is None:
            return
        words = self.line.text()
        self.line.hide()
        self.setFocus()
        chosen = self.sheet.mark
        is_old = chosen is not None and chosen.shape is Shape.TEXT and (chosen.x1, chosen.y1) == place
        mark = Mark(Shape.TEXT, *place, *place).saying(words)
        if is_old and mark.words:
            self.sheet.change(mark)
        elif is_old:
            self.sheet.remove()
        elif mark.words:
            self._add(mark)

    def _on_changed(self) -> None:
        self.show_marks(self.sheet.marks)


def _length(mark: Mark) -> int:
    return max(abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1))
